import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Alert, AlertRoute } from "../../domain/alert.ts";
import type { Location } from "../../git/repository.ts";
import { readJson, removeFile, writeWhole } from "../../store/durable-file.ts";

/** How an alert stands with one route. */
export interface Sending {
  readonly tries: number;
  readonly state: "waits" | "sent" | "failed";
  /** Why the last try failed. */
  readonly why: string | null;
  /** Milliseconds since 1970 before which it is not tried again. */
  readonly next: number;
}

/** An alert on its way: nothing of it is committed, and only this clone knows of it. */
export interface Spooled {
  readonly alert: Alert;
  /** False while its operation is not on the shared ledger yet. */
  readonly landed: boolean;
  readonly since: number;
  readonly routes: Readonly<Partial<Record<AlertRoute, Sending>>>;
}

type Place = Pick<Location, "commonDir">;

/** True if something is on its way, or could not be sent. */
export function hasSpooled(place: Place): boolean {
  return namesIn(place).length > 0;
}

function namesIn(place: Place): string[] {
  const folder = folderOf(place);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
}

/** What is on its way, oldest first. */
export function listSpooled(place: Place): readonly Spooled[] {
  return namesIn(place)
    .sort()
    .map((name) => readJson<Spooled>(join(folderOf(place), name)))
    .filter((entry) => entry !== undefined);
}

/** An alert by its operation; undefined once it is sent. */
export function readSpooled(place: Place, op: string): Spooled | undefined {
  return readJson<Spooled>(fileOf(place, op));
}

/** On disk before anything is sent, so that a process that dies loses no alert. */
export function writeSpooled(place: Place, entry: Spooled): void {
  writeWhole(fileOf(place, entry.alert.op), JSON.stringify(entry), { sync: true });
}

export function dropSpooled(place: Place, op: string): void {
  removeFile(fileOf(place, op));
}

/** Where the processes that would send an alert take turns. */
export function spoolLock(place: Place, op: string): string {
  return `${fileOf(place, op)}.lock`;
}

function fileOf(place: Place, op: string): string {
  return join(folderOf(place), `${op.replace(/[^A-Za-z0-9-]/g, "_")}.json`);
}

function folderOf({ commonDir }: Place): string {
  return join(commonDir, "bd", "alerts");
}
