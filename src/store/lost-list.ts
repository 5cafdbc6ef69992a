import { join } from "node:path";
import { toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { Clone } from "./clone.ts";
import { readJson, removeFile, writeWhole } from "./durable-file.ts";
import { namesIn } from "./journal.ts";
import type { LostOperation } from "./ledger.ts";

const FOLDERS = ["lost", "refused"] as const;

/** An entry of the list with what its own process needs to fail as it should. */
export interface LostEntry extends LostOperation {
  readonly error: {
    readonly kind: BeadsError["kind"];
    readonly hints: readonly string[];
    readonly fields: Readonly<Record<string, unknown>>;
  };
}

/** An operation that could not be kept, and why. */
export interface Loss extends Pick<LostOperation, "op" | "verb" | "actor" | "kind" | "subject"> {
  readonly error: BeadsError;
}

/** Puts an operation on the list: "once in the ledger, or in the lost list" is what nothing is lost means. */
export function recordLost(clone: Clone, loss: Loss): LostEntry {
  const { code, message, kind, hints, fields } = loss.error;
  const entry: LostEntry = { ...loss, at: toStamp(clone.now()), code, message, error: { kind, hints, fields } };
  writeWhole(fileOf(clone, loss.kind, loss.op), JSON.stringify(entry), { sync: true });
  return entry;
}

/** The failure that an entry tells, for the process that waited for it. */
export function errorOf(entry: LostEntry): BeadsError {
  return new BeadsError(entry.error.kind, entry.code, entry.message, entry.error);
}

function fileOf(clone: Clone, kind: LostOperation["kind"], op: string): string {
  return join(clone.folder, kind, `${op}.json`);
}

/** Finds one entry by its operation. */
export function findLost(clone: Clone, op: string): LostEntry | undefined {
  return FOLDERS.map((kind) => readJson<LostEntry>(fileOf(clone, kind, op))).find((entry) => entry !== undefined);
}

/** What was lost or refused and is not acknowledged yet, oldest first. */
export function listLost(clone: Clone): LostEntry[] {
  const names = FOLDERS.flatMap((kind) => namesIn(join(clone.folder, kind)).filter((name) => name.endsWith(".json")));
  const entries = names.sort().map((name) => findLost(clone, name.slice(0, -".json".length)));
  return entries.filter((entry) => entry !== undefined);
}

/** Takes an entry off the list. */
export function dropLost(clone: Clone, op: string): void {
  for (const kind of FOLDERS) removeFile(fileOf(clone, kind, op));
}
