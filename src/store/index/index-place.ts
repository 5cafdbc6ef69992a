import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { below } from "../../git/below.ts";
import { SCHEMA_VERSION } from "./schema.ts";

/**
 * Where the index of a clone lies, in bd's folder of it. Each version of the tables has a file of its own: while a program of an older version still runs
 * beside a newer one, both would make the other's index anew for ever.
 */
export function indexPlace(folder: string): string {
  return below(folder, `index-${SCHEMA_VERSION}.db`);
}

/** The indexes of other versions beside one. */
export function othersBeside(file: string): string[] {
  const names = readdirSync(dirname(file)).filter((name) => /^index(-[\d.]+)?\.db$/.test(name) && name !== basename(file));
  return names.map((name) => join(dirname(file), name));
}
