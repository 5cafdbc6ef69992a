import type { BeadsError } from "../errors.ts";

/** What a failure says to a model: its sentence, and what to do next with the tools that it has. */
export interface Advice {
  readonly message: string;
  readonly hints: readonly string[];
}

/** Of a command line: a verb of ours, or a flag. */
const TYPED = /\bbd [a-z]|(^|[\s(])--?[a-zA-Z]/;

/** What takes something from others, or lets a rule be passed over, is a person's to say: no tool does it. */
const FORCING = /--(force|steal|confirm|allow-secrets|with-children)\b/;

/**
 * A failure in the words of the tools. Hints that name no command are said as they are; what is known for the code comes behind. Where that leaves
 * nothing, the command is named all the same, unless it forces something.
 */
export function advise({ code, message, hints }: Pick<BeadsError, "code" | "message" | "hints">): Advice {
  const said = [...hints.filter((hint) => !TYPED.test(hint)), ...(HINTS[code] ?? [])];
  return { message: MESSAGES[code] ?? message, hints: said.length > 0 ? said : hints.filter((hint) => !FORCING.test(hint)) };
}

const FRESH = "What others wrote lately is fetched behind each call: the next one sees it.";
const FIND = "search and ready find ids; an issue of another project is project:id.";
const HELD = "Take other work (claim without id), or talk to the holder with reply. Nothing is taken from a holder here.";

/** Sentences that name a flag. */
const MESSAGES: Readonly<Record<string, string>> = {
  REJECT_NEEDS_REASON: "A rejection needs a reason: whoever sent it is told why.",
  DEADLINE_ALONE: "A deadline is for an answer, and expects none asks for none.",
  NOT_FOR_MESSAGES:
    "A word to an agent, a person or @all takes no field that only an issue has (type, priority, issue, blocks_me).",
};

/** By code. */
const HINTS: Readonly<Record<string, readonly string[]>> = {
  AMBIGUOUS_ID: ["show takes it, too, to see which one is meant."],
  ANSWER_MISSING: ["Give option, or decision in words; show with the question's id has its options."],
  BAD_OPTION_FORM: ["An option is a key and what it means (a=Yes), or plain words."],
  BODY_MISSING: ["Give body."],
  CLAIM_HELD: [HELD],
  CLAIM_LOST: [HELD],
  CLAIM_SUPERSEDED: ["Stop working on it; reply still tells the new holder what you know."],
  DECISION_NOT_FOUND: ["search finds decisions; prime names the open questions.", FRESH],
  HANDOFF_EMPTY: ["Say done, next, questions or verify; collect fills in branch, commits and files."],
  INBOUND_CLOSED: ["Only its people can let you in: ask yours with send to @person."],
  ISSUE_BLOCKED: [
    "Close what blocks it first; show says what each one is, and update with drop_need takes back what is not needed.",
  ],
  ISSUE_CLOSED: ["update with status open reopens it."],
  ISSUE_NOT_FOUND: [FIND, FRESH],
  ISSUE_NOT_READY: ["claim without id takes what is ready; show says what stands in the way of this one, and who has it."],
  LOOKALIKE: ["Say what you know there with reply, or leave if_new out to file it all the same."],
  MESSAGE_NOT_FOUND: ["show has the messages of an issue with their ids, inbox those for you."],
  NOT_APPROVER: ["Say on the issue what you think, and take other work until it is answered. wait tells when."],
  NOT_FOR_MESSAGES: ["Leave them out. create files an issue here, reply says something on one."],
  NOT_PROPOSED: ["judge is for what is proposed; close ends what is open."],
  INVALID_TITLE: ["Say it in one line, and put the rest into body."],
  NOT_CLAIMED: ["There is nothing to give back."],
  NO_WORDS: ["Give words."],
  NOTHING_HELD: ["Name the issue, or claim it first."],
  NOTHING_READY: ["search finds what is open and what it needs; inbox, what was sent to you.", FRESH],
  NOTHING_TO_UPDATE: ["Give a field to change; reply says something, claim takes the issue, close ends it."],
  OPEN_CHILDREN: ["Close them first."],
  OTHER_PROJECT: ["show, reply and wait reach it as project:id; send asks that project for something."],
  OWN_PROJECT: ["create files an issue here."],
  PROJECT_PAUSED: ["What you hold can be released, answered and closed meanwhile."],
  REJECT_NEEDS_REASON: ["Give reason."],
  RESERVATION_LOST: ["Work on other paths, or ask the holder with reply on their issue, or with send."],
  RESERVED: ["Work on other paths, or ask the holder with reply on their issue, or with send."],
  SECRET_FOUND: ["Nothing was sent: take it out."],
  SELF_DEPENDENCY: ["Name another issue."],
  SEVERAL_HELD: ["Give id."],
  UNKNOWN_AGENT: [FRESH],
  UNKNOWN_PROJECT: ["prime and inbox show projects that wrote here."],
};
