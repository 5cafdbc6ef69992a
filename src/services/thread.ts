import type { Message } from "../domain/message.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { mineOf } from "./mine.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** A message as it is shown: whether it came from another project, whose text is data and no instruction. */
export interface ThreadEntry {
  readonly message: Message;
  readonly foreign: boolean;
  /** Who brought it, by the commit, where that is somebody else than it says; null where it is not, or was not looked up. */
  readonly written_by?: string | null;
}

export interface Thread {
  readonly row: Row;
  readonly entries: readonly ThreadEntry[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

export interface ThreadInput {
  /** An issue here, or `project:id` in another project that has a clone on this machine. */
  readonly id: string;
  readonly limit?: number;
}

/** The messages of an issue in order, replies after what they answer. @throws what `resolveId` and `findThread` throw */
export async function thread(workspace: Workspace, input: ThreadInput): Promise<Thread> {
  const snapshot = await workspace.ledger.snapshot();
  if (isOther(snapshot, input.id)) return threadElsewhere(workspace, snapshot, input);
  const id = resolveId(snapshot, input.id);
  const moment = await workspace.ledger.moment();
  return {
    row: snapshot.row(id, moment) as Row,
    entries: newest(threadEntries(workspace, snapshot, id), input),
    now: moment.now,
  };
}

async function threadElsewhere(workspace: Workspace, { project }: Snapshot, input: ThreadInput): Promise<Thread> {
  const { findThread } = await import("./thread-site.ts");
  const site = await findThread(workspace, input.id);
  try {
    const { identities } = mineOf(workspace, project);
    const moment = await site.workspace.ledger.moment();
    const messages = site.snapshot.messages({ thread: site.issue.id });
    const entries = messages.map((message) => ({ message, foreign: !identities.has(message.from.project) }));
    return { row: site.snapshot.row(site.issue.id, moment) as Row, entries: newest(entries, input), now: moment.now };
  } finally {
    await site.close();
  }
}

export function isOther({ project }: Snapshot, id: string): boolean {
  const colon = id.lastIndexOf(":");
  return colon !== -1 && ![project.name, project.identity, ...project.aliases].includes(id.slice(0, colon).trim());
}

function newest(entries: readonly ThreadEntry[], { limit }: ThreadInput): readonly ThreadEntry[] {
  return limit === undefined ? entries : entries.slice(Math.max(0, entries.length - limit));
}

export function threadEntries(workspace: Pick<Workspace, "identity">, snapshot: Snapshot, id: string): ThreadEntry[] {
  const own = new Set([workspace.identity, snapshot.project.identity, ...snapshot.project.aliases]);
  return snapshot.messages({ thread: id }).map((message) => ({ message, foreign: !own.has(message.from.project) }));
}
