import { type Actor, nameOf } from "../domain/actor.ts";
import type { Message, Sender } from "../domain/message.ts";
import { toStamp } from "../domain/time.ts";
import type { Ledger } from "../store/ledger.ts";

/** Who speaks, as a message says it. */
export function senderOf(actor: Actor): Sender {
  return { human: actor.human.name, agent: nameOf(actor), project: actor.project, session: actor.session };
}

/** Makes a message with a fresh id; what is not said is usual. */
export function compose(
  ledger: Pick<Ledger, "now" | "mint">,
  actor: Actor,
  said: Partial<Message> & Pick<Message, "thread" | "body">,
): Message {
  const now = ledger.now();
  const id = ledger.mint();
  return {
    id,
    from: senderOf(actor),
    to: [],
    type: "note",
    priority: "normal",
    expects: "none",
    deadline: null,
    in_reply_to: null,
    subject: null,
    data: {},
    attachments: [],
    created: toStamp(now),
    op: id,
    extras: [],
    ...said,
  };
}
