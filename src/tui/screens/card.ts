import { hitting } from "../hit.ts";
import type { Line } from "../line.ts";
import { rowLine } from "../row-line.ts";
import type { View } from "../screen.ts";
import type { IssueItem } from "./issue-item.ts";

/** An issue on the board, with the lane in which it stands. */
export interface Card extends IssueItem {
  readonly lane: string;
}

/** A card, so many rows below the first row that is shown. */
export function cardLine({ key, row: issue, unread = false }: Card, row: number, { width, now, ascii, selected }: View): Line {
  return hitting(rowLine(issue, { width, now, ascii, selected: key === selected, unread }), { kind: "item", key, row });
}
