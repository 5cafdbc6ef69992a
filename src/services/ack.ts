import { type ReplyResult, reply } from "./reply.ts";
import type { Workspace } from "./workspace.ts";

export interface AckInput {
  /** A message, or an issue whose last message to the caller is meant. */
  readonly target: string;
  readonly body?: string | undefined;
}

/** Says that a message was received, and nothing more unless a word is given. @throws what `reply` throws */
export function ack(workspace: Workspace, { target, body = "" }: AckInput): Promise<ReplyResult> {
  return reply(workspace, { target, body, type: "ack", expects: "none" });
}
