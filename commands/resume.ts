import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { renderResume, resumeJson } from "../src/render/resume.ts";
import { resume } from "../src/services/resume.ts";

/** `bd resume`: go on where the work stood. */
export class Resume extends BeadCommand {
  static override summary = "Show where your work stands, and how to go on.";
  static override description =
    "Checks first that the work is still yours; status 3 means stop. Then the last checkpoint with plan and next step, the last handoff, what waits for your answer, and what differs here.";
  static override args = { id: Args.string({ description: "The issue; without it, what you are on." }) };
  static override flags = {
    claim: Flags.boolean({ description: "Claim it again where the claim ran out, was given back, or was a dead session's." }),
    ...dryRunFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Resume);
    const resumed = await resume(await this.workspace(), { id: args.id, claim: flags.claim, dry_run: flags["dry-run"] });
    const status = resumed.work.state === "completed" ? 3 : 0;
    return this.answer(resumeJson(resumed), renderResume(resumed, this.style), status);
  }
}
