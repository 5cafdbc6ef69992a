import type { Message } from "./message.ts";

type Threaded = Pick<Message, "id" | "in_reply_to">;

/** A place in a thread: what has to come before it counts first, then how many answers deep it is, then its own id. */
interface Place<M> {
  readonly message: M;
  readonly after: string;
  readonly depth: number;
}

/**
 * A thread in order: by time and then by chance, as the ids sort, and a reply always behind what it answers, whatever the clocks said. The order
 * follows from the messages alone, so that it is the same in every clone, in whichever order they came.
 */
export function orderThread<M extends Threaded>(messages: readonly M[]): readonly M[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const places = new Map<string, Place<M>>();
  for (const id of [...byId.keys()].sort()) placeOf(byId.get(id) as M, byId, places);
  return messages
    .map((message) => places.get(message.id) ?? { message, after: message.id, depth: 0 })
    .sort(comparePlaces)
    .map((place) => place.message);
}

/** Walks up to the first answered message that has a place, then down again. A ring of answers is cut where the first message, by id, leads into it. */
function placeOf<M extends Threaded>(message: M, byId: ReadonlyMap<string, M>, places: Map<string, Place<M>>): void {
  const chain: M[] = [];
  const seen = new Set<string>();
  for (let at: M | undefined = message; at !== undefined && !places.has(at.id) && !seen.has(at.id); ) {
    seen.add(at.id);
    chain.push(at);
    at = at.in_reply_to === null ? undefined : byId.get(at.in_reply_to);
  }
  for (const next of chain.reverse()) {
    const answered = next.in_reply_to === null ? undefined : places.get(next.in_reply_to);
    const early = answered !== undefined && answered.after >= next.id;
    places.set(next.id, { message: next, after: early ? answered.after : next.id, depth: early ? answered.depth + 1 : 0 });
  }
}

function comparePlaces(a: Place<Threaded>, b: Place<Threaded>): number {
  if (a.after !== b.after) return a.after < b.after ? -1 : 1;
  return a.depth - b.depth || (a.message.id < b.message.id ? -1 : a.message.id > b.message.id ? 1 : 0);
}
