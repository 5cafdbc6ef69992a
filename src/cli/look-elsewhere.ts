import { oneLine } from "../domain/strip.ts";
import { freshenExternals } from "../services/external.ts";
import { type Tidings, takeTidings } from "../services/external-news.ts";
import type { Workspace } from "../services/workspace.ts";
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
    const now = (await freshenExternals(workspace, snapshot)) ? await anew() : snapshot;
    if (!mute) for (const tidings of await takeTidings(workspace, now)) workspace.warn(wordsOf(tidings));
    return now;
  } catch (error) {
    workspace.warn(`What is needed of other projects could not be looked up: ${(error as Error).message}`);
    return snapshot;
  }
}

/** The title is another project's text: it stands in quotes. */
function wordsOf({ address, change, bead, dependents }: Tidings): string {
  const outcome = bead.closed === null || bead.closed.outcome === "done" ? "" : ` as ${bead.closed.outcome}`;
  const what = change === "closed" ? `was closed there${outcome}` : "was opened again there";
  return `${oneLine(address)} ${what}: ${JSON.stringify(oneLine(bead.title))}. ${consequence(dependents)}`;
}

function consequence(dependents: Tidings["dependents"]): string {
  const named = (rows: Tidings["dependents"]) => rows.map(({ issue }) => oneLine(issue.id)).join(", ");
  const ready = dependents.filter(({ computed }) => computed === "ready");
  const rest = dependents.filter(({ computed }) => computed !== "ready");
  const parts = [
    ...(ready.length > 0 ? [`Ready now: ${named(ready)}.`] : []),
    ...(rest.length > 0 ? [`It matters to ${named(rest)} too.`] : []),
  ];
  return ready.length > 0 ? parts.join(" ") : `It matters to ${named(rest)}.`;
}
