import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args } from "../src/cli/flags.ts";
import { renderShow, showJson } from "../src/render/show.ts";
import { show } from "../src/services/show.ts";

/** `bd show`: all that is known of an issue. */
export class Show extends BeadCommand {
  static override summary = "Show an issue: its text, thread, edges both ways, claim and commits.";
  static override description =
    "Any unique end of an id is enough. With several ids, each has its own result, and the exit status is that of the worst.";
  static override args = { id: Args.string({ description: "Issue ids.", required: true }) };
  static override strict = false;

  async run(): Promise<object> {
    const { argv } = await this.parse(Show);
    const workspace = await this.workspace();
    const found = await eachId(argv, (id) => show(workspace, { id }));
    const last = found.tried.findLast(({ failure }) => failure === null)?.id;
    const shape = {
      json: showJson,
      lines: (shown: Parameters<typeof renderShow>[0], id: string) => [
        ...renderShow(shown, this.style),
        ...(id === last ? [] : ["", ""]),
      ],
    };
    return answerEach(found, shape, this.host, this.json);
  }
}
