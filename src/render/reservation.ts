import { oneLine } from "../domain/strip.ts";
import type { ReservationRow } from "../services/reservations.ts";
import type { PathCheck } from "../services/reserve-check.ts";
import type { ReserveListResult } from "../services/reserve-list.ts";
import { ageOf, minuteOf } from "./age.ts";
import { countOf } from "./count.ts";
import { bold, dim, type Style } from "./style.ts";

/** A reservation as lists and checks show it; `short` is what is typed. */
export function reservationJson({ id, paths, mode, by, issue, intent, since, until, mine }: ReservationRow) {
  return { id, short: shortOf(id), paths, mode, by, issue, intent, since, until, mine };
}

export function reserveListJson({ rows }: ReserveListResult) {
  return rows.map((row) => ({ ...reservationJson(row), state: row.state }));
}

/** A line for each, and below it what it is for. */
export function renderReservations({ rows, now }: ReserveListResult, style: Style): string[] {
  if (rows.length === 0) return ["Nothing is reserved. bd reserve src/parse/** keeps others off it for a while."];
  return rows.flatMap((row) => {
    const over = row.state === "in force" ? `until ${minuteOf(row.until)} UTC (${ageOf(row.until, now)})` : endWords(row);
    return [
      `${bold(style, shortOf(row.id))}  ${row.paths.map(oneLine).join(", ")}`,
      dim(style, `  ${modeWords(row)} by ${oneLine(row.by)}${row.mine ? " (you)" : ""}, ${over}`),
      ...purpose(row),
    ];
  });
}

export function checkJson({ path, project, free, reserved }: PathCheck) {
  return { path, project, free, reserved: reserved.map((row) => ({ ...reservationJson(row), pattern: row.pattern })) };
}

/** Whether each path may be touched, and who has reserved it; readers are told what is being rewritten. */
export function renderCheck(check: PathCheck, read: boolean): string[] {
  const others = check.reserved.filter(({ mine, mode }) => !mine && (!read || mode === "exclusive"));
  const name = `${check.project === null ? "" : `${oneLine(check.project)}:`}${oneLine(check.path)}`;
  const own = check.reserved.find(({ mine }) => mine);
  if (others.length === 0) return [`${name}: ${own === undefined || read ? "free" : `yours until ${minuteOf(own.until)} UTC`}`];
  return others.flatMap((row) => {
    const how = read ? "is being rewritten" : row.mode === "shared" ? "is shared" : "is reserved";
    const by = row.pattern === check.path ? "" : ` (${oneLine(row.pattern)})`;
    return [`${name}: ${how} by ${oneLine(row.by)} until ${minuteOf(row.until)} UTC${by}, ${shortOf(row.id)}`, ...purpose(row)];
  });
}

/** What a status says of them; nothing where there are none. */
export function renderReservedCount({ total, mine }: { readonly total: number; readonly mine: number }): string[] {
  if (total === 0) return [];
  return [`  ${countOf(total, "reservation")} in force, ${mine} of them yours: bd reserve list`];
}

/** The last letters of an id: what is shown and typed. */
export function shortOf(id: string): string {
  return oneLine(id.slice(-6));
}

function modeWords({ mode }: ReservationRow): string {
  return mode === "shared" ? "shared" : "reserved";
}

function endWords({ state, until }: ReserveListResult["rows"][number]): string {
  return `${state === "expired" ? "ran out" : state === "forced" ? "taken away" : "given back"} ${minuteOf(until)} UTC`;
}

/** What it is for, in the holder's words. */
function purpose({ issue, intent }: Pick<ReservationRow, "issue" | "intent">): string[] {
  const words = [...(issue === null ? [] : [`for ${oneLine(issue)}`]), ...(intent === null ? [] : [oneLine(intent)])];
  return words.length === 0 ? [] : [`  ${words.join(": ")}`];
}
