import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Flags } from "../../src/cli/flags.ts";
import { escalationJson, renderEscalations } from "../../src/render/escalation.ts";
import { listEscalations } from "../../src/services/escalate.ts";

/** `bd escalate list`. */
export class EscalateList extends BeadCommand {
  static override summary = "List what is escalated and open, the gravest first.";
  static override flags = {
    all: Flags.boolean({ char: "a", description: "What is over, too." }),
    issue: Flags.string({ description: "Only what is about this issue.", helpValue: "<id>" }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(EscalateList);
    const all = flags.all === true;
    const rows = await listEscalations(await this.workspace(), { all, issue: flags.issue });
    return this.answer(rows.map(escalationJson), renderEscalations(rows, { all }, this.style));
  }
}
