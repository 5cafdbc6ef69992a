import { BeadCommand, type Call } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { inHaste } from "../src/cli/in-haste.ts";
import { neverFailing } from "../src/cli/never-failing.ts";
import { shellOf } from "../src/cli/shell-of.ts";
import { within } from "../src/cli/within.ts";
import { type Offers, renderCompletion, renderOffers } from "../src/render/completion.ts";
import type { Workspace } from "../src/services/workspace.ts";

/** Milliseconds until a shell is told what is known by then: nothing. */
const PATIENCE = 1000;
const NOTHING: Offers = { words: [], files: false };

/** `bd completion`: what the shell offers behind bd. */
export class Completion extends BeadCommand {
  static override summary = "Print the completion script of a shell: bash, zsh or fish.";
  static override description =
    "The script asks bd as you type: for commands, flags, ids and other values. It changes nothing, asks no remote, and is silent where something is wrong.";
  static override args = { shell: Args.needed({ description: "bash, zsh or fish." }) };
  static override flags = { line: Flags.string({ description: "The line up to the cursor.", hidden: true }) };

  #elsewhere: Workspace | undefined;

  constructor(call: Call) {
    super({ ...call, host: inHaste(call.host, PATIENCE) });
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Completion);
    const { line } = flags;
    if (line !== undefined) {
      this.unheard = true;
      const offers = await neverFailing(() => this.#offers(line));
      await this.#elsewhere?.ledger.close();
      return this.answer(offers?.words ?? [], renderOffers(offers ?? NOTHING));
    }
    const shell = shellOf(args.shell);
    const lines = renderCompletion(shell);
    return this.answer({ shell, script: `${lines.join("\n")}\n` }, lines);
  }

  override async execute(): Promise<object> {
    return (await within(PATIENCE, super.execute())) ?? this.answer([], []);
  }

  async #offers(line: string): Promise<Offers> {
    const [{ offersFor }, { COMMANDS }] = await Promise.all([import("../src/cli/completion-offers.ts"), import("./index.ts")]);
    return offersFor(line, {
      table: COMMANDS,
      open: (directory) => (directory === undefined ? this.workspace() : this.#at(directory)),
    });
  }

  /** The clone that `-C` on the line names. */
  async #at(directory: string): Promise<Workspace> {
    this.#elsewhere = await this.workspaceIn(/^([/\\]|[A-Za-z]:)/.test(directory) ? directory : `${this.directory}/${directory}`);
    return this.#elsewhere;
  }
}
