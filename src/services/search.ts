import { BeadsError } from "../errors.ts";
import type { IssueFilter, SearchHit } from "../store/snapshot.ts";
import type { Page } from "./page.ts";
import { resolveFilter } from "./resolve-filter.ts";
import type { Workspace } from "./workspace.ts";

export interface SearchInput {
  readonly words: string;
  /** Issues of every state but deleted ones, unless a status is asked for: what was solved before is worth finding. */
  readonly filter: IssueFilter;
  /** Null: all. */
  readonly limit: number | null;
}

/** Issues with these words in title, body or messages, the best first. @throws NO_WORDS */
export async function search(workspace: Workspace, { words, filter, limit }: SearchInput): Promise<Page<SearchHit>> {
  if (words.trim() === "") {
    throw new BeadsError("usage", "NO_WORDS", "There is nothing to search for.", { hints: ["bd search parser crash"] });
  }
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const resolved = resolveFilter(workspace, snapshot, filter);
  if (limit === null) return { items: snapshot.search(words, resolved, moment), more: 0 };
  const hits = snapshot.search(words, { ...resolved, limit: limit + 1 }, moment);
  return { items: hits.slice(0, limit), more: hits.length > limit ? null : 0 };
}
