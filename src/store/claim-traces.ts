import { basename, dirname } from "node:path";
import type { Lease } from "../domain/claim.ts";
import type { Life } from "../domain/presence.ts";
import { toMilliseconds } from "../domain/time.ts";
import type { Location } from "../git/repository.ts";
import type { Beat } from "./beats.ts";
import { readIfThere } from "./durable-file.ts";
import { markedPlaces } from "./markers.ts";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";

/** What this machine has of a claim and of who holds it. */
export interface ClaimTraces {
  /** The holder's last sign of life from where they claimed. */
  readonly beat: Beat | null;
  readonly process: { readonly pid: number; readonly life: Life } | null;
  /** Where the work lies, if it is here. */
  readonly worktree: string | null;
}

/** A beat that is older than the claim says nothing of it; clocks of one machine differ by no more. Milliseconds. */
const SAME_TIME = 60_000;

/** Looks for the claim's markers in the clone's worktrees, and for the holder's beats in whatever clone. */
export function claimTraces(location: Location, beats: readonly Beat[], lease: Lease): ClaimTraces {
  const places = markedPlaces(location, { issue: lease.issue, epoch: lease.epoch });
  const since = toMilliseconds(lease.since) - SAME_TIME;
  const signs = beats
    .filter(({ agent, issues, at }) => agent === lease.by && issues.includes(lease.issue) && toMilliseconds(at) >= since)
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const [beat = null] = signs;
  const watched = [...signs.map(({ process }) => process), ...places.map((place) => place.watched)];
  const worktree = beat?.worktree ?? (places[0] === undefined ? null : worktreeOf(places[0].gitDir, location));
  return { beat, process: surest(watched.filter((process) => process !== null)), worktree };
}

/** A living process outweighs a dead one, and a dead one what cannot be asked. */
function surest(processes: readonly ProcessIdentity[]): ClaimTraces["process"] {
  const known = processes.map((process) => ({ pid: process.pid, life: lifeOf(process) }));
  const find = (life: Life) => known.find((process) => process.life === life);
  return find("alive") ?? find("dead") ?? known[0] ?? null;
}

function lifeOf(process: ProcessIdentity): Life {
  const alive = isAlive(process);
  return alive === undefined ? "unknown" : alive ? "alive" : "dead";
}

/** The work tree of a git directory, main or linked. */
function worktreeOf(gitDir: string, { commonDir }: Location): string | null {
  if (gitDir === commonDir) return basename(commonDir) === ".git" ? dirname(commonDir) : null;
  const pointer = readIfThere(`${gitDir}/gitdir`)?.trim();
  return pointer === undefined ? null : dirname(pointer);
}
