import type { Message } from "../domain/message.ts";
import type { Passage } from "../domain/outbox.ts";
import { dropOutbox } from "./outbox.ts";
import { addressOf } from "./outbox-entry.ts";
import { NOTHING_LEFT, type ReplyResult } from "./reply.ts";
import type { TakeBackInput } from "./take-back.ts";
import type { Workspace } from "./workspace.ts";

/** Gives up a word for another project that has not got there: nobody there has read it. @throws what `dropOutbox` throws */
export async function takeBackWaiting(workspace: Workspace, id: string, { body, dry_run }: TakeBackInput): Promise<ReplyResult> {
  const { entry } = (await workspace.ledger.snapshot()).passage(id) as Passage;
  const reason = body === undefined || body.trim() === "" ? undefined : body;
  const { rows, landings } = await dropOutbox(workspace, { entries: [id], reason, dry_run });
  const { bead, project } = entry;
  const landing = landings[0] ?? NOTHING_LEFT;
  const address = rows[0]?.address ?? addressOf(entry);
  return {
    ...{ message: messageOf(entry), thread: bead, address, project, foreign: true, moved: [], landing },
    sent: {
      state: "dropped",
      entry: id,
      bead,
      address,
      carrier: null,
      why: dry_run !== true && (workspace.offline || landing.why !== null) ? MAY_STILL : null,
      hint: null,
      final: true,
      branch: null,
      landing,
    },
  };
}

/** Nobody else knows yet that it was given up. */
const MAY_STILL = "Another clone may still bring it until this one has synced.";

/** The words as they would have stood on their thread. */
export function messageOf({ id, bead, from, to, type, priority, created, ...entry }: Passage["entry"]): Message {
  const { expects, deadline, in_reply_to, subject, data, attachments, body } = entry;
  return {
    ...{ id, thread: bead, from, to, expects, deadline, in_reply_to, subject, data, attachments, created, body },
    ...{ type: type as Message["type"], priority: priority as Message["priority"], op: id, extras: [] },
  };
}
