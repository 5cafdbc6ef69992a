import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { BeadsError } from "../errors.ts";
import { userFolders } from "./folders.ts";
import type { Host } from "./host.ts";

/** What requests to the server over HTTP have to show, and where the user finds it: a file, or null for the variable. */
export interface McpToken {
  readonly token: string;
  readonly file: string | null;
}

/** Letters that a token has at least: what is shorter can be tried out. */
const SHORTEST = 16;

/**
 * The token of `BD_MCP_TOKEN`, else of the file, which is made where it is not there: readable for nobody else.
 * @throws TOKEN_TOO_SHORT, TOKEN_FILE_OPEN (others may read it), TOKEN_FILE_UNUSABLE
 */
export function mcpToken(host: Pick<Host, "env" | "home" | "platform" | "cwd" | "chance">, named: string | undefined): McpToken {
  const given = host.env["BD_MCP_TOKEN"]?.trim();
  if (given) return checked({ token: given, file: null });
  const file = named === undefined ? join(userFolders(host).state, "mcp-token") : resolve(host.cwd, named);
  try {
    return checked({ token: readToken(file, host.platform) ?? makeToken(file, host), file });
  } catch (cause) {
    if (cause instanceof BeadsError) throw cause;
    throw new BeadsError("environment", "TOKEN_FILE_UNUSABLE", `The file of the token, ${file}, cannot be used.`, {
      hints: ["--token-file names another one; BD_MCP_TOKEN holds the token itself."],
      fields: { file },
      cause,
    });
  }
}

function checked(found: McpToken): McpToken {
  if (found.token.length >= SHORTEST && /^[\x21-\x7e]+$/.test(found.token)) return found;
  throw new BeadsError("usage", "TOKEN_TOO_SHORT", "The token is not one that nobody could try out.", {
    hints: [`It has ${SHORTEST} letters or more, and no spaces. Without one of your own, bd makes one.`],
    fields: { file: found.file },
  });
}

function readToken(file: string, platform: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (platform !== "win32" && (found.mode & 0o077) !== 0) {
    throw new BeadsError("environment", "TOKEN_FILE_OPEN", `Others on this machine may read ${file}.`, {
      hints: [`chmod 600 ${file}; and where they may have read it already, another token.`],
      fields: { file },
    });
  }
  return readFileSync(file, "utf8").trim();
}

/** Of two that begin at once one makes it, and the other one reads that. */
function makeToken(file: string, { chance, platform }: Pick<Host, "chance" | "platform">): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const token = Buffer.from(chance(32)).toString("base64url");
  try {
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: "wx" });
    chmodSync(file, 0o600);
    return token;
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === "EEXIST" ? readToken(file, platform) : undefined;
    if (there === undefined) throw error;
    return there;
  }
}
