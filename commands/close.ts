import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, dryRunFlag } from "../src/cli/flags.ts";
import { closeFlags } from "../src/cli/issue-flags.ts";
import { knownIds } from "../src/cli/known-ids.ts";
import { warnLowWater } from "../src/cli/low-water.ts";
import { reasonFlags, reasonOf } from "../src/cli/reason.ts";
import { closeJson, renderClose, renderUnblocked } from "../src/render/close.ts";
import { type CloseResult, close, orderForClosing } from "../src/services/close.ts";

/** `bd close`: ends issues, and says how. */
export class Close extends BeadCommand {
  static override summary = "Close issues, with the reason.";
  static override description =
    "Several ids are looked up first, then closed one by one, children before parents, each with its own result; with --atomic all in one commit or none. What is closed already stays as it is.";
  static override args = { id: Args.needed({ description: "Issue ids." }) };
  static override flags = {
    ...reasonFlags,
    ...closeFlags,
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Close);
    const reason = await this.body(reasonOf(flags));
    const workspace = await this.workspace();
    const typed = await knownIds(workspace, argv, "close");
    const ids = await orderForClosing(workspace, typed);
    const input = {
      ...{ reason, outcome: flags.outcome, force: flags.force, with_children: flags["with-children"] },
      ...{ duplicate_of: flags["duplicate-of"], superseded_by: flags["superseded-by"], dry_run: flags["dry-run"] },
    };
    const follow_ups = [...(flags["follow-up"] ?? [])];
    const closeBatch = async (batch: readonly string[]): Promise<CloseResult> => {
      const result = await close(workspace, { ...input, ids: batch, follow_ups });
      follow_ups.length = 0;
      return result;
    };
    const next = (results: readonly CloseResult[]) => (flags["suggest-next"] ? renderUnblocked(results, this.style) : []);
    if (flags.atomic) {
      const result = await closeBatch(ids);
      if (flags["suggest-next"]) await warnLowWater(workspace);
      const json = typed.map((id) => closeJson(result, id));
      return this.answer(json.length === 1 ? json[0] : json, [...renderClose(result, this.style), ...next([result])]);
    }
    const { tried, status } = await eachId(ids, (id) => closeBatch([id]));
    if (flags["suggest-next"]) await warnLowWater(workspace);
    const inOrder = [...tried].sort((a, b) => typed.indexOf(a.id) - typed.indexOf(b.id));
    const shape = { json: closeJson, lines: (result: CloseResult) => renderClose(result, this.style) };
    const after = next(tried.flatMap(({ value }) => value ?? []));
    return answerEach({ tried: inOrder, status }, { ...shape, after }, this.host, this.json);
  }
}
