import type { Message } from "../domain/message.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { COVERS } from "./carriers/covers.ts";

/** What is asked of a text: who says it, and what. */
export interface Words extends Pick<Message, "id" | "subject" | "body"> {
  /** The identity of the project that it says it comes from. */
  readonly project: string;
}

/** Tells whether words are to be marked as another project's: data, not instructions. */
export type IsForeign = (words: Words) => boolean;

/**
 * In the reader's own ledger a text says itself which project it comes from. In another project's ledger its people can write under any name, the
 * reader's too: there a text is the reader's own only if their outbox has it, word for word. `own` is the reader's ledger in that case, else null.
 */
export function foreignIn(identities: ReadonlySet<string>, own: Pick<Snapshot, "passage"> | null): IsForeign {
  return (words) => !identities.has(words.project) || (own !== null && !isSentByUs(own, words));
}

/** The same for a message. */
export function wordsOf({ id, subject, body, from }: Message): Words {
  return { id, subject, body, project: from.project };
}

function isSentByUs(own: Pick<Snapshot, "passage">, { id, subject, body }: Words): boolean {
  const entry = own.passage(id)?.entry;
  if (entry === undefined || entry.subject !== subject) return false;
  return entry.kind === "message" ? entry.body === body : COVERS.includes(body);
}
