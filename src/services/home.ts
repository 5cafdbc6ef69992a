import { nameOf } from "../domain/actor.ts";
import { BeadsError } from "../errors.ts";
import { intervalOf } from "../store/interval.ts";
import type { LostOperation } from "../store/ledger.ts";
import type { Row } from "../store/snapshot.ts";
import type { DecisionRow } from "./decisions.ts";
import type { EscalationRow } from "./escalations.ts";
import { hasLedger } from "./has-ledger.ts";
import { heldRows } from "./held.ts";
import { inbox } from "./inbox.ts";
import { type WhyNothing, whyNothing } from "./nothing-ready.ts";
import type { Workspace } from "./workspace.ts";

/** What waits for whoever types nothing but `bd`, and the next step. */
export interface Home {
  readonly project: { readonly name: string; readonly identity: string; readonly prefix: string };
  /** The caller. */
  readonly name: string;
  readonly kind: "agent" | "person";
  /** Open ones, the gravest first. */
  readonly escalations: readonly EscalationRow[];
  /** Open questions that the caller may answer, the nearest deadline first. */
  readonly questions: readonly DecisionRow[];
  readonly mail: MailCount;
  /** Changes of the caller that could not be kept. */
  readonly lost: readonly LostOperation[];
  readonly held: readonly Row[];
  /** The first that can be worked on. */
  readonly ready: readonly Row[];
  /** True where no issue was ever made. */
  readonly empty: boolean;
  /** Null where something is ready. */
  readonly why_nothing: WhyNothing | null;
  /** When the shared remote was last read, milliseconds since 1970 UTC (0: never), where that is longer ago than the fetch interval. */
  readonly as_of: number | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

export interface MailCount {
  readonly urgent: number;
  /** Waits for an answer or a verdict of the caller's, the urgent included. */
  readonly waiting: number;
  readonly unread: number;
  /** True where more were there than are counted. */
  readonly more: boolean;
}

/** So many messages are counted. */
const COUNTED = 50;

/** Reads it from the index; asks nobody and changes nothing. Undefined where there is no ledger. `ready`: so many at most. */
export async function home(workspace: Workspace, { ready }: { readonly ready: number }): Promise<Home | undefined> {
  const { actor, identity, ledger, repository } = workspace;
  if (!(await hasLedger(repository))) return undefined;
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const { project } = snapshot;
  const name = nameOf(actor);
  const rows = snapshot.rows({ statuses: ["ready"], limit: ready }, moment);
  return {
    project: { name: project.name, identity: identity || project.identity, prefix: project.prefix },
    name,
    kind: actor.kind,
    escalations: await escalationsIn(workspace),
    questions: await questionsFor(workspace, name),
    mail: await mailOf(workspace),
    lost: await ledger.lostOf(name),
    held: await heldIn(workspace),
    ready: rows,
    empty: rows.length === 0 && snapshot.rows({ limit: 1 }, moment).length === 0,
    why_nothing: rows.length === 0 ? await whyNothing(workspace) : null,
    as_of: moment.now - moment.known > intervalOf(snapshot, "fetch.interval") ? moment.known : null,
    now: moment.now,
  };
}

/** Nobody proves anything where nothing is in progress. */
async function heldIn(workspace: Workspace): Promise<readonly Row[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return snapshot.rows({ statuses: ["in_progress"], limit: 1 }, moment).length === 0 ? [] : heldRows(workspace);
}

/** What is seldom there is loaded where it is. */
async function escalationsIn({ ledger }: Workspace): Promise<readonly EscalationRow[]> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  if (snapshot.records("escalation", { live_at: moment.now, limit: 1 }).length === 0) return [];
  return (await import("./escalations.ts")).openEscalations(snapshot, moment);
}

async function questionsFor({ ledger }: Workspace, name: string): Promise<readonly DecisionRow[]> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  if (snapshot.records("decision", { limit: 1 }).length === 0) return [];
  const { decisionRows, openQuestions } = await import("./decisions.ts");
  return openQuestions(decisionRows(snapshot, moment), { approver: name });
}

async function mailOf(workspace: Workspace): Promise<MailCount> {
  const { entries, more } = await inbox(workspace, { limit: COUNTED });
  return {
    urgent: entries.filter(({ tier }) => tier === "urgent").length,
    waiting: entries.filter(({ waiting }) => waiting).length,
    unread: entries.filter(({ unread }) => unread).length,
    more: more > 0,
  };
}

/** Why there is nothing to show: no repository, or none with a ledger. Anything else is thrown on. */
export function beginning(error: unknown): "NOT_A_REPOSITORY" | "NO_LEDGER" {
  if (error instanceof BeadsError && error.code === "NOT_A_REPOSITORY") return "NOT_A_REPOSITORY";
  if (error instanceof BeadsError && error.code === "NO_LEDGER") return "NO_LEDGER";
  throw error;
}
