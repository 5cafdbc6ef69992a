import { BeadCommand } from "../src/cli/bead-command.ts";
import { filterOf } from "../src/cli/filter.ts";
import { filterFlags } from "../src/cli/filter-flags.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { nameOf } from "../src/domain/actor.ts";
import { claimHints, claimJson, renderClaim } from "../src/render/claim.ts";
import { claim } from "../src/services/claim.ts";

const { status: _status, deleted: _deleted, limit: _limit, all: _all, ...filters } = filterFlags;

/** `bd claim`: takes an issue so that nobody else can have it. */
export class Claim extends BeadCommand {
  static override summary = "Claim an issue so that nobody else can have it.";
  static override description =
    "A claim is confirmed once the shared remote holds it; whoever was slower gets status 3 and is told who has it. It is a lease: what you write renews it. With --offline it is tentative, and a later sync may lose it.";
  static override args = { id: Args.string({ description: "The issue; none with --next, or with --resume." }) };
  static override flags = {
    ...filters,
    next: Flags.boolean({ description: "Take the first ready issue, under the filters given." }),
    resume: Flags.boolean({ description: "Give the issue that you hold already, if you hold one." }),
    steal: Flags.boolean({ description: "Take over somebody's live claim; needs --reason." }),
    reason: Flags.string({ char: "r", description: "Why it is taken over, in words for others.", helpValue: "<text>" }),
    confirm: Flags.boolean({ description: "Take it over from a person, too." }),
    "if-new": Flags.boolean({ description: "Leave alone what says nearly the same as another issue (status 3)." }),
    lease: Flags.string({ description: "How long it holds without being renewed, such as 30m, 4h or 2d.", helpValue: "<time>" }),
    ...dryRunFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Claim);
    const workspace = await this.workspace();
    const next = flags.next ? filterOf(flags, this.host.now(), nameOf(workspace.actor)) : undefined;
    const { resume, steal, reason, confirm, lease } = flags;
    const modes = { if_new: flags["if-new"], dry_run: flags["dry-run"] };
    const result = await claim(workspace, { id: args.id, next, resume, steal, reason, confirm, lease, ...modes });
    for (const hint of claimHints(result)) this.warn(hint);
    return this.answer(claimJson(result), renderClaim(result, this.style));
  }
}
