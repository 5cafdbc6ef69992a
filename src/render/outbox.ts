import { oneLine } from "../domain/strip.ts";
import type { DeliveryReport } from "../services/deliver-waiting.ts";
import type { DropResult, OutboxRow } from "../services/outbox.ts";
import { minuteOf } from "./age.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { bold, dim, type Style } from "./style.ts";

/** What waits, or what became of everything: one entry after the other, with why it is not there and what to do. */
export function renderOutbox(rows: readonly OutboxRow[], { all }: { readonly all: boolean }, style: Style): string[] {
  if (rows.length > 0) return rows.flatMap((row, index) => [...(index === 0 ? [] : [""]), ...rowLines(row, style)]);
  return [all ? "Nothing was ever sent from here." : "Nothing waits. bd outbox list --all shows what became of everything."];
}

/** One entry, as the outbox and the list of what was sent show it. */
export function rowLines(row: Omit<OutboxRow, "state"> & { readonly state: string }, style: Style): string[] {
  const { address, state, title, to, kind, created, entry, reason, hint } = row;
  const what = kind === "issue" ? "" : `${kind}: `;
  const people = to.length === 0 ? "" : `  to ${to.map(oneLine).join(", ")}`;
  return [
    `${bold(style, oneLine(address))}  ${state}  ${what}${oneLine(title)}`,
    dim(style, `  ${minuteOf(created)}  ${oneLine(entry)}${people}${triesOf(row)}`),
    ...(reason === null ? [] : [`  ${oneLine(reason)}`]),
    ...(hint === null ? [] : [`  ${oneLine(hint)}`]),
    ...(row.branch === null ? [] : [`  branch ${oneLine(row.branch)}`]),
  ];
}

function triesOf({ tries, next_try }: Pick<OutboxRow, "tries" | "next_try">): string {
  if (tries === 0 || next_try === null) return "";
  return `  ${tries === 1 ? "tried once" : `tried ${tries} times`}, again from ${minuteOf(next_try)} on`;
}

export function deliveryJson(report: DeliveryReport) {
  const { entry, kind, address, project, title, bead, state, why, code, final, hint, branch, carrier } = report;
  return { entry, kind, address, project, title, bead, state, reason: why, code, final, hint, branch, carrier };
}

/** What a round did, a line for each entry. */
export function renderDeliveries(reports: readonly DeliveryReport[]): string[] {
  return reports.flatMap(({ state, final, address, title, why, hint, branch }) => {
    const word = state === "queued" ? (final ? "failed" : "waits") : state;
    const name = title === null ? "" : `: ${oneLine(title)}`;
    const reason = why === null ? [] : [`  ${oneLine(why)}`];
    const where = branch === null ? [] : [`  branch ${oneLine(branch)}`];
    return [`${word}  ${oneLine(address)}${name}`, ...reason, ...where, ...(hint === null ? [] : [`  ${oneLine(hint)}`])];
  });
}

export function dropJson({ rows, landings }: DropResult): object[] {
  return rows.map((row, index) => {
    const landing = landings[index];
    return { ...row, ...(landing === undefined ? {} : landingJson(landing)) };
  });
}

export function renderDrop({ rows, landings }: DropResult): string[] {
  return rows.map((row, index) => {
    const landing = landings[index];
    const word = landing?.why === "dry run" ? "Would drop" : "Dropped";
    return `${word} ${oneLine(row.address)}: ${oneLine(row.title)}${landing === undefined ? "" : reachSuffix(landing)}`;
  });
}
