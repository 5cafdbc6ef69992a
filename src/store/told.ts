import { appendFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha1 } from "../format/sha1.ts";
import type { Location } from "../git/repository.ts";
import { readIfThere } from "./durable-file.ts";
import { makeFolder } from "./folder.ts";

/** Sessions that nothing was told to for so long are over. */
const OVER = 7 * 24 * 3_600_000;

/** The keys of what one session was told in this clone. */
export function readTold(location: Pick<Location, "commonDir">, session: string): ReadonlySet<string> {
  return new Set((readIfThere(fileOf(location, session)) ?? "").split("\n").filter((line) => line !== ""));
}

/** Adds keys, each a line, in one write: two processes of a session lose nothing of each other's. A new session sweeps up behind old ones. */
export function noteTold(
  location: Pick<Location, "commonDir">,
  session: string,
  { keys, now }: { readonly keys: readonly string[]; readonly now: number },
): void {
  if (keys.length === 0) return;
  const file = fileOf(location, session);
  const isNew = readIfThere(file) === undefined;
  if (isNew) makeFolder(folderOf(location));
  appendFileSync(file, keys.map((key) => `${key}\n`).join(""));
  if (isNew) sweep(folderOf(location), now);
}

function sweep(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const age = now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (age > OVER) rmSync(file, { force: true });
  }
}

function folderOf({ commonDir }: Pick<Location, "commonDir">): string {
  return join(commonDir, "bd", "told");
}

function fileOf(location: Pick<Location, "commonDir">, session: string): string {
  return join(folderOf(location), sha1(session));
}
