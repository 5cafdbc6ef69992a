import { join } from "node:path";
import type { Clone } from "./clone.ts";
import { readJson, writeWhole } from "./durable-file.ts";

/** An id that this clone gave, and the one that the issue has since somebody else's bead turned out to have the first. */
export interface RenamedId {
  readonly from: string;
  readonly to: string;
}

type Renamed = Readonly<Record<string, string>>;

/** Remembers ids that clashed on a replay, for whoever read the old ones: they are somebody else's beads now, so they are no aliases. */
export function rememberRenamed(clone: Clone, renamed: ReadonlyMap<string, string>): void {
  if (renamed.size > 0) write(clone, { ...read(clone), ...Object.fromEntries(renamed) });
}

/** The first of some words that names an id given up so; it is told once, and forgotten. */
export function takeRenamed(clone: Clone, words: readonly string[]): RenamedId | undefined {
  const renamed: Record<string, string> = { ...read(clone) };
  const parts = words.filter((word) => !/\s/.test(word)).flatMap((word) => word.toLowerCase().split(/[,:=]/));
  const from = parts.find((part) => Object.hasOwn(renamed, part));
  if (from === undefined) return undefined;
  const to = renamed[from] as string;
  delete renamed[from];
  write(clone, renamed);
  return { from, to };
}

function read(clone: Clone): Renamed {
  return readJson<Renamed>(fileOf(clone)) ?? {};
}

function write(clone: Clone, renamed: Renamed): void {
  writeWhole(fileOf(clone), JSON.stringify(renamed), { sync: true });
}

function fileOf({ folder }: Clone): string {
  return join(folder, "renamed.json");
}
