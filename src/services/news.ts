import { nameOf } from "../domain/actor.ts";
import { toMilliseconds } from "../domain/time.ts";
import type { Counted } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** What others did since a time, in numbers. `since` is null for who was never here: then there is nothing to count from. */
export interface News extends Counted {
  /** RFC 3339 UTC. */
  readonly since: string | null;
}

/** What others did since a time (RFC 3339 UTC), from the index alone: cheap enough for the start of every session. */
export async function newsSince(workspace: Pick<Workspace, "actor" | "ledger">, since: string | null): Promise<News> {
  if (since === null) return { since, created: 0, closed: 0, messages: 0, decisions: 0, others: [] };
  const snapshot = await workspace.ledger.snapshot();
  return { since, ...snapshot.news({ since: toMilliseconds(since), me: nameOf(workspace.actor) }) };
}
