import type { Extra, Yaml } from "../../domain/yaml.ts";
import type { BeadsError } from "../../errors.ts";
import type { Fields } from "../fields.ts";
import { serializeFrontmatter } from "../frontmatter.ts";
import { invalid } from "../invalid.ts";
import { classifyPath } from "../paths.ts";
import { readFile } from "../read.ts";
import type { RecordPlace } from "../record-paths.ts";
import type { Shape } from "../shape.ts";

/** How one kind of record file is read and written. */
export interface RecordFormat<T> {
  /** The keys, in the order in which they are written. */
  readonly keys: readonly string[];
  /** @throws BeadsError invalid-data with path and line; ID_MISMATCH where the id is not that of the path */
  readonly parse: (path: string, text: string) => T;
  /** The bytes of the file; `parse` gives the same noun back. */
  readonly serialize: (noun: T) => string;
}

interface Definition<T> {
  readonly shape: Shape;
  /** Everything but `extras`, and the body. */
  readonly decode: (fields: Fields) => Omit<T, "extras">;
  /** What is written otherwise than it is held; what is usual is null. */
  readonly written?: (noun: T) => Readonly<Record<string, Yaml | undefined>>;
}

/** A format from its keys and what they mean: all that is no key of its own is kept as it is. */
export function recordFormat<T extends { readonly extras: readonly Extra[] }>(definition: Definition<T>): RecordFormat<T> {
  const keys = Object.keys(definition.shape);
  const known = new Set(keys);
  const decode = (fields: Fields) => ({ ...definition.decode(fields), extras: fields.extras(known) }) as unknown as T;
  return {
    keys,
    parse: (path, text) => readFile(path, text, { shape: definition.shape, decode }),
    serialize: (noun) => {
      const values = { ...noun, ...definition.written?.(noun) } as unknown as Readonly<Record<string, Yaml | undefined>>;
      const body = "body" in noun && typeof noun.body === "string" ? noun.body : "";
      return serializeFrontmatter(
        keys.map((key) => [key, values[key]] as const),
        noun.extras,
        body,
      );
    },
  };
}

/** The place of the file that is read. @throws ID_MISMATCH where a key says another one */
export function placeOf(fields: Fields, kind: RecordPlace["record"]): RecordPlace {
  const place = classifyPath(fields.path);
  if (place.kind === "record" && place.record === kind) return place;
  throw mismatch(fields, "id");
}

/** The text of a key that the path says as well. @throws ID_MISMATCH */
export function agreed(fields: Fields, key: string, expected: string | null): string {
  const text = fields.text(key);
  if (text !== expected) throw mismatch(fields, key);
  return text;
}

/** A truth that is only written where it is true. */
export function truth(fields: Fields, key: string): boolean {
  const value = fields.value(key) ?? false;
  if (typeof value !== "boolean") throw fields.failure(key, "must be true or false");
  return value;
}

function mismatch(fields: Fields, key: string): BeadsError {
  return invalid("ID_MISMATCH", { path: fields.path, line: fields.lineOf(key), key }, `\`${key}\` does not belong to this path`);
}
