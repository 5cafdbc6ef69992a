import { nameOf } from "../domain/actor.ts";
import { LEDGER_REF } from "../store/refs.ts";
import { noteTold, readTold } from "../store/told.ts";
import { inbox } from "./inbox.ts";
import type { InboxEntry } from "./inbox-entry.ts";
import type { Workspace } from "./workspace.ts";

/** What a session is told before its next prompt. */
export interface Injection {
  readonly name: string;
  readonly entries: readonly InboxEntry[];
  /** How many more there are that are not named. */
  readonly more: number;
}

export const NOTHING_NEW: Injection = { name: "", entries: [], more: 0 };

/** So many are looked at, and so many of those are named: a prompt has room for no more. */
const LOOKED_AT = 50;
const NAMED = 10;

/**
 * What is unread or waits in the caller's inbox and was not told in this session yet, the urgent first. What is told counts as told, and not as
 * read. Nothing where there is no ledger: none is looked for.
 */
export async function injectInbox(workspace: Workspace): Promise<Injection> {
  const { actor, ledger, repository } = workspace;
  if ((await repository.readRef(LEDGER_REF)) === null) return NOTHING_NEW;
  const session = `${actor.session ?? ""} ${nameOf(actor)}`;
  const { entries, more } = await inbox(workspace, { limit: LOOKED_AT });
  const told = readTold(repository.location, session);
  const news = entries.filter(({ key }) => !told.has(key));
  noteTold(repository.location, session, { keys: news.map(({ key }) => key), now: ledger.now() });
  const rest = news.length === entries.length ? more : 0;
  return { name: nameOf(actor), entries: news.slice(0, NAMED), more: Math.max(0, news.length - NAMED) + rest };
}
