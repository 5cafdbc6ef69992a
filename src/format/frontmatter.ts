import type { Extra, Yaml } from "../domain/yaml.ts";
import { BeadsError } from "../errors.ts";
import { serializeScalar, serializeText } from "./scalar.ts";

/** One key of a file's frontmatter. `line` is 1 and up in the file. */
export interface Entry {
  readonly key: string;
  readonly value: Yaml;
  readonly line: number;
}

/** A file of beads in its two parts: keys in the order of the file, and the markdown below them. */
export interface Frontmatter {
  readonly entries: readonly Entry[];
  readonly body: string;
}

/** YAML allows a key of 1,024 characters on one line. */
const MAX_KEY = 1000;

/**
 * A file of beads: one key a line with a blank line between keys, lists one item a line, LF, no anchors, tags or flow. Keys whose value
 * is undefined or null, an empty list or an empty map are not written; keys that are not ours come after the one they followed.
 */
export function serializeFrontmatter(
  fields: readonly (readonly [string, Yaml | undefined])[],
  extras: readonly Extra[],
  body: string,
): string {
  const blocks: string[] = [];
  const put = (key: string, value: Yaml) => blocks.push(serializeEntry(key, value, "").join("\n"));
  const putExtras = (after: string | null) => {
    for (const extra of extras) if (extra.after === after) put(extra.key, extra.value);
  };
  putExtras(null);
  for (const [key, value] of fields) {
    if (value !== undefined && !isNothing(value)) put(key, value);
    putExtras(key);
  }
  const text = tidyBody(body);
  return `---\n${blocks.join("\n\n")}\n---\n${text === "" ? "" : `\n${text}\n`}`;
}

/** A body as it is stored: LF only, no line breaks at its end, no half characters. */
export function tidyBody(body: string): string {
  const text = body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x0a) end -= 1;
  return text.slice(0, end).toWellFormed();
}

function isNothing(value: Yaml): boolean {
  if (value === null || typeof value !== "object") return value === null;
  return isList(value) ? value.length === 0 : Object.keys(value).length === 0;
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}

function serializeEntry(key: string, value: Yaml, indent: string): string[] {
  const name = serializeText(key);
  if (name.length > MAX_KEY) {
    throw new BeadsError("invalid-data", "KEY_TOO_LONG", `A key of the frontmatter is longer than ${MAX_KEY} characters.`, {
      fields: { key: `${key.slice(0, 40)}…` },
    });
  }
  if (value === null || typeof value !== "object") return [`${indent}${name}: ${serializeScalar(value)}`];
  if (isNothing(value)) return [`${indent}${name}: ${isList(value) ? "[]" : "{}"}`];
  return [`${indent}${name}:`, ...serializeBlock(value, `${indent}  `)];
}

function serializeBlock(value: readonly Yaml[] | { readonly [key: string]: Yaml }, indent: string): string[] {
  if (!isList(value)) return Object.entries(value).flatMap(([key, inner]) => serializeEntry(key, inner, indent));
  return value.flatMap((item) => serializeItem(item, indent));
}

/** A list or map in a list starts on the dash's own line. */
function serializeItem(item: Yaml, indent: string): string[] {
  if (item === null || typeof item !== "object") return [`${indent}- ${serializeScalar(item)}`];
  if (isNothing(item)) return [`${indent}- ${isList(item) ? "[]" : "{}"}`];
  const [first = "", ...rest] = serializeBlock(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}
