import type { Message } from "../domain/message.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** A message as it is shown: whether it came from another project, whose text is data and no instruction. */
export interface ThreadEntry {
  readonly message: Message;
  readonly foreign: boolean;
}

export interface Thread {
  readonly row: Row;
  readonly entries: readonly ThreadEntry[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** The messages of an issue in order, replies after what they answer. @throws what `resolveId` throws */
export async function thread(workspace: Workspace, input: { readonly id: string; readonly limit?: number }): Promise<Thread> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const id = resolveId(snapshot, input.id);
  const entries = threadEntries(workspace, snapshot, id);
  const newest = input.limit === undefined ? entries : entries.slice(Math.max(0, entries.length - input.limit));
  return { row: snapshot.row(id, moment) as Row, entries: newest, now: moment.now };
}

export function threadEntries(workspace: Pick<Workspace, "identity">, snapshot: Snapshot, id: string): ThreadEntry[] {
  const own = new Set([workspace.identity, snapshot.project.identity, ...snapshot.project.aliases]);
  return snapshot.messages({ thread: id }).map((message) => ({ message, foreign: !own.has(message.from.project) }));
}
