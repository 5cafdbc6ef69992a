import { BEGIN, DOZEN, ELSEWHERE } from "../../templates/home.ts";
import { oneLine } from "../domain/strip.ts";
import type { Home } from "../services/home.ts";
import type { Row } from "../services/row.ts";
import { ageOf, minuteOf, spanOf } from "./age.ts";
import { cellsOf, cut, pad } from "./cells.ts";
import { wrap } from "./columns.ts";
import { countOf } from "./count.ts";
import { FILE_NEXT, nothingStep } from "./nothing-ready.ts";
import { bold, type Style } from "./style.ts";

/** What there is to say: how things stand, or why there is nothing. */
export interface HomePage {
  readonly version: string;
  readonly home: Home | undefined;
  readonly without: keyof typeof BEGIN | null;
}

/** What is typed, and what that is about. */
type Step = readonly [typed: string, words: string];

/** So many escalations and questions are named; the rest is counted. */
const NAMED = 3;

/** What needs the caller, what they hold, the next step, and a dozen commands. */
export function renderHome({ version, home, without }: HomePage, style: Style): string[] {
  const about = home === undefined ? [] : [oneLine(home.project.name), `you are ${oneLine(home.name)}`];
  return [
    [`bd ${version}`, ...about].join(" · "),
    ...(home === undefined ? [] : pastLines(home)),
    ...(home === undefined ? beginLines(without ?? "NO_LEDGER", style) : ledgerLines(home, style)),
    ...section("COMMANDS", dozenLines(style), style),
    "",
    ...ELSEWHERE.flatMap((line) => wrap(line, style.width)),
  ];
}

/** An old picture is not shown as if it were of now. */
function pastLines({ as_of, now }: Home): string[] {
  if (as_of === null) return [];
  const when = as_of === 0 ? "The shared remote was never read from here" : `As of ${spanOf(now - as_of)} ago`;
  return [`${when}: bd sync fetches what others wrote since.`];
}

function beginLines(without: keyof typeof BEGIN, style: Style): string[] {
  const heading = without === "NO_LEDGER" ? "TO BEGIN: this repository has no ledger yet" : "TO BEGIN";
  return section(heading, stepLines(BEGIN[without], style), style);
}

function ledgerLines(home: Home, style: Style): string[] {
  const steps = needs(home);
  return [
    ...(steps.length === 0 ? ["", "Nothing needs you."] : section("NEEDS YOU", stepLines(steps, style), style)),
    ...section("YOU HOLD", stepLines(home.held.map(heldStep), style), style),
    ...section("NEXT", nextLines(home, style), style),
  ];
}

/** What waits for the caller, the gravest first. */
function needs({ escalations, questions, mail, lost, now }: Home): Step[] {
  const shown = escalations.slice(0, NAMED).map(({ short, level, title, pausing, acked }): Step => {
    const note = pausing ? " (nobody may claim)" : acked ? " (acknowledged)" : "";
    return [`bd escalate show ${oneLine(short)}`, `level ${level}${note}: ${oneLine(title)}`];
  });
  const asked = questions.slice(0, NAMED).map(({ id, title, decision: { deadline } }): Step => {
    const by = deadline === null ? "" : ` (due ${ageOf(deadline, now)})`;
    return [`bd decide show ${oneLine(id)}`, `question${by}: ${oneLine(title)}`];
  });
  return [
    ...shown,
    ...beyond(escalations.length, "escalation", "bd escalate list"),
    ...asked,
    ...beyond(questions.length, "question", "bd decide list"),
    ...mailStep(mail),
    ...(lost.length === 0 ? [] : [["bd status", `${countOf(lost.length, "change")} of yours could not be kept`] as const]),
  ];
}

function beyond(count: number, noun: string, typed: string): Step[] {
  return count <= NAMED ? [] : [[typed, `${countOf(count - NAMED, `more ${noun}`)}`]];
}

function mailStep({ urgent, waiting, unread, more }: Home["mail"]): Step[] {
  const parts = [
    urgent === 0 ? "" : `${urgent} urgent`,
    waiting === 0 ? "" : `${waiting} ${waiting === 1 ? "waits" : "wait"} for your answer`,
    unread === 0 ? "" : `${unread}${more ? " or more" : ""} unread`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? [] : [["bd inbox", parts.join(", ")]];
}

function heldStep({ issue, lease }: Row): Step {
  const until = lease === null ? "" : ` (until ${minuteOf(lease.until)} UTC)`;
  return [`bd resume ${oneLine(issue.id)}`, `${oneLine(issue.title)}${until}`];
}

function nextLines({ ready, empty, why_nothing, escalations, held }: Home, style: Style): string[] {
  if (empty) return stepLines([[FILE_NEXT, "file the first issue"]], style);
  if (why_nothing !== null) return held.length > 0 ? [] : stepLines([nothingStep(why_nothing)], style);
  const verb = escalations.some(({ pausing }) => pausing) ? "show" : "claim";
  const steps = ready.map(({ issue }): Step => {
    const from = issue.origin === null ? "" : ` (from ${oneLine(issue.origin.project.split(/[/:]/).at(-1) ?? "")})`;
    return [`bd ${verb} ${oneLine(issue.id)}`, `P${issue.priority} ${oneLine(issue.type)}${from}: ${oneLine(issue.title)}`];
  });
  return stepLines(steps, style);
}

/** Two columns, a line each, cut to the width. */
function stepLines(steps: readonly Step[], style: Style): string[] {
  const left = steps.reduce((width, [typed]) => Math.max(width, cellsOf(typed)), 0);
  const room = Math.max(24, Math.min(style.width, 100) - left - 4);
  return steps.map(([typed, words]) => `  ${pad(typed, left)}  ${cut(words, room, style.ascii ? ".." : "…")}`);
}

/** Two in a row where there is room for them. */
function dozenLines({ width }: Style): string[] {
  const cells = DOZEN.map(([verb, words]) => `${verb.padEnd(7)} ${words}`);
  if (width < 68) return cells.map((cell) => `  ${cell}`);
  const pairs = cells.flatMap((cell, at) => (at % 2 === 0 ? [[cell, cells[at + 1] ?? ""] as const] : []));
  return pairs.map(([one, other]) => `  ${one.padEnd(36)}${other}`.trimEnd());
}

function section(heading: string, lines: readonly string[], style: Style): string[] {
  return lines.length === 0 ? [] : ["", bold(style, heading), ...lines];
}
