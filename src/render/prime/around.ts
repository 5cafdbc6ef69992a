import type { Note } from "../../domain/note.ts";
import { toMilliseconds } from "../../domain/time.ts";
import type { EscalationRow } from "../../services/escalations.ts";
import type { Rows } from "../../services/prime/site.ts";
import type { Prime } from "../../services/prime.ts";
import type { ReservationRow } from "../../services/reservations.ts";
import type { Row } from "../../services/row.ts";
import { ageOf, minuteOf } from "../age.ts";
import type { Block, BlockRow } from "./block.ts";
import type { Voice } from "./voice.ts";
import { linesOf, NAME, NARROW, plain, told, WIDE } from "./words.ts";

type Lost = NonNullable<Prime["sections"]["lost"]>;

/** What could be taken up, each with the command that takes it. `first`: so many have the command. */
export function readyBlock({ rows, more }: Rows<Row>, isPaused: boolean, { say }: Voice): Block {
  const lines = rows.map(({ issue }) => {
    const claim = isPaused ? "" : `: ${say(`bd claim ${plain(issue.id, NAME)}`)}`;
    const line = (length: number) =>
      `- ${plain(issue.id, NAME)} P${issue.priority} ${plain(issue.type, NAME)} ${told(issue.title, length, issue.origin !== null)}${claim}`;
    return { full: [line(WIDE)], short: line(NARROW) };
  });
  return { rank: 6, rows: lines, beyond: more, uncounted: true, more: "bd ready", least: 3 };
}

/** Changes that were lost, and how to take them off the list. */
export function lostBlock({ rows, more }: Lost): Block {
  const lines = rows.map(({ subject, message }) => {
    const what = plain(subject, NARROW);
    return { full: [`- ${what} (${plain(message, WIDE)})`], short: `- ${what}` };
  });
  return { rank: 2, rows: lines, beyond: more, more: "bd status", least: 1 };
}

/** Because of what nobody may claim. */
export function pauseBlock({ rows }: Rows<EscalationRow>): Block {
  return escalationsIn(
    rows.filter(({ pausing }) => pausing),
    { rank: 1, beyond: 0 },
  );
}

/** What else people were called for. */
export function escalationsBlock({ rows, more }: Rows<EscalationRow>): Block {
  return escalationsIn(
    rows.filter(({ pausing }) => !pausing),
    { rank: 9, beyond: more },
  );
}

function escalationsIn(rows: readonly EscalationRow[], { rank, beyond }: { rank: number; beyond: number }): Block {
  const lines = rows.map(({ short, level, category, title, issue, by, acked }) => {
    const on = issue === null ? "" : ` on ${plain(issue, NAME)}`;
    const seen = acked ? ", acknowledged" : "";
    const head = `- ${plain(short, NAME)} level ${level} ${plain(category, NAME)}${on}`;
    return { full: [`${head} by ${plain(by, NAME)}${seen}: ${plain(title, WIDE)}`], short: `${head}: ${plain(title, NARROW)}` };
  });
  return { rank, rows: lines, beyond, more: "bd escalate list", least: 1 };
}

/** Paths that others work on, and the caller's own. */
export function reservationsBlock({ rows, more }: Rows<ReservationRow>): Block {
  return { rank: 8, rows: rows.map(reservationRow), beyond: more, more: "bd reserve list", least: 2 };
}

function reservationRow({ paths, mode, by, issue, intent, until, mine }: ReservationRow): BlockRow {
  const whose = mine ? "yours" : `${mode === "shared" ? "shared by" : "held by"} ${plain(by, NAME)}`;
  const why = `${issue === null ? "" : ` (${plain(issue, NAME)})`}${intent === null ? "" : `: ${plain(intent, NARROW)}`}`;
  const line = (count: number) => `- ${pathsIn(paths, count)}: ${whose} until ${minuteOf(until)}`;
  return { full: [`${line(4)}${why}`], short: line(1) };
}

function pathsIn(paths: readonly string[], count: number): string {
  const named = paths.slice(0, count).map((path) => plain(path, NAME));
  return `${named.join(", ")}${paths.length > count ? ` and ${paths.length - count} more` : ""}`;
}

/** What was to be remembered. */
export function notesBlock({ rows, more }: Rows<Note>): Block {
  const lines = rows.map(({ key, body }) => ({
    full: linesOf(body, 4, WIDE * 2).map((line, at) => (at === 0 ? `- ${plain(key, NAME)}: ${line}` : `  ${line}`)),
    short: `- ${plain(key, NAME)}: ${plain(body, WIDE)}`,
  }));
  return { rank: 10, rows: lines, beyond: more, more: "bd recall", least: 2 };
}

/** What `project.md` says. */
export function projectBlock(text: string): Block {
  const lines = linesOf(text, 40).map((line) => ({ full: [line], short: line }));
  return { rank: 12, rows: lines, beyond: 0, more: "bd project show", least: Math.min(4, lines.length) };
}

/** Who calls, where, and how old what is told may be. */
export function whoLine({ name, kind, human, session, directory, fetched, now }: Prime, { say }: Voice): string {
  const who =
    kind === "agent"
      ? `You are the agent ${plain(name, NAME)}, working for ${plain(human, NAME)}`
      : `You are ${plain(name, NAME)}`;
  const when = session === null ? "" : `, session ${plain(session, 40)}`;
  const isOld = fetched !== null && toMilliseconds(now) - toMilliseconds(fetched) > OLD;
  const age = isOld ? ` The ledger was last fetched ${ageOf(fetched, toMilliseconds(now))}: ${say("bd sync")}.` : "";
  return `${who}${when}, in ${plain(directory, 100)}.${age}`;
}

/** Milliseconds. */
const OLD = 3_600_000;
