import type { Row } from "../store/snapshot.ts";
import { type Attention, attentionOf } from "./attention.ts";
import { type ChartsResult, charts } from "./charts.ts";
import { type DecisionRow, decisionRows } from "./decisions.ts";
import { type GraphResult, graph } from "./graph.ts";
import { mineOf } from "./mine.ts";
import { type OverviewThread, threadsOf } from "./overview/threads.ts";
import { below, type ReportInput, rangeOf } from "./report.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** The issues of one state, as many as are shown, and how many there are. */
export interface BoardColumn {
  readonly state: Row["computed"];
  readonly rows: readonly Row[];
  readonly total: number;
}

/** A project at a glance, for a page. */
export interface Overview {
  readonly project: string;
  /** From when on what was closed counts as lately. */
  readonly since: string;
  readonly epic: ChartsResult["epic"];
  readonly board: readonly BoardColumn[];
  readonly threads: readonly OverviewThread[];
  /** How many more issues have something said on them. */
  readonly more_threads: number;
  readonly escalations: Attention["escalations"];
  /** Open ones, the nearest deadline first, whenever they were asked. */
  readonly questions: Attention["questions"];
  /** How many more of both wait. */
  readonly more_needs: number;
  /** The newest first, questions among them. */
  readonly decisions: readonly DecisionRow[];
  readonly more_decisions: number;
  readonly charts: ChartsResult;
  readonly graph: GraphResult;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

const STATES: readonly Row["computed"][] = ["ready", "in_progress", "blocked", "open", "deferred", "proposed", "closed"];
/** At most so many of each are shown. */
const MOST = { needs: 30, cards: 100, threads: 60, decisions: 100, nodes: 120 } as const;
/** What was closed within this time was closed lately. */
const LATELY = "1w";

/** Everything that a page about the project shows, bounded. @throws what `report` throws */
export async function overview(workspace: Workspace, input: ReportInput): Promise<Overview> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const { since, until } = rangeOf({ ...input, since: input.since ?? LATELY }, workspace.ledger.now());
  const id = input.issue === undefined ? null : resolveId(snapshot, input.issue, { exact: false });
  const scope = id === null ? null : below(snapshot, id);
  const isAsked = (issue: string) => scope === null || scope.has(issue);
  const open = snapshot.rows({ statuses: ["open", "deferred", "proposed"] }, moment);
  const closed = snapshot.rows(
    { statuses: ["closed"], closed: { after: since, before: until }, sort: "updated", reverse: true },
    moment,
  );
  const rows = [...open, ...closed].filter(({ issue }) => isAsked(issue.id));
  const talked = rows.filter(({ messages }) => messages > 0).sort((a, b) => (a.updated < b.updated ? 1 : -1));
  const told = decisionRows(snapshot, moment).filter(
    ({ decision: { gates, related } }) => scope === null || [...gates, ...related].some(isAsked),
  );
  const newest = told.toSorted((a, b) => (a.decision.created < b.decision.created ? 1 : -1));
  const attention = attentionOf(snapshot, moment);
  const escalations = attention.escalations.filter(({ issue }) => scope === null || (issue !== null && isAsked(issue)));
  const questions = attention.questions.filter(({ id: asked }) => told.some(({ id: other }) => other === asked));
  const byState = Map.groupBy(rows, ({ computed }) => computed);
  const drawn = await charts(workspace, input);
  return {
    ...{ project: snapshot.project.name, since, epic: drawn.epic },
    board: STATES.map((state) => {
      const all = byState.get(state) ?? [];
      return { state, rows: all.slice(0, MOST.cards), total: all.length };
    }),
    threads: threadsOf(snapshot, talked.slice(0, MOST.threads), mineOf(workspace, snapshot.project).identities),
    more_threads: Math.max(0, talked.length - MOST.threads),
    escalations: escalations.slice(0, MOST.needs),
    questions: questions.slice(0, MOST.needs),
    more_needs: Math.max(0, escalations.length - MOST.needs) + Math.max(0, questions.length - MOST.needs),
    decisions: newest.slice(0, MOST.decisions),
    more_decisions: Math.max(0, newest.length - MOST.decisions),
    charts: drawn,
    graph: await graph(workspace, { ids: id === null ? [] : [id], depth: null, all: false, most: MOST.nodes }),
    now: moment.now,
  };
}
