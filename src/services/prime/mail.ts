import { inbox } from "../inbox.ts";
import type { InboxEntry } from "../inbox-entry.ts";
import type { PrimeSite, Rows } from "./site.ts";

/** What was said to the caller: the urgent first, then what waits for an answer, then the rest. */
export async function mail({ workspace, most }: PrimeSite): Promise<Rows<InboxEntry> | null> {
  const { entries, more } = await inbox(workspace, { limit: most });
  return entries.length === 0 ? null : { rows: entries, more };
}
