import type { Extra } from "./yaml.ts";

export const ESCALATION_LEVELS = [1, 2, 3, 4] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** From this level on, the project is paused until the escalation ends. */
export const PAUSING_LEVEL = 3;

/** `escalations/<yyyy-mm>/<id>.md`: something that a person, or somebody with more rights, has to look at. */
export interface Escalation {
  /** As `mintMoment` makes them; shown and typed by its last letters. */
  readonly id: string;
  readonly title: string;
  readonly level: EscalationLevel;
  /** A word: `blocked`, `irreversible`, `no-consensus`, `budget`, `unresolved-twice`, `circuit`, `pause`. */
  readonly category: string;
  /** The issue that it is about. */
  readonly issue: string | null;
  /** True for one that `bd pause` made. */
  readonly pause: boolean;
  /** What makes two reports the same one: a second does not make a second escalation while the first is open. */
  readonly fingerprint: string;
  readonly by: string;
  readonly at: string;
  readonly op: string;
  readonly body: string;
  readonly extras: readonly Extra[];
}

/** What can become of an escalation, each in a file of its own that the first writer makes: `<id>.ack.md`, `.rise1.md`, `.rise2.md`, `.end.md`. */
export const ESCALATION_MARKS = ["ack", "rise1", "rise2", "end"] as const;
export type EscalationMarkName = (typeof ESCALATION_MARKS)[number];

export interface EscalationMark {
  readonly escalation: string;
  readonly mark: EscalationMarkName;
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  readonly op: string;
  readonly extras: readonly Extra[];
}

export function hasEnded(marks: readonly EscalationMark[]): boolean {
  return marks.some(({ mark }) => mark === "end");
}

/** The level with what time added to it, 4 at most. */
export function levelOf(escalation: Pick<Escalation, "level">, marks: readonly EscalationMark[]): EscalationLevel {
  const rises = marks.filter(({ mark }) => mark === "rise1" || mark === "rise2").length;
  return Math.min(4, escalation.level + rises) as EscalationLevel;
}

/** True while nobody may claim: an open escalation of level 3 or 4, or an open pause. */
export function isPausing(escalation: Pick<Escalation, "level" | "pause">, marks: readonly EscalationMark[]): boolean {
  return !hasEnded(marks) && (escalation.pause || levelOf(escalation, marks) >= PAUSING_LEVEL);
}
