import { nameOf } from "../domain/actor.ts";
import { BeadsError } from "../errors.ts";
import { markRead } from "../store/read-state.ts";
import { inbox } from "./inbox.ts";
import type { InboxEntry } from "./inbox-entry.ts";
import type { Workspace } from "./workspace.ts";

export interface InboxReadInput {
  /** Messages or issues, as `bd inbox` shows them; an issue means all that is said on it. Empty: everything. */
  readonly ids: readonly string[];
}

export interface InboxReadResult {
  /** What was unread until now. */
  readonly read: readonly InboxEntry[];
}

/**
 * Marks what is in the inbox as read, for the caller and in this clone alone. What waits for an answer stays until it is answered.
 * @throws NOT_IN_INBOX for an id that is in no inbox of the caller's; then nothing is marked
 */
export async function markInboxRead(workspace: Workspace, { ids }: InboxReadInput): Promise<InboxReadResult> {
  const { entries } = await inbox(workspace, {});
  const chosen = ids.length === 0 ? entries : entries.filter((entry) => ids.some((id) => isMeant(entry, id)));
  const missing = ids.filter((id) => !entries.some((entry) => isMeant(entry, id)));
  if (missing.length > 0) await refuseUnknown(workspace, missing);
  const read = chosen.filter(({ unread }) => unread);
  const { location } = workspace.repository;
  if (read.length > 0)
    await markRead(location, nameOf(workspace.actor), { keys: read.map(({ key }) => key), now: workspace.ledger.now() });
  return { read };
}

function isMeant({ id, issue, address, identity }: InboxEntry, typed: string): boolean {
  return [id, issue, address, `${identity}:${issue}`].includes(typed.trim());
}

/** What was read already is no mistake. */
async function refuseUnknown(workspace: Workspace, ids: readonly string[]): Promise<void> {
  const { entries } = await inbox(workspace, { all: true });
  const [unknown] = ids.filter((id) => !entries.some((entry) => isMeant(entry, id)));
  if (unknown === undefined) return;
  throw new BeadsError("not-found", "NOT_IN_INBOX", `There is nothing in your inbox under ${JSON.stringify(unknown)}.`, {
    hints: ["bd inbox --all shows all of it, with its addresses; --json with the ids of messages."],
    fields: { id: unknown },
  });
}
