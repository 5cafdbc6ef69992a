import { statSync } from "node:fs";
import { join } from "node:path";
import type { BeadElsewhere } from "../domain/elsewhere.ts";
import { below } from "../git/below.ts";
import { readJson, writeWhole } from "./durable-file.ts";
import type { ElsewhereSource } from "./index/elsewhere.ts";

/**
 * What a clone knows of other projects' issues that it needs: `<common git directory>/bd/external/`. All of it is read from their ledgers and
 * may be thrown away. `states.json` is an input of the index; `places.json` says where it was read, and `news.json` what is to be told.
 */
export interface ExternalPlace {
  readonly directory: string;
  /** Its common git directory. */
  readonly common_dir: string;
  /** What its ledger's ref was when it was read (see `placeStamp`). */
  readonly stamp: string;
  /** Since when its ledger is known to have been like this, milliseconds since 1970 UTC. */
  readonly seen: number;
}

/** A project that issues here wait for. */
export interface ExternalProject {
  readonly name: string;
  readonly identity: string;
  readonly aliases: readonly string[];
  /** Its ledgers on this machine: clones, or the user's mirror. */
  readonly places: readonly ExternalPlace[];
  /** When somebody looked around for them last, milliseconds since 1970 UTC. */
  readonly asked: number;
  /** What the user's notes of clones were then (see `surroundings`). */
  readonly around: string | null;
  /** When one of them was read last; null if none ever was. */
  readonly read: number | null;
  /** Issues that its ledgers do not know. */
  readonly missing: readonly string[];
}

/** By the identity that addresses name. */
export type ExternalProjects = Readonly<Record<string, ExternalProject>>;

/** Something that became known of a needed issue and that not everybody here was told. */
export interface ExternalNews {
  readonly address: string;
  readonly change: "closed" | "reopened";
  /** Names of those who were told. */
  readonly told: readonly string[];
  readonly at: number;
}

/** The states as the index takes them in. */
export function elsewhereIn(folder: string): ElsewhereSource {
  const file = statesFile(folder);
  return {
    stamp: () => {
      const found = statSync(file, { bigint: true, throwIfNoEntry: false });
      return found === undefined ? null : `${found.ino}.${found.mtimeNs}.${found.size}`;
    },
    read: () => readStates(folder),
  };
}

export function readStates(folder: string): readonly BeadElsewhere[] {
  const found = readJson<unknown>(statesFile(folder));
  return Array.isArray(found) ? (found as BeadElsewhere[]) : [];
}

/** Written only where they differ: the index takes notice of each write. True if they do. */
export function writeStates(folder: string, beads: readonly BeadElsewhere[]): boolean {
  const sorted = beads.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (JSON.stringify(readStates(folder)) === JSON.stringify(sorted)) return false;
  writeWhole(statesFile(folder), JSON.stringify(sorted), { sync: false });
  return true;
}

/** Where states were read; empty where nothing ever was. */
export function readProjects(folder: string): ExternalProjects {
  return readJson<ExternalProjects>(join(folder, "external", "places.json")) ?? {};
}

export function writeProjects(folder: string, projects: ExternalProjects): void {
  writeWhole(join(folder, "external", "places.json"), JSON.stringify(projects), { sync: false });
}

export function readNews(folder: string): readonly ExternalNews[] {
  return readJson<ExternalNews[]>(join(folder, "external", "news.json")) ?? [];
}

export function writeNews(folder: string, news: readonly ExternalNews[]): void {
  writeWhole(join(folder, "external", "news.json"), JSON.stringify(news), { sync: false });
}

function statesFile(folder: string): string {
  return below(folder, "external", "states.json");
}
