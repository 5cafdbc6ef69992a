import { join } from "node:path";
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

/** Undefined for who never read it here. */
export function readFeedMark(location: Pick<Location, "commonDir">, reader: FeedReader): FeedMark | undefined {
  const kept = readJson<Partial<FeedMark>>(fileOf(location, reader));
  return typeof kept?.cursor === "string" && typeof kept.at === "string" ? { cursor: kept.cursor, at: kept.at } : undefined;
}

/** @throws errors of the file system */
export function writeFeedMark(location: Pick<Location, "commonDir">, reader: FeedReader, { cursor, at }: FeedMark): void {
  writeWhole(fileOf(location, reader), `${JSON.stringify({ ...reader, cursor, at })}\n`, { sync: false });
}

function fileOf({ commonDir }: Pick<Location, "commonDir">, { name, project }: FeedReader): string {
  return join(commonDir, "bd", "feed", `${sha1(`${name} ${project}`)}.json`);
}
