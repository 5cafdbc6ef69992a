import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { readJson, removeFile, writeWhole } from "./durable-file.ts";
import type { Urgency } from "./ledger.ts";
import type { Operation } from "./operation.ts";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";

/** An operation under way: what a later replay by any process of this clone needs to decide it again. */
export interface JournalEntry {
  readonly operation: Operation;
  readonly urgency: Urgency;
  /** The ledger's tip when it was first decided. */
  readonly base: Oid;
  readonly process: ProcessIdentity;
  /** True if that process waits until the operation stands on the remote: then whoever settles it leaves the entry to be read. */
  readonly waits: boolean;
  /** `settled`: it stands on the remote; kept until its process has read the result. */
  readonly state: "pending" | "settled";
  /** What its newest decision answered. */
  readonly result?: unknown;
  /** A claim whose acknowledgement was lost: whoever meets the remote next takes it back. */
  readonly withdraw?: boolean;
}

function fileOf(clone: Clone, op: string): string {
  return join(clone.folder, "journal", `${op}.json`);
}

/** Records an entry; on disk before it returns if `sync`. */
export function writeEntry(clone: Clone, entry: JournalEntry, sync: boolean): void {
  writeWhole(fileOf(clone, entry.operation.op), JSON.stringify(entry), { sync });
}

export function readEntry(clone: Clone, op: string): JournalEntry | undefined {
  return readJson(fileOf(clone, op));
}

export function dropEntry(clone: Clone, op: string): void {
  removeFile(fileOf(clone, op));
}

/** All entries, oldest first. */
export function listEntries(clone: Clone): JournalEntry[] {
  const entries = namesIn(join(clone.folder, "journal"))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => readEntry(clone, name.slice(0, -".json".length)));
  return entries.filter((entry) => entry !== undefined);
}

/** The names in a folder; none if it is not there. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Takes away what a dead process left: results that nobody reads, and intents that never became a commit. Those are never replayed. */
export function sweepJournal(clone: Clone, pending: ReadonlySet<string>): void {
  for (const entry of listEntries(clone)) {
    if (pending.has(entry.operation.op) || isAlive(entry.process) !== false) continue;
    if (entry.withdraw !== true) dropEntry(clone, entry.operation.op);
  }
}
