import { parseAddress } from "../domain/address.ts";
import { isMoment } from "../domain/id.ts";
import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { resolveId } from "./resolve-id.ts";
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
  if (address?.kind === "bead") {
    const { resolveProject } = await import("./resolve-project.ts");
    const project = await resolveProject(workspace, address.project);
    if (!project.own) return (await import("./thread-elsewhere.ts")).findThreadElsewhere(workspace, project, address.id);
  }
  const snapshot = await workspace.ledger.snapshot();
  const id = address?.kind === "bead" ? address.id : text;
  const found = lookUp(snapshot, id) ?? lookUp(snapshot, isMoment(id) ? noMessage(id) : resolveId(snapshot, id, { exact: true }));
  return { workspace, snapshot, foreign: false, close: async () => {}, ...(found as Found) };
}

/** What a ledger has under an id. */
export type Found = Pick<ThreadSite, "issue" | "message">;

/** The issue with that id, or the one that a message is said on. */
export function lookUp(snapshot: Snapshot, id: string): Found | undefined {
  const message = isMoment(id) ? snapshot.message(id) : undefined;
  const issue = snapshot.issue(message === undefined ? id : (message.thread ?? ""));
  return issue === undefined ? undefined : { issue, message: message ?? null };
}

function noMessage(id: string): never {
  throw new BeadsError("not-found", "MESSAGE_NOT_FOUND", `There is no message ${id}.`, { fields: { id } });
}
