import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { MESSAGE_PRIORITIES } from "../src/domain/message.ts";
import { inboxJson, renderInbox } from "../src/render/inbox.ts";
import { inbox } from "../src/services/inbox.ts";
import type { SentInput } from "../src/services/sent.ts";

const USUAL = 20;

/** `bd inbox`: what others said to you, your human and your project. */
export class Inbox extends BeadCommand {
  static override summary = "Read what others said to you and your project, and the replies to what it sent elsewhere.";
  static override description = [
    "Shown is what you have not read and what waits for your answer: the urgent first (emergencies, and answers that are overdue), then what waits, then the rest, each with the newest first. Looking changes nothing. An answer with bd reply or bd ack does, and so does bd inbox read, in this clone alone.",
    "What is older than 30 days when you read for the first time in a clone counts as read, unless it waits for your answer. Other projects are looked at as far as their ledgers are on this machine; bd sync fetches them.",
  ].join("\n\n");
  static override examples = ["bd inbox", "bd inbox --waiting --json", "bd inbox --from beads --full", "bd inbox --sent"];
  static override flags = {
    all: Flags.boolean({ char: "a", description: "What was read and answered too, newest first, as many as there are." }),
    limit: Flags.integer({
      char: "n",
      min: 0,
      description: `At most so many, ${USUAL} where nothing is said; 0 is all.`,
      helpValue: "<count>",
    }),
    from: Flags.string({ description: "From this agent, person or project.", helpValue: "<name>" }),
    type: Flags.string({
      char: "t",
      multiple: true,
      description: "Of these types, such as request or bug.",
      helpValue: "<type>",
    }),
    priority: Flags.string({
      char: "p",
      multiple: true,
      description: `Of these priorities: ${MESSAGE_PRIORITIES.join(", ")}, or P0 to P4 for issues.`,
      helpValue: "<priority>",
    }),
    unread: Flags.boolean({ description: "Only what you have not read." }),
    waiting: Flags.boolean({ description: "Only what waits for your answer." }),
    overdue: Flags.boolean({ description: "Only answers whose deadline has passed." }),
    unanswered: Flags.boolean({ description: "Only what nobody here has answered." }),
    full: Flags.boolean({ description: "The whole text of each." }),
    sent: Flags.boolean({ description: "What this project sent to others, and what became of it; --from names one of them." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Inbox);
    const { all, from, unread, waiting, overdue, unanswered, full } = flags;
    const limit = flags.limit === 0 ? undefined : (flags.limit ?? (all ? undefined : USUAL));
    if (flags.sent) return this.sent({ project: from, limit });
    const found = await inbox(await this.workspace(), {
      ...{ all, from, unread, waiting, overdue, unanswered, limit },
      ...{ types: flags.type, priorities: flags.priority?.map(folded) },
    });
    return this.answer(inboxJson(found), renderInbox(found, { full: full === true, all: all === true }, this.style));
  }

  private async sent(input: SentInput): Promise<object> {
    const [{ sent }, { renderSent }] = await Promise.all([import("../src/services/sent.ts"), import("../src/render/sent.ts")]);
    const found = await sent(await this.workspace(), input);
    return this.answer(found.rows, renderSent(found, this.style));
  }
}

/** As the JSON has them: `p1` is `P1`, `1` is `P1`. */
function folded(word: string): string {
  return /^p?[0-4]$/i.test(word) ? `P${word.slice(-1)}` : word.toLowerCase();
}
