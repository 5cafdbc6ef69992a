import { BeadCommand } from "../src/cli/bead-command.ts";
import { mineJson, renderMine } from "../src/render/mine.ts";
import { myWork } from "../src/services/my-work.ts";

/** `bd mine`: what am I on. */
export class Mine extends BeadCommand {
  static override summary = "Show what you are on, checked against the ledger.";
  static override description =
    "What you hold in this worktree or session, what you could take up again, and what is over: closed, taken over or handed off.";

  async run(): Promise<object> {
    await this.parse(Mine);
    const mine = await myWork(await this.workspace());
    return this.answer(
      () => mineJson(mine),
      () => renderMine(mine, this.style),
    );
  }
}
