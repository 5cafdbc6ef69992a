import { isTouched, topicWords } from "../domain/decision-scope.ts";
import type { DecisionStanding } from "../domain/decision-standing.ts";
import { isInForce } from "../domain/decision-standing.ts";
import { compareStamps } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import { pathsOf } from "./decision-draft.ts";
import { type DecisionRow, decisionRows, openQuestions } from "./decisions.ts";
import { decisionsElsewhere } from "./decisions-elsewhere.ts";
import type { Workspace } from "./workspace.ts";

const STATES: readonly DecisionStanding[] = ["proposed", "accepted", "rejected", "superseded", "answered", "defaulted"];

export interface DecisionFilter {
  readonly states?: readonly string[] | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  /** Only questions. */
  readonly questions?: boolean | undefined;
  /** What was rejected and superseded, too. */
  readonly all?: boolean | undefined;
  /** Null: no limit. */
  readonly limit?: number | null | undefined;
}

export interface DecisionList {
  readonly rows: readonly DecisionRow[];
  readonly more: number;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Open questions first, the nearest deadline before the others, then the newest decisions. @throws BAD_STATE, BAD_GLOB */
export async function listDecisions(workspace: Workspace, filter: DecisionFilter): Promise<DecisionList> {
  const { rows: all, now } = await everyDecision(workspace);
  const states = filter.states?.map(checkState);
  const labels = filter.labels ?? [];
  const scope = { labels, paths: pathsOf(workspace, filter.paths ?? []), words: filter.topics ?? [] };
  const isScoped = labels.length + scope.paths.length + scope.words.length > 0;
  const wanted = all.filter(
    (row) =>
      (states?.includes(row.state) ?? (filter.all === true || isInForce(row) || row.state === "proposed")) &&
      (filter.questions !== true || row.kind === "question") &&
      (!isScoped || isTouched(row.decision, scope)),
  );
  return { ...page(ordered(wanted), filter.limit ?? null), now };
}

/** Decisions with all these words somewhere in them, whatever became of them; those with the words in the title first. */
export async function searchDecisions(
  workspace: Workspace,
  { words, limit }: { readonly words: string; readonly limit: number | null },
): Promise<DecisionList> {
  const { rows, now } = await everyDecision(workspace);
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length === 0) throw new BeadsError("usage", "MISSING_ARGUMENT", "An argument is missing: <words>.");
  const has = (text: string) => asked.every((word) => text.toLowerCase().includes(word));
  const found = ordered(rows.filter((row) => has(textOf(row))));
  const [first, rest] = [found.filter(({ title }) => has(title)), found.filter(({ title }) => !has(title))];
  return { ...page([...first, ...rest], limit), now };
}

export interface CheckInput {
  /** Topics, words or paths, as typed. */
  readonly about: readonly string[];
  readonly labels?: readonly string[] | undefined;
}

/**
 * What holds of what somebody is about to touch, and what is still asked about it: by its labels, by its paths, by its topics, and by words of
 * its title. What other projects decided and sent here is found, too. @throws MISSING_ARGUMENT
 */
export async function checkDecisions(workspace: Workspace, { about, labels = [] }: CheckInput): Promise<DecisionList> {
  if (about.length + labels.length === 0)
    throw new BeadsError("usage", "MISSING_ARGUMENT", "An argument is missing: <topic or paths>.", {
      hints: ['bd decide check "error handling" src/parse/** names what is to be decided.'],
    });
  const { rows: own, now } = await everyDecision(workspace);
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const rows = [...own, ...decisionsElsewhere(snapshot, moment)];
  const paths = about.filter((text) => !/\s/.test(text.trim())).flatMap((text) => findPath(workspace, text));
  const touched = { labels, paths, words: about };
  const telling = new Set(about.flatMap(topicWords).filter((word) => word.length >= TELLING));
  const found = rows.filter(
    (row) =>
      (isInForce(row) || (row.kind === "question" && row.state === "proposed")) &&
      (isTouched(row.decision, touched) || topicWords(row.title).some((word) => telling.has(word))),
  );
  return { rows: ordered(found), more: 0, now };
}

/** Shorter words of a title say nothing about its matter. */
const TELLING = 4;

/** A word is a path as well; what cannot be one is none. */
function findPath(workspace: Workspace, typed: string): string[] {
  try {
    return pathsOf(workspace, [typed.trim()]);
  } catch (error) {
    if (error instanceof BeadsError) return [];
    throw error;
  }
}

async function everyDecision({ ledger }: Workspace): Promise<{ rows: readonly DecisionRow[]; now: number }> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  return { rows: decisionRows(snapshot, moment), now: moment.now };
}

function ordered(rows: readonly DecisionRow[]): DecisionRow[] {
  const open = openQuestions(rows);
  const rest = rows.filter((row) => !open.includes(row));
  const newest = rest.toSorted((a, b) => compareStamps(b.decision.created, a.decision.created) || (a.id < b.id ? -1 : 1));
  return [...open, ...newest];
}

function page(rows: readonly DecisionRow[], limit: number | null): { rows: readonly DecisionRow[]; more: number } {
  const shown = limit === null ? rows : rows.slice(0, limit);
  return { rows: shown, more: rows.length - shown.length };
}

function textOf({ id, title, decision, settled }: DecisionRow): string {
  const { labels, paths, topics, options, body } = decision;
  const answers = options.flatMap(({ key, text }) => [key, text]);
  return [id, title, ...labels, ...paths, ...topics, ...answers, body, settled?.reason ?? ""].join("\n");
}

function checkState(text: string): DecisionStanding {
  const found = STATES.find((state) => state === text.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new BeadsError("usage", "BAD_STATE", `${JSON.stringify(text)} is no state of a decision.`, {
    hints: [`States are ${STATES.join(", ")}.`],
    fields: { state: text, known: STATES },
  });
}
