import { shortName } from "../domain/identity.ts";
import { oneLine } from "../domain/strip.ts";
import type { DecisionRow } from "../services/decisions.ts";
import { ageOf, minuteOf } from "./age.ts";
import { cellsOf, cut, pad } from "./cells.ts";
import { paint, type Style, type Tone } from "./style.ts";

/** The JSON of a decision or question; every field on each row. */
export function decisionJson(row: DecisionRow) {
  const { id, kind, title, state, decision, marks, settled, superseded_by, contradicts, project = null } = row;
  const { labels, paths, topics, supersedes, options, recommend, approver, deadline, otherwise, gates, propagate } = decision;
  const related = [...new Set([...decision.related, ...marks.flatMap((mark) => mark.related)])];
  return {
    ...{ id, kind, state, title, labels, paths, topics, supersedes, superseded_by, related },
    ...{ options, recommend, approver, deadline, otherwise, gates, propagate },
    ...{ source: decision.source, created: decision.created, by: decision.by, settled, contradicts, project },
  };
}

interface Sign {
  readonly symbol: string;
  readonly ascii: string;
  readonly word: string;
  readonly tone: Tone;
}

/** Each state by a symbol and a word; colour only repeats what they say. */
const SIGNS: Readonly<Record<DecisionRow["state"], Sign>> = {
  proposed: { symbol: "?", ascii: "?", word: "proposed", tone: "yellow" },
  accepted: { symbol: "✓", ascii: "+", word: "accepted", tone: "green" },
  answered: { symbol: "✓", ascii: "+", word: "answered", tone: "green" },
  defaulted: { symbol: "~", ascii: "~", word: "fell to its default", tone: "cyan" },
  rejected: { symbol: "✗", ascii: "x", word: "rejected", tone: "dim" },
  superseded: { symbol: "·", ascii: ".", word: "superseded", tone: "dim" },
};

/** The word for how a decision stands; a question nobody answered is open. */
export function standingWord({ kind, state, superseded_by }: DecisionRow): string {
  if (kind === "question" && state === "proposed") return "open question";
  return state === "superseded" && superseded_by !== null ? `superseded by ${oneLine(superseded_by)}` : SIGNS[state].word;
}

export function signOf({ state }: Pick<DecisionRow, "state">, style: Style): string {
  const { symbol, ascii, tone } = SIGNS[state];
  return paint(style, tone, style.ascii ? ascii : symbol);
}

/** A line for each: symbol, id, title, and what it came to. Open questions have their options below. */
export function renderDecisions(rows: readonly DecisionRow[], now: number, style: Style): string[] {
  const width = Math.max(0, ...rows.map(({ id }) => cellsOf(oneLine(id))));
  return rows.flatMap((row) => [...decisionLine(row, width, style), ...(isOpen(row) ? questionLines(row, now, style) : [])]);
}

function decisionLine(row: DecisionRow, width: number, style: Style): string[] {
  const { project = null } = row;
  const isPlain = row.state === "accepted" || isOpen(row);
  const word =
    project !== null ? `  of ${shortName(oneLine(project))}` : isPlain ? "" : `  ${standingWord(row)}${optionSuffix(row)}`;
  const head = `${signOf(row, style)} ${pad(oneLine(row.id), width)}  `;
  const room = Math.max(24, style.width - width - 4 - cellsOf(word));
  return [`${head}${cut(oneLine(row.title), room, style.ascii ? ".." : "…")}${word}`];
}

function optionSuffix({ settled }: DecisionRow): string {
  return settled?.option == null ? "" : `: ${oneLine(settled.option)}`;
}

export function isOpen({ kind, state }: Pick<DecisionRow, "kind" | "state">): boolean {
  return kind === "question" && state === "proposed";
}

/** What it may be answered with, who is to, by when, and what waits for it. */
export function questionLines({ decision }: DecisionRow, now: number, style: Style): string[] {
  const { approver, deadline, otherwise, gates } = decision;
  const who = approver === null ? "anybody" : approver === "@human" ? "any person" : oneLine(approver);
  const time = deadline === null ? null : `${minuteOf(deadline)} (${ageOf(deadline, now)})`;
  const by = time === null ? "" : otherwise === null ? `, by ${time}` : `, else ${oneLine(otherwise)} from ${time} on`;
  const waits = gates.length === 0 ? [] : [`gates ${gates.map(oneLine).join(", ")}`];
  const lines = [...optionLines(decision), `for ${who} to answer${by}`, ...waits];
  return lines.map((line) => `    ${cut(line, Math.max(40, style.width - 4), style.ascii ? ".." : "…")}`);
}

/** `a  1,000 levels, then an error (recommended)`. */
export function optionLines({ options, recommend }: DecisionRow["decision"]): string[] {
  const width = Math.max(0, ...options.map(({ key }) => cellsOf(oneLine(key))));
  return options.map(
    ({ key, text }) => `${pad(oneLine(key), width)}  ${oneLine(text)}${key === recommend ? " (recommended)" : ""}`,
  );
}

/** Decisions that are about the same as another one, and what to do about it. */
export function overlapLines(row: DecisionRow, overlapping: readonly DecisionRow[]): string[] {
  if (overlapping.length === 0) return [];
  const id = oneLine(row.id);
  return [
    ...overlapping.map(
      (other) => `Overlaps ${oneLine(other.id)}, which is about the same and not named: ${cut(oneLine(other.title), 60)}`,
    ),
    `  If both hold: bd decide relate ${id} ${overlapping.map((other) => oneLine(other.id)).join(" ")}. If one takes the other's place: bd decide supersede.`,
  ];
}

/** Pairs of a list that contradict each other, each once. */
export function contradictionLines(rows: readonly DecisionRow[]): string[] {
  return rows.flatMap((row) =>
    row.contradicts
      .filter((other) => row.id < other || rows.every(({ id }) => id !== other))
      .map((other) => `  ${oneLine(row.id)} and ${oneLine(other)} are about the same, and neither names the other`),
  );
}
