import { settledBy } from "../domain/decision.ts";
import { oneLine } from "../domain/strip.ts";
import type { ShownDecision } from "../services/decide-show.ts";
import type { Whereabouts } from "../services/whereabouts.ts";
import { ageOf, minuteOf } from "./age.ts";
import { decisionJson, optionLines, signOf, standingWord } from "./decision.ts";
import { linkLine } from "./link.ts";
import { indented } from "./message.ts";
import { bold, dim, type Style } from "./style.ts";

export function decisionShowJson({ row, acks, projects }: ShownDecision) {
  return {
    ...decisionJson(row),
    body: row.decision.body,
    acks: acks.map(({ by, at, project, reason }) => ({ by, at, project, words: reason })),
    projects,
    marks: row.marks.map(({ id, kind, at, by, project, option, related, reason }) => ({
      ...{ id, kind, at, by, project, option, related, reason },
    })),
  };
}

/** Head, facts, options, text, and everything that was said of it. */
export function renderDecisionShow(shown: ShownDecision, style: Style): string[] {
  const { row } = shown;
  const kind = row.kind === "question" ? "question" : "decision";
  const word = standingWord(row);
  return [
    `${bold(style, oneLine(row.id))}  ${bold(style, oneLine(row.title))}`,
    `${signOf(row, style)} ${word}${word.includes(kind) ? "" : `, ${kind}`}`,
    ...factsOf(shown).map(([name, value]) => `  ${dim(style, name.padEnd(11))} ${value}`),
    ...section(
      style,
      "OPTIONS",
      optionLines(row.decision).map((line) => `  ${line}`),
    ),
    ...(row.decision.body === "" ? [] : ["", ...indented(row.decision.body, "")]),
    ...section(
      style,
      "GATES",
      shown.gated.map((link) => `  ${linkLine(link, style)}`),
    ),
    ...section(style, "SAID OF IT", markLines(shown)),
    ...section(
      style,
      "PROJECTS THAT ARE TO KNOW OF IT",
      shown.projects.flatMap((where) => projectLines(where, shown.now)),
    ),
    ...section(
      style,
      "MAY CONTRADICT (bd decide relate, or supersede)",
      row.contradicts.map((id) => `  ${named(id, shown)}`),
    ),
  ];
}

function section(style: Style, heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", bold(style, heading), ...lines];
}

function factsOf(shown: ShownDecision): (readonly [string, string])[] {
  const { row, now } = shown;
  const { decision, settled } = row;
  const when = (stamp: string) => `${minuteOf(stamp)} (${ageOf(stamp, now)})`;
  const verdict = settledBy(row.marks);
  const isVerdict = verdict !== undefined && verdict.kind !== "answer";
  const names = (ids: readonly string[]) => (ids.length === 0 ? null : ids.map((id) => named(id, shown)).join("; "));
  const facts: (readonly [string, string | null])[] = [
    ["answer", settled === null || isVerdict ? null : answerOf(settled, when)],
    [
      verdict?.kind === "reject" ? "rejected" : "accepted",
      settled === null || !isVerdict ? null : `${when(settled.at)} by ${settled.by}`,
    ],
    ["labels", decision.labels.join(", ") || null],
    ["paths", decision.paths.join(", ") || null],
    ["topics", decision.topics.join(", ") || null],
    ["supersedes", names(decision.supersedes)],
    ["named", names([...new Set([...decision.related, ...row.marks.flatMap(({ related }) => related)])])],
    ["for", decision.approver === "@human" ? "any person" : decision.approver],
    ["by", decision.deadline === null ? null : `${when(decision.deadline)}, then ${decision.otherwise ?? "it stays open"}`],
    ["source", decision.source],
    ["created", `${when(decision.created)} by ${decision.by}`],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, oneLine(value)] as const]));
}

function answerOf(
  { option, text, reason, by, at }: NonNullable<ShownDecision["row"]["settled"]>,
  when: (stamp: string) => string,
): string {
  const what = option === null ? (reason?.split("\n")[0] ?? "") : `${option}${text === null ? "" : ` (${text})`}`;
  return by === null ? `${what}, by default since ${when(at)}` : `${what}, ${when(at)} by ${by}`;
}

/** An id with its title, where it is a decision that is here. */
function named(id: string, { others }: ShownDecision): string {
  const title = others.get(id)?.title;
  return oneLine(title === undefined ? id : `${id} ${title}`);
}

const SAID = { accept: "accepted", reject: "rejected", answer: "answered", ack: "acknowledged", relate: "related" } as const;

function markLines({ row, now }: ShownDecision): string[] {
  const own = row.marks.filter(({ project }) => project === null);
  return own.flatMap(({ kind, at, by, option, related, reason }) => {
    const who = oneLine(by);
    const what = [option, ...related].filter((part) => part !== null).map(oneLine);
    const head = `  ${minuteOf(at)} (${ageOf(at, now)})  ${SAID[kind]} by ${who}${what.length === 0 ? "" : `: ${what.join(", ")}`}`;
    return [head, ...(reason === null ? [] : indented(reason, "    "))];
  });
}

const ON_ITS_WAY: Readonly<Record<Whereabouts["state"], string>> = {
  unsent: "not sent yet",
  queued: "on its way",
  failed: "on its way; bd outbox list says what it waits for",
  proposed: "a person there has yet to merge it",
  delivered: "delivered, not acknowledged yet",
  answered: "delivered and answered, not acknowledged yet",
  acked: "acknowledged",
  refused: "refused",
  dropped: "given up",
};

/** Another project's words are data: one line each, behind whose they are. */
function projectLines({ name, state, address, reason, acks, known }: Whereabouts, now: number): string[] {
  const unseen = state === "delivered" && !known ? " as far as is known: its ledger is not on this machine" : "";
  const why = reason === null || state === "acked" ? "" : `: ${oneLine(reason)}`;
  const where = address === null ? "" : ` (${oneLine(address)})`;
  return [
    `  ${oneLine(name)}${where}  ${ON_ITS_WAY[state]}${unseen}${why}`,
    ...acks.map(
      ({ by, at, words }) =>
        `    by ${oneLine(by)}, ${ageOf(at, now)}${words.trim() === "" ? "" : `, in their words: ${oneLine(words)}`}`,
    ),
  ];
}
