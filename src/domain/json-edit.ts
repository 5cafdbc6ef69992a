import { type JsonNode, readJsonText } from "./json-text.ts";

/** How a JSON text is written: what one level is set in by, and its line ends. */
interface Manner {
  readonly indent: string;
  readonly ending: string;
}

/**
 * Puts a new first member into an object or array of a JSON text (`key` for an object). Everything else stays as it is, byte for byte, and `withoutMember`
 * gives it back.
 */
export function withMember(
  text: string,
  { parent, key, value }: { readonly parent: JsonNode; readonly key?: string; readonly value: unknown },
): string {
  const { indent, ending } = mannerOf(text);
  const level = levelOf(text, parent.start);
  const outer = `${ending}${indent.repeat(level)}`;
  const inner = `${outer}${indent}`;
  const written = JSON.stringify(value, undefined, indent).replaceAll("\n", inner);
  const member = `${inner}${key === undefined ? "" : `${JSON.stringify(key)}: `}${written}`;
  const isEmpty = parent.kind === "object" ? parent.entries.length === 0 : parent.kind === "array" && parent.items.length === 0;
  const behind = text.slice(parent.start + 1);
  return `${text.slice(0, parent.start + 1)}${member}${isEmpty ? `${outer}${behind.trimStart()}` : `,${behind}`}`;
}

/** Takes a member out of a JSON text, from where the one before it ends. `start` and `end` are those of the whole member, key and all. */
export function withoutMember(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const before = text.slice(0, start);
  const gap = before.length - before.trimEnd().length;
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length;
  if (comma !== undefined) return text.slice(0, start - gap) + text.slice(end + comma);
  const head = before.trimEnd();
  if (head.endsWith(",")) return head.slice(0, -1) + text.slice(end);
  return head + text.slice(end).trimStart();
}

/** The nesting of a place: how many brackets are open before it. */
function levelOf(text: string, at: number): number {
  let level = 0;
  const visit = (node: JsonNode | null): void => {
    if (node === null || node.kind === "value" || node.start >= at || node.end <= at) return;
    level += 1;
    for (const child of node.kind === "array" ? node.items : node.entries.map((entry) => entry.node)) visit(child);
  };
  visit(readJsonText(text));
  return level;
}

function mannerOf(text: string): Manner {
  const indent = /[{[]\r?\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  return { indent, ending: text.includes("\r\n") ? "\r\n" : "\n" };
}
