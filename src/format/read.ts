import { BeadsError } from "../errors.ts";
import { Fields } from "./fields.ts";
import { readLenient } from "./lenient.ts";
import type { Shape } from "./shape.ts";
import { readStrict } from "./strict.ts";

/** How a file of one kind becomes a noun. */
export interface Reader<T> {
  readonly shape: Shape;
  readonly decode: (fields: Fields) => T;
}

/**
 * Reads a file: fast where it has exactly the form that our serializer writes; every other one, and one whose values do not fit, by
 * the lenient reader, which understands more ways to write the same and says what is wrong. Both give the same for the same file.
 */
export function readFile<T>(path: string, text: string, reader: Reader<T>): T {
  const strict = readStrict(text);
  if (strict !== undefined) {
    try {
      return reader.decode(new Fields(path, strict));
    } catch (error) {
      if (!(error instanceof BeadsError)) throw error;
    }
  }
  return reader.decode(new Fields(path, readLenient(path, text, reader.shape)));
}
