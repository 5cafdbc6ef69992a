import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { knownIds } from "../src/cli/known-ids.ts";
import { deferJson, renderDefer } from "../src/render/defer.ts";
import { defer } from "../src/services/defer.ts";
import { whenHint } from "../src/services/resolve-when.ts";

/** `bd defer`: puts issues off. */
export class Defer extends BeadCommand {
  static override summary = "Put issues off, until a time or until further notice.";
  static override args = { id: Args.needed({ description: "Issue ids." }) };
  static override flags = {
    until: Flags.string({ description: "When it comes back by itself: +2d, tomorrow, 2026-11-21.", helpValue: "<when>" }),
    reason: Flags.string({ char: "r", description: "Why, in words for others.", helpValue: "<text>" }),
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Defer);
    const workspace = await this.workspace();
    const ids = await knownIds(workspace, argv, "defer", (word) => whenHint(word, this.host.now()));
    const input = { until: flags.until, reason: flags.reason, dry_run: flags["dry-run"] };
    const tried = await eachId(ids, (id) => defer(workspace, { ...input, id }));
    return answerEach(tried, { json: deferJson, lines: (result) => renderDefer(result, this.style) }, this.host, this.json);
  }
}
