import { nameOf } from "../../domain/actor.ts";
import { mintMoment } from "../../domain/id.ts";
import type { Message } from "../../domain/message.ts";
import { toStamp } from "../../domain/time.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { messagePath } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Operation } from "../operation.ts";
import type { State } from "../state.ts";

/** Messages to holders, and the issues that they are on. */
export interface Asked {
  readonly files: readonly FileWrite[];
  readonly beads: readonly string[];
}

export const NOBODY_ASKED: Asked = { files: [], beads: [] };

/** Asks whoever holds an issue to keep their work and let it go: a message on each issue that is held, but for the caller's own. */
export function askHolders(
  state: State,
  operation: Operation,
  { id, title }: { readonly id: string; readonly title: string },
): Asked {
  const { snapshot, moment } = state;
  const caller = nameOf(operation.actor);
  const held = snapshot.rows({ statuses: ["in_progress"] }, moment).filter(({ holder }) => holder !== null && holder !== caller);
  const files = held.map(({ issue, holder }) => {
    const message = messageTo(state, operation, { thread: issue.id, to: holder ?? "", id, title });
    return { path: messagePath(message.thread, message.id), content: serializeMessage(message) };
  });
  return { files, beads: held.map(({ issue }) => issue.id) };
}

function messageTo(
  { moment, chance }: State,
  { actor, op }: Operation,
  { thread, to, id, title }: { readonly thread: string; readonly to: string; readonly id: string; readonly title: string },
): Message {
  const body = `${title}\n\nThe project is paused at level 4. Keep what you have with bd checkpoint, then give the issue back with bd release ${thread}.`;
  return {
    ...{ id: mintMoment(moment.now, chance), thread, to: [to], type: "alert", priority: "emergency", expects: "ack" },
    from: { human: actor.human.name, agent: nameOf(actor), project: actor.project, session: actor.session },
    ...{ deadline: null, in_reply_to: null, subject: "Checkpoint and release", data: { escalation: id }, attachments: [] },
    ...{ created: toStamp(moment.now), op, body, extras: [] },
  };
}
