import { BeadCommand } from "../../src/cli/bead-command.ts";
import { depCyclesJson, renderDepCycles } from "../../src/render/dep-cycles.ts";
import { depCycles } from "../../src/services/dep-cycles.ts";

/** `bd dep cycles`: what can never become ready. */
export class DepCycles extends BeadCommand {
  static override summary = "Find cycles of needs and parents.";
  static override description = "bd refuses to make one; two people's edits can still make one when they meet.";
  static override examples = ["bd dep cycles", "bd dep cycles --json"];

  async run(): Promise<object> {
    await this.parse(DepCycles);
    const cycles = await depCycles(await this.workspace());
    if (cycles.length === 0) this.warn("There are no cycles.");
    return this.answer(depCyclesJson(cycles), renderDepCycles(cycles, this.style));
  }
}
