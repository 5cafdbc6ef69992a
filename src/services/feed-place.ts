import { nameOf } from "../domain/actor.ts";
import { toStamp } from "../domain/time.ts";
import { writeFeedMark } from "../store/feed-mark.ts";
import type { FeedResult } from "./feed.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Remembers that a reader has read up to where a feed ends, if the feed was read from where they left off: this moves the mark, and nothing else does.
 * Where nothing can be written they are told the same again the next time.
 */
export function keepPlace(
  workspace: Workspace,
  { cursor, identity, now, start }: Pick<FeedResult, "cursor" | "identity" | "now" | "start">,
): void {
  if (start === "given") return;
  const reader = { name: nameOf(workspace.actor), project: identity };
  try {
    writeFeedMark(workspace.repository.location, reader, { cursor, at: toStamp(now) });
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    workspace.warn(`bd could not note that you read this (${why}): the next bd feed tells it again.`);
  }
}
