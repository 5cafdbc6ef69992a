import { oneLine } from "../../domain/strip.ts";
import type { GraphEdge, GraphResult } from "../../services/graph.ts";
import { cutWords, sizeWords, wordsOf } from "./words.ts";

/** Border and filling of each state; `unknown` for what is not known here. The letters stay dark on light. */
const CLASSES = {
  ready: "fill:#e6f6ea,stroke:#1a7f37,color:#111",
  in_progress: "fill:#e2f4fb,stroke:#0b7285,color:#111",
  blocked: "fill:#fdeaea,stroke:#b42318,color:#111",
  open: "fill:#eef2ff,stroke:#3b5bdb,color:#111",
  deferred: "fill:#f1f3f5,stroke:#868e96,color:#111",
  proposed: "fill:#fff8db,stroke:#946200,color:#111",
  closed: "fill:#f8f9fa,stroke:#adb5bd,color:#555",
  unknown: "fill:#ffffff,stroke:#868e96,color:#555",
} as const;

/** A flow chart for Mermaid. Nothing in it can be clicked; ids of the picture are numbers, since those of beads may be anything. */
export function graphMermaid(result: GraphResult): string[] {
  const { edges, nodes, project } = result;
  const number = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
  const left = cutWords(result);
  const used = new Set(nodes.map(({ status }) => status ?? "unknown"));
  return [
    `%% Dependencies of ${inComment(project)}: ${sizeWords(result)}`,
    ...(left === undefined ? [] : [`%% ${left}`]),
    "flowchart LR",
    ...nodes.map((node) => {
      const { head, title } = wordsOf(node);
      const elsewhere = node.address === null ? "" : "[]";
      const [open, close] = elsewhere === "" ? ["[", "]"] : ["[[", "]]"];
      return `  ${number.get(node.id)}${open}"${escaped(head)}<br/>${escaped(title)}"${close}:::${node.status ?? "unknown"}`;
    }),
    ...edges.map((edge) => `  ${number.get(edge.from)} ${arrowOf(edge)} ${number.get(edge.to)}`),
    ...Object.entries(CLASSES).flatMap(([state, style]) => (used.has(state as "open") ? [`  classDef ${state} ${style}`] : [])),
    ...cyclicStyle(edges),
  ];
}

function arrowOf({ back, critical, kind }: GraphEdge): string {
  const arrow = critical ? "==>" : kind === "parent" ? "-.->" : "-->";
  return back ? `${arrow}|cycle|` : arrow;
}

function cyclicStyle(edges: readonly GraphEdge[]): string[] {
  const at = edges.flatMap(({ cyclic }, index) => (cyclic ? [index] : []));
  return at.length === 0 ? [] : [`  linkStyle ${at.join(",")} stroke:#b42318`];
}

/** Letters, digits and a little more stay; all other ASCII becomes a number that Mermaid reads as that letter. */
function escaped(text: string): string {
  return oneLine(text).replace(/[^\w .,()\u0080-\u{10ffff}-]/gu, (letter) => `#${letter.codePointAt(0)};`);
}

/** A comment must not hold what Mermaid takes for a directive. */
function inComment(text: string): string {
  return oneLine(text).replace(/[{}%]/g, "");
}
