import { shortName } from "../domain/identity.ts";
import { type BeatState, FRESH, type Life, PRESENCES, type Presence, presenceByLedger, presenceOf } from "../domain/presence.ts";
import type { Moment } from "../domain/readiness.ts";
import { toMilliseconds } from "../domain/time.ts";
import type { Beat } from "../store/beats.ts";
import type { SeenAgent, Snapshot } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** An issue that somebody holds. */
export interface Held {
  readonly id: string;
  readonly title: string;
  readonly since: string;
  readonly until: string;
}

/** Somebody who works in a project, or did: an agent (`dave/vc`) or a person (`@steve`). */
export interface AgentPresence {
  readonly name: string;
  readonly kind: "agent" | "person";
  /** For whom an agent works, such as `@steve`; null where only the ledger speaks. */
  readonly human: string | null;
  /** The identity of the project that they said they work in; null where nothing says it. */
  readonly project: string | null;
  /** True for who works in the ledger's own project, and false for who only sent something there. */
  readonly local: boolean;
  readonly presence: Presence;
  /** What the agent says of itself; null where only the ledger speaks. */
  readonly state: BeatState | null;
  readonly why: string | null;
  /** RFC 3339 UTC: the last sign of life. */
  readonly seen: string | null;
  /** Since when they hold the issue, or else are as they say. */
  readonly since: string | null;
  /** What they are on: what they hold, the newest first where it is several. */
  readonly issue: string | null;
  readonly title: string | null;
  readonly worktree: string | null;
  readonly host: string | null;
  readonly session: string | null;
  /** The command that gave the last sign. */
  readonly command: string | null;
  /** The process that speaks for the agent, and whether it lives; null where none is known. */
  readonly process: { readonly pid: number; readonly life: Life } | null;
  readonly source: "beat" | "ledger";
  readonly holds: readonly Held[];
}

/** How much newer than a beat an act in the ledger has to be to come from somewhere else, in milliseconds: a command's beat may be left out for some seconds. */
const ELSEWHERE = 60_000;

/** Who is online in a project: the agents and people of its own. */
export async function onlineIn(workspace: Workspace): Promise<readonly string[]> {
  // Who is there was heard lately, and a claim alone makes nobody be there.
  const all = await presences(workspace, { holds: false, since: workspace.ledger.now() - FRESH });
  const there = all.filter(({ presence, local }) => presence === "online" && local);
  return [...new Set(there.map(({ name }) => name))];
}

/**
 * Everybody of this project, with what they hold: by the beats of all its clones on this machine, and by the ledger's word for others. Sorted by
 * presence, then by name. Of those who gave no sign here only who acted `since`; what they hold only where it is wanted.
 */
export async function presences(
  workspace: Workspace,
  { holds: wanted = true, since }: { readonly holds?: boolean; readonly since?: number } = {},
): Promise<readonly AgentPresence[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const beats = await beatsOf(workspace, snapshot);
  const holds = wanted ? heldBy(snapshot, moment) : new Map<string, Held[]>();
  const known = new Map(snapshot.agents(since).map((agent) => [agent.name, agent]));
  known.delete(UNKNOWN);
  const names = new Set([...known.keys(), ...holds.keys(), ...beats.keys()]);
  const seat = { snapshot, moment, now: workspace.ledger.now() };
  const all = [...names].flatMap((name) => {
    const traced = byLedger(seat, name, known.get(name), holds.get(name) ?? []);
    return rowsOf(seat, beats.get(name) ?? [], traced);
  });
  return all.sort(comparePresence);
}

interface Seat {
  readonly snapshot: Pick<Snapshot, "project">;
  readonly moment: Moment;
  readonly now: number;
}

/** A beat and whether its process lives. */
interface Sighting {
  readonly beat: Beat;
  readonly life: Life | null;
}

async function beatsOf(
  { repository, folders, identity }: Workspace,
  { project }: Pick<Snapshot, "project">,
): Promise<ReadonlyMap<string, readonly Sighting[]>> {
  const [{ readBeats }, { isAlive }] = await Promise.all([import("../store/beats.ts"), import("../store/process-identity.ts")]);
  const place = { location: repository.location, state: folders.state, identity };
  const found = new Map<string, Sighting[]>();
  for (const beat of readBeats(place, [project.identity, ...project.aliases])) {
    const alive = beat.process === null ? null : isAlive(beat.process);
    const life = alive === null ? null : alive === undefined ? "unknown" : alive ? "alive" : "dead";
    found.set(beat.agent, [...(found.get(beat.agent) ?? []), { beat, life }]);
  }
  return found;
}

