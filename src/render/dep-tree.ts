import type { DepTree, Node } from "../services/dep-tree.ts";
import { linkLine } from "./link.ts";
import { bold, dim, type Style } from "./style.ts";

const STOPS: Readonly<Record<NonNullable<Node["stop"]>, string>> = {
  cycle: "a cycle: it stands above already",
  repeated: "opened out elsewhere",
  depth: "more below: --depth",
};

export function depTreeJson({ root, down, up }: DepTree) {
  const { id, title, status } = root;
  return { id, title, status, down, up };
}

/** The issue, then what it needs, then what needs it, each as a tree. */
export function renderDepTree({ root, down, up }: DepTree, style: Style): string[] {
  return [
    linkLine(root, style),
    ...(down === null ? [] : ["", bold(style, "NEEDS"), ...branches(down, style, "  ")]),
    ...(up === null ? [] : ["", bold(style, "NEEDED BY"), ...branches(up, style, "  ")]),
  ];
}

function branches(nodes: readonly Node[], style: Style, left: string): string[] {
  if (nodes.length === 0) return left === "  " ? ["  nothing"] : [];
  const [fork, end, rail] = style.ascii ? ["|- ", "`- ", "|  "] : ["├─ ", "└─ ", "│  "];
  return nodes.flatMap((node, at) => {
    const last = at === nodes.length - 1;
    const room = { ...style, width: Math.max(40, style.width - left.length - 3 - notes(node).length) };
    return [
      `${left}${last ? end : fork}${linkLine(node, room)}${dim(style, notes(node))}`,
      ...branches(node.nodes, style, `${left}${last ? "   " : rail}`),
    ];
  });
}

function notes({ edge, stop }: Node): string {
  const words = [...(edge === "child" || edge === "parent" ? [edge] : []), ...(stop === null ? [] : [STOPS[stop]])];
  return words.length === 0 ? "" : `  [${words.join("; ")}]`;
}
