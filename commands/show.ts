import { BeadCommand } from "../src/cli/bead-command.ts";
import { eachId, failureJson } from "../src/cli/each-id.ts";
import { Args } from "../src/cli/flags.ts";
import { renderShow, showJson } from "../src/render/show.ts";
import { show } from "../src/services/show.ts";

/** `bd show`: all that is known of an issue. */
export class Show extends BeadCommand {
  static override summary = "Show an issue: its text, thread, edges both ways, claim and commits.";
  static override description =
    "Any unique end of an id is enough. With several ids, each has its own result, and the exit status is that of the worst.";
  static override examples = ["bd show beads-7k3xq2", "bd show 7k3xq2 m4n8vd --json"];
  static override args = { id: Args.string({ description: "Issue ids.", required: true }) };
  static override strict = false;

  async run(): Promise<object> {
    const { argv } = await this.parse(Show);
    const workspace = await this.workspace();
    const { tried, status } = await eachId(argv, (id) => show(workspace, { id }));
    for (const { failure } of tried) if (failure !== null) this.warn(`bd: ${failure.message}`);
    const json = tried.map(({ id, value, failure }) => (failure === null ? showJson(value) : failureJson(id, failure)));
    const found = tried.flatMap(({ value }) => (value === null ? [] : [value]));
    const lines = this.json
      ? []
      : found.flatMap((shown, at) => [...(at === 0 ? [] : ["", ""]), ...renderShow(shown, this.style)]);
    return this.answer(argv.length === 1 ? json[0] : json, lines, status);
  }
}
