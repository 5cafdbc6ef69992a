import { appendFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { TIERS, type Tier } from "../domain/inbox.ts";
import { sha1 } from "../format/sha1.ts";
import type { Location } from "../git/repository.ts";
import { readIfThere } from "./durable-file.ts";
import { makeFolder } from "./folder.ts";

/** Sessions that began so long ago are over. */
const OVER = 7 * 24 * 3_600_000;

/** What one session was told of an inbox in this clone. */
export interface Told {
  readonly keys: ReadonlySet<string>;
  /** What was there when the session began and is older was only counted: it is not told any more. */
  readonly floors: Readonly<Record<Tier, string>>;
}

/** No floor: everything that was there was told. */
export const NO_FLOORS: Told["floors"] = { urgent: "", waiting: "", info: "" };

/** How no floor is written. */
const NONE = "-";

/** Undefined where the session was not told anything yet. */
export function readTold(location: Pick<Location, "commonDir">, session: string): Told | undefined {
  const text = readIfThere(fileOf(location, session));
  if (text === undefined) return undefined;
  const [first = "", ...keys] = text.split("\n");
  const floors = first.split(" ");
  const at = (tier: Tier) => {
    const floor = floors[TIERS.indexOf(tier)] ?? "";
    return floor === NONE ? "" : floor;
  };
  return {
    keys: new Set(keys.filter((key) => key !== "")),
    floors: { urgent: at("urgent"), waiting: at("waiting"), info: at("info") },
  };
}

/** Begins a session: its floors, and what it is told first. What old sessions left behind goes. */
export function beginTold(
  location: Pick<Location, "commonDir">,
  session: string,
  { keys, floors, now }: { readonly keys: readonly string[]; readonly floors: Told["floors"]; readonly now: number },
): void {
  makeFolder(folderOf(location));
  sweep(folderOf(location), now);
  const first = TIERS.map((tier) => floors[tier] || NONE).join(" ");
  appendFileSync(fileOf(location, session), [first, ...keys, ""].join("\n"));
}

/** Adds keys, each a line, in one write: two processes of a session lose nothing of each other's. */
export function noteTold(location: Pick<Location, "commonDir">, session: string, keys: readonly string[]): void {
  if (keys.length > 0) appendFileSync(fileOf(location, session), keys.map((key) => `${key}\n`).join(""));
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
