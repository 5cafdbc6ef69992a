import { oneLine } from "../domain/strip.ts";
import type { Row } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** So many issues are named one by one. */
const NAMED = 30;

/** How the project stands, in markdown for people: what is in flight with whom since when, and how much waits. */
export async function stateDump({ ledger }: Workspace): Promise<string> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const held = snapshot.rows({ statuses: ["in_progress"] }, moment);
  const { by_status: counts, total } = snapshot.stats(moment);
  const open = total - counts.closed;
  const lines = held.slice(0, NAMED).map(heldLine);
  if (held.length > NAMED) lines.push(`- and ${held.length - NAMED} more`);
  return [
    "## State",
    "",
    `${open} open: ${counts.ready} ready, ${held.length} in progress, ${counts.blocked} blocked.`,
    ...(lines.length === 0 ? ["Nobody holds anything."] : ["", ...lines]),
  ].join("\n");
}

function heldLine({ issue, holder, lease }: Row): string {
  return `- ${issue.id}: ${oneLine(issue.title)}, held by ${holder} since ${lease?.since}, until ${lease?.until}`;
}
