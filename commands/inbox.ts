import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { inboxJson, renderInbox } from "../src/render/inbox.ts";
import { inbox } from "../src/services/inbox.ts";

const USUAL = 20;

/** `bd inbox`: what others said to you, your human and your project. */
export class Inbox extends BeadCommand {
  static override summary = "Read what others said to you and your project, and the replies to what it sent elsewhere.";
  static override examples = ["bd inbox", "bd inbox --unanswered --json", "bd inbox --from beads --full"];
  static override flags = {
    all: Flags.boolean({ char: "a", description: "As many as there are." }),
    limit: Flags.integer({
      char: "n",
      min: 0,
      description: `At most so many, ${USUAL} where nothing is said; 0 is all.`,
      helpValue: "<count>",
    }),
    from: Flags.string({ description: "From this agent, person or project.", helpValue: "<name>" }),
    unanswered: Flags.boolean({ description: "Only what nobody here has answered." }),
    full: Flags.boolean({ description: "The whole text of each." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Inbox);
    const limit = flags.all || flags.limit === 0 ? undefined : (flags.limit ?? USUAL);
    const found = await inbox(await this.workspace(), { from: flags.from, unanswered: flags.unanswered, limit });
    return this.answer(inboxJson(found), renderInbox(found, { full: flags.full === true }, this.style));
  }
}
