import { isMoment } from "../domain/id.ts";
import type { Message } from "../domain/message.ts";
import { countingAmong } from "../domain/taking-back.ts";
import { BeadsError } from "../errors.ts";
import { isMine, isToMe, type Mine } from "./mine.ts";
import type { Spot } from "./spot.ts";

/** As much of a message as an answer to it needs. */
export type Answered = Pick<Message, "id" | "from" | "to">;

/** Who answers what. */
export interface Answering {
  readonly mine: Mine;
  /** Null where nothing that was said is answered. */
  readonly answered: Answered | null;
  /** Who closed what is judged. */
  readonly judged: string | null;
}

/** Of a message whose ledger cannot be read now nothing is known but its id. */
const UNREAD = { from: { human: "", agent: "", project: "", session: null }, to: [] } as const;

/**
 * The message that is answered: the one that was named, else the last on the thread that was said to the caller.
 * @throws MESSAGE_NOT_FOUND where the one that was named is not on this thread
 */
export function answeredBy({ site, thread, message, address }: Spot, mine: Mine, named: string | undefined): Answered | null {
  if (named !== undefined) {
    const found = site?.snapshot.message(named);
    if (found !== undefined && found.thread === thread) return found;
    if (site === null && isMoment(named)) return { id: named, ...UNREAD };
    throw new BeadsError("not-found", "MESSAGE_NOT_FOUND", `There is no message ${named} on ${address}.`, {
      fields: { id: named },
    });
  }
  if (message !== null || site === null || thread === null) return message;
  return countingAmong(site.snapshot.messages({ thread })).findLast((said) => isToMe(mine, said)) ?? null;
}

/** The caller's own ack of a message, where there is one: to say it again is no change. */
export function acknowledged({ site, thread }: Spot, mine: Mine, answered: Pick<Message, "id"> | null): Message | undefined {
  if (answered === null || site === null) return undefined;
  const messages = countingAmong(site.snapshot.messages({ thread: thread ?? "", from: mine.name }));
  return messages.find((said) => said.type === "ack" && said.in_reply_to === answered.id && isMine(mine, said));
}

/** Whoever closed what is judged, or is answered; else whoever sent the issue, holds it, or the project that it is in. */
export function usualRecipients(
  { site, thread, issue, project }: Spot,
  { answered, judged, mine }: Answering,
): readonly string[] {
  if (judged !== null && judged !== mine.name) return [judged];
  // Who goes on from their own words speaks to whom those were said.
  if (answered !== null && isMine(mine, answered)) return answered.to;
  if (answered !== null && answered.from.agent !== "") return [answered.from.agent];
  const lease = thread === null ? undefined : site?.snapshot.lease(thread);
  const holder = lease?.ended === null ? lease.by : null;
  const origin = issue?.origin ?? null;
  const sender = origin !== null && !mine.identities.has(origin.project) ? origin.actor : null;
  const there = project === null ? null : (site?.snapshot.project.name ?? project.name);
  const others = [holder, there, issue?.by ?? null].filter((name) => name !== mine.name);
  const first = [sender, ...others].find((name) => name !== null && name !== "unknown") ?? undefined;
  return first === undefined ? [] : [first];
}
