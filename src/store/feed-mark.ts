import { join } from "node:path";
import { parseCursor } from "../domain/event.ts";
import { isStamp } from "../domain/time.ts";
import { sha1 } from "../format/sha1.ts";
import type { Location } from "../git/repository.ts";
import { readJson, writeWhole } from "./durable-file.ts";

/** Up to where one reader has read the feed of a project in this clone. Local, and never committed: linked worktrees share it. */
export interface FeedMark {
  /** With what the events go on behind what was read. */
  readonly cursor: string;
  /** When that was, RFC 3339 UTC: for when the cursor is not known any more. */
  readonly at: string;
}

/** Whose feed of which project, by its identity. */
export interface FeedReader {
  readonly name: string;
  readonly project: string;
}

/** Undefined for who never read it here, and where what is kept is damaged. */
export function readFeedMark(location: Pick<Location, "commonDir">, reader: FeedReader): FeedMark | undefined {
  const { at, cursor } = readJson<Partial<FeedMark>>(fileOf(location, reader)) ?? {};
  if (typeof at !== "string" || typeof cursor !== "string" || !isStamp(at)) return undefined;
  return parseCursor(cursor) === undefined ? undefined : { cursor, at };
}

/** @throws errors of the file system */
export function writeFeedMark(location: Pick<Location, "commonDir">, reader: FeedReader, { cursor, at }: FeedMark): void {
  writeWhole(fileOf(location, reader), `${JSON.stringify({ ...reader, cursor, at })}\n`, { sync: false });
}

function fileOf({ commonDir }: Pick<Location, "commonDir">, { name, project }: FeedReader): string {
  return join(commonDir, "bd", "feed", `${sha1(`${name} ${project}`)}.json`);
}
