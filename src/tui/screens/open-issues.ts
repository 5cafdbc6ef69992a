import { inbox } from "../../services/inbox.ts";
import { outline } from "../../services/list.ts";
import type { Workspace } from "../../services/workspace.ts";
import { type IssueItem, issueItem } from "./issue-item.ts";

interface Kept {
  readonly tip: string;
  readonly at: number;
  readonly items: Promise<readonly IssueItem[]>;
}

/** Milliseconds for which what was read counts where the ledger did not move: time alone changes little. */
const LASTS = 5_000;

const kept = new WeakMap<Workspace, Kept>();

/** Everything that is not over, without the texts, and what of it is unread. */
export async function openIssues(workspace: Workspace): Promise<readonly IssueItem[]> {
  const [items, unread] = await Promise.all([outlined(workspace), unreadIn(workspace)]);
  return unread.size === 0 ? items : items.map((item) => (unread.has(item.key) ? { ...item, unread: true } : item));
}

/** So many closed ones are shown at most, those that changed last. */
const CLOSED = 1_000;

/** The same, with what is closed below it where that is wanted. */
export async function shownIssues(workspace: Workspace, closed: boolean): Promise<readonly IssueItem[]> {
  if (!closed) return openIssues(workspace);
  const filter = { statuses: ["closed"], sort: "updated", reverse: true, limit: CLOSED } as const;
  const [open, over] = await Promise.all([openIssues(workspace), outline(workspace, { filter, all: true })]);
  return [...open, ...over.map(issueItem)];
}

/** So many entries of the inbox are looked at. */
const MOST = 200;

async function unreadIn(workspace: Workspace): Promise<ReadonlySet<string>> {
  const { entries } = await inbox(workspace, { unread: true, limit: MOST });
  return new Set(entries.map(({ address }) => address));
}

/** Read once for all screens that show it, as long as the ledger stays where it is. */
async function outlined(workspace: Workspace): Promise<readonly IssueItem[]> {
  const { tip } = await workspace.ledger.snapshot();
  const at = workspace.ledger.now();
  const known = kept.get(workspace);
  if (known !== undefined && known.tip === tip && at - known.at < LASTS) return known.items;
  const items = outline(workspace, { filter: {}, all: false }).then((rows) => rows.map(issueItem));
  kept.set(workspace, { tip, at, items });
  // What failed is asked anew.
  items.catch(() => kept.delete(workspace));
  return items;
}
