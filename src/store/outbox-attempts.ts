import { join } from "node:path";
import type { OutboxEntry } from "../domain/outbox.ts";
import { toMilliseconds } from "../domain/time.ts";
import type { Location } from "../git/repository.ts";
import { readJson, removeFile, writeWhole } from "./durable-file.ts";
import { namesIn } from "./journal.ts";

/** What this clone alone knows of an outbox entry that it tried to deliver: nothing of it holds for other clones. */
export interface Attempts {
  readonly tries: number;
  /** Milliseconds since 1970 UTC: of the last try, and before which none is made by itself. */
  readonly last: number;
  readonly next: number;
  /** In words why it is not there yet. */
  readonly reason: string;
  /** The code of the failure; null where a push was answered in words only. */
  readonly code: string | null;
  /** True if it will not go away by itself. */
  readonly final: boolean;
  /** What to do about it. */
  readonly hint: string | null;
  /** The carrier that was tried last: its kind and place. */
  readonly carrier: string | null;
}

/** The first pause before another try, and the longest, in milliseconds. */
const SHORTEST = 30_000;
const LONGEST = 3_600_000;

/** When the next try is due: pauses double, and are spread by chance so that clones do not come all at once. `die` is between 0 and 1. */
export function nextTry(tries: number, now: number, die: number): number {
  const pause = Math.min(LONGEST, SHORTEST * 2 ** Math.min(tries - 1, 16));
  return now + Math.round(pause * (0.75 + die / 2));
}

export function readAttempts(location: Location, entry: string): Attempts | undefined {
  return readJson<Attempts>(fileOf(location, entry));
}

/** How long a process that sends is left to deliver by itself before others of the sender's clones do, in milliseconds. */
const GRACE = 60_000;

/** True if an entry is to be tried by itself now. One that this clone never tried was sent elsewhere, or by a process that was killed. */
export function isDue(location: Location, { id, created }: Pick<OutboxEntry, "id" | "created">, now: number): boolean {
  return now >= (readAttempts(location, id)?.next ?? toMilliseconds(created) + GRACE);
}

/** Losing one costs a try and nothing else: it is not synced to disk. */
export function writeAttempts(location: Location, entry: string, attempts: Attempts): void {
  writeWhole(fileOf(location, entry), JSON.stringify(attempts), { sync: false });
}

export function dropAttempts(location: Location, entry: string): void {
  removeFile(fileOf(location, entry));
}

/** Takes away what is known of entries that nobody has to bring any more. */
export function sweepAttempts(location: Location, underWay: ReadonlySet<string>): void {
  for (const name of namesIn(folderOf(location))) {
    if (name.endsWith(".json") && !underWay.has(name.slice(0, -".json".length))) removeFile(join(folderOf(location), name));
  }
}

function folderOf({ commonDir }: Location): string {
  return join(commonDir, "bd", "outbox");
}

function fileOf(location: Location, entry: string): string {
  return join(folderOf(location), `${entry}.json`);
}
