import { nameOf } from "../domain/actor.ts";
import { TIERS, type Tier } from "../domain/inbox.ts";
import { toCompactStamp } from "../domain/time.ts";
import { LEDGER_REF } from "../store/refs.ts";
import { beginTold, NO_FLOORS, noteTold, readTold, type Told } from "../store/told.ts";
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
 * read; what a new session finds beyond the most urgent is only counted. Nothing where there is no ledger: none is looked for.
 */
export async function injectInbox(workspace: Workspace): Promise<Injection> {
  const { actor, ledger, repository } = workspace;
  if ((await repository.readRef(LEDGER_REF)) === null) return NOTHING_NEW;
  const session = `${actor.session ?? ""} ${nameOf(actor)}`;
  const told = readTold(repository.location, session);
  const { entries, more } = await inbox(workspace, { limit: LOOKED_AT, told });
  const keys = entries.map(({ key }) => key);
  const now = ledger.now();
  if (told === undefined)
    beginTold(repository.location, session, { keys, floors: more === 0 ? NO_FLOORS : floorsOf(entries, now), now });
  else noteTold(repository.location, session, keys);
  return { name: nameOf(actor), entries: entries.slice(0, NAMED), more: Math.max(0, entries.length - NAMED) + more };
}

/** Entries come by urgency: behind the last one there is the older rest of its kind, and all of what is less urgent. */
function floorsOf(entries: readonly InboxEntry[], now: number): Told["floors"] {
  const last = entries.at(-1);
  const reached = TIERS.indexOf(last?.tier ?? "info");
  const floorOf = (tier: Tier) => {
    const at = TIERS.indexOf(tier);
    return at < reached ? "" : at > reached ? toCompactStamp(now) : (last?.key ?? "");
  };
  return { urgent: floorOf("urgent"), waiting: floorOf("waiting"), info: floorOf("info") };
}
