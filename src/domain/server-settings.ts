import { withMember, withoutMember } from "./json-edit.ts";
import { entryOf, readJsonText, valueOfNode } from "./json-text.ts";

/** How agent programs write down the servers that they start. */
export type ServerSyntax = "json" | "toml";

const SERVER = { command: "bd", args: ["mcp"] };
const TABLE = '[mcp_servers.bd]\ncommand = "bd"\nargs = ["mcp"]\n';
const HEAD = /^[ \t]*\[[ \t]*mcp_servers[ \t]*\.[ \t]*(?:bd|"bd"|'bd')[ \t]*\]/m;
/** Written as values, servers cannot be followed by a table of their own. */
const INLINE = /^[ \t]*(?:mcp_servers[ \t]*[.=]|\[[ \t]*mcp_servers[ \t]*\])/m;

/** Settings with bd's server in them; one of that name that is there stays as it is, and so does everything else. Null where the text holds no such settings. */
export function withServer(text: string, syntax: ServerSyntax): string | null {
  if (syntax === "toml") {
    if (HEAD.test(text)) return text;
    if (INLINE.test(text)) return null;
    const gap = text === "" || text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
    return `${text}${gap}${TABLE}`;
  }
  const root = readJsonText(text);
  if (root?.kind !== "object") return null;
  const servers = entryOf(root, "mcpServers");
  if (servers === undefined) return withMember(text, { parent: root, key: "mcpServers", value: { bd: SERVER } });
  if (servers.kind !== "object") return null;
  return entryOf(servers, "bd") === undefined ? withMember(text, { parent: servers, key: "bd", value: SERVER }) : text;
}

/** The same without the server that bd put there. */
export function withoutServer(text: string, syntax: ServerSyntax): string | null {
  if (syntax === "toml") return text.replace(`\n${TABLE}`, "").replace(TABLE, "");
  const root = readJsonText(text);
  if (root?.kind !== "object") return null;
  const whole = root.entries.find(({ key }) => key === "mcpServers");
  if (whole?.node.kind !== "object") return text;
  const own = whole.node.entries.find(({ key, node }) => key === "bd" && commandOf(valueOfNode(node)) === SERVER.command);
  if (own === undefined) return text;
  const { start, node } = whole.node.entries.length === 1 ? whole : own;
  return withoutMember(text, { start, end: node.end });
}

function commandOf(value: unknown): unknown {
  return (value as { readonly command?: unknown } | null)?.command;
}
