import { parseDuration, toMilliseconds } from "./time.ts";
import type { Extra } from "./yaml.ts";

export const ESCALATION_LEVELS = [1, 2, 3, 4] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** From this level on, the project is paused until the escalation ends. */
export const PAUSING_LEVEL = 3;

/** `escalations/<yyyy-mm>/<dd>/<id>.md`: something that a person, or somebody with more rights, has to look at. */
export interface Escalation {
  /** As `mintMoment` makes them; shown and typed by its last letters. */
  readonly id: string;
  readonly title: string;
  readonly level: EscalationLevel;
  /** A word: `blocked`, `irreversible`, `no-consensus`, `budget`, `unresolved-twice`, `circuit`, `low-water`, `pause`. */
  readonly category: string;
  /** The issue that it is about. */
  readonly issue: string | null;
  /** True for one that `bd pause` made. */
  readonly pause: boolean;
  /** What makes two reports the same one: a second does not make a second escalation while the first is open. */
  readonly fingerprint: string;
  /** When it is over by itself; null: once somebody resolves it. */
  readonly until: string | null;
  readonly by: string;
  readonly at: string;
  readonly op: string;
  readonly body: string;
  readonly extras: readonly Extra[];
}

/**
 * What can become of an escalation, each in a file of its own that the first writer makes: `<id>.ack.md`; `.rise1.md` and `.rise2.md` by time;
 * `.level3.md` where a second report was graver; `.resume.md` where work may go on all the same; `.end.md`.
 */
export const ESCALATION_MARKS = ["ack", "rise1", "rise2", "level2", "level3", "level4", "resume", "end"] as const;
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

/** An escalation with what became of it. */
export interface Escalated {
  readonly head: Pick<Escalation, "level" | "category" | "pause" | "at">;
  readonly parts: readonly Pick<EscalationMark, "mark" | "at">[];
}

type Marks = readonly Pick<EscalationMark, "mark">[];

const RISES: readonly EscalationMarkName[] = ["rise1", "rise2"];
const REPORTED: Partial<Record<EscalationMarkName, EscalationLevel>> = { level2: 2, level3: 3, level4: 4 };

function isMarked(marks: Marks, name: EscalationMarkName): boolean {
  return marks.some(({ mark }) => mark === name);
}

export function hasEnded(marks: Marks): boolean {
  return isMarked(marks, "end");
}

/** True once somebody said that they look at it, or that work may go on: time does not make it rise any more. */
export function isAcknowledged(marks: Marks): boolean {
  return isMarked(marks, "ack") || isMarked(marks, "resume");
}

/** The level with what time added to it, and at least that of the gravest report; 4 at most. */
export function levelOf(escalation: Pick<Escalation, "level">, marks: Marks): EscalationLevel {
  const rises = marks.filter(({ mark }) => RISES.includes(mark)).length;
  const reported = marks.map(({ mark }) => REPORTED[mark] ?? 1);
  return Math.min(4, Math.max(escalation.level + rises, ...reported)) as EscalationLevel;
}

/** True while nobody may claim: an open escalation of level 3 or 4, or an open pause, under which nobody said that work may go on. */
export function isPausing(escalation: Pick<Escalation, "level" | "pause">, marks: Marks): boolean {
  if (hasEnded(marks) || isMarked(marks, "resume")) return false;
  return escalation.pause || levelOf(escalation, marks) >= PAUSING_LEVEL;
}

/** Milliseconds after which what nobody acknowledged rises, by the project's settings; 0 is never. */
export function riseInterval(settings: Readonly<Record<string, string>>): number {
  const text = settings["escalate.rise"] ?? USUAL_RISE;
  return text === "off" ? 0 : (parseDuration(text) ?? 0);
}

export const USUAL_RISE = "1h";

/** Signals that say what anybody can see: nobody has to answer them, and they never rise. */
export const LOW_WATER = "low-water";

/** What an issue raises whose attempts failed too often. */
export const CIRCUIT = "circuit";

/**
 * The rise that time brings now; null where none is due. It comes when nobody acknowledged for `every` milliseconds since the report or
 * what last made it rise; twice at most, and never beyond 4. A pause is known to everybody and does not rise. 0 is never.
 */
export function dueRise(
  { head, parts }: Escalated,
  { every, now }: { readonly every: number; readonly now: number },
): "rise1" | "rise2" | null {
  if (every === 0 || head.pause || head.category === LOW_WATER) return null;
  if (hasEnded(parts) || isAcknowledged(parts) || levelOf(head, parts) === 4) return null;
  const last = Math.max(toMilliseconds(head.at), ...parts.map(({ at }) => toMilliseconds(at)));
  if (now < last + every) return null;
  return isMarked(parts, "rise1") ? (isMarked(parts, "rise2") ? null : "rise2") : "rise1";
}

/** Matters that go to the human at once, whatever their level: what cannot be undone or paid back, and what agents could not settle. */
const AT_ONCE: ReadonlySet<string> = new Set(["irreversible", "no-consensus", "budget", "unresolved-twice"]);

export function goesAtOnce(category: string): boolean {
  return AT_ONCE.has(category);
}

/** What makes two reports one: what they are about in the same issue, else what they say, letters and digits only. */
export function fingerprintOf({ title, category, issue }: Pick<Escalation, "title" | "category" | "issue">): string {
  if (issue !== null) return `${category}:${issue}`;
  const words = title
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [title];
  return `title:${words.join(" ")}`;
}
