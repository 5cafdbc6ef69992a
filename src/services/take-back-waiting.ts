import type { Message } from "../domain/message.ts";
import { type Passage, passageState } from "../domain/outbox.ts";
import { BeadsError } from "../errors.ts";
import { type DropInput, dropOutbox } from "./outbox.ts";
import { shortAddress } from "./outbox-entry.ts";
import { NOTHING_LEFT, type ReplyResult } from "./reply.ts";
import { shortNames } from "./short-names.ts";
import type { TakeBackInput } from "./take-back.ts";
import type { Workspace } from "./workspace.ts";
import type { Landing } from "./write.ts";

/**
 * Gives up a word for another project that has not got there; what was given up already stays so. Undefined where another clone turns out to have
 * brought it there meanwhile. @throws what `dropOutbox` throws
 */
export async function takeBackWaiting(
  workspace: Workspace,
  passage: Passage,
  { body, dry_run }: TakeBackInput,
): Promise<ReplyResult | undefined> {
  const { entry, marks } = passage;
  const { id, bead, project } = entry;
  const reason = body === undefined || body.trim() === "" ? undefined : body;
  const isOver = passageState(passage) === "dropped";
  const landing = isOver ? NOTHING_LEFT : await drop(workspace, { entries: [id], reason, dry_run });
  if (landing === undefined) return undefined;
  const address = shortAddress({ name: (await shortNames(workspace))(project) }, bead);
  const branch = marks.find(({ state }) => state === "proposed")?.branch ?? null;
  const hint = branch === null ? null : `It lies there as the branch ${branch} until somebody closes the pull request of it.`;
  const why = !isOver && dry_run !== true && (workspace.offline || landing.why !== null) ? MAY_STILL : null;
  const way = {
    state: "dropped",
    entry: id,
    bead,
    address,
    carrier: null,
    why,
    hint,
    final: true,
    branch,
    landing,
  } as const;
  return { message: messageOf(entry), thread: bead, address, project, foreign: true, moved: [], sent: way, landing };
}

async function drop(workspace: Workspace, input: DropInput): Promise<Landing | undefined> {
  try {
    return (await dropOutbox(workspace, input)).landings[0];
  } catch (error) {
    if (error instanceof BeadsError && error.code === "OUTBOX_NOT_WAITING" && error.fields["state"] === "delivered")
      return undefined;
    throw error;
  }
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
