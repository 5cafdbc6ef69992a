import { BeadCommand } from "../src/cli/bead-command.ts";
import { completionWords } from "../src/cli/completion-words.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { BeadsError } from "../src/errors.ts";
import { renderCandidates, renderCompletion, SHELLS, type Shell } from "../src/render/completion.ts";
import { completionIds } from "../src/services/completion-ids.ts";
import { COMMANDS } from "./index.ts";

/** `bd completion`: what the shell offers behind bd. */
export class Completion extends BeadCommand {
  static override summary = "Print the completion script of a shell: bash, zsh or fish.";
  static override description = "Verbs and flags stand in the script; ids are looked up as you type.";
  static override examples = ["source <(bd completion bash)", "source <(bd completion zsh)", "bd completion fish | source"];
  static override args = { shell: Args.needed({ description: "bash, zsh or fish." }) };
  static override flags = { ids: Flags.string({ description: "Ids that begin so.", hidden: true }) };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Completion);
    if (flags.ids !== undefined) {
      const candidates = await completionIds(await this.workspace(), { prefix: flags.ids });
      return this.answer(candidates, renderCandidates(candidates));
    }
    const shell = shellOf(args.shell);
    const lines = renderCompletion(shell, await completionWords(COMMANDS));
    return this.answer({ shell, script: `${lines.join("\n")}\n` }, lines);
  }
}

function shellOf(word: string | undefined): Shell {
  const shell = SHELLS.find((known) => known === word);
  if (shell !== undefined) return shell;
  const message = word === undefined ? "Which shell is the script for?" : `There is no completion for ${word}.`;
  throw new BeadsError("usage", "UNKNOWN_SHELL", message, {
    hints: [`Known are: ${SHELLS.join(", ")}.`],
    fields: { shell: word ?? null },
  });
}
