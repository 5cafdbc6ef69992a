import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { agentShowJson, renderAgentShow } from "../../src/render/agent-show.ts";
import { showAgent } from "../../src/services/agent-show.ts";

/** `bd agent show`: all that is known of one agent. */
export class AgentShow extends BeadCommand {
  static override summary = "Show whether an agent is there, where, on what, and since when.";
  static override args = { name: Args.string({ description: "The agent, such as dave or dave/vc.", required: true }) };
  static override flags = {
    project: Flags.string({ description: "Another project: short name, identity, alias or URL.", helpValue: "<project>" }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(AgentShow);
    const shown = await showAgent(await this.workspace(), { name: args.name, project: flags.project });
    return this.answer(agentShowJson(shown), renderAgentShow(shown, this.style));
  }
}
