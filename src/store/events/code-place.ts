import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha1 } from "../../format/sha1.ts";
import type { Oid } from "../../git/repository.ts";
import { readJson, removeFile, writeWhole } from "../durable-file.ts";

/** What a reader has seen of the code. Branches come and go, so this is nothing that could be derived later. */
export interface CodePlace {
  /** These commits, and everything before them. */
  readonly seen: readonly Oid[];
  /** `<commit> <bead>`, for a commit that names several beads and was told for some. */
  readonly told: readonly string[];
  /** What is older counts as seen, too: milliseconds since 1970 UTC. */
  readonly after?: number;
}

/** How many places a clone remembers. A cursor that is older than so many moves of the branches is too old. */
const KEPT = 256;

/** Remembers a place under a name that is made of it; null where nothing can be written. */
export function keepPlace(folder: string, place: CodePlace): string | null {
  const text = JSON.stringify(place);
  const name = sha1(text).slice(0, 12);
  try {
    if (readJson(join(folder, name)) === undefined) {
      forgetOldest(folder);
      writeWhole(join(folder, name), text, { sync: false });
    }
    return name;
  } catch {
    return null;
  }
}

/** The place of a name, if it is still known. */
export function findPlace(folder: string, name: string): CodePlace | undefined {
  return readJson<CodePlace>(join(folder, name));
}

function forgetOldest(folder: string): void {
  const names = namesIn(folder);
  if (names.length < KEPT) return;
  const aged = names.map((name) => ({ name, at: ageOf(join(folder, name)) })).sort((a, b) => a.at - b.at);
  for (const { name } of aged.slice(0, names.length - KEPT + 1)) removeFile(join(folder, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ageOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
