import type { GraphResult } from "../services/graph.ts";
import { graphDot } from "./graph/dot.ts";
import { graphMermaid } from "./graph/mermaid.ts";
import { graphSvg } from "./graph/svg.ts";
import { graphText } from "./graph/text.ts";
import type { Style } from "./style.ts";

/** The forms of a picture. Each has a first line by which bd knows it again, and at most so many issues where nobody says otherwise. */
export const GRAPH_FORMATS = {
  text: { mark: "Dependencies of ", most: 500, ends: [".txt"] },
  mermaid: { mark: "%% Dependencies of ", most: 150, ends: [".mmd", ".mermaid"] },
  dot: { mark: "// Dependencies of ", most: 1000, ends: [".dot", ".gv"] },
  svg: { mark: '<svg xmlns="http://www.w3.org/2000/svg" class="bd-graph"', most: 300, ends: [".svg"] },
} as const;
export type GraphFormat = keyof typeof GRAPH_FORMATS;

/** The form of a file by how its name ends; undefined for any other. */
export function graphFormatOf(file: string): GraphFormat | undefined {
  const name = file.toLowerCase();
  const formats = Object.keys(GRAPH_FORMATS) as GraphFormat[];
  return formats.find((format) => GRAPH_FORMATS[format].ends.some((end) => name.endsWith(end)));
}

/** The JSON of a picture: what is in it, and the picture itself or the file that it was written to. */
export function graphJson(result: GraphResult, { format, text = null, file = null }: GraphJson) {
  const { project, nodes, edges, critical, cycles, total, total_edges, alone } = result;
  return { project, nodes, edges, critical, cycles, total, total_edges, alone, format, text, file };
}

interface GraphJson {
  readonly format: GraphFormat;
  readonly text?: string | null;
  readonly file?: string | null;
}

/** The picture in one of its forms, as lines. */
export function renderGraph(result: GraphResult, format: GraphFormat, style: Style): string[] {
  if (format === "mermaid") return graphMermaid(result);
  if (format === "dot") return graphDot(result);
  return format === "svg" ? graphSvg(result) : graphText(result, style);
}
