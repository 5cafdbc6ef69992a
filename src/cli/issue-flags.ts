import { Flags } from "./flags.ts";

const text = (description: string, helpValue: string) => Flags.string({ description, helpValue });
const words = (description: string, helpValue: string) => Flags.string({ multiple: true, description, helpValue });

/** The fields of an issue that `create` and `update` both take. */
export const fieldFlags = {
  title: text("The title.", "<text>"),
  type: Flags.string({
    char: "t",
    description: "task, bug, feature, epic, chore, question, spike, decision, or one of the project's own.",
    helpValue: "<type>",
  }),
  priority: Flags.string({ char: "p", description: "0 (most urgent) to 4, or P0 to P4.", helpValue: "<0-4>" }),
  assignee: Flags.string({ char: "a", description: "Who is to do it: dave/vc, @steve or me.", helpValue: "<name>" }),
  due: text("When it is due: 2026-11-21, +2d, tomorrow.", "<when>"),
  defer: text("Not ready before then: 2026-11-21, +2d, tomorrow.", "<when>"),
  estimate: Flags.string({ char: "e", description: "How long it will take: 30m, 2h, or minutes.", helpValue: "<time>" }),
  "external-ref": text("Its name in another system, such as gh-9.", "<ref>"),
  metadata: Flags.string({
    multiple: true,
    ...({ delimiter: null } as object),
    description: "Free metadata; may be given several times.",
    helpValue: "<key=value>",
  }),
  parent: text("The issue that this one is part of.", "<id>"),
  design: text("The section Design of the body.", "<text>"),
  acceptance: text("The section Acceptance criteria of the body.", "<text>"),
  notes: text("The section Notes of the body.", "<text>"),
};

/** What only `create` takes. */
export const createFlags = {
  labels: Flags.string({
    char: "l",
    aliases: ["label"],
    multiple: true,
    description: "Labels, with commas between.",
    helpValue: "<a,b>",
  }),
  deps: words("Edges: an id that is needed, or type:id. blocks:x means that x needs this one.", "<type:id,…>"),
  needs: Flags.string({
    multiple: true,
    aliases: ["depends-on", "blocked-by"],
    description: "Ids that have to be closed first.",
    helpValue: "<id,…>",
  }),
  id: text("The id, instead of a new one.", "<id>"),
  from: Flags.string({
    charAliases: ["f"],
    aliases: ["graph"],
    description: "Create all issues of a plan in markdown or JSON; - is standard input.",
    helpValue: "<file>",
  }),
  template: Flags.boolean({ description: "Begin the body with the sections that fit the type." }),
  "if-new": Flags.boolean({ description: "Do not create it if an issue says nearly the same (status 3)." }),
  silent: Flags.boolean({ description: "Print only the id." }),
};

/** What only `update` takes. */
export const updateFlags = {
  status: Flags.string({ char: "s", description: "open, in_progress (claims), deferred or closed.", helpValue: "<status>" }),
  "add-label": Flags.string({
    char: "l",
    aliases: ["add-labels", "labels"],
    multiple: true,
    description: "Labels to add.",
    helpValue: "<a,b>",
  }),
  "remove-label": Flags.string({
    multiple: true,
    aliases: ["remove-labels"],
    description: "Labels to take off.",
    helpValue: "<a,b>",
  }),
  "set-labels": words("The labels that it is to have, and no others.", "<a,b>"),
  append: text("Text to put behind the body.", "<text>"),
  "append-notes": text("Text to put behind the section Notes.", "<text>"),
  unassign: Flags.boolean({ description: "Assign it to nobody.", exclusive: ["assignee"] }),
  "no-parent": Flags.boolean({ description: "Take it out of its parent.", exclusive: ["parent"] }),
  "no-due": Flags.boolean({ description: "Take the due date away.", exclusive: ["due"] }),
  "no-defer": Flags.boolean({ description: "Take the deferral away.", exclusive: ["defer"] }),
  "unset-metadata": words("Metadata keys to take away.", "<key>"),
  claim: Flags.boolean({ description: "Claim it, as bd claim does." }),
  "reset-attempts": Flags.boolean({ description: "Let it be tried again although its attempts failed." }),
  force: Flags.boolean({ description: "Change it although your claim of it was taken over; needs --reason." }),
  reason: Flags.string({ char: "r", description: "Why, in words for others.", helpValue: "<text>" }),
};

/** What only `close` takes. */
export const closeFlags = {
  outcome: Flags.string({
    description: "How it ended: done, failed, wontfix, duplicate or superseded; done where nothing is said.",
    helpValue: "<outcome>",
  }),
  "duplicate-of": Flags.string({ description: "The issue that it repeats.", helpValue: "<id>" }),
  "superseded-by": Flags.string({ description: "The issue that replaces it.", helpValue: "<id>" }),
  "with-children": Flags.boolean({ description: "Close what is open below it too." }),
  atomic: Flags.boolean({ description: "All in one commit, or none." }),
  "follow-up": Flags.string({
    multiple: true,
    ...({ delimiter: null } as object),
    description: "File an issue of this title too, linked, in the same commit.",
    helpValue: "<title>",
  }),
  "suggest-next": Flags.boolean({ description: "Show what became ready by it." }),
  force: Flags.boolean({ char: "f", description: "Close it in spite of open children, blockers or a claim; needs --reason." }),
};
