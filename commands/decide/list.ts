import { BeadCommand } from "../../src/cli/bead-command.ts";
import { scopeFlags, scopeOf } from "../../src/cli/decide-flags.ts";
import { Flags } from "../../src/cli/flags.ts";
import { decisionListJson, renderDecisionList } from "../../src/render/decide.ts";
import { renderRest } from "../../src/render/list.ts";
import { listDecisions } from "../../src/services/decide-list.ts";

/** `bd decide list`: what holds, and what is asked. */
export class DecideList extends BeadCommand {
  static override summary = "List open questions, then decisions, the newest first.";
  static override description =
    "What was rejected or superseded is left out, unless --all or -s asks for it. Decisions that are about the same and do not name each other are named below the list.";
  static override flags = {
    ...scopeFlags,
    state: Flags.string({
      char: "s",
      multiple: true,
      aliases: ["status"],
      description: "proposed, accepted, rejected, superseded, answered or defaulted.",
      helpValue: "<state>",
    }),
    questions: Flags.boolean({ description: "Only questions." }),
    all: Flags.boolean({ description: "What was rejected or superseded, too." }),
    limit: Flags.integer({ char: "n", min: 0, description: "At most so many; 0 is all.", helpValue: "<count>" }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(DecideList);
    const { state: states, questions, all, limit = 0 } = flags;
    const filter = { ...scopeOf(flags), states, questions, all, limit: limit === 0 ? null : limit };
    const found = await listDecisions(await this.workspace(), filter);
    const rest = renderRest(found.rows.length, found.more, "No decisions.");
    if (rest !== undefined) this.warn(rest);
    return this.answer(decisionListJson(found), renderDecisionList(found, this.style));
  }
}
