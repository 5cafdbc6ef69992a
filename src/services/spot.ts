import { parseAddress } from "../domain/address.ts";
import { isMoment } from "../domain/id.ts";
import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { KnownProject } from "./discovery.ts";
import { shortAddress } from "./outbox-entry.ts";
import { findThread, type ThreadSite } from "./thread-site.ts";
import type { Workspace } from "./workspace.ts";

/** Where a word is to be said. */
export interface Spot {
  /** The issue's id in its ledger; null on the bulletin. */
  readonly thread: string | null;
  /** `beads:beads-7k3xq2` where the thread lives in another project, else the id; the message on the bulletin. */
  readonly address: string;
  /** The other project that it lives in; null here. */
  readonly project: KnownProject | null;
  /** The ledger that it lives in; null where that cannot be read now: then the word waits in the outbox. */
  readonly site: { readonly workspace: Workspace; readonly snapshot: Snapshot } | null;
  /** The issue as far as it is known. */
  readonly issue: Issue | null;
  /** The message that was named, where one was. */
  readonly message: Message | null;
  close(): Promise<void>;
}

/**
 * Finds where a word is to be said: on an issue here or in another project, or on the bulletin. A thread elsewhere whose ledger cannot be read now
 * is found too if its address is exact, unless it must be read.
 * @throws ISSUE_NOT_FOUND, MESSAGE_NOT_FOUND, UNKNOWN_PROJECT, AMBIGUOUS_PROJECT, TARGET_WITHOUT_LEDGER
 */
export async function findSpot(workspace: Workspace, typed: string, { must_read = false } = {}): Promise<Spot> {
  const text = typed.trim();
  const snapshot = await workspace.ledger.snapshot();
  const named = isMoment(text) ? snapshot.message(text) : undefined;
  if (named !== undefined && named.thread === null) return onBulletin(workspace, snapshot, named);
  const address = text.includes(":") ? parseAddress(text) : undefined;
  const project = address?.kind === "bead" ? await projectAt(workspace, address.project) : undefined;
  try {
    return spotOf(await findThread(workspace, text), project);
  } catch (error) {
    const isThere = address?.kind === "bead" && project !== undefined && !project.own && !must_read;
    if (isThere && mayWait(snapshot, project, address.id, error)) {
      workspace.warn(`${(error as Error).message} The message waits until it can be brought there.`);
      return unread(project, address.id);
    }
    if (!isNoMessage(error) || named !== undefined) throw error;
    const { findMessageElsewhere } = await import("./message-elsewhere.ts");
    return (await findMessageElsewhere(workspace, snapshot, text)) ?? rethrow(error);
  }
}

/** Only an address with a project needs to know where projects are. */
async function projectAt(workspace: Workspace, name: string): Promise<KnownProject> {
  return (await import("./resolve-project.ts")).resolveProject(workspace, name);
}

/** What is found in a clone or mirror of another project, or here. */
export function spotOf(
  { workspace, snapshot, issue, message, foreign, close }: ThreadSite,
  project: KnownProject | undefined,
): Spot {
  const isElsewhere = foreign && project !== undefined;
  return {
    thread: issue.id,
    address: isElsewhere ? shortAddress(project, issue.id) : issue.id,
    project: isElsewhere ? project : null,
    site: { workspace, snapshot },
    issue,
    message,
    close,
  };
}

function onBulletin(workspace: Workspace, snapshot: Snapshot, message: Message): Spot {
  const site = { workspace, snapshot };
  return { thread: null, address: message.id, project: null, site, issue: null, message, close: async () => {} };
}

function unread(project: KnownProject, id: string): Spot {
  const address = shortAddress(project, id);
  return { thread: id, address, project, site: null, issue: null, message: null, close: async () => {} };
}

/** What cannot be read now, or is itself still on its way there, can be answered all the same. A message's id says nothing about its thread. */
function mayWait(snapshot: Snapshot, project: KnownProject, id: string, error: unknown): boolean {
  if (!(error instanceof BeadsError) || isMoment(id)) return false;
  if (error.kind === "environment") return error.code !== "TARGET_WITHOUT_LEDGER";
  if (error.code !== "ISSUE_NOT_FOUND") return false;
  return error.fields["asked"] === false || isOnItsWay(snapshot, project, id);
}

function isOnItsWay(snapshot: Snapshot, { identity, aliases }: KnownProject, id: string): boolean {
  const passages = [identity, ...aliases].flatMap((project) => snapshot.passages({ project, under_way: true }));
  return passages.some(({ entry }) => entry.kind !== "message" && entry.bead === id);
}

function isNoMessage(error: unknown): boolean {
  return error instanceof BeadsError && error.code === "MESSAGE_NOT_FOUND";
}

function rethrow(error: unknown): never {
  throw error;
}
