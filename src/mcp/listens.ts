import type { Updates } from "./updates.ts";

/** A message as it comes in, of which nothing is known yet. */
interface Incoming {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

/** What a client that subscribes in one request for all (revision 2026-07-28) wants to be told of; undefined where the message is another one. */
export function listenedTo(message: unknown): readonly string[] | undefined {
  const { method, params } = (message ?? {}) as Incoming;
  if (method !== "subscriptions/listen") return undefined;
  const { notifications } = (params ?? {}) as { readonly notifications?: { readonly resourceSubscriptions?: unknown } };
  const uris = notifications?.resourceSubscriptions;
  return Array.isArray(uris) ? uris.filter((uri) => typeof uri === "string") : [];
}

/** The request that a message takes back; undefined where it takes none back. */
export function cancelled(message: unknown): unknown {
  const { method, params } = (message ?? {}) as Incoming;
  return method === "notifications/cancelled" ? (params as { readonly requestId?: unknown } | undefined)?.requestId : undefined;
}

/** Watches all of them. What cannot be watched, since there is no ledger yet, is no reason to refuse the rest. */
export async function watchAll(updates: Updates, uris: readonly string[], by: unknown): Promise<void> {
  for (const uri of uris) await updates.watch(uri, by).catch(() => undefined);
}
