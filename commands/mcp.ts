import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { VERSION } from "../src/cli/version.ts";
import { mcpJson, renderMcp } from "../src/render/mcp.ts";
import type { Workspace } from "../src/services/workspace.ts";

/** `bd mcp`: the same services for agents that call instead of typing. */
export class Mcp extends BeadCommand {
  static override summary = "Serve agents over the Model Context Protocol: on standard input and output, or over HTTP.";
  static override description =
    "The server works in the clone that the client names as its root, else where it was started; -C fixes another. It ends when the client goes away. With --http any number of clients on this machine share one clone, until it is interrupted, and each request needs the token.";
  static override flags = {
    http: Flags.boolean({ description: "Over HTTP, on 127.0.0.1 only." }),
    port: Flags.integer({ description: "With --http; any free one where it is 0.", helpValue: "<port>", min: 0, max: 65_535 }),
    "token-file": Flags.string({
      description: "With --http, where the token lies, or is put; else your state folder. BD_MCP_TOKEN goes first.",
      helpValue: "<file>",
    }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Mcp);
    this.unheard = true;
    if (flags.http === true) await this.overHttp(flags.port ?? 0, flags["token-file"]);
    else await (await import("../src/mcp/serve-stdio.ts")).serveStdio(this.doors(flags.directory !== undefined));
    return this.answer(null, []);
  }

  private async overHttp(port: number, file: string | undefined): Promise<void> {
    const [{ mcpToken }, { serveHttp }] = await Promise.all([
      import("../src/cli/mcp-token.ts"),
      import("../src/mcp/serve-http.ts"),
    ]);
    const { token, file: token_file } = mcpToken(this.host, file);
    const begun = (url: string) => this.emit(mcpJson({ url, token_file }), renderMcp({ url, token_file }));
    await serveHttp(this.doors(true), { port, token, begun });
  }

  private doors(fixed: boolean) {
    return {
      version: VERSION,
      directory: this.directory,
      fixed,
      open: (directory: string) => this.workspaceIn(directory),
      sign: (workspace: Workspace, call: string) => this.signIn(workspace, `mcp ${call}`),
      signal: this.host.signal,
    };
  }
}
