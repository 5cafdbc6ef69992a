import { isId } from "../domain/id.ts";
import { isStamp } from "../domain/time.ts";
import type { Extra, Yaml } from "../domain/yaml.ts";
import type { BeadsError } from "../errors.ts";
import type { Entry, Frontmatter } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";

/** A map of the frontmatter. */
export type YamlMap = { readonly [key: string]: Yaml };

/** The keys of one file, checked by hand as they are asked for. Every failure names path, line and key. */
export class Fields {
  readonly path: string;
  readonly body: string;
  readonly #entries = new Map<string, Entry>();
  /** What stands before the keys of a map when they are named: `closed.`. */
  readonly #prefix: string;

  constructor(path: string, file: Frontmatter, prefix = "") {
    this.path = path;
    this.#prefix = prefix;
    this.body = file.body;
    for (const entry of file.entries) this.#entries.set(entry.key, entry);
  }

  /** The value of a key, undefined where it is absent or null. */
  value(key: string): Yaml | undefined {
    return this.#entries.get(key)?.value ?? undefined;
  }

  text(key: string): string {
    return this.optionalText(key) ?? this.#missing(key);
  }

  optionalText(key: string): string | null {
    const value = this.value(key);
    if (value === undefined) return null;
    return typeof value === "string" ? value : this.#wrong(key, "must be text");
  }

  id(key: string): string {
    return this.optionalId(key) ?? this.#missing(key);
  }

  optionalId(key: string): string | null {
    const text = this.optionalText(key);
    return text === null || isReference(text) ? text : this.#wrong(key, "must be an id");
  }

  stamp(key: string): string {
    return this.optionalStamp(key) ?? this.#missing(key);
  }

  optionalStamp(key: string): string | null {
    const text = this.optionalText(key);
    return text === null || isStamp(text) ? text : this.#wrong(key, "must be a time such as 2026-11-21T10:30:00Z");
  }

  /** A whole number of at least `least`. */
  count(key: string, least: number): number {
    return this.optionalCount(key, least) ?? this.#missing(key);
  }

  optionalCount(key: string, least: number): number | null {
    const value = this.value(key);
    if (value === undefined) return null;
    return typeof value === "number" && Number.isSafeInteger(value) && value >= least
      ? value
      : this.#wrong(key, `must be a whole number of at least ${least}`);
  }

  oneOf<T extends string>(key: string, words: readonly T[]): T {
    const text = this.text(key);
    for (const word of words) if (word === text) return word;
    return this.#wrong(key, `must be one of ${words.join(", ")}, and is ${JSON.stringify(text)}`);
  }

  texts(key: string): readonly string[] {
    const list = this.list(key);
    for (const item of list) if (typeof item !== "string") return this.#wrong(key, "must be a list of texts");
    return list as readonly string[];
  }

  ids(key: string): readonly string[] {
    const list = this.texts(key);
    for (const item of list)
      if (!isReference(item)) return this.#wrong(key, `must be a list of ids, and ${JSON.stringify(item)} is none`);
    return list;
  }

  list(key: string): readonly Yaml[] {
    const value = this.value(key);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : this.#wrong(key, "must be a list");
  }

  map(key: string): YamlMap | null {
    const value = this.value(key);
    if (value === undefined) return null;
    return isMap(value) ? value : this.#wrong(key, "must be a map");
  }

  /**
   * The fields of a map below a key. In a file that is rewritten, keys of the map that are not `known` are refused, so that none is lost;
   * in one that never changes (`known` left out) they do no harm.
   */
  within(key: string, value: Yaml, known?: readonly string[]): Fields {
    if (!isMap(value)) return this.#wrong(key, "must be a map");
    const line = this.lineOf(key) ?? 1;
    const entries = Object.entries(value).map(([inner, of]) => ({ key: inner, value: of, line }));
    const stranger = known && entries.find((entry) => !known.includes(entry.key));
    if (stranger) return this.#wrong(key, `does not know ${JSON.stringify(stranger.key)}`);
    return new Fields(this.path, { entries, body: "" }, `${key}.`);
  }

  /** The keys that are not ours, each with the known key that it followed. */
  extras(known: ReadonlySet<string>): readonly Extra[] {
    const extras: Extra[] = [];
    let after: string | null = null;
    for (const { key, value } of this.#entries.values()) {
      if (known.has(key)) after = key;
      else extras.push({ key, value, after });
    }
    return extras;
  }

  lineOf(key: string): number | null {
    return this.#entries.get(key)?.line ?? null;
  }

  /** A failure at a key. */
  failure(key: string, reason: string, code = "INVALID_VALUE"): BeadsError {
    return invalid(code, { path: this.path, line: this.lineOf(key), key }, `\`${this.#prefix}${key}\` ${reason}`);
  }

  #wrong(key: string, reason: string): never {
    throw this.failure(key, reason);
  }

  #missing(key: string): never {
    const [first] = this.#entries.values();
    const line = this.#prefix === "" ? 1 : (first?.line ?? 1);
    throw invalid("MISSING_KEY", { path: this.path, line, key }, `\`${this.#prefix}${key}\` is missing`);
  }
}

/** True for an id here, or another project's (`beads:beads-7k3xq2`). */
function isReference(text: string): boolean {
  const colon = text.lastIndexOf(":");
  return colon < 0 ? isId(text) : colon > 0 && isId(text.slice(colon + 1));
}

export function isMap(value: Yaml): value is YamlMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
