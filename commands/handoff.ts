import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { reasonFlags, reasonOf } from "../src/cli/reason.ts";
import { VIAS } from "../src/domain/outbox.ts";
import { handoffJson, renderHandoff } from "../src/render/handoff.ts";
import { handoffWithinJson, renderHandoffWithin } from "../src/render/handoff-within.ts";
import { handoff, handoffTarget } from "../src/services/handoff.ts";
import { handoffBody, handoffWithin } from "../src/services/handoff-within.ts";

const section = (description: string) => Flags.string({ description, helpValue: "<text>", helpGroup: "WITHIN THE PROJECT" });

/** `bd handoff`: somebody else goes on, here or in another project. */
export class Handoff extends BeadCommand {
  static override summary = "Pass an issue on, to somebody here or to another project.";
  static override description =
    "Within the project your claim ends, and whoever goes on is told what they need. To another project it moves with its whole thread: what stays here is closed and points on.";
  static override args = { id: Args.string({ description: "The issue.", required: true }) };
  static override flags = {
    ...reasonFlags,
    ...dryRunFlag,
    to: Flags.string({ description: "An agent or @person here, a project, or an agent there.", helpValue: "<address>" }),
    context: section("What to know first."),
    done: section("What is done."),
    next: section("What comes next."),
    questions: section("What is open."),
    verify: section("How to see that it works."),
    collect: Flags.boolean({
      description: "Fill in branch, commits, uncommitted files, the last checkpoint and open messages.",
      helpGroup: "WITHIN THE PROJECT",
    }),
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
    const workspace = await this.workspace();
    const common = { id: args.id, reason, force: flags.force, dry_run: flags["dry-run"] };
    const target = await handoffTarget(workspace, flags.to);
    if (target.within) {
      const passed = await handoffWithin(workspace, { ...flags, ...common, receiver: target.receiver });
      return this.answer(handoffWithinJson(passed), renderHandoffWithin(passed, this.style));
    }
    const said = handoffBody({ ...flags, reason });
    const moved = await handoff(workspace, {
      ...common,
      reason: said === "" ? undefined : said,
      target,
      via: flags.via,
      allow_secrets: flags["allow-secrets"],
    });
    return this.answer(handoffJson(moved), renderHandoff(moved), moved.state === "refused" ? 3 : 0);
  }
}
