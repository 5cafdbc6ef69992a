import type { GraphEdge, GraphNode, GraphResult } from "../../services/graph.ts";
import { inMarkup } from "../markup.ts";
import { BOX, type Layout, layOut, type Point } from "./layout.ts";
import { cutWords, sizeWords, wordsOf } from "./words.ts";

/** Room around the picture, and for the lines above it. */
const EDGE = 16;
const HEAD = 58;

/** The rules of a picture, in light and dark, for whoever puts it into a page too. */
export const GRAPH_CSS = `.bd-graph{--paper:#fff;--ink:#1b1f24;--quiet:#57606a;--line:#8c959f;--box:#f6f8fa;--ready:#1a7f37;--in_progress:#0b7285;--blocked:#b42318;--open:#3b5bdb;--deferred:#6e7781;--proposed:#946200;--closed:#8c959f;--chain:#9a4f00;font-family:system-ui,sans-serif;font-size:12px}
@media (prefers-color-scheme:dark){.bd-graph{--paper:#0d1117;--ink:#e6edf3;--quiet:#9ea7b3;--line:#6e7681;--box:#161b22;--ready:#3fb950;--in_progress:#39c5cf;--blocked:#ff7b72;--open:#79a6ff;--deferred:#8b949e;--proposed:#d9a520;--closed:#6e7681;--chain:#f0a050}}
.bd-graph .paper{fill:var(--paper)}.bd-graph text{fill:var(--ink)}.bd-graph .quiet{fill:var(--quiet)}.bd-graph .name{font-size:16px;font-weight:600}
.bd-graph .box{fill:var(--box);stroke:var(--line);stroke-width:1.5}.bd-graph .id{font-family:ui-monospace,monospace;font-weight:600}
.bd-graph .ready .box{stroke:var(--ready)}.bd-graph .in_progress .box{stroke:var(--in_progress)}.bd-graph .blocked .box{stroke:var(--blocked)}.bd-graph .open .box{stroke:var(--open)}.bd-graph .deferred .box{stroke:var(--deferred)}.bd-graph .proposed .box{stroke:var(--proposed)}.bd-graph .closed .box{stroke:var(--closed)}
.bd-graph .elsewhere .box{stroke-dasharray:5 3}.bd-graph .chain .box{stroke-width:3}.bd-graph .closed text{fill:var(--quiet)}
.bd-graph .edge{fill:none;stroke:var(--line);stroke-width:1.5}.bd-graph .edge.parent{stroke-dasharray:5 4}.bd-graph .edge.chain{stroke:var(--chain);stroke-width:3}.bd-graph .edge.cyclic{stroke:var(--blocked);stroke-width:2.5}
.bd-graph .tip{fill:var(--line)}.bd-graph .tip.chain{fill:var(--chain)}.bd-graph .tip.cyclic{fill:var(--blocked)}`;

export interface SvgStyle {
  /** True for a picture within a page, which brings the rules itself. */
  readonly inline?: boolean;
  /** The part of the page that tells of an issue; none where nothing does. */
  readonly anchorOf?: (id: string) => string | null;
}

/** A picture for people: what comes first stands left. No script, no links but to parts of the page around it. */
export function graphSvg(result: GraphResult, { inline = false, anchorOf = () => null }: SvgStyle = {}): string[] {
  const layout = layOut(result);
  const width = Math.max(layout.width, 560) + 2 * EDGE;
  const height = layout.height + HEAD + 2 * EDGE;
  const name = inMarkup(`Dependencies of ${result.project}`);
  const left = inline ? cutWords(result, "") : cutWords(result);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="bd-graph" viewBox="0 0 ${width} ${round(height)}" width="${width}" height="${round(height)}" role="${inline ? "group" : "img"}" aria-label="${name}: ${inMarkup(sizeWords(result))}">`,
    ...(inline ? [] : [`<style>${GRAPH_CSS}</style>`]),
    `<rect class="paper" width="${width}" height="${round(height)}"/>`,
    `<text class="name" x="${EDGE}" y="${EDGE + 16}">${name}</text>`,
    `<text class="quiet" x="${EDGE}" y="${EDGE + 34}">${inMarkup(sizeWords(result))}${result.alone === 0 ? "" : `; ${result.alone} more stand alone`}</text>`,
    `<text class="quiet" x="${EDGE}" y="${EDGE + 50}">${left === undefined ? LEGEND : inMarkup(left)}</text>`,
    `<g transform="translate(${EDGE} ${EDGE + HEAD})">`,
    // What is marked lies above the rest.
    ...layout.lines
      .toSorted((a, b) => weightOf(a.edge) - weightOf(b.edge))
      .flatMap(({ edge, points }) => edgeLines(edge, points)),
    ...result.nodes.flatMap((node) => boxLines(node, layout, anchorOf(node.id))),
    "</g>",
    "</svg>",
  ];
}

const LEGEND = "Solid: is needed by. Dashed: closes before its parent. Thick: the longest chain of open work.";

function weightOf({ critical, cyclic }: GraphEdge): number {
  return (cyclic ? 2 : 0) + (critical ? 1 : 0);
}

/** A line and its tip; what leads back goes round below, from the right of one box to the left of the other. */
function edgeLines(edge: GraphEdge, points: readonly Point[]): string[] {
  const tone = edge.cyclic ? " cyclic" : edge.critical ? " chain" : "";
  const kind = edge.kind === "parent" ? " parent" : "";
  const end = points.at(-1) as Point;
  const way = edge.back ? [...points].map(({ x, y }) => ({ x, y: y + 8 })) : points;
  const last = edge.back ? { x: end.x, y: end.y + 8 } : end;
  // Where it leads back, it comes from the right.
  const side = edge.back ? 8 : -8;
  return [
    `<path class="edge${kind}${tone}" d="${pathOf(way)}"/>`,
    `<path class="tip${tone}" d="M${round(last.x)} ${round(last.y)}l${side} -4.5v9z"/>`,
  ];
}

function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  let at = first as Point;
  let path = `M${round(at.x)} ${round(at.y)}`;
  for (const [index, point] of rest.entries()) {
    const middle = round((at.x + point.x) / 2);
    // Every second part passes a layer, and is straight.
    const isCurve = index % 2 === 0 && at.y !== point.y;
    path += isCurve
      ? `C${middle} ${round(at.y)} ${middle} ${round(point.y)} ${round(point.x)} ${round(point.y)}`
      : `L${round(point.x)} ${round(point.y)}`;
    at = point;
  }
  return path;
}

function boxLines(node: GraphNode, { boxes }: Layout, anchor: string | null): string[] {
  const { x, y } = boxes.get(node.id) as Point;
  const { head, title, full } = wordsOf(node);
  const classes = [
    node.status ?? "unknown",
    ...(node.critical ? ["chain"] : []),
    ...(node.address === null ? [] : ["elsewhere"]),
  ];
  const box = [
    `<g class="${classes.join(" ")}" transform="translate(${round(x)} ${round(y)})"><title>${inMarkup(full)}</title>`,
    `<rect class="box" width="${BOX.width}" height="${BOX.height}" rx="6"/>`,
    `<text class="id" x="10" y="17">${inMarkup(head)}</text><text x="10" y="33">${inMarkup(title)}</text></g>`,
  ];
  return anchor === null ? box : [`<a href="#${inMarkup(anchor)}">`, ...box, "</a>"];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
