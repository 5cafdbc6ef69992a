import { delimiter, join, resolve } from "node:path";
import { BeadCommand } from "../../src/cli/bead-command.ts";
import { dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { renderSetup, setupJson } from "../../src/render/setup.ts";
import { setupPath } from "../../src/services/setup-path.ts";

/** `bd setup path`: bd as a program of your own. */
export class SetupPath extends BeadCommand {
  static override summary = "Write launchers for bd and git-beads into a folder of your PATH.";
  static override description =
    "They start this copy of bd with the Node that runs it now. A file that bd did not write is left alone.";
  static override flags = {
    ...dryRunFlag,
    dir: Flags.string({ description: "The folder; ~/.local/bin where nothing is said.", helpValue: "<dir>" }),
    remove: Flags.boolean({ description: "Take the launchers away." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(SetupPath);
    const { env, home, platform } = this.host;
    const result = await setupPath({
      directory: flags.dir === undefined ? join(home, ".local", "bin") : resolve(this.directory, flags.dir),
      node: process.execPath,
      program: resolve(process.argv[1] ?? "bd"),
      windows: platform === "win32",
      path: (env["PATH"] ?? env["Path"] ?? "").split(delimiter),
      remove: flags.remove === true,
      dry_run: flags["dry-run"] === true,
    });
    return this.answer(setupJson(result), renderSetup(result));
  }
}
