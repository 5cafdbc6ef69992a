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
export const DECISION_MARKS = ["accept", "reject", "answer", "ack"] as const;
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
  readonly reason: string | null;
  readonly op: string;
  readonly extras: readonly Extra[];
}

/** How a decision stands by its own files, but for time: a question past its deadline with a default counts as answered by whoever reads. */
export type DecisionState = "proposed" | "accepted" | "rejected" | "answered";

/** The first verdict in the order of time stays; an answer closes a question as an acceptance closes a proposal. */
export function decisionState(decision: Pick<Decision, "status">, marks: readonly DecisionMark[]): DecisionState {
  const verdicts = marks.filter(({ kind }) => kind !== "ack").sort((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = verdicts;
  if (first === undefined) return decision.status;
  return first.kind === "accept" ? "accepted" : first.kind === "reject" ? "rejected" : "answered";
}
