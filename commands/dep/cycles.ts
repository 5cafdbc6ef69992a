import { BeadCommand } from "../../src/cli/bead-command.ts";
import { depCyclesJson, renderDepCycles } from "../../src/render/dep-cycles.ts";
import { depCycles } from "../../src/services/dep-cycles.ts";

/** `bd dep cycles`: what can never become ready. */
export class DepCycles extends BeadCommand {
  static override summary = "Find cycles of needs and parents, and agents who wait for each other.";
  static override description =
    "bd refuses to make a cycle; two people's edits can still make one when they meet, across projects too. Agents wait for each other where each holds an issue that waits for one that the next holds.";

  async run(): Promise<object> {
    await this.parse(DepCycles);
    const found = await depCycles(await this.workspace());
    if (found.cycles.length + found.standoffs.length === 0) this.warn("There are no cycles, and nobody waits for each other.");
    return this.answer(depCyclesJson(found), renderDepCycles(found, this.style));
  }
}
