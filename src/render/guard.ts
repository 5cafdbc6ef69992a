import { oneLine } from "../domain/strip.ts";
import type { GuardResult, Trespass } from "../services/guard.ts";
import { minuteOf } from "./age.ts";
import { countOf } from "./count.ts";
import { reservationJson, shortOf } from "./reservation.ts";

/** So many reservations, and so many paths of each, are named. */
const MOST = 8;
const NAMED = 5;

export function guardJson({ level, checked, trespasses }: GuardResult) {
  return { level, checked, trespasses: trespasses.map(({ row, paths }) => ({ ...reservationJson(row), touched: paths })) };
}

/** Whose paths are touched; what a hook says before a commit or a push. */
export function renderGuard({ level, trespasses }: GuardResult): string[] {
  if (trespasses.length === 0) return [];
  const last =
    level === "block"
      ? "bd: stopped, since beads.guard is block. Ask the holders, or wait until they are done."
      : "bd: only a warning, since beads.guard is warn.";
  const left = trespasses.slice(MOST);
  const paths = left.reduce((sum, trespass) => sum + trespass.paths.length, 0);
  const more = left.length === 0 ? [] : [`bd: and ${countOf(paths, "path")} of ${countOf(left.length, "more reservation")}`];
  return [...trespasses.slice(0, MOST).flatMap(linesOf), ...more, last];
}

function linesOf({ row, paths }: Trespass): string[] {
  const what = paths.length === 1 ? oneLine(paths[0] ?? "") : countOf(paths.length, "path");
  const why = row.intent === null ? "" : `: ${oneLine(row.intent)}`;
  const named = paths.length === 1 ? [] : paths.slice(0, NAMED).map((path) => `      ${oneLine(path)}`);
  const more = paths.length > NAMED ? [`      and ${paths.length - NAMED} more`] : [];
  const verb = paths.length === 1 ? "is" : "are";
  return [
    `bd: ${what} ${verb} reserved by ${oneLine(row.by)} until ${minuteOf(row.until)} UTC (${shortOf(row.id)})${why}`,
    ...named,
    ...more,
  ];
}
