import { oneLine } from "../../domain/strip.ts";
import type { GraphNode, GraphResult } from "../../services/graph.ts";
import { cut } from "../cells.ts";
import { countOf } from "../count.ts";
import { nameOf, thereWords } from "../link.ts";
import { symbolOf, wordOf } from "../state.ts";
import { PLAIN } from "../style.ts";

/** So wide is a title in a picture, in letters of one width. */
const WIDE = 26;

/** What stands in the box of an issue. */
export interface NodeWords {
  /** Symbol and id: `○ vc-7k3xq2`. */
  readonly head: string;
  readonly title: string;
  /** The whole title, the state and what else is known: for whoever points at it or listens. */
  readonly full: string;
}

export function wordsOf(node: GraphNode): NodeWords {
  const { address, critical, cyclic, holder, status, title } = node;
  const name = nameOf(node);
  const said = oneLine(title ?? "");
  const state =
    status === null
      ? "not known here"
      : address === null
        ? wordOf(status) + (holder === null ? "" : ` with ${oneLine(holder)}`)
        : thereWords(node);
  const marks = [state, ...(critical ? ["on the longest chain"] : []), ...(cyclic ? ["on a cycle"] : [])];
  return {
    head: `${status === null ? "?" : symbolOf(status, PLAIN)} ${cut(name, WIDE - 2)}`,
    title: cut(said === "" ? state : said, WIDE),
    full: `${name}${said === "" ? "" : `: ${said}`} (${marks.join(", ")})`,
  };
}

/** How much there is, in one line without the project's name. */
export function sizeWords({ critical, cycles, edges, nodes }: GraphResult): string {
  const parts = [countOf(nodes.length, "issue"), countOf(edges.length, "edge")];
  if (critical.length > 1) parts.push(`the longest chain has ${critical.length}`);
  if (cycles.length > 0) parts.push(countOf(cycles.length, "cycle"));
  return parts.join(", ");
}

/** What had to be left out; undefined where nothing was. */
export function cutWords(
  { edges, nodes, total, total_edges }: GraphResult,
  hint = ": --limit shows more, an id less",
): string | undefined {
  if (nodes.length === total && edges.length === total_edges) return undefined;
  const issues = `${nodes.length} of ${countOf(total, "issue")}`;
  return `Shown are ${issues} and ${edges.length} of ${countOf(total_edges, "edge")}${hint}.`;
}
