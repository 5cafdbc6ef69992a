import { toCompactStamp } from "../domain/time.ts";
import { sha1 } from "../format/sha1.ts";
import { below } from "../git/below.ts";
import type { Location } from "../git/repository.ts";
import { readJson, writeWhole } from "./durable-file.ts";

/** What one reader has read in this clone; its linked worktrees share it. Never committed. */
export interface ReadState {
  /** Keys that are not greater were read. */
  readonly before: string;
  /** Greater ones that were read all the same. */
  readonly read: ReadonlySet<string>;
}

interface Kept {
  readonly name: string;
  readonly before: string;
  readonly read: readonly string[];
}

/** What is older when somebody reads for the first time in a clone is history, and no news. */
const FIRST = 30 * 24 * 3_600_000;
/** More keys than this are folded into `before`, up to the newest of which so many stay. */
const MOST = 2000;
const STAY = 1000;
const PATIENCE = 5000;

/** What somebody has read; where nothing is kept, whatever is older than a month. */
export function readReadState(location: Pick<Location, "commonDir">, name: string, now: number): ReadState {
  const kept = readJson<Kept>(fileOf(location, name));
  if (kept === undefined) return { before: toCompactStamp(now - FIRST), read: new Set() };
  return { before: kept.before, read: new Set(kept.read) };
}

/** Adds keys of what somebody has read, one process at a time. Answers how many of them are new. @throws LOCK_TIMEOUT */
export async function markRead(
  location: Pick<Location, "commonDir">,
  name: string,
  { keys, now }: { readonly keys: readonly string[]; readonly now: number },
): Promise<number> {
  const { takeLock } = await import("./lock.ts");
  const file = fileOf(location, name);
  const lock = await takeLock(`${file}.lock`, { timeout: PATIENCE });
  try {
    const { before, read } = readReadState(location, name, now);
    const fresh = new Set(keys.filter((key) => key > before && !read.has(key)));
    if (fresh.size > 0) writeWhole(file, serialize(name, before, [...read, ...fresh]), { sync: false });
    return fresh.size;
  } finally {
    lock.release();
  }
}

function serialize(name: string, before: string, read: readonly string[]): string {
  const sorted = [...read].sort();
  const folded = sorted.length > MOST ? sorted.length - STAY : 0;
  const kept: Kept = { name, before: sorted[folded - 1] ?? before, read: sorted.slice(folded) };
  return `${JSON.stringify(kept)}\n`;
}

function fileOf({ commonDir }: Pick<Location, "commonDir">, name: string): string {
  return below(commonDir, "bd", "read", `${sha1(name)}.json`);
}
