import { nameOf } from "../domain/actor.ts";
import { oneLine } from "../domain/strip.ts";
import { folderOf, isAnythingDue } from "../services/external-known.ts";
import type { Tidings } from "../services/external-news.ts";
import type { Workspace } from "../services/workspace.ts";
import { readNews } from "../store/external.ts";
import type { Snapshot } from "../store/snapshot.ts";

export interface Lookout {
  readonly snapshot: Snapshot;
  /** The index, brought to what became known. */
  readonly anew: () => Promise<Snapshot>;
  /** True where nobody would hear it. */
  readonly mute: boolean;
}

/**
 * Looks whether what issues here need of other projects still stands as it is known, and says once what came to an end, or began anew. It never
 * keeps a command from its answer.
 */
export async function lookElsewhere(workspace: Workspace, { snapshot, anew, mute }: Lookout): Promise<Snapshot> {
  try {
    const now = (await freshen(workspace, snapshot.needsElsewhere())) ? await anew() : snapshot;
    if (!mute && hasNews(workspace)) await tell(workspace, now);
    return now;
  } catch (error) {
    workspace.warn(`What is needed of other projects could not be looked up: ${(error as Error).message}`);
    return snapshot;
  }
}

/** What looks into other ledgers is loaded only where one has moved. */
async function freshen(workspace: Workspace, needed: readonly string[]): Promise<boolean> {
  if (!isAnythingDue(workspace, needed)) return false;
  return (await import("../services/external.ts")).freshenExternals(workspace, needed);
}

function hasNews(workspace: Workspace): boolean {
  const me = nameOf(workspace.actor);
  return readNews(folderOf(workspace)).some(({ told }) => !told.includes(me));
}

async function tell(workspace: Workspace, snapshot: Snapshot): Promise<void> {
  const { takeTidings } = await import("../services/external-news.ts");
  for (const tidings of await takeTidings(workspace, snapshot)) workspace.warn(wordsOf(tidings));
}

/** The title is another project's text: it stands in quotes. */
function wordsOf(tidings: Tidings): string {
  const { address, bead } = tidings;
  const title = JSON.stringify(oneLine(bead.title));
  const named = (rows: Tidings["dependents"]) => rows.map(({ issue }) => oneLine(issue.id)).join(", ");
  if (tidings.change === "reopened") {
    return `${oneLine(address)} was opened again there: ${title}. It is needed by ${named(tidings.dependents)}.`;
  }
  const outcome = bead.closed === null || bead.closed.outcome === "done" ? "" : ` as ${bead.closed.outcome}`;
  const ready = tidings.dependents.filter(({ computed }) => computed === "ready");
  const rest = tidings.dependents.filter(({ computed }) => computed !== "ready");
  const parts = [
    `${oneLine(address)} was closed there${outcome}: ${title}.`,
    ...(ready.length > 0 ? [`Ready now: ${named(ready)}.`] : []),
    ...(rest.length > 0 ? [`${ready.length > 0 ? "Also needed" : "Needed"} by ${named(rest)}.`] : []),
  ];
  return parts.join(" ");
}
