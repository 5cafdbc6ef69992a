import { oneLine, stripControls } from "../domain/strip.ts";
import type { AttendResult, EscalationShown } from "../services/escalate.ts";
import type { EscalationRow, RaiseResult } from "../services/escalations.ts";
import { minuteOf } from "./age.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { bold, dim, type Style } from "./style.ts";

export function escalationJson(row: EscalationRow) {
  const { id, short, title, level, category, issue, by, at, until, acked, acked_by, pausing, pause } = row;
  const { open, ended_by, ended, reason } = row;
  return {
    id,
    short,
    title,
    level,
    category,
    issue,
    by,
    at,
    until,
    acked,
    acked_by,
    pausing,
    pause,
    open,
    ended_by,
    ended,
    reason,
  };
}

/** One line, as lists and `status` show it. */
export function renderEscalation(row: EscalationRow, style: Style): string {
  const { short, level, category, title, issue } = row;
  const about = issue === null ? "" : ` (${oneLine(issue)})`;
  return `${bold(style, short)}  level ${level}  ${oneLine(category)}  ${oneLine(title)}${about}  ${dim(style, standing(row))}`;
}

function standing({ open, acked, acked_by, pausing, by, ended, ended_by, until, reason }: EscalationRow): string {
  const why = reason === null ? "" : `: ${oneLine(reason)}`;
  if (!open) return ended_by === null ? `over since ${ended}` : `resolved by ${oneLine(ended_by)}${why}`;
  const end = until === null ? "" : ` until ${minuteOf(until)}`;
  const paused = pausing ? `pauses the project${end}, ` : "";
  return `${paused}by ${oneLine(by)}, ${acked ? `acknowledged by ${oneLine(acked_by ?? "")}` : "not acknowledged"}`;
}

export function renderEscalations(rows: readonly EscalationRow[], { all }: { readonly all: boolean }, style: Style): string[] {
  if (rows.length > 0) return rows.map((row) => renderEscalation(row, style));
  return [all ? "Nothing was ever escalated here." : "Nothing is open. bd escalate list --all shows what was."];
}

export function raiseJson({ landing, row, folded, rose }: RaiseResult) {
  return { ...escalationJson(row), ...landingJson(landing), folded, rose };
}

/** What was raised, or which open one the report belongs to. */
export function renderRaise({ landing, row, folded, rose }: RaiseResult, style: Style): string[] {
  const name = `${row.short}: ${oneLine(row.title)}`;
  const isAsked = landing.changed && landing.op === null;
  if (rose)
    return [`${isAsked ? "Would raise" : "Raised"} to level ${row.level}: ${name}${reachSuffix(landing)}`, ...tail(row, style)];
  if (folded) return [`Open already, nothing was added: ${name}`, ...tail(row, style)];
  const word = row.pause ? (isAsked ? "Would pause" : "Paused") : isAsked ? "Would escalate" : "Escalated";
  return [`${word} ${name}${reachSuffix(landing)}`, ...tail(row, style)];
}

function tail(row: EscalationRow, style: Style): string[] {
  return [`  level ${row.level}  ${oneLine(row.category)}  ${dim(style, standing(row))}`];
}

export function showEscalationJson({ row, body, issue_title, marks }: EscalationShown) {
  return { ...escalationJson(row), issue_title, body, marks };
}

const MARKS: Readonly<Record<string, string>> = {
  ack: "acknowledged",
  rise1: "rose: nobody had acknowledged it",
  rise2: "rose again: nobody had acknowledged it",
  level2: "reported again at level 2",
  level3: "reported again at level 3",
  level4: "reported again at level 4",
  resume: "work may go on",
  end: "resolved",
};

/** The whole of it: how it stands, what was said, what became of it. */
export function renderEscalationShown({ row, body, issue_title, marks }: EscalationShown, style: Style): string[] {
  const about =
    row.issue === null ? [] : [`  about ${oneLine(row.issue)}${issue_title === null ? "" : `: ${oneLine(issue_title)}`}`];
  const text =
    body === ""
      ? []
      : [
          "",
          ...stripControls(body)
            .split("\n")
            .map((line) => `  ${line}`.trimEnd()),
        ];
  const lines = marks.map(
    ({ mark, at, by, reason }) =>
      `  ${minuteOf(at)}  ${MARKS[mark] ?? oneLine(mark)}, ${oneLine(by)}${reason === null ? "" : `: ${oneLine(reason)}`}`,
  );
  const head = [`${bold(style, row.id)}  ${oneLine(row.title)}`, ...tail(row, style), `  since ${minuteOf(row.at)}`, ...about];
  return [...head, ...text, ...(lines.length === 0 ? [] : ["", ...lines])];
}

export function attendJson({ landing, row }: AttendResult) {
  return { ...escalationJson(row), ...landingJson(landing) };
}

export function renderAttend({ word, landing, row }: AttendResult): string[] {
  const name = `${row.short}: ${oneLine(row.title)}`;
  const [done, infinitive] = word === "ack" ? ["Acknowledged", "acknowledge"] : ["Resolved", "resolve"];
  if (landing.changed) return [`${landing.op === null ? `Would ${infinitive}` : done} ${name}${reachSuffix(landing)}`];
  if (!row.open) return [`${name} is over already${row.ended_by === null ? "" : `: resolved by ${oneLine(row.ended_by)}`}`];
  return [`${name} was acknowledged already by ${oneLine(row.acked_by ?? "")}`];
}
