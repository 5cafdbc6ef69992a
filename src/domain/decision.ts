import type { Extra } from "./yaml.ts";

/** A decision that was taken, or a question that somebody still has to answer. */
export const DECISION_KINDS = ["record", "question"] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What a question can be answered with. */
export interface DecisionOption {
  /** What is typed: `a`. */
  readonly key: string;
  readonly text: string;
}

/** `decisions/<id>.md`. It never changes: what becomes of it lies in files of their own beside it. */
export interface Decision {
  /** `adr-7k3xq2`. */
  readonly id: string;
  readonly kind: DecisionKind;
  readonly title: string;
  /** How it began: a record may be accepted at once or only proposed; a question is proposed. */
  readonly status: "accepted" | "proposed";
  /** Its scope: issues under these labels, paths under these globs, words that name the matter. */
  readonly labels: readonly string[];
  readonly paths: readonly string[];
  readonly topics: readonly string[];
  /** Decisions that it takes the place of once it is accepted. */
  readonly supersedes: readonly string[];
  /** Other decisions and issues that it names: with a named one it does not contradict. */
  readonly related: readonly string[];
  readonly options: readonly DecisionOption[];
  /** The option that whoever asks would take. */
  readonly recommend: string | null;
  /** Who is to answer or accept: `@steve`, `dave/vc`. */
  readonly approver: string | null;
  readonly deadline: string | null;
  /** The option that holds once the deadline is past; null: the question stays open. */
  readonly otherwise: string | null;
  /** Issues that are not ready while the question is open. */
  readonly gates: readonly string[];
  /** The identities of the projects that are to acknowledge it. */
  readonly propagate: readonly string[];
  /** The message or escalation that it was lifted out of. */
  readonly source: string | null;
  readonly created: string;
  readonly by: string;
  readonly op: string;
  /** Markdown: Context, Decision, Rationale, Alternatives, Consequences. */
  readonly body: string;
  readonly extras: readonly Extra[];
}

/** What can become of a decision. */
export const DECISION_MARKS = ["accept", "reject", "answer", "ack", "relate"] as const;
export type DecisionMarkKind = (typeof DECISION_MARKS)[number];

/** `decisions/<id>/<time>-<rand>.md`. */
export interface DecisionMark {
  readonly decision: string;
  /** As `mintMoment` makes them. */
  readonly id: string;
  readonly kind: DecisionMarkKind;
  readonly at: string;
  readonly by: string;
  /** The project that acknowledged, by its identity; null for this one. */
  readonly project: string | null;
  /** The option, of an answer that takes one. */
  readonly option: string | null;
  /** Decisions that it is named beside since then: it does not contradict those. */
  readonly related: readonly string[];
  readonly reason: string | null;
  readonly op: string;
  readonly extras: readonly Extra[];
}

/** How a decision stands by its own files, but for time: a question past its deadline with a default counts as answered by whoever reads. */
export type DecisionState = "proposed" | "accepted" | "rejected" | "answered";

const STATES: Partial<Record<DecisionMarkKind, DecisionState>> = { accept: "accepted", reject: "rejected", answer: "answered" };

/** What settled a decision: the first word that does, in the order of time; undefined while none was said. */
export function settledBy(marks: readonly DecisionMark[]): DecisionMark | undefined {
  let first: DecisionMark | undefined;
  for (const mark of marks) {
    if (STATES[mark.kind] !== undefined && (first === undefined || mark.id < first.id)) first = mark;
  }
  return first;
}

/** The first verdict stays; an answer closes a question as an acceptance closes a proposal. */
export function decisionState(decision: Pick<Decision, "status">, marks: readonly DecisionMark[]): DecisionState {
  const first = settledBy(marks);
  return (first && STATES[first.kind]) ?? decision.status;
}

/** True for a question that nobody answered or took back, whatever the time. */
export function isUnanswered(decision: Pick<Decision, "status" | "kind">, marks: readonly DecisionMark[]): boolean {
  return decision.kind === "question" && decisionState(decision, marks) === "proposed";
}

/** When a question falls to its default; null where it stays open however late it gets. */
export function defaultsAt({ kind, otherwise, deadline }: Pick<Decision, "kind" | "otherwise" | "deadline">): string | null {
  return kind === "question" && otherwise !== null ? deadline : null;
}

/** True for who is to answer or accept: anybody where nobody is named; `@human` is any person. */
export function mayRule({ approver }: Pick<Decision, "approver">, name: string): boolean {
  return approver === null || approver === name || (approver === "@human" && name.startsWith("@"));
}
