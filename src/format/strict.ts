import type { Yaml } from "../domain/yaml.ts";
import type { Entry, Frontmatter } from "./frontmatter.ts";
import { MAX_DEPTH } from "./limits.ts";
import { parseScalar } from "./scalar.ts";

/**
 * Reads exactly the form that our serializer writes, fast, and answers undefined for anything else: then the lenient reader
 * decides whether it is another way to write the same, or broken.
 */
export function readStrict(text: string): Frontmatter | undefined {
  if (!text.startsWith("---\n") || text.includes("\r")) return undefined;
  const end = text.indexOf("\n---\n", 3);
  if (end < 4) return undefined;
  const body = readBody(text, end + 5);
  if (body === undefined) return undefined;
  const entries = new Cursor(text.slice(4, end).split("\n")).entries();
  return entries && { entries, body };
}

/** The text behind the closing dashes: nothing, or a blank line, the body and one line break. */
function readBody(text: string, start: number): string | undefined {
  if (start === text.length) return "";
  if (text.charCodeAt(start) !== 0x0a || !text.endsWith("\n") || text.endsWith("\n\n")) return undefined;
  return text.length - 1 > start + 1 ? text.slice(start + 1, -1) : undefined;
}

/** Goes through the lines of a frontmatter. Every method answers undefined where a line is not in our form. */
class Cursor {
  readonly #lines: string[];
  #at = 0;

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  entries(): Entry[] | undefined {
    const entries: Entry[] = [];
    const seen = new Set<string>();
    while (this.#at < this.#lines.length) {
      if (this.#at > 0 && this.#lines[this.#at++] !== "") return undefined;
      const line = this.#at + 2;
      const pair = this.#pair(0, 0);
      if (pair === undefined || seen.has(pair[0])) return undefined;
      seen.add(pair[0]);
      entries.push({ key: pair[0], value: pair[1], line });
    }
    return entries;
  }

  /** `key: scalar`, or `key:` with a block below it. */
  #pair(indent: number, depth: number): [string, Yaml] | undefined {
    const line = this.#lines[this.#at] ?? "";
    const colon = endOfKey(line, indent);
    if (colon < 0) return undefined;
    const key = parseScalar(line.slice(indent, colon));
    if (typeof key !== "string") return undefined;
    this.#at += 1;
    const value = colon + 1 === line.length ? this.#block(indent + 2, depth + 1) : parseLeaf(line.slice(colon + 2));
    return value === undefined ? undefined : [key, value];
  }

  /** The list or map whose lines have exactly this indent. */
  #block(indent: number, depth: number): Yaml | undefined {
    if (depth > MAX_DEPTH || indentOf(this.#lines[this.#at]) !== indent) return undefined;
    return this.#isItem(indent) ? this.#list(indent, depth) : this.#map(indent, depth);
  }

  #map(indent: number, depth: number): Yaml | undefined {
    const pairs: [string, Yaml][] = [];
    const seen = new Set<string>();
    while (indentOf(this.#lines[this.#at]) === indent && !this.#isItem(indent)) {
      const pair = this.#pair(indent, depth);
      if (pair === undefined || seen.has(pair[0])) return undefined;
      seen.add(pair[0]);
      pairs.push(pair);
    }
    return Object.fromEntries(pairs);
  }

  #list(indent: number, depth: number): Yaml | undefined {
    const items: Yaml[] = [];
    while (indentOf(this.#lines[this.#at]) === indent && this.#isItem(indent)) {
      const item = this.#item(indent, depth);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }

  #item(indent: number, depth: number): Yaml | undefined {
    const line = this.#lines[this.#at] ?? "";
    const rest = line.slice(indent + 2);
    if (rest.startsWith("- ") || endOfKey(rest, 0) >= 0) {
      this.#lines[this.#at] = `${" ".repeat(indent + 2)}${rest}`;
      return this.#block(indent + 2, depth + 1);
    }
    this.#at += 1;
    return parseLeaf(rest);
  }

  #isItem(indent: number): boolean {
    const line = this.#lines[this.#at] ?? "";
    return line.charCodeAt(indent) === 0x2d && line.charCodeAt(indent + 1) === 0x20;
  }
}

function parseLeaf(text: string): Yaml | undefined {
  return text === "[]" ? [] : text === "{}" ? {} : parseScalar(text);
}

/** Where the colon behind a key stands: at the end of the line, or before a space; -1 if there is none. */
function endOfKey(line: string, indent: number): number {
  const end = line.charCodeAt(indent) === 0x22 ? endOfQuotes(line, indent) : line.indexOf(":", indent);
  for (let colon = end; colon > indent; colon = line.indexOf(":", colon + 1)) {
    if (line.charCodeAt(colon) !== 0x3a) return -1;
    if (colon + 1 === line.length || line.charCodeAt(colon + 1) === 0x20) return colon;
    if (line.charCodeAt(indent) === 0x22) return -1;
  }
  return -1;
}

/** The place behind the closing quote; -1 if it never closes. */
function endOfQuotes(line: string, start: number): number {
  for (let i = start + 1; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === 0x5c) i += 1;
    else if (code === 0x22) return i + 1;
  }
  return -1;
}

function indentOf(line: string | undefined): number {
  if (line === undefined) return -1;
  let count = 0;
  while (line.charCodeAt(count) === 0x20) count += 1;
  return count === line.length ? -1 : count;
}
