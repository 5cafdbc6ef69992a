import { bodyFlags, dryRunFlag, Flags } from "./flags.ts";

const text = (description: string, helpValue: string) => Flags.string({ description, helpValue });
const list = (description: string, helpValue: string) => Flags.string({ multiple: true, description, helpValue });
const several = (description: string, helpValue: string) =>
  Flags.string({ multiple: true, ...({ delimiter: null } as object), description, helpValue });

/** What a decision is about. */
export const scopeFlags = {
  label: Flags.string({
    char: "l",
    aliases: ["labels"],
    multiple: true,
    description: "What it is about: issues with these labels.",
    helpValue: "<a,b>",
  }),
  path: several("What it is about: paths under this glob, from where you stand; may be given several times.", "<glob>"),
  topic: Flags.string({
    multiple: true,
    aliases: ["topics"],
    description: "What it is about, in a word or two each.",
    helpValue: "<words,…>",
  }),
};

const draftFlags = {
  ...bodyFlags,
  ...scopeFlags,
  relates: list("Decisions and issues that it stands beside: it contradicts none of them.", "<id,…>"),
  approver: text("Who alone is to accept or answer it: @steve, alpha/vc, or @human for any person.", "<name>"),
};

/** What `decide` and `decide supersede` take. */
export const decideFlags = {
  ...draftFlags,
  context: text("The section Context of the body.", "<text>"),
  decision: text("The section Decision of the body.", "<text>"),
  rationale: text("The section Rationale of the body.", "<text>"),
  alternative: several("What was not chosen; may be given several times.", "<text>"),
  consequences: text("The section Consequences of the body.", "<text>"),
  propose: Flags.boolean({ description: "Only propose it: bd decide accept makes it hold." }),
  supersedes: list("Decisions that it takes the place of, once it is accepted.", "<id,…>"),
  propagate: list("Projects that are to know of it, and to acknowledge it.", "<project,…>"),
  from: text("The message or escalation that it is made of.", "<message>"),
  "allow-secrets": Flags.boolean({ description: "Send what looks like a key or a token, too." }),
  ...dryRunFlag,
};

/** What `ask` takes. */
export const askFlags = {
  ...draftFlags,
  option: several("What it may be answered with; may be given several times.", "<key=text>"),
  recommend: text("The option that you would take.", "<key>"),
  by: text("By when: 2026-11-21, +2h, tomorrow.", "<when>"),
  otherwise: Flags.string({
    aliases: ["default"],
    description: "The option that holds once that time is past; without it the question stays open.",
    helpValue: "<key>",
  }),
  gates: list("Issues that are not ready before it is answered.", "<id,…>"),
  ...dryRunFlag,
};

/** The parsed flags that `decide` and `ask` have in common, as services take them. */
export function scopeOf(flags: {
  readonly label?: string[] | undefined;
  readonly path?: string[] | undefined;
  readonly topic?: string[] | undefined;
}) {
  return { labels: flags.label, paths: flags.path, topics: flags.topic };
}
