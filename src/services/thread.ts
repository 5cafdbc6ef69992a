import { isMoment } from "../domain/id.ts";
import type { Message } from "../domain/message.ts";
import { isTakingBack, mayTakeBack, takenBackAmong } from "../domain/taking-back.ts";
import { summarise, type ThreadSummary } from "../domain/thread-summary.ts";
import { BeadsError } from "../errors.ts";
import { findAuthors } from "../store/authors.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { foreignIn, type IsForeign, wordsOf } from "./foreign.ts";
import { mineOf } from "./mine.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** A message as it is shown: whether it came from another project, whose text is data and no instruction. */
export interface ThreadEntry {
  readonly message: Message;
  readonly foreign: boolean;
  /** True where its author took it back. */
  readonly taken_back?: boolean;
  /** True where it says that it takes something back which is not its author's. */
  readonly in_vain?: boolean;
  /** Who brought it, by the commit, where that is somebody else than it says; null where it is not, or was not looked up. */
  readonly written_by?: string | null;
}

export interface Thread {
  /** The issue; null for a talk on the bulletin. */
  readonly row: Row | null;
  /** In order, all of them or the newest. */
  readonly entries: readonly ThreadEntry[];
  /** How many there are before those. */
  readonly before: number;
  readonly summary: ThreadSummary;
  /** Identities of the reader's own project: the words of others are data. */
  readonly own: ReadonlySet<string>;
  /** True where it lives in another project. */
  readonly elsewhere: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

export interface ThreadInput {
  /** An issue here, or `project:id` in another project; or a message, on an issue or on the bulletin. */
  readonly id: string;
  readonly limit?: number;
}

/**
 * The messages of an issue in order, replies after what they answer; or those of a talk on the bulletin.
 * @throws MESSAGE_NOT_FOUND, and what `resolveId` and `findThread` throw
 */
export async function thread(workspace: Workspace, input: ThreadInput): Promise<Thread> {
  const snapshot = await workspace.ledger.snapshot();
  if (isOther(snapshot, input.id)) return threadElsewhere(workspace, snapshot, input);
  const text = input.id.trim();
  const named = isMoment(text) ? (snapshot.message(text) ?? noMessage(text)) : undefined;
  const own = mineOf(workspace, snapshot.project).identities;
  const moment = await workspace.ledger.moment();
  const seen = { own, foreign: foreignIn(own, null), elsewhere: false, now: moment.now };
  if (named?.thread === null) return threadOf({ ...seen, row: null, messages: talkAbout(snapshot, named) }, input);
  const id = named?.thread ?? resolveId(snapshot, text);
  const talk = { ...seen, row: snapshot.row(id, moment) as Row, messages: snapshot.messages({ thread: id }) };
  return withWriters({ repository: workspace.repository, snapshot }, threadOf(talk, input));
}

async function threadElsewhere(workspace: Workspace, snapshot: Snapshot, input: ThreadInput): Promise<Thread> {
  const { findThread } = await import("./thread-site.ts");
  const site = await findThread(workspace, input.id);
  try {
    const own = mineOf(workspace, snapshot.project).identities;
    const foreign = foreignIn(own, site.foreign ? snapshot : null);
    const moment = await site.workspace.ledger.moment();
    const row = site.snapshot.row(site.issue.id, moment) as Row;
    const messages = site.snapshot.messages({ thread: site.issue.id });
    const talk = { row, messages, own, foreign, elsewhere: site.foreign, now: moment.now };
    return await withWriters({ repository: site.workspace.repository, snapshot: site.snapshot }, threadOf(talk, input));
  } finally {
    await site.close();
  }
}

interface Talk extends Pick<Thread, "row" | "own" | "elsewhere" | "now"> {
  readonly messages: readonly Message[];
  readonly foreign: IsForeign;
}

function threadOf({ messages, foreign, ...talk }: Talk, { limit = messages.length }: ThreadInput): Thread {
  const before = Math.max(0, messages.length - limit);
  const entries = entriesAmong(messages, foreign).slice(before);
  return { ...talk, entries, before, summary: summarise(messages, talk.row?.issue.closed ?? null, talk.now) };
}

/** Messages of one thread as they are shown. */
export function entriesAmong(messages: readonly Message[], foreign: IsForeign): ThreadEntry[] {
  const gone = takenBackAmong(messages);
  return messages.map((message) => ({
    ...{ message, foreign: foreign(wordsOf(message)), taken_back: gone.has(message.id) },
    ...(isTakingBack(message) && !mayTakeBack(message, messages) ? { in_vain: true } : {}),
  }));
}

/** Names who brought a message, where that is somebody else than it says. */
async function withWriters(site: Parameters<typeof findAuthors>[0], talk: Thread): Promise<Thread> {
  if (talk.row === null || talk.entries.length === 0) return talk;
  const messages = talk.entries.map(({ message }) => message);
  const { others } = await findAuthors(site, talk.row.issue.id, messages);
  const entries = talk.entries.map((entry) => ({ ...entry, written_by: others.get(entry.message.id)?.name ?? null }));
  return { ...talk, entries };
}

/** On the bulletin there are no threads but by who answers whom: all that leads to a message, and all that it led to. */
function talkAbout(snapshot: Snapshot, named: Message): readonly Message[] {
  const all = snapshot.messages({ thread: "" });
  const byId = new Map(all.map((message) => [message.id, message]));
  const rootOf = (message: Message) => {
    const seen = new Set<string>();
    let at = message;
    for (
      let next = byId.get(at.in_reply_to ?? "");
      next !== undefined && !seen.has(next.id);
      next = byId.get(at.in_reply_to ?? "")
    ) {
      seen.add(next.id);
      at = next;
    }
    return at.id;
  };
  const root = rootOf(named);
  return all.filter((message) => rootOf(message) === root);
}

function noMessage(id: string): never {
  throw new BeadsError("not-found", "MESSAGE_NOT_FOUND", `There is no message ${id}.`, { fields: { id } });
}

export function isOther({ project }: Snapshot, id: string): boolean {
  const colon = id.lastIndexOf(":");
  return colon !== -1 && ![project.name, project.identity, ...project.aliases].includes(id.slice(0, colon).trim());
}
