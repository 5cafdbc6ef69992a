import { type DepTree, depTree, type Node } from "../../services/dep-tree.ts";
import { hitting } from "../hit.ts";
import { type Line, span, spread, toWidth } from "../line.ts";
import { plain } from "../plain.ts";
import { type Content, defineScreen, type Item, type View } from "../screen.ts";
import { narrowed, windowAt } from "../select.ts";
import { markOf, SIGNS_WORDS, signOf } from "../signs.ts";

/** An issue in a layer: what it needs stands to its left, what waits for it to its right. */
interface Placed extends Item {
  readonly title: string;
  readonly status: Node["status"];
  readonly holder: string | null;
  /** True on the longest way through what is still open. */
  readonly critical: boolean;
}

interface Layers extends Content {
  readonly columns: readonly (readonly Placed[])[];
  /** Which column the issue itself stands in. */
  readonly middle: number;
}

const DEPTH = 4;
const NARROWEST = 24;
/** A layer that is as wide names who holds what. */
const HOLDERS_FROM = 36;

export const graphScreen = defineScreen<Layers>({
  number: 5,
  title: "Graph",
  follows: true,
  about: `What the issue in the middle needs at its left, what waits for it at its right; ! marks the longest way through what is open. 5 puts what is selected into the middle. ${SIGNS_WORDS}`,
  empty: "Select an issue on another screen, then come back: here stands what it needs and what waits for it.",
  load: async (workspace, focus) => {
    if (focus === null) return { columns: [[]], middle: 0 };
    return { ...layersOf(await depTree(workspace, { id: focus, direction: "both", depth: DEPTH })), home: focus };
  },
  // What an issue hangs on is worth seeing whatever it was found by.
  narrow: (layers, filter) => {
    const found = new Set(narrowed(layers, filter).columns.flatMap((items) => items.map(({ key }) => key)));
    const asideOf = (item: Placed): Placed => (found.has(item.key) ? item : { ...item, aside: true });
    return filter === "" ? layers : { ...layers, columns: layers.columns.map((items) => items.map(asideOf)) };
  },
  draw: (layers, view) => {
    const shown = shownLayers(layers, view);
    const width = Math.floor((view.width - (shown.length - 1) * 3) / shown.length);
    const drawn = shown.map((at) => drawLayer(layers, { at, shown }, { ...view, width }));
    const arrow = span(view.ascii ? " > " : " → ", "quiet");
    const gap = span("   ");
    return Array.from({ length: view.height }, (_, n): Line => {
      return drawn.flatMap((lines, at) => [...(at === 0 ? [] : [n === 0 ? arrow : gap]), ...toWidth(lines[n] ?? [], width)]);
    });
  },
});

/** Each issue stands in the layer farthest from the middle that it has, once. */
function layersOf({ root, down, up }: DepTree): Layers {
  const critical = new Set([root.id, ...longestOpen(down ?? [])]);
  const before = distancesOf(down ?? []);
  const after = distancesOf(up ?? []);
  const far = Math.max(0, ...before.values().map(({ distance }) => distance));
  const wide = Math.max(0, ...after.values().map(({ distance }) => distance));
  const columns = Array.from({ length: far + 1 + wide }, (): Placed[] => []);
  for (const { node, distance } of before.values()) columns[far - distance]?.push(placedOf(node, critical));
  columns[far]?.push(placedOf(root, critical));
  for (const { node, distance } of after.values()) columns[far + distance]?.push(placedOf(node, critical));
  return { columns, middle: far };
}

interface Far {
  readonly node: Node;
  readonly distance: number;
}

function distancesOf(nodes: readonly Node[], distance = 1, found = new Map<string, Far>()): Map<string, Far> {
  for (const node of nodes) {
    const known = found.get(node.id);
    if (known === undefined || known.distance < distance) found.set(node.id, { node, distance });
    distancesOf(node.nodes, distance + 1, found);
  }
  return found;
}

/** The longest chain of what is not closed: nothing else makes the end come sooner. */
function longestOpen(nodes: readonly Node[]): readonly string[] {
  const chains = nodes.filter(({ status }) => status !== "closed").map((node) => [node.id, ...longestOpen(node.nodes)]);
  return chains.reduce((longest, chain) => (chain.length > longest.length ? chain : longest), []);
}

function placedOf({ id, title, status, holder }: Node, critical: ReadonlySet<string>): Placed {
  const words = plain(title ?? id);
  return { key: id, issue: id, title: words, status, holder, critical: critical.has(id), words: `${id} ${words}` };
}

/** As many layers as can be read, those around the selected issue. */
function shownLayers({ columns, middle }: Layers, { width, selected }: View): number[] {
  const most = Math.max(1, Math.min(columns.length, Math.floor((width + 3) / (NARROWEST + 3))));
  const found = columns.findIndex((items) => items.some(({ key }) => key === selected));
  const at = found < 0 ? middle : found;
  const first = Math.max(0, Math.min(at - Math.floor(most / 2), columns.length - most));
  return Array.from({ length: most }, (_, n) => first + n);
}

function drawLayer(
  { columns, middle }: Layers,
  { at, shown }: { readonly at: number; readonly shown: readonly number[] },
  view: View,
): Line[] {
  const items = columns[at] ?? [];
  const left = at === shown[0] && at > 0 ? "‹ " : "";
  const right = at === shown.at(-1) && at < columns.length - 1 ? " ›" : "";
  const title = at === middle ? "This issue" : at < middle ? `Needed, ${middle - at} away` : `Waiting, ${at - middle} away`;
  const height = view.height - 1;
  const first = windowAt(
    items.length,
    { ...view, height },
    items.findIndex(({ key }) => key === view.selected),
  );
  const rows = items.slice(first, first + height).map((item, row) => {
    return hitting(placedLine(item, view), { kind: "item", key: item.key, row });
  });
  return [[span(left, "quiet"), span(title, "strong"), span(right, "quiet")], ...rows];
}

function placedLine({ key, title, status, holder, critical, aside }: Placed, { width, selected, ascii }: View): Line {
  const isSelected = key === selected;
  const sign = status === null ? span("?", "quiet") : signOf(status, ascii);
  const tone = status === "closed" || aside === true ? "quiet" : critical ? "strong" : "plain";
  const left = [markOf(isSelected, ascii), sign, span(critical ? " ! " : " ", "warn"), span(title, tone)];
  const isNoted = holder !== null && width >= HOLDERS_FROM;
  const drawn = isNoted ? spread(left, [span(plain(holder), "accent")], width) : toWidth(left, width);
  return isSelected ? drawn.map((piece) => ({ ...piece, marked: true })) : drawn;
}
