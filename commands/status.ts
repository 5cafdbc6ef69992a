import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { renderStatus, statusJson } from "../src/render/status.ts";
import { status } from "../src/services/status.ts";

/** `bd status`: the project at a glance. */
export class Status extends BeadCommand {
  static override summary = "Show counts, your claims, what is not shared yet, and what is wrong.";
  static override description =
    "Changes that could not be kept are listed until --ack-lost takes them off; with operations behind it, only those.";
  static override args = { op: Args.string({ description: "With --ack-lost: only these operations." }) };
  static override flags = {
    team: Flags.boolean({
      description: "The team: its phase, everybody's one line, decisions that wait, what is blocked, and the next checkpoint.",
      exclusive: ["ack-lost"],
    }),
    "ack-lost": Flags.boolean({ description: "Take changes that were lost or refused off the list." }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Status);
    if (flags.team) return this.#team();
    const result = await status(await this.workspace(), { acknowledge: flags["ack-lost"] ? argv : undefined });
    return this.answer(statusJson(result), renderStatus(result, this.style));
  }

  async #team(): Promise<object> {
    const [{ teamOf }, { renderTeam, teamJson }] = await Promise.all([
      import("../src/services/team.ts"),
      import("../src/render/team.ts"),
    ]);
    const team = await teamOf(await this.workspace());
    return this.answer(teamJson(team), renderTeam(team, this.style));
  }
}