/** One row for each workspace in which an agent is; of those that it left only the last, and only if it is nowhere else. */
function rowsOf(seat: Seat, sightings: readonly Sighting[], traced: AgentPresence): AgentPresence[] {
  const isOnly = sightings.length === 1;
  const rows = sightings.map((sighting) => byBeat(seat, { ...sighting, isOnly }, traced)).sort(comparePresence);
  const there = rows.filter(({ presence }) => presence !== "gone" && presence !== "unknown");
  const [last] = rows;
  if (last === undefined) return [traced];
  const isElsewhere = traced.seen !== null && rows.every(({ seen }) => isLater(traced.seen, seen));
  if (isElsewhere && rank(traced) < rank(last)) return [traced];
  return there.length > 0 ? there : [last];
}

function byBeat({ now }: Seat, { beat, life, isOnly }: Sighting & { isOnly: boolean }, traced: AgentPresence): AgentPresence {
  const [on = isOnly ? traced.holds[0] : undefined] = traced.holds.filter(({ id }) => beat.issues.includes(id));
  return {
    ...traced,
    human: beat.human,
    presence: presenceOf({ state: beat.state, at: beat.at, process: life }, now),
    state: beat.state,
    why: beat.why,
    seen: beat.at,
    since: on?.since ?? beat.since,
    issue: on?.id ?? null,
    title: on?.title ?? null,
    worktree: beat.worktree,
    host: beat.host,
    session: beat.session,
    command: beat.command,
    process: beat.process === null ? null : { pid: beat.process.pid, life: life ?? "unknown" },
    source: "beat",
  };
}

function byLedger({ snapshot, now }: Seat, name: string, known: SeenAgent | undefined, holds: readonly Held[]): AgentPresence {
  const seen = known?.seen ?? null;
  const [on] = holds;
  return {
    name,
    kind: name.startsWith("@") ? "person" : "agent",
    human: null,
    project: known?.project ?? null,
    local: isLocal(snapshot, name, known?.project ?? null),
    presence: presenceByLedger({ seen, holds: holds.length > 0 }, now),
    state: null,
    why: null,
    seen,
    since: on?.since ?? null,
    issue: on?.id ?? null,
    title: on?.title ?? null,
    worktree: null,
    host: null,
    session: null,
    command: null,
    process: null,
    source: "ledger",
    holds,
  };
}

/** What an import says where nobody is named. */
const UNKNOWN = "unknown";

/** The live claims of each, newest first. */
function heldBy(snapshot: Pick<Snapshot, "rows">, moment: Moment): Map<string, Held[]> {
  const held = new Map<string, Held[]>();
  for (const { issue, holder, lease } of snapshot.rows({ statuses: ["in_progress"] }, moment)) {
    if (holder === null || lease === null) continue;
    const one = { id: issue.id, title: issue.title, since: lease.since, until: lease.until };
    held.set(
      holder,
      [...(held.get(holder) ?? []), one].sort((a, b) => (a.since < b.since ? 1 : -1)),
    );
  }
  return held;
}

/** An agent's name ends in its project's; people may sit anywhere. */
function isLocal({ project: own }: Pick<Snapshot, "project">, name: string, project: string | null): boolean {
  if (project !== null) return [own.identity, ...own.aliases].includes(project) || shortName(project) === own.name;
  return name.startsWith("@") || name.endsWith(`/${own.name}`);
}

function isLater(act: string | null, beat: string | null): boolean {
  return act !== null && beat !== null && toMilliseconds(act) - toMilliseconds(beat) > ELSEWHERE;
}

function rank({ presence }: AgentPresence): number {
  return PRESENCES.indexOf(presence);
}

function comparePresence(a: AgentPresence, b: AgentPresence): number {
  if (a.presence !== b.presence) return rank(a) - rank(b);
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return (a.seen ?? "") < (b.seen ?? "") ? 1 : -1;
}
