import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { reasonFlags, reasonOf } from "../src/cli/reason.ts";
import { VIAS } from "../src/domain/outbox.ts";
import { handoffJson, renderHandoff } from "../src/render/handoff.ts";
import { handoff } from "../src/services/handoff.ts";

/** `bd handoff`: an issue moves, with its whole thread. */
export class Handoff extends BeadCommand {
  static override summary = "Move an issue to another project, with its whole thread.";
  static override description =
    "What stays here is closed and points on: issues that needed it wait for it there, and what is said on it is brought there.";
  static override examples = [
    'bd handoff vc-7k3xq2 --to beads -m "The bug is in the parser."',
    "bd handoff vc-7k3xq2 --to alpha/beads --dry-run",
  ];
  static override args = { id: Args.string({ description: "The issue.", required: true }) };
  static override flags = {
    ...reasonFlags,
    ...dryRunFlag,
    to: Flags.string({ description: "A project, or an agent there.", helpValue: "<address>", required: true }),
    via: Flags.option({ options: VIAS })({
      description: "Onto that project's ledger, or as a branch for a pull request.",
      helpValue: "<push|branch>",
    }),
    force: Flags.boolean({ char: "f", description: "Although somebody else holds it; needs --reason." }),
    "allow-secrets": Flags.boolean({ description: "Let what looks like a key or a token go along." }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Handoff);
    const reason = await this.body(reasonOf(flags));
    const moved = await handoff(await this.workspace(), {
      ...{ id: args.id, to: flags.to, reason, force: flags.force, via: flags.via },
      ...{ allow_secrets: flags["allow-secrets"], dry_run: flags["dry-run"] },
    });
    return this.answer(handoffJson(moved), renderHandoff(moved), moved.state === "refused" ? 3 : 0);
  }
}
