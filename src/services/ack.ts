import { type ReplyResult, reply } from "./reply.ts";
import type { Workspace } from "./workspace.ts";

export interface AckInput {
  /** A message, or an issue whose last message to the caller is meant. */
  readonly target: string;
  readonly body?: string | undefined;
  readonly to?: readonly string[] | undefined;
  readonly data?: readonly string[] | undefined;
  readonly allow_secrets?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

/** Says that a message was received, and nothing more unless a word is given. Said once, it is said. @throws what `reply` throws */
export function ack(workspace: Workspace, { body = "", ...input }: AckInput): Promise<ReplyResult> {
  return reply(workspace, { ...input, body, type: "ack", expects: "none" });
}
