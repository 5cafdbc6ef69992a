import { BeadCommand } from "../src/cli/bead-command.ts";
import { VERSION } from "../src/cli/version.ts";
import type { Workspace } from "../src/services/workspace.ts";

/** `bd mcp`: the same services for agents that call instead of typing. */
export class Mcp extends BeadCommand {
  static override summary = "Serve agents over the Model Context Protocol, on standard input and output.";
  static override description =
    "The server works in the clone that the client names as its root, else where it was started; -C fixes another. It ends when the client goes away.";
  static override examples = ["bd mcp", "claude mcp add bd -- bd mcp"];
  static override flags = {};

  async run(): Promise<object> {
    const { flags } = await this.parse(Mcp);
    this.unheard = true;
    const { serveStdio } = await import("../src/mcp/serve-stdio.ts");
    const open = (directory: string) => this.workspaceIn(directory);
    const sign = (workspace: Workspace, call: string) => this.signIn(workspace, `mcp ${call}`);
    const fixed = flags.directory !== undefined;
    await serveStdio({ version: VERSION, directory: this.directory, fixed, open, sign, signal: this.host.signal });
    return this.answer(null, []);
  }
}
