import type { OutlineRow } from "../../services/row.ts";
import type { Item } from "../screen.ts";

/** An issue that can be selected. */
export interface IssueItem extends Item {
  readonly row: OutlineRow;
  /** True where something that was said on it, or itself, was not read yet. */
  readonly unread?: boolean;
}

export function issueItem(row: OutlineRow): IssueItem {
  const { id, title, type, priority, computed, holder, assignee, labels } = row;
  const words = `${id} ${title} ${type} p${priority} ${computed} ${holder ?? ""} ${assignee ?? ""} ${labels.join(" ")}`;
  return { key: id, issue: id, words: words.toLowerCase(), row };
}
