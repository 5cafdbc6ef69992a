import { EXPECTATIONS } from "../domain/message.ts";
import { VIAS } from "../domain/outbox.ts";
import { bodyFlags, dryRunFlag, Flags } from "./flags.ts";

/** What `bd send` takes. */
export const sendFlags = {
  ...bodyFlags,
  ...dryRunFlag,
  type: Flags.string({ char: "t", description: "Issue type, as that project has it.", helpValue: "<type>" }),
  priority: Flags.string({ char: "p", description: "0 (most urgent) to 4.", helpValue: "<0-4>" }),
  label: Flags.string({
    char: "l",
    aliases: ["labels"],
    multiple: true,
    description: "Labels that it gets there.",
    helpValue: "<label>",
  }),
  attach: Flags.string({
    multiple: true,
    delimiter: null as never,
    description: "A file that goes along; may be given several times.",
    helpValue: "<file>",
  }),
  issue: Flags.string({ description: "The issue of this project that it is about.", helpValue: "<id>" }),
  "blocks-me": Flags.boolean({ description: "That issue, else the one you hold, waits until this is closed." }),
  to: Flags.string({ multiple: true, description: "An agent or a person there.", helpValue: "<address>" }),
  expects: Flags.option({ options: EXPECTATIONS })({
    description: "What it asks its receiver for.",
    helpValue: "<none|ack|reply>",
  }),
  by: Flags.string({ description: "By when that is expected: 2026-11-21, +2d, tomorrow.", helpValue: "<when>" }),
  data: Flags.string({
    multiple: true,
    delimiter: null as never,
    description: "Values for programs there; may be given several times.",
    helpValue: "<key=value>",
  }),
  via: Flags.option({ options: VIAS })({
    description: "push: onto that project's ledger; branch: for a pull request there.",
    helpValue: "<push|branch>",
  }),
  fork: Flags.string({ description: "Your own fork of that project, for the branch; implies --via branch.", helpValue: "<url>" }),
  "allow-secrets": Flags.boolean({ description: "Send what looks like a key or a token, too." }),
  template: Flags.boolean({ description: "Print a body to fill in, and send nothing." }),
  "expect-text": Flags.string({ description: "What you hope for: a section of the body.", helpValue: "<text>" }),
  "if-new": Flags.boolean({ description: "Only if no open or lately closed issue there says nearly the same." }),
  verbose: Flags.boolean({ description: "Say by which carrier it went, and why." }),
};
