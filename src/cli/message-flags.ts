import { EXPECTATIONS, MESSAGE_PRIORITIES, MESSAGE_TYPES } from "../domain/message.ts";
import type { Verdict } from "../domain/verdict.ts";
import { Flags } from "./flags.ts";

const several = (description: string, helpValue: string) =>
  Flags.string({ multiple: true, ...({ delimiter: null } as object), description, helpValue });

/** To whom, for programs, and what may leave the project: for every verb that says something on a thread. */
export const wordFlags = {
  to: Flags.string({
    multiple: true,
    description: "A project, an agent, a person (@steve) or @all; several with commas.",
    helpValue: "<address>",
  }),
  data: several("For programs; may be given several times.", "<key=value>"),
  "allow-secrets": Flags.boolean({ description: "Send what looks like a key or a token, too." }),
};

/** What else a message can say of itself. */
export const messageFlags = {
  ...wordFlags,
  expects: Flags.option({ options: EXPECTATIONS })({
    description: "What it asks its receiver for.",
    helpValue: "<none|ack|reply>",
  }),
  by: Flags.string({
    description: "By when: 2026-11-21, +2h, tomorrow. Asks for a reply where --expects says nothing.",
    helpValue: "<when>",
  }),
  type: Flags.option({ options: MESSAGE_TYPES })({
    char: "t",
    description: `What kind of message it is: ${MESSAGE_TYPES.join(", ")}.`,
    helpValue: "<type>",
  }),
  priority: Flags.option({ options: MESSAGE_PRIORITIES })({
    char: "p",
    description: "low, normal, high or emergency; an emergency is urgent in every inbox.",
    helpValue: "<priority>",
  }),
  subject: Flags.string({ description: "One line for the inbox.", helpValue: "<text>" }),
  "to-message": Flags.string({ description: "The message that is answered.", helpValue: "<message>" }),
  attach: several("A file that goes along; may be given several times.", "<file>"),
};

/** What whoever sent an issue says once it is closed. */
export const verdictFlags = {
  verified: Flags.boolean({ description: "The issue was closed, and it is so.", exclusive: ["not-fixed"] }),
  "not-fixed": Flags.boolean({ description: "The issue was closed and is not fixed: opens it again." }),
};

/** Alone with a text: what is taken back says nothing else. */
export const takeBackFlag = {
  "take-back": Flags.boolean({
    description: "Take a message of your own back; -m says why.",
    exclusive: [...Object.keys(messageFlags).filter((name) => name !== "allow-secrets"), ...Object.keys(verdictFlags)],
  }),
};

/** The verdict among the parsed flags. */
export function verdictOf(flags: { readonly verified?: boolean; readonly "not-fixed"?: boolean }): Verdict | undefined {
  if (flags.verified === true) return "verified";
  return flags["not-fixed"] === true ? "not-fixed" : undefined;
}
