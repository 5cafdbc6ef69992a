import { oneLine } from "../domain/strip.ts";
import type { Prolonged } from "../services/prolong.ts";
import type { GlobOutcome, ReserveResult } from "../services/reserve.ts";
import type { Unreserved } from "../services/unreserve.ts";
import { minuteOf } from "./age.ts";
import { agentJson, presenceWords } from "./agents.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { shortOf } from "./reservation.ts";
import { bold, type Style } from "./style.ts";

/** An object for each glob; a single one stands alone. */
export function reserveJson(result: ReserveResult): unknown {
  const rows = result.outcomes.map((outcome) => outcomeJson(outcome, result));
  return rows.length === 1 ? rows[0] : rows;
}

function outcomeJson({ glob, project, reservation, already, until, refused, landing }: GlobOutcome, result: ReserveResult) {
  const { mode, by, issue, intent, told } = result;
  const error = refused === null ? null : errorJson(refused);
  const holder = refused?.fields["holder"];
  return {
    ...{ glob, project, granted: refused === null, reservation, already, until, mode, by, issue, intent, error },
    told: told.filter((one) => one.holder === holder),
    ...(landing === null ? { op: null, reach: null, why: null, changed: false, commit: null } : landingJson(landing)),
  };
}

function errorJson({ kind, code, message, hints, fields }: NonNullable<GlobOutcome["refused"]>) {
  const { refused: _, ...rest } = fields;
  return { ...rest, kind, code, message, hints };
}

/** What was reserved and what was not. */
export function renderReserve(result: ReserveResult, style: Style): string[] {
  return [...result.outcomes.map((outcome) => outcomeLine(outcome, result, style)), ...result.told.map(toldLine)];
}

function outcomeLine(
  { glob, project, reservation, already, until, refused, landing }: GlobOutcome,
  result: ReserveResult,
  style: Style,
): string {
  const name = bold(style, `${project === null ? "" : `${oneLine(project)}:`}${oneLine(glob)}`);
  if (refused !== null) return `Not reserved: ${oneLine(refused.message)}`;
  if (already) return `You hold ${name} already`;
  const word = landing?.op === null ? "Would reserve" : "Reserved";
  const id = reservation === null || landing?.op === null ? "" : ` (${shortOf(reservation)})`;
  const shared = result.mode === "shared" ? "shared, " : "";
  return `${word} ${name} ${shared}until ${minuteOf(until ?? "")} UTC${id}${landing === null ? "" : reachSuffix(landing)}`;
}

function toldLine({ holder, message }: ReserveResult["told"][number]): string {
  return `Asked ${oneLine(holder)} for it (${shortOf(message)}): bd inbox shows the answer`;
}

export function prolongJson(rows: readonly Prolonged[]) {
  return rows.map(({ id, project, paths, until, landing }) => ({
    id,
    short: shortOf(id),
    project,
    paths,
    until,
    ...landingJson(landing),
  }));
}

export function renderProlong(rows: readonly Prolonged[]): string[] {
  if (rows.length === 0) return ["You have reserved nothing here."];
  return rows.map(({ id, paths, until, landing }) => {
    const word = landing.op === null ? "Would hold" : "Holds";
    return `${word} until ${minuteOf(until)} UTC: ${paths.map(oneLine).join(", ")} (${shortOf(id)})${reachSuffix(landing)}`;
  });
}

export function unreserveJson(rows: readonly Unreserved[], now: number) {
  return rows.map(({ id, project, paths, holder, until, evidence, message, landing }) => ({
    ...{ id, short: shortOf(id), project, paths, holder, until, message },
    evidence:
      evidence === null
        ? null
        : { expired: evidence.expired, presence: evidence.presence === null ? null : agentJson(evidence.presence, now) },
    ...landingJson(landing),
  }));
}

/** What was given back; of what was taken away, what is known of the holder. */
export function renderUnreserve(rows: readonly Unreserved[], now: number): string[] {
  if (rows.length === 0) return ["You have reserved nothing here."];
  return rows.flatMap((row) => {
    const { paths, landing, evidence, holder } = row;
    const names = paths.map(oneLine).join(", ");
    if (!landing.changed) return [`${names} is not reserved any more`];
    const word = landing.op === null ? "Would release" : "Released";
    const first = `${word} ${names} (${shortOf(row.id)})${reachSuffix(landing)}`;
    if (evidence === null) return [first];
    const presence = evidence.presence === null ? "not known here" : presenceWords(evidence.presence, now);
    const until = `${evidence.expired ? "ran out" : "would have held until"} ${minuteOf(row.until)} UTC`;
    return [first, `  of ${oneLine(holder)} (${presence}); it ${until}${row.message === null ? "" : "; they are told"}`];
  });
}
