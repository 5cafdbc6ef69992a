import { isSameSpeaker, type Message } from "./message.ts";

/** The key of a message's data that says it, with `yes`: in answer to a message of one's own. */
export const TAKES_BACK = "takes_back";

/** What a message that takes another one back carries, and what it says where its author says nothing more. */
export const TAKING_BACK = { data: { [TAKES_BACK]: "yes" }, body: "I take this back." } as const;

/** True for a message that says of an earlier one that it does not count any more. */
export function isTakingBack({ data, in_reply_to }: Pick<Message, "data" | "in_reply_to">): boolean {
  return in_reply_to !== null && data[TAKES_BACK] === "yes";
}

/** True if a message takes another one back: nobody can for somebody else, and what takes back is not taken back itself. */
export function takesBack(later: Message, said: Message): boolean {
  return isTakingBack(later) && later.in_reply_to === said.id && !isTakingBack(said) && isSameSpeaker(later.from, said.from);
}

/** Which of the messages of a thread were taken back, by their ids. */
export function takenBackAmong(thread: readonly Message[]): ReadonlySet<string> {
  const later = thread.filter(isTakingBack);
  if (later.length === 0) return new Set();
  return new Set(thread.filter((said) => later.some((message) => takesBack(message, said))).map(({ id }) => id));
}

/**
 * The messages of a thread that count: neither taken back, nor there to take another one back. What only says that it takes back what somebody else
 * said is a message like any other.
 */
export function countingAmong<M extends Message>(thread: readonly M[]): readonly M[] {
  if (!thread.some(isTakingBack)) return thread;
  const gone = takenBackAmong(thread);
  return thread.filter((said) => !gone.has(said.id) && !(isTakingBack(said) && mayTakeBack(said, thread)));
}

/** False where what a message names stands in the thread, and is not its author's to take back. */
export function mayTakeBack(later: Message, thread: readonly Message[]): boolean {
  const named = thread.filter(({ id }) => id === later.in_reply_to);
  return named.length === 0 || named.some((said) => takesBack(later, said));
}
