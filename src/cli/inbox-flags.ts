import { MESSAGE_PRIORITIES } from "../domain/message.ts";
import { Flags } from "./flags.ts";

/** So many entries are shown where nothing is said. */
export const USUAL = 20;

const choice = (description: string) => Flags.boolean({ description });

/** What `bd inbox` takes. */
export const inboxFlags = {
  all: Flags.boolean({ char: "a", description: "What was read and answered too, newest first, as many as there are." }),
  limit: Flags.integer({
    char: "n",
    min: 0,
    description: `At most so many, ${USUAL} where nothing is said; 0 is all.`,
    helpValue: "<count>",
  }),
  from: Flags.string({ description: "From this agent, person or project.", helpValue: "<name>" }),
  type: Flags.string({ char: "t", multiple: true, description: "Of these types, such as request or bug.", helpValue: "<type>" }),
  priority: Flags.string({
    char: "p",
    multiple: true,
    description: `Of these priorities: ${MESSAGE_PRIORITIES.join(", ")}, or P0 to P4 for issues.`,
    helpValue: "<priority>",
  }),
  unread: choice("Only what you have not read."),
  waiting: choice("Only what waits for your answer."),
  overdue: choice("Only answers whose deadline has passed."),
  unanswered: choice("Only what nobody here has answered."),
  full: choice("The whole text of each."),
  sent: choice("What this project sent to others, and what became of it; --from names one of them."),
  inject: choice("For an agent's prompt hook: subjects of what this session was not told yet. It never fails."),
};
