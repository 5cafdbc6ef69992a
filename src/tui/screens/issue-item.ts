import type { Row } from "../../services/row.ts";
import type { Item } from "../screen.ts";

/** An issue that can be selected. */
export interface IssueItem extends Item {
  readonly row: Row;
}

export function issueItem(row: Row): IssueItem {
  const { issue, holder, computed } = row;
  const words = [
    issue.id,
    issue.title,
    issue.type,
    `p${issue.priority}`,
    computed,
    holder ?? "",
    issue.assignee ?? "",
    ...issue.labels,
  ];
  return { key: issue.id, issue: issue.id, words: words.join(" "), row };
}
