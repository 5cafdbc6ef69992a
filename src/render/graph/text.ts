import { oneLine } from "../../domain/strip.ts";
import type { GraphEdge, GraphNode, GraphResult } from "../../services/graph.ts";
import { cellsOf, cut } from "../cells.ts";
import { countOf } from "../count.ts";
import { linkLine, nameOf } from "../link.ts";
import { bold, dim, paint, type Style } from "../style.ts";
import { cutWords, sizeWords } from "./words.ts";

/** Layer by layer: what can be done first stands above; below each issue what it waits for. */
export function graphText(result: GraphResult, style: Style): string[] {
  const { alone, cycles, nodes, project } = result;
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const before = Map.groupBy(result.edges, ({ to }) => to);
  const layers = [...Map.groupBy(nodes, ({ layer }) => layer)].sort(([a], [b]) => a - b);
  const left = cutWords(result);
  return [
    `Dependencies of ${oneLine(project)}: ${sizeWords(result)}`,
    ...layers.flatMap(([layer, members]) => [
      "",
      bold(style, `LAYER ${layer + 1}${layer === 0 ? " (waits for nothing here)" : ""}`),
      ...members.toSorted(byWeight).flatMap((node) => nodeLines(node, before.get(node.id) ?? [], { names, style })),
    ]),
    ...(cycles.length === 0 ? [] : ["", bold(style, "CYCLES (none of them can become ready)")]),
    ...cycles.map((cycle) => `  ${cycle.map((id) => names.get(id) ?? oneLine(id)).join(", ")}`),
    ...(nodes.length === 0
      ? ["", "Nothing here waits for anything."]
      : ["", legend(result)].filter((line, at) => at === 0 || line !== "")),
    ...(alone === 0 ? [] : [`${countOf(alone, "more open issue")} ${alone === 1 ? "stands" : "stand"} alone: --all shows them.`]),
    ...(left === undefined ? [] : [left]),
  ];
}

function legend({ critical, cycles }: GraphResult): string {
  const parts = [
    ...(critical.length > 1 ? ["* the longest chain of open work"] : []),
    ...(cycles.length > 0 ? ["! on a cycle"] : []),
  ];
  return parts.join("; ");
}

function byWeight(a: GraphNode, b: GraphNode): number {
  return Number(b.critical) - Number(a.critical) || (a.priority ?? 2) - (b.priority ?? 2);
}

interface Place {
  readonly names: ReadonlyMap<string, string>;
  readonly style: Style;
}

function nodeLines(node: GraphNode, edges: readonly GraphEdge[], { names, style }: Place): string[] {
  const mark = node.cyclic ? paint(style, "red", "!") : node.critical ? paint(style, "yellow", "*") : " ";
  const line = `${mark} ${linkLine(node, { ...style, width: style.width - 2 })}`;
  const listOf = (kind: GraphEdge["kind"]) => {
    const ids = edges
      .filter((edge) => edge.kind === kind)
      .map(({ from, back }) => `${names.get(from)}${back ? " (a cycle)" : ""}`);
    return ids.length === 0 ? [] : [`${kind === "needs" ? "needs" : "closes behind"} ${ids.join(", ")}`];
  };
  const waits = [...listOf("needs"), ...listOf("parent")].join("; ");
  if (waits === "") return [line];
  const arrow = style.ascii ? "<- " : "← ";
  const room = style.width - 6 - cellsOf(arrow);
  return [line, `      ${dim(style, `${arrow}${cut(waits, room, style.ascii ? ".." : "…")}`)}`];
}
