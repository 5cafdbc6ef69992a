import { readAttachments } from "../src/cli/attachments.ts";
import { BeadCommand } from "../src/cli/bead-command.ts";
import { editText } from "../src/cli/editor.ts";
import { Flags } from "../src/cli/flags.ts";
import { BeadsError } from "../src/errors.ts";

/** `bd ui`: the project on the whole terminal. */
export class Ui extends BeadCommand {
  static override summary = "Look at the project and work on it, on the whole terminal.";
  static override description =
    "Nine screens by number: what needs you, board, list, tree, graph, inbox, agents, feed, decisions. Keys are those of vi and the arrows; ? shows all of them. What others write shows at once.";
  static override flags = {
    ascii: Flags.boolean({ description: "Draw with ASCII alone." }),
    light: Flags.boolean({ description: "Colours for a bright background." }),
    mouse: Flags.boolean({ description: "Clicks and the wheel work; shift selects text. Or BD_MOUSE=on, or M once it runs." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Ui);
    if (!this.host.stdin.isTTY || !this.host.stdout.isTTY || this.host.env["TERM"] === "dumb") {
      throw new BeadsError("usage", "NO_TERMINAL", "bd ui needs a terminal.", {
        hints: ["bd status, bd list and bd show print the same."],
      });
    }
    this.unheard = true;
    const workspace = await this.workspace();
    const [{ startUi }, { isLight }] = await Promise.all([import("../src/tui/start.ts"), import("../src/tui/palette.ts")]);
    const { env, signal } = this.host;
    const palette = { color: this.style.color, light: flags.light === true || isLight(env) };
    const edit = (text: string, name: string) => editText(this.host, text, name);
    const files = (paths: readonly string[]) => readAttachments(paths, this.directory);
    const ascii = flags.ascii === true || this.style.ascii;
    const mouse = flags.mouse === true || env["BD_MOUSE"] === "on";
    await startUi(workspace, { palette, ascii, mouse, edit, files, signal });
    return this.answer({ ended: true }, [], this.host.signal.aborted ? this.interruptedStatus : 0);
  }
}
