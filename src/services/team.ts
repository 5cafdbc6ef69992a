import type { Moment } from "../domain/readiness.ts";
import { TEAM_CHECKPOINT, type TeamPhase } from "../domain/team.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { type Attention, attentionOf } from "./attention.ts";
import { type DecisionRow, decisionRows } from "./decisions.ts";
import { type Explained, obstaclesIn } from "./obstacle.ts";
import { type AgentPresence, presences } from "./presence.ts";
import type { Workspace } from "./workspace.ts";

/** An agent or a person with where their work stands. */
export interface Member {
  readonly agent: AgentPresence;
  /** The next step by the newest checkpoint of what they hold; null where none says it. */
  readonly next: string | null;
}

/** How a team stands at a moment. */
export interface Team {
  readonly project: string;
  readonly phase: TeamPhase;
  readonly counts: { readonly open: number; readonly ready: number; readonly in_progress: number; readonly blocked: number };
  readonly members: readonly Member[];
  readonly attention: Attention;
  /** Decisions that are proposed and wait for a word; questions are in `attention`. */
  readonly proposed: readonly DecisionRow[];
  /** What waits for something, the most urgent first. */
  readonly blockers: readonly Explained[];
  readonly more_blockers: number;
  /** The last checkpoint of the team that is in force, and when it said that the next one is. */
  readonly checkpoint: DecisionRow | null;
  readonly next_checkpoint: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** So many of what is blocked are named. */
const NAMED = 10;

/** Everybody's one line, and what keeps them: from the ledger, and from the beats of this machine. */
export async function teamOf(workspace: Workspace): Promise<Team> {
  const [snapshot, moment, agents] = await Promise.all([
    workspace.ledger.snapshot(),
    workspace.ledger.moment(),
    presences(workspace),
  ]);
  const attention = attentionOf(snapshot, moment);
  const decisions = decisionRows(snapshot, moment);
  const { by_status: by, total } = snapshot.stats(moment);
  const counts = { open: total - by.closed, ready: by.ready, in_progress: by.in_progress, blocked: by.blocked };
  const checkpoint = lastCheckpoint(decisions);
  return {
    project: snapshot.project.name,
    phase: phaseOf(counts, attention),
    counts,
    members: oncePerName(agents.filter(isMember)).map((agent) => ({ agent, next: nextOf(snapshot, agent.issue) })),
    attention,
    proposed: decisions.filter(({ kind, state }) => kind === "record" && state === "proposed"),
    blockers: blockedRows(snapshot, moment).map(obstaclesIn({ workspace, snapshot, moment })),
    more_blockers: Math.max(0, by.blocked - NAMED),
    checkpoint,
    next_checkpoint: checkpoint?.decision.deadline ?? null,
    now: moment.now,
  };
}

/** The newest checkpoint of the team that none came after. */
export function lastCheckpoint(decisions: readonly DecisionRow[]): DecisionRow | null {
  const all = decisions.filter(({ state, decision }) => state === "accepted" && decision.topics.includes(TEAM_CHECKPOINT));
  return all.toSorted((a, b) => (a.decision.created < b.decision.created ? 1 : -1))[0] ?? null;
}

function phaseOf({ open, ready, in_progress }: Team["counts"], { paused, questions }: Attention): TeamPhase {
  if (paused !== null) return "paused";
  if (open === 0) return "done";
  if (in_progress > 0) return "working";
  if (ready > 0) return "idle";
  return questions.length > 0 ? "waiting" : "dry";
}

/** Who works in this project, unless they hold nothing and were not seen for long. */
function isMember({ local, presence, holds }: AgentPresence): boolean {
  return holds.length > 0 || (local && presence !== "gone" && presence !== "unknown");
}

/** Who works in several places has one line: that of the place where they hold something, else of the one that was seen best. */
function oncePerName(agents: readonly AgentPresence[]): readonly AgentPresence[] {
  const byName = new Map<string, AgentPresence>();
  for (const agent of agents) {
    const known = byName.get(agent.name);
    if (known === undefined || (known.issue === null && agent.issue !== null)) byName.set(agent.name, agent);
  }
  return [...byName.values()];
}

function nextOf(snapshot: Snapshot, issue: string | null): string | null {
  if (issue === null) return null;
  return snapshot.records("checkpoint", { issue, newest: true, limit: 1 })[0]?.head.next ?? null;
}

function blockedRows(snapshot: Snapshot, moment: Moment): readonly Row[] {
  return snapshot.rows({ statuses: ["blocked"], limit: NAMED }, moment);
}
