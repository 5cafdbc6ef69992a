import { BeadCommand } from "../src/cli/bead-command.ts";
import { filterOf } from "../src/cli/filter.ts";
import { filterFlags } from "../src/cli/filter-flags.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { nameOf } from "../src/domain/actor.ts";
import { listJson, renderList, renderRest } from "../src/render/list.ts";
import { nothingReady } from "../src/render/nothing-ready.ts";
import { whyNothing } from "../src/services/nothing-ready.ts";
import { type ReadyInput, ready } from "../src/services/ready.ts";
import type { Workspace } from "../src/services/workspace.ts";

const { status: _status, deleted: _deleted, ...filters } = filterFlags;

/** How many are shown where nobody said: the next thing to do, and some to choose from. */
const USUAL = 20;
const EXPLAINED = 50;

/** `bd ready`: what can be worked on now. */
export class Ready extends BeadCommand {
  static override summary = "Show what can be worked on now, the most urgent first.";
  static override description =
    "An issue is ready when it is open and unclaimed, nothing that it needs is open, nothing above it is blocked or deferred, and it is not for somebody else. At most 20 are shown unless -n says otherwise; -n 0 shows all.";
  static override args = { id: Args.string({ description: "With --explain: only these issues." }) };
  static override flags = {
    ...filters,
    explain: Flags.boolean({ description: "Say why each open issue, or each of those named, is ready or not." }),
    claim: Flags.boolean({ description: "Claim the first one.", exclusive: ["explain"] }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Ready);
    const workspace = await this.workspace();
    const filter = filterOf(flags, this.host.now(), nameOf(workspace.actor));
    if (flags.claim) return this.#claim(workspace, filter);
    const isExplain = flags.explain || argv.length > 0;
    const usual = isExplain ? (this.json ? null : EXPLAINED) : USUAL;
    const limit = flags.all || flags.limit === 0 ? null : (flags.limit ?? usual);
    const page = { filter, limit, count_rest: !this.json };
    if (isExplain) return this.#explain(workspace, { ...page, ids: argv });
    const { items, more } = await ready(workspace, page);
    const rest = renderRest(items.length, more, items.length > 0 ? "" : nothingReady(await whyNothing(workspace)));
    if (rest !== undefined) this.warn(rest);
    return this.answer(
      () => listJson(items),
      () => renderList(items, this.style),
    );
  }

  async #explain(workspace: Workspace, input: ReadyInput & { readonly ids: readonly string[] }): Promise<object> {
    const { explain } = await import("../src/services/explain.ts");
    const { explainedJson, renderExplained } = await import("../src/render/obstacle.ts");
    const { items, more } = await explain(workspace, input);
    const rest = renderRest(items.length, more, "No issues match.");
    if (rest !== undefined) this.warn(rest);
    return this.answer(
      () => items.map(explainedJson),
      () => renderExplained(items, this.style),
    );
  }

  async #claim(workspace: Workspace, next: ReadyInput["filter"]): Promise<object> {
    const { claim } = await import("../src/services/claim.ts");
    const { claimHints, claimJson, renderClaim } = await import("../src/render/claim.ts");
    const result = await claim(workspace, { next });
    for (const hint of claimHints(result)) this.warn(hint);
    return this.answer(claimJson(result), renderClaim(result, this.style));
  }
}
