import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { NOTE_SCOPES } from "../src/domain/note.ts";
import { noteJson, renderNotes } from "../src/render/note.ts";
import { recall } from "../src/services/recall.ts";

/** `bd recall`: what was to be remembered. */
export class Recall extends BeadCommand {
  static override summary = "Read the notes that were kept with bd remember.";
  static override description =
    "Shown are the project's and your own, the newest first. Words find those in which they all stand.";
  static override args = { words: Args.string({ description: "A key, or words." }) };
  static override flags = {
    scope: Flags.option({ options: NOTE_SCOPES })({
      description: "Only the project's, or only agents' own.",
      helpValue: "<scope>",
    }),
    labels: Flags.string({
      char: "l",
      aliases: ["label"],
      multiple: true,
      description: "All of these labels.",
      helpValue: "<a,b>",
    }),
    all: Flags.boolean({ description: "Those of other agents, and forgotten ones, too." }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Recall);
    const { scope, labels, all } = flags;
    const notes = await recall(await this.workspace(), { words: argv, scope, labels, all });
    if (notes.length === 0)
      this.warn(argv.length === 0 ? "Nothing is remembered yet: bd remember keeps a note." : "No note has that.");
    return this.answer(
      () => notes.map(noteJson),
      () => renderNotes(notes, this.style),
    );
  }
}
