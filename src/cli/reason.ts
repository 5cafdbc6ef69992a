import { Flags } from "./flags.ts";

/** Why something is done: `-r text`, `-m text`, `-F file`, `-F -`. Read with `this.body(reasonOf(flags))`. */
export const reasonFlags = {
  reason: Flags.string({
    char: "r",
    charAliases: ["m"],
    aliases: ["message", "comment"],
    description: "Why, in words for others.",
    helpValue: "<text>",
  }),
  file: Flags.string({
    char: "F",
    aliases: ["reason-file"],
    description: "Read the reason from a file; - is standard input.",
    helpValue: "<file>",
  }),
};

/** The parsed flags as `this.body` takes them. */
export function reasonOf(flags: { readonly reason?: string | undefined; readonly file?: string | undefined }) {
  return { message: flags.reason, file: flags.file };
}
