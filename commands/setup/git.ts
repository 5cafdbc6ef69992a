import { resolve } from "node:path";
import { BeadCommand } from "../../src/cli/bead-command.ts";
import { dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { renderSetup, setupJson } from "../../src/render/setup.ts";
import { setupGit } from "../../src/services/setup-git.ts";

/** `bd setup git`: hooks that guard what others reserved, and name the issue in commits. */
export class SetupGit extends BeadCommand {
  static override summary = "Put a guard of reservations and Bead: trailers into this repository's hooks.";
  static override description =
    "Goes along with the hooks that are there, with husky, and with core.hooksPath; for lefthook and pre-commit it says what to add. A hook of bd never stops anything because bd is missing or fails.";
  static override flags = { ...dryRunFlag, remove: Flags.boolean({ description: "Take out exactly what this put in." }) };

  async run(): Promise<object> {
    const { flags } = await this.parse(SetupGit);
    const mode = { remove: flags.remove === true, dry_run: flags["dry-run"] === true };
    const place = { node: process.execPath, program: resolve(process.argv[1] ?? "bd") };
    const result = await setupGit(await this.workspace(), { ...mode, ...place });
    return this.answer(setupJson(result), renderSetup(result));
  }
}
