import { oneLine } from "../domain/strip.ts";
import type { CloseResult } from "../services/close.ts";

import { landingJson, reachSuffix } from "./landing.ts";
import { indented } from "./message.ts";
import { renderRow, rowJson } from "./row.ts";
import { bold, type Style } from "./style.ts";

/** One object for each issue that was named: as it is now, and what closing it brought about. */
export function closeJson(result: CloseResult, id: string) {
  const rows = [...result.closed, ...result.already];
  const row = rows.find(({ issue }) => issue.id === id) ?? rows.find(({ issue }) => isTyped(issue.id, id));
  return {
    ...(row === undefined ? { id } : rowJson(row)),
    ...landingJson(result.landing),
    already: row !== undefined && result.already.includes(row),
    closed_ids: result.closed.map(({ issue }) => issue.id),
    follow_ups: result.follow_ups.map(rowJson),
    unblocked: result.unblocked.map(rowJson),
  };
}

/** True for an id that was typed in capitals, or with the project's name in front. */
function isTyped(id: string, typed: string): boolean {
  return typed.toLowerCase().split(":").at(-1) === id.toLowerCase();
}

/** What was closed, what was closed before, and what was filed. */
export function renderClose(result: CloseResult, style: Style): string[] {
  const { landing, closed, already, follow_ups, reason } = result;
  return [
    ...closed.map(
      ({ issue }) => `${wordOf(result)} ${bold(style, oneLine(issue.id))}: ${oneLine(issue.title)}${reachSuffix(landing)}`,
    ),
    ...(reason === null || closed.length === 0 ? [] : indented(reason)),
    ...verifyLines(result),
    ...already.map((row) => `${oneLine(row.issue.id)} is closed already: ${oneLine(row.issue.title)}`),
    ...follow_ups.map(({ issue }) => `Filed ${bold(style, oneLine(issue.id))}: ${oneLine(issue.title)}`),
  ];
}

/** Who sent what is done is asked whether it is so. */
function verifyLines({ closed, outcome }: CloseResult): string[] {
  const senders = new Set(closed.flatMap(({ issue }) => (issue.origin === null ? [] : [oneLine(issue.origin.actor)])));
  return outcome !== "done" || senders.size === 0 ? [] : [`  It came from ${[...senders].join(", ")}: asked to verify it.`];
}

/** What became ready by closing all of these. */
export function renderUnblocked(results: readonly CloseResult[], style: Style): string[] {
  const closed = new Set(results.flatMap((result) => result.closed.map(({ issue }) => issue.id)));
  const rows = results.flatMap(({ unblocked }) => unblocked).filter(({ issue }) => !closed.has(issue.id));
  if (rows.length === 0) return ["Nothing became ready by it. bd ready shows what else there is."];
  return ["Ready now:", ...rows.map((row) => `  ${renderRow(row, style)}`)];
}

function wordOf({ landing, outcome }: CloseResult): string {
  if (outcome === "deleted") return landing.op === null ? "Would delete" : "Deleted";
  const word = landing.op === null ? "Would close" : "Closed";
  return outcome === "done" ? word : `${word} as ${outcome}`;
}
