import { parseAddress } from "../domain/address.ts";
import { isMoment } from "../domain/id.ts";
import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { KnownProject } from "./discovery.ts";
import { openClones } from "./open-project.ts";
import { notHere } from "./project-trouble.ts";
import { resolveId } from "./resolve-id.ts";
import { resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

/** A thread where it lives: in this project's ledger, or in another one's through its clone on this machine. */
export interface ThreadSite {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly issue: Issue;
  /** The message that was named, where one was. */
  readonly message: Message | null;
  /** True if it lives in another project. */
  readonly foreign: boolean;
  /** Closes what was opened for it; the caller's own clone stays open. */
  close(): Promise<void>;
}

/**
 * Finds the thread of an issue or message that somebody named, exactly; `beads:beads-7k3xq2` is looked up in a clone of that project.
 * @throws ISSUE_NOT_FOUND, MESSAGE_NOT_FOUND, and what `resolveProject` and `openClones` throw
 */
export async function findThread(workspace: Workspace, typed: string): Promise<ThreadSite> {
  const text = typed.trim();
  const address = text.includes(":") ? parseAddress(text) : undefined;
  const project = address?.kind === "bead" ? await resolveProject(workspace, address.project) : undefined;
  if (address?.kind === "bead" && project !== undefined && !project.own) return findElsewhere(workspace, project, address.id);
  const snapshot = await workspace.ledger.snapshot();
  const id = address?.kind === "bead" ? address.id : text;
  const found = lookUp(snapshot, id) ?? lookUp(snapshot, isMoment(id) ? noMessage(id) : resolveId(snapshot, id, { exact: true }));
  return { workspace, snapshot, foreign: false, close: async () => {}, ...(found as Found) };
}

type Found = Pick<ThreadSite, "issue" | "message">;

function lookUp(snapshot: Snapshot, id: string): Found | undefined {
  const message = isMoment(id) ? snapshot.message(id) : undefined;
  const issue = snapshot.issue(message === undefined ? id : (message.thread ?? ""));
  return issue === undefined ? undefined : { issue, message: message ?? null };
}

/** In the clones and the mirror on this machine, else in a mirror that is made now; where none of them knows it, the remote is asked once. */
async function findElsewhere(workspace: Workspace, project: KnownProject, id: string): Promise<ThreadSite> {
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

function noMessage(id: string): never {
  throw new BeadsError("not-found", "MESSAGE_NOT_FOUND", `There is no message ${id}.`, { fields: { id } });
}
