import { existsSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { type Actor, nameOf } from "../domain/actor.ts";
import { BEAT_STATES, type BeatState } from "../domain/presence.ts";
import { isStamp, toMilliseconds } from "../domain/time.ts";
import { decodeName, encodeName } from "../format/file-name.ts";
import { sha1 } from "../format/sha1.ts";
import { below } from "../git/below.ts";
import type { Location } from "../git/repository.ts";
import { readJson } from "./durable-file.ts";
import type { ProcessIdentity } from "./process-identity.ts";

/** The last word of one agent in one workspace. It lies beside the repository and in the user's state directory, and never is committed. */
export interface Beat {
  readonly agent: string;
  /** The person it works for, such as `@steve`. */
  readonly human: string;
  readonly session: string | null;
  /** The identity of the project. */
  readonly project: string;
  /** The work tree, or the git directory where there is none. */
  readonly worktree: string;
  readonly host: string;
  /** The process whose life speaks for the agent; null if none was found. */
  readonly process: ProcessIdentity | null;
  readonly state: BeatState;
  readonly why: string | null;
  /** What the workspace has markers of: claims that somebody made there and did not end. */
  readonly issues: readonly string[];
  /** The command that gave the sign. */
  readonly command: string;
  /** Since when state and issues are so, RFC 3339 UTC. */
  readonly since: string;
  /** RFC 3339 UTC. */
  readonly at: string;
}

/** Where an agent's beats lie. */
export interface BeatPlace {
  readonly location: Location;
  /** The user's state directory. */
  readonly state: string;
  /** The identity of the project; empty where nothing says it yet. */
  readonly identity: string;
}

/** The files of one agent in one workspace: beside its clone, and for the user's other clones of the project. */
export function beatFiles(place: BeatPlace, agent: string): string[] {
  return foldersOf(place, [place.identity]).map((folder) => below(folder, nameIn(place.location, agent)));
}

function ownFile(location: Location, agent: string): string {
  return below(location.commonDir, "bd", "agents", nameIn(location, agent));
}

function nameIn({ gitDir }: Location, agent: string): string {
  return `${agent.split("/").map(encodeName).join("%2f")}-${fold(gitDir)}`;
}

/** A path in eight letters (FNV-1a): enough to tell the workspaces of one agent apart, and cheaper at start than a hash that resists anybody. */
function fold(path: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** How old a beat has to be before another command that has nothing new to say writes it again, in milliseconds. */
const THROTTLE = 30_000;

/** True where a command has nothing to add to what the agent's last one said a moment ago: asked by each, so it reads one small file and one folder. */
export function isHeard({ location }: Pick<BeatPlace, "location">, actor: Actor, now: number): boolean {
  const before = readBeat(ownFile(location, nameOf(actor)));
  return before !== undefined && isFresh(before, markedIssues(location), { actor, now });
}

/** True where another beat would say the same a moment later. A beat out of the future is no reason to be silent. */
export function isFresh(
  before: Beat,
  issues: readonly string[],
  { actor, now }: { readonly actor: Actor; readonly now: number },
): boolean {
  const age = now - toMilliseconds(before.at);
  const same = before.session === actor.session && before.issues.join() === issues.join() && before.state !== "exiting";
  return same && age >= 0 && age < THROTTLE;
}

/** All beats of a project on this machine, by whichever of its identities: the newest word of each agent in each workspace. */
export function readBeats(place: BeatPlace, aliases: readonly string[] = []): Beat[] {
  const newest = new Map<string, Beat>();
  for (const folder of foldersOf(place, [place.identity, ...aliases])) {
    for (const name of namesIn(folder)) {
      const beat = readBeat(below(folder, name));
      const known = newest.get(name);
      if (beat !== undefined && (known === undefined || known.at < beat.at)) newest.set(name, beat);
    }
  }
  return [...newest.values()];
}

/** No beat has more bytes: what is larger is not read at all. */
const LARGEST = 1 << 16;

/** The beat in a file; undefined where there is none, or something else: a pipe would be waited for, and a link or a huge file read for long. */
export function readBeat(file: string): Beat | undefined {
  try {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found === undefined || !found.isFile() || found.size > LARGEST) return undefined;
    const beat = readJson<Beat>(file);
    return beat !== undefined && isBeat(beat) ? beat : undefined;
  } catch {
    return undefined;
  }
}

const TEXTS = ["agent", "human", "project", "worktree", "host", "state", "command", "since", "at"] as const;

/** True for what bd wrote: a folder that several people can write in may hold anything. */
function isBeat(beat: Beat): boolean {
  const { session, why, issues, process, state, at, since } = beat;
  const isText = (value: unknown) => typeof value === "string";
  return (
    TEXTS.every((key) => isText(beat[key])) &&
    [session, why].every((value) => value === null || isText(value)) &&
    Array.isArray(issues) &&
    issues.every(isText) &&
    (process === null || (Number.isSafeInteger(process.pid) && isText(process.host))) &&
    BEAT_STATES.includes(state) &&
    isStamp(at) &&
    isStamp(since)
  );
}

/** The issues that a workspace has markers of. */
export function markedIssues({ gitDir }: Pick<Location, "gitDir">): string[] {
  return namesIn(below(gitDir, "bd", "claims"))
    .map((name) => decodeName(name.replace(/-\d+$/, "")))
    .filter((id): id is string => id !== undefined && !/^\d{8}T/.test(id))
    .sort();
}

/** Beats that are older say nothing any more. Milliseconds. */
const KEPT = 7 * 86_400_000;

/** Takes away what agents of long ago left behind, and what was being written when its writer was killed. */
export function sweepBeats(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const file = below(folder, name);
    const at = readBeat(file)?.at;
    const touched = at === undefined ? (lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now) : toMilliseconds(at);
    if (now - touched > KEPT) rmSync(file, { force: true });
  }
}

function foldersOf({ location, state }: BeatPlace, identities: readonly string[]): string[] {
  const known = [...new Set(identities)].filter((identity) => identity !== "");
  return [
    below(location.commonDir, "bd", "agents"),
    ...known.map((identity) => below(state, "agents", sha1(identity).slice(0, 16))),
  ];
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder).filter((name) => !name.endsWith(".tmp"));
  } catch {
    return [];
  }
}
