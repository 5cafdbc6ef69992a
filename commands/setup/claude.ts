import { join } from "node:path";
import { BeadCommand } from "../../src/cli/bead-command.ts";
import { dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { renderSetup, setupJson } from "../../src/render/setup.ts";
import { hookFileOf, setupHooks } from "../../src/services/setup-hooks.ts";
import { setupServer } from "../../src/services/setup-server.ts";

/** `bd setup claude`: bd's hooks in Claude Code's settings. */
export class SetupClaude extends BeadCommand {
  static override summary = "Put bd's hooks into Claude Code's settings: prime, inbox, checkpoint.";
  static override description =
    "In .claude/settings.json of this work tree, or with --user in your own. A session begins with bd prime, and so does what follows a compaction; each prompt brings what is new in the inbox; before a compaction and at the end the work is saved with bd checkpoint --auto. Other hooks, keys and comments stay byte for byte.";
  static override flags = {
    ...dryRunFlag,
    user: Flags.boolean({ description: "Your own settings, for all projects, instead of the project's." }),
    remove: Flags.boolean({ description: "Take the hooks out." }),
    mcp: Flags.boolean({ description: "The server of bd mcp too, in .mcp.json of this work tree." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(SetupClaude);
    const { env, home } = this.host;
    const place = flags.user
      ? { file: join(env["CLAUDE_CONFIG_DIR"] || join(home, ".claude"), "settings.json"), root: null }
      : hookFileOf(await this.workspace(), ".claude", "settings.json");
    const mode = { remove: flags.remove === true, dry_run: flags["dry-run"] === true };
    const result = await setupHooks({ what: "claude", ...place, ...mode });
    if (flags.mcp !== true) return this.answer(setupJson(result), renderSetup(result));
    const server = setupServer({ ...hookFileOf(await this.workspace(), ".mcp.json"), syntax: "json", ...mode });
    const both = { ...result, files: [...result.files, server] };
    return this.answer(setupJson(both), renderSetup(both));
  }
}
