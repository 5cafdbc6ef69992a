import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Actor, handleOf, nameOf } from "../domain/actor.ts";
import type { BeatState } from "../domain/presence.ts";
import { toStamp } from "../domain/time.ts";
import { type Beat, type BeatPlace, beatFiles, isFresh, markedIssues, readBeat, sweepBeats } from "./beats.ts";
import { writeWhole } from "./durable-file.ts";
import { hostName } from "./host-name.ts";
import { indexPlace } from "./index/index-place.ts";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";
import { findWatchedProcess } from "./watched-process.ts";

/** Who gives a sign, and with what. */
export interface Touch {
  readonly actor: Actor;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly command: string;
  /** What the agent says of itself; a command that only runs says nothing. */
  readonly said?: { readonly state: BeatState; readonly why: string | null } | undefined;
  /** The process that was named outright. */
  readonly process?: ProcessIdentity | undefined;
  /** True for what is written however fresh the last beat is. */
  readonly anew?: boolean;
}

/**
 * Gives a sign of life: two small files, no git. Where they cannot be written (a full disk, a read-only one) the agent is not seen, and that is all.
 * Answers the beat that stands now; undefined where the repository has no ledger yet.
 */
export function touchBeat(place: BeatPlace, touch: Touch): Beat | undefined {
  if (!existsSync(indexPlace(join(place.location.commonDir, "bd")))) return undefined;
  const files = beatFiles(place, nameOf(touch.actor));
  const before = readBeat(files[0] ?? "");
  const issues = markedIssues(place.location);
  if (touch.anew !== true && before !== undefined && isFresh(before, issues, touch)) return before;
  const beat = nextBeat(place, before, issues, touch);
  for (const file of files) writeQuietly(file, beat, before === undefined ? touch.now : undefined);
  return beat;
}

function nextBeat(place: BeatPlace, before: Beat | undefined, issues: readonly string[], touch: Touch): Beat {
  const { actor, command, env, now, process } = touch;
  const { state, why } = touch.said ?? stillSaid(before, issues, actor);
  const at = toStamp(now);
  const same = before?.session === actor.session && before.issues.join() === issues.join();
  const lasts = same && before.state === state;
  return {
    agent: nameOf(actor),
    human: `@${handleOf(actor.human)}`,
    session: actor.session,
    project: place.identity,
    worktree: place.location.workTree ?? place.location.gitDir,
    host: hostName(),
    process: process ?? findWatchedProcess(env) ?? (env["BD_AGENT_PID"] === "0" ? null : stillWatched(before, actor, env)),
    state,
    why,
    issues,
    command,
    since: lasts && before.since <= at ? before.since : at,
    at,
  };
}

/** Who said that it is idle or stuck stays so until it says otherwise, takes or ends work, or another session comes. */
function stillSaid(before: Beat | undefined, issues: readonly string[], { session }: Actor): Pick<Beat, "state" | "why"> {
  const lasts = before !== undefined && before.session === session && before.issues.join() === issues.join();
  return lasts && before.state !== "exiting" ? before : { state: "working", why: null };
}

/**
 * A command that finds no process above it does not undo what another of the same session found; and one that outlives the very process that it names
 * does not make a dead agent seem there.
 */
function stillWatched(before: Beat | undefined, { session }: Actor, env: Touch["env"]): ProcessIdentity | null {
  if (before === undefined || before.process === null || before.session !== session) return null;
  return isAlive(before.process) === true || env["BD_AGENT_PID"] === String(before.process.pid) ? before.process : null;
}

function writeQuietly(file: string, beat: Beat, first: number | undefined): void {
  try {
    writeWhole(file, `${JSON.stringify(beat)}\n`, { sync: false });
    if (first !== undefined) sweepBeats(dirname(file), first);
  } catch {
    // No sign is given, and nobody is kept from working.
  }
}
