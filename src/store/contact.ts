import { statSync } from "node:fs";
import { join } from "node:path";
import type { Clone } from "./clone.ts";
import { readJson, writeWhole } from "./durable-file.ts";

/** What this clone knows of its last contact with the shared remote. */
export interface Contact {
  /** When the last fetch that succeeded began, milliseconds since 1970 UTC; 0 if none did. */
  readonly fetched: number;
  /** The branch that holds the ledger there, once it is known. */
  readonly branch: string | null;
  /** The committer's time of the newest commit of others that a fetch brought; 0 if none. */
  readonly newest: number;
  /** True if the last push met a faster clone: then the next claim looks before it leaps. */
  readonly busy: boolean;
  /** How many times a detached process pushed since git last tidied up. */
  readonly pushes: number;
  /** True if a remote is configured: then an expiry counts only after a fetch. */
  readonly remote: boolean;
}

const NONE: Contact = { fetched: 0, branch: null, newest: 0, busy: false, pushes: 0, remote: false };

/** Reads the last contact. Where there is no remote there never was one, and to be told so by an error costs ten times as much. */
export function readContact(clone: Pick<Clone, "folder">): Contact {
  const file = `${clone.folder}/contact.json`;
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return NONE;
  return { ...NONE, ...readJson<Partial<Contact>>(file) };
}

/** Remembers what changed since. A folder that cannot be written is no reason to fail a read. */
export function writeContact(clone: Clone, change: Partial<Contact>): void {
  const file = join(clone.folder, "contact.json");
  try {
    writeWhole(file, JSON.stringify({ ...readContact(clone), ...change }), { sync: false });
  } catch (error) {
    clone.warn(`The time of the last fetch could not be kept: ${(error as Error).message}`);
  }
}

/** The time up to which an expiry can be known (see Moment.known). */
export function knownUntil(clone: Pick<Clone, "folder">, now: number): number {
  const contact = readContact(clone);
  return contact.remote ? Math.min(contact.fetched, now) : now;
}
