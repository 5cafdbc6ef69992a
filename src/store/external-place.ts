import { statSync } from "node:fs";
import { join } from "node:path";
import { readRefInFiles } from "../git/ref-files.ts";
import { readContact } from "./contact.ts";
import { readIfThere } from "./durable-file.ts";
import type { ExternalPlace, ExternalProject } from "./external.ts";
import { LEDGER_REF } from "./refs.ts";

/**
 * What tells whether another clone's ledger has moved: its ref as the files say it, or the list of tables where refs are kept in those. No
 * process is started for it. Null where there is no ledger any more.
 */
export function placeStamp(commonDir: string): string | null {
  const ref = readRefInFiles({ gitDir: commonDir, commonDir, workTree: null }, LEDGER_REF);
  if (ref !== null && ref !== "ask") return ref;
  try {
    return readIfThere(join(commonDir, "reftable", "tables.list")) ?? null;
  } catch {
    return null;
  }
}

/** A ledger as it is found now, before it is read: moved since it was known as `before`, it was so just now. */
export function sightPlace(
  { directory, common_dir }: Pick<ExternalPlace, "directory" | "common_dir">,
  before: ExternalPlace | undefined,
  now: number,
): ExternalPlace | undefined {
  const stamp = placeStamp(common_dir);
  if (stamp === null) return undefined;
  const contact = contactOf(common_dir, now);
  const seen = before === undefined ? contact || now : before.stamp === stamp ? Math.max(before.seen, contact) : now;
  return { directory, common_dir, stamp, seen };
}

/** Up to when what is known of a project's issues held: by the newest word that one of its ledgers here had of its remote. Null: never read. */
export function seenAt({ places, read }: ExternalProject, now: number): number | null {
  if (read === null) return null;
  const times = places.map((place) => Math.max(place.seen, contactOf(place.common_dir, now)));
  return times.length === 0 ? read : Math.min(now, Math.max(...times));
}

/** Changes whenever bd writes for the first time in a clone of the user's on this machine: then it may be worth to look around again. */
export function surroundings(cache: string): string | null {
  return statSync(join(cache, "workspaces"), { bigint: true, throwIfNoEntry: false })?.mtimeNs.toString() ?? null;
}

/** When a clone heard of its remote last; now where it has none, since then it is the truth itself; 0 where that is not known. */
function contactOf(commonDir: string, now: number): number {
  try {
    const { remote, fetched } = readContact({ folder: join(commonDir, "bd") });
    return remote ? Math.min(fetched, now) : now;
  } catch {
    return 0;
  }
}
