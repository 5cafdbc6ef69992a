import type { OutlineRow } from "../services/row.ts";
import { plain } from "./plain.ts";

/** By what a board is parted into lanes; `none`: not at all. */
export type Lanes = "none" | "epic" | "assignee" | "label";

const ORDER: readonly Lanes[] = ["none", "epic", "assignee", "label"];

/** What the key that changes the lanes goes on to. */
export function nextLanes(lanes: Lanes): Lanes {
  return ORDER[(ORDER.indexOf(lanes) + 1) % ORDER.length] ?? "none";
}

/** A chain of parents that a merge made endless ends here. */
const HIGHEST = 30;

/**
 * The lane in which an issue stands: that of the epic which it belongs to, of who holds it or is to do it, or of its first label. Empty for none
 * of these. `known`: the issues of the board, by id.
 */
export function laneOf(row: OutlineRow, lanes: Lanes, known: ReadonlyMap<string, OutlineRow>): string {
  if (lanes === "assignee") return plain(row.holder ?? row.assignee ?? "");
  if (lanes === "label") return plain(row.labels[0] ?? "");
  if (lanes === "none") return "";
  let at: OutlineRow | undefined = row;
  for (let steps = 0; at !== undefined && steps < HIGHEST; steps++) {
    if (at.type === "epic") return plain(at.title);
    if (at.parent !== null && !known.has(at.parent)) return at.parent;
    at = at.parent === null ? undefined : known.get(at.parent);
  }
  return "";
}

/** How the lane of what is in none is called. */
export function restOf(lanes: Lanes): string {
  return lanes === "epic" ? "no epic" : lanes === "assignee" ? "nobody" : "no label";
}

/** Lanes in the order of their names; what is in none comes last. */
export function compareLanes(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  return a < b ? -1 : 1;
}
