import { oneLine } from "../../domain/strip.ts";
import type { GraphEdge, GraphNode, GraphResult } from "../../services/graph.ts";
import { cutWords, sizeWords, wordsOf } from "./words.ts";

/** Border colours of the states. */
const COLORS: Readonly<Record<NonNullable<GraphNode["status"]>, string>> = {
  ready: "#1a7f37",
  in_progress: "#0b7285",
  blocked: "#b42318",
  open: "#3b5bdb",
  deferred: "#868e96",
  proposed: "#946200",
  closed: "#adb5bd",
};

/** A directed graph for Graphviz, from left to right. No links, no HTML. */
export function graphDot(result: GraphResult): string[] {
  const { edges, nodes, project } = result;
  const number = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
  const left = cutWords(result);
  return [
    `// Dependencies of ${oneLine(project)}: ${sizeWords(result)}`,
    ...(left === undefined ? [] : [`// ${left}`]),
    "digraph beads {",
    '  rankdir=LR; node [shape=box, style=rounded, fontname="sans-serif"];',
    ...nodes.map((node) => `  ${number.get(node.id)} [${nodeAttributes(node)}];`),
    ...edges.map((edge) => `  ${number.get(edge.from)} -> ${number.get(edge.to)}${edgeAttributes(edge)};`),
    "}",
  ];
}

function nodeAttributes(node: GraphNode): string {
  const { head, title, full } = wordsOf(node);
  const color = node.status === null ? "#868e96" : COLORS[node.status];
  return [
    `label="${escaped(head)}\\n${escaped(title)}"`,
    `tooltip="${escaped(full)}"`,
    `color="${color}"`,
    ...(node.critical ? ["penwidth=3"] : []),
    ...(node.address === null ? [] : ['style="rounded,dashed"']),
  ].join(", ");
}

function edgeAttributes({ back, critical, cyclic, kind }: GraphEdge): string {
  const parts = [
    ...(kind === "parent" ? ["style=dashed"] : []),
    ...(critical ? ["penwidth=3"] : []),
    ...(cyclic ? ['color="#b42318"'] : []),
    ...(back ? ["constraint=false"] : []),
  ];
  return parts.length === 0 ? "" : ` [${parts.join(", ")}]`;
}

/** Quotes end a string, backslashes begin what Graphviz fills in, and entities stand for letters: none of them is left as it is. */
function escaped(text: string): string {
  return oneLine(text).replaceAll("&", "&amp;").replace(/["\\]/g, "\\$&");
}
