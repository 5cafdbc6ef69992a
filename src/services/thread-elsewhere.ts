import { BeadsError } from "../errors.ts";
import type { KnownProject } from "./discovery.ts";
import { openClones } from "./open-project.ts";
import { notHere } from "./project-trouble.ts";
import { lookUp, type ThreadSite } from "./thread-site.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Finds a thread in the clones and the mirror of another project on this machine, else in a mirror that is made now; where none of them knows it, the
 * remote is asked once. @throws ISSUE_NOT_FOUND, and what `openClones` throws
 */
export async function findThreadElsewhere(workspace: Workspace, project: KnownProject, id: string): Promise<ThreadSite> {
  const clones = await openClones(workspace, project, { network: true });
  if (clones.length === 0) throw notHere(project);
  const here = await findAmong(clones, id);
  const asked = here === undefined ? await syncAll(workspace, clones) : [];
  const found = here ?? (await findAmong(asked, id));
  await Promise.all(clones.filter((clone) => clone !== found?.workspace).map((clone) => clone.ledger.close()));
  if (found === undefined) throw notThere(project, id, asked.length > 0);
  return { ...found, foreign: true, close: () => found.workspace.ledger.close() };
}

/** Clones differ in how much of the thread they know: the one that knows most of it is asked. */
async function findAmong(clones: readonly Workspace[], id: string): Promise<Omit<ThreadSite, "foreign" | "close"> | undefined> {
  const sites = await Promise.all(
    clones.map(async (workspace) => {
      const snapshot = await workspace.ledger.snapshot();
      const found = lookUp(snapshot, id);
      return found === undefined
        ? undefined
        : { workspace, snapshot, ...found, known: snapshot.messages({ thread: found.issue.id }).length };
    }),
  );
  return sites.filter((site) => site !== undefined).sort((a, b) => b.known - a.known)[0];
}

/** Answers those whose remote could be asked. */
async function syncAll(workspace: Workspace, clones: readonly Workspace[]): Promise<readonly Workspace[]> {
  if (workspace.offline) return [];
  const asked: Workspace[] = [];
  for (const clone of clones) {
    const report = await clone.ledger.sync().catch((error: unknown) => void workspace.warn((error as Error).message));
    if (report !== undefined) asked.push(clone);
  }
  return asked;
}

/** `asked`: somebody who has to know was asked just now. Else it may well be there. */
function notThere(project: KnownProject, id: string, asked: boolean): BeadsError {
  const here = asked ? "" : " as far as it is known on this machine";
  return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id} in ${project.name}${here}.`, {
    hints: ["bd inbox shows what came from other projects, with its addresses."],
    fields: { id, project: project.identity, asked },
  });
}
