import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { NOTE_SCOPES } from "../src/domain/note.ts";
import { rememberJson, renderRemembered } from "../src/render/note.ts";
import { remember } from "../src/services/remember.ts";

/** `bd remember`: a short note for every later session. */
export class Remember extends BeadCommand {
  static override summary = "Keep a short note that every later session is told by bd prime.";
  static override description =
    "At most 500 characters. The key comes from the words unless --key names one; what stands under a named key is replaced, and the ledger's history keeps it. A note of --scope agent is told to agents of your name alone.";
  static override args = { text: Args.string({ description: "The note; -m, -F or --stdin give it as well." }) };
  static override flags = {
    ...bodyFlags,
    key: Flags.string({ description: "Under which it is kept; a note of that key is replaced.", helpValue: "<key>" }),
    scope: Flags.option({ options: NOTE_SCOPES })({ description: "For whom it is: project or agent.", helpValue: "<scope>" }),
    labels: Flags.string({ char: "l", aliases: ["label"], multiple: true, description: "Labels.", helpValue: "<a,b>" }),
    from: Flags.string({
      description: "The message that it comes from; its text where no other is given.",
      helpValue: "<message>",
    }),
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Remember);
    const text = (await this.body(flags)) ?? argv.join(" ");
    const { key, scope, labels, from } = flags;
    const result = await remember(await this.workspace(), { text, key, scope, labels, from, dry_run: flags["dry-run"] });
    return this.answer(rememberJson(result), renderRemembered(result));
  }
}
