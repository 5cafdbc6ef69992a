import { Args, bodyFlags, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { HastyCommand } from "../src/cli/hasty-command.ts";
import { teamFlags, teamVerdict } from "../src/cli/team-flags.ts";
import { checkpointResultJson, renderCheckpoint } from "../src/render/checkpoint.ts";
import { checkpoint } from "../src/services/checkpoint.ts";
import type { TeamCheckpointInput } from "../src/services/team-checkpoint.ts";

/** `bd checkpoint`: where the work stands, with what is not committed. */
export class Checkpoint extends HastyCommand {
  /** A copy of much uncommitted work takes its time. */
  static override hurry = { limit: 20_000, when: /^--auto$/ };
  static override summary = "Note where your work stands, and save what is not committed.";
  static override description =
    "Branch, commit, plan and next step go into the ledger; uncommitted files, untracked ones too, into a commit under bd's own refs in this clone. Index, HEAD, files and stash stay as they are.";
  static override args = { id: Args.string({ description: "The issue; without it, the one that you hold here." }) };
  static override flags = {
    ...bodyFlags,
    message: { ...bodyFlags.message, aliases: ["note", "body"], description: "A note." },
    plan: Flags.string({ description: "How it is to be done.", helpValue: "<text>" }),
    next: Flags.string({ description: "The next step.", helpValue: "<text>" }),
    context: Flags.string({ multiple: true, description: "Paths that whoever goes on should read.", helpValue: "<path>" }),
    auto: Flags.boolean({
      description: "For hooks and timers: says nothing, does nothing where nothing changed, and gives up after 20 s.",
    }),
    push: Flags.boolean({ description: "Bring the saved files to the remote, under refs/beads/checkpoints/." }),
    ...teamFlags,
    ...dryRunFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Checkpoint);
    const note = await this.body(flags);
    const verdict = teamVerdict(flags);
    if (verdict !== null) return this.#team({ verdict, note, by: flags.by, dry_run: flags["dry-run"] });
    const { plan, next, context, auto, push } = flags;
    this.unheard = auto === true;
    const input = { id: args.id, note, plan, next, context, auto, push, dry_run: flags["dry-run"] };
    const made = await checkpoint(await this.workspace(), input);
    if (made === null) return this.answer(null, []);
    return this.answer(checkpointResultJson(made), auto ? [] : renderCheckpoint(made, this.style));
  }

  async #team(input: TeamCheckpointInput): Promise<object> {
    const [{ teamCheckpoint }, { renderTeamCheckpoint, teamCheckpointJson }] = await Promise.all([
      import("../src/services/team-checkpoint.ts"),
      import("../src/render/team.ts"),
    ]);
    const result = await teamCheckpoint(await this.workspace(), input);
    return this.answer(teamCheckpointJson(result), renderTeamCheckpoint(result, this.style));
  }
}
