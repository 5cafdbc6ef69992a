import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Flags } from "../../src/cli/flags.ts";
import { agentsJson, renderAgents } from "../../src/render/agents.ts";
import { listAgents } from "../../src/services/agents.ts";

/** `bd agent list`: who is there, and what they hold. */
export class AgentList extends BeadCommand {
  static override summary = "List who is known in a project, when they were last seen, and what they hold.";
  static override description =
    "Agents of this machine are known by their beats, whoever is elsewhere by what they did in the ledger. Gone is who said so, whose process is dead, or who was silent for twenty minutes with nobody to ask.";
  static override flags = {
    project: Flags.string({ description: "Another project: short name, identity, alias or URL.", helpValue: "<project>" }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(AgentList);
    const found = await listAgents(await this.workspace(), { project: flags.project });
    return this.answer(agentsJson(found), renderAgents(found, this.style));
  }
}
