import { dirname, join } from "node:path";
import { BeadCommand } from "../../src/cli/bead-command.ts";
import { dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { renderSetup, setupJson } from "../../src/render/setup.ts";
import { hookFileOf, setupHooks } from "../../src/services/setup-hooks.ts";
import { setupServer } from "../../src/services/setup-server.ts";

/** `bd setup codex`: bd's hooks for Codex. */
export class SetupCodex extends BeadCommand {
  static override summary = "Put bd's hooks into Codex's hooks.json: prime, inbox, checkpoint.";
  static override description =
    "In .codex/hooks.json of this work tree, or with --user in your own. They are those of bd setup claude. Codex runs a hook only after you have trusted it (/hooks), and a project's only where the project is trusted; versions without hooks read AGENTS.md (bd setup agents). Other hooks, keys and comments stay byte for byte.";
  static override flags = {
    ...dryRunFlag,
    user: Flags.boolean({ description: "Your own hooks, for all projects, instead of the project's." }),
    remove: Flags.boolean({ description: "Take the hooks out." }),
    mcp: Flags.boolean({ description: "The server of bd mcp too, in config.toml beside the hooks." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(SetupCodex);
    const { env, home } = this.host;
    const place = flags.user
      ? { file: join(env["CODEX_HOME"] || join(home, ".codex"), "hooks.json"), root: null }
      : hookFileOf(await this.workspace(), ".codex", "hooks.json");
    const mode = { remove: flags.remove === true, dry_run: flags["dry-run"] === true };
    const result = await setupHooks({ what: "codex", ...place, ...mode });
    if (flags.mcp !== true) return this.answer(setupJson(result), renderSetup(result));
    const server = setupServer({ file: join(dirname(place.file), "config.toml"), root: place.root, syntax: "toml", ...mode });
    const both = { ...result, files: [...result.files, server] };
    return this.answer(setupJson(both), renderSetup(both));
  }
}
