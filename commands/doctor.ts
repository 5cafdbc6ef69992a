import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { doctorJson, renderDoctor } from "../src/render/doctor.ts";
import { doctor } from "../src/services/doctor.ts";

/** `bd doctor`: what is wrong, and what to do about it. */
export class Doctor extends BeadCommand {
  static override summary = "Look for what is wrong with this clone, its ledger and its surroundings.";
  static override description =
    "--fix makes a bad index anew and takes away locks that are old and held by nobody; nothing else is changed. The exit status is 4 where something in the ledger cannot be read, 5 where something around it is broken.";
  static override flags = { fix: Flags.boolean({ description: "Repair what can be repaired without a loss." }) };

  async run(): Promise<object> {
    const { flags } = await this.parse(Doctor);
    const result = await doctor(await this.workspace(), { fix: flags.fix === true, node: process.versions.node });
    return this.answer(doctorJson(result), renderDoctor(result, this.style), result.status);
  }
}
