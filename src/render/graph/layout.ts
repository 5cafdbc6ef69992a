import type { Arrow } from "../../domain/layers.ts";

/** The size of a box and the room between boxes, in pixels. */
export const BOX = { width: 204, height: 42, beside: 64, below: 14 } as const;
/** The room that an edge takes where it passes a layer. */
const LANE = 10;
/** How often the layers are put in order by their neighbours, and then drawn towards them. */
const ROUNDS = 12;

/** What is laid out: boxes in layers, and arrows between them. */
export interface LayoutInput<E extends LaidArrow = LaidArrow> {
  readonly nodes: readonly { readonly id: string; readonly layer: number }[];
  readonly edges: readonly E[];
}
export interface LaidArrow extends Arrow {
  readonly back: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything stands. Boxes never overlap; a line passes other layers in a lane of its own. */
export interface Layout<E extends LaidArrow = LaidArrow> {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each box. */
  readonly boxes: ReadonlyMap<string, Point>;
  /** From the edge of one box to that of another; two points stand at each layer that it passes. */
  readonly lines: readonly { readonly edge: E; readonly points: readonly Point[] }[];
}

/** A box, or a lane through a layer. */
interface Slot {
  readonly layer: number;
  readonly height: number;
  readonly before: Slot[];
  readonly behind: Slot[];
  at: number;
  /** Its middle. */
  y: number;
}

/** Lays out layers as columns from left to right: ordered by the middle of the neighbours, then drawn towards them as far as there is room. */
export function layOut<E extends LaidArrow>({ nodes, edges }: LayoutInput<E>): Layout<E> {
  const slots = new Map(nodes.map(({ id, layer }) => [id, slotAt(layer, BOX.height)]));
  const columns: Slot[][] = Array.from({ length: Math.max(0, ...nodes.map(({ layer }) => layer)) + 1 }, () => []);
  for (const slot of slots.values()) columns[slot.layer]?.push(slot);
  const ways = edges.flatMap((edge) => {
    const [from, to] = [slots.get(edge.from), slots.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ edge, way: wayOf(edge.back ? [to, from] : [from, to], columns) }];
  });
  order(columns);
  settle(columns);
  const height = Math.max(0, ...columns.flat().map(({ y, height: tall }) => y + tall / 2));
  return {
    width: columns.length * (BOX.width + BOX.beside) - BOX.beside,
    height,
    boxes: new Map([...slots].map(([id, slot]) => [id, { x: leftOf(slot), y: slot.y - BOX.height / 2 }])),
    lines: ways.map(({ edge, way }) => ({ edge, points: edge.back ? pointsOf(way).reverse() : pointsOf(way) })),
  };
}

function slotAt(layer: number, height: number): Slot {
  return { layer, height, before: [], behind: [], at: 0, y: 0 };
}

/** From one box to the other with a lane in each layer between; an arrow within a layer, or to itself, has none. */
function wayOf([from, to]: readonly [Slot, Slot], columns: readonly Slot[][]): readonly Slot[] {
  const lanes: Slot[] = [];
  for (let layer = from.layer + 1; layer < to.layer; layer++) lanes.push(slotAt(layer, LANE));
  for (const lane of lanes) columns[lane.layer]?.push(lane);
  const way = [from, ...lanes, to];
  for (const [at, slot] of way.slice(1).entries()) {
    way[at]?.behind.push(slot);
    slot.before.push(way[at] as Slot);
  }
  return way;
}

function order(columns: readonly Slot[][]): void {
  for (let round = 0; round < ROUNDS; round++) {
    const isForward = round % 2 === 0;
    for (const column of isForward ? columns : columns.toReversed()) {
      for (const [at, slot] of column.entries()) slot.at = at;
      const weights = new Map(
        column.map((slot) => [slot, middle(isForward ? slot.before : slot.behind, ({ at }) => at) ?? slot.at]),
      );
      column.sort((a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0));
      for (const [at, slot] of column.entries()) slot.at = at;
    }
  }
}

/** Puts slots below each other and draws each towards the middle of its neighbours; those of one column keep their order and distance. */
function settle(columns: readonly Slot[][]): void {
  for (const column of columns) spread(column, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const isForward = round % 2 === 0;
    for (const column of isForward ? columns : columns.toReversed()) {
      spread(column, (slot) => middle(isForward ? slot.before : slot.behind, ({ y }) => y) ?? slot.y);
    }
  }
  const top = Math.min(0, ...columns.flat().map(({ y, height }) => y - height / 2));
  for (const slot of columns.flat()) slot.y -= top;
}

/** Slots that stand as near to each other as they may. */
interface Block {
  readonly slots: readonly Slot[];
  /** How far each stands below the first one. */
  readonly offsets: readonly number[];
  /** The sum of where its slots would have the first one. */
  readonly wanted: number;
}

/** The nearest to what each slot wants that keeps the order and the distances: neighbours that would overlap become one block (pool adjacent violators). */
function spread(column: readonly Slot[], wish: (slot: Slot) => number): void {
  const blocks: Block[] = [];
  for (const slot of column) {
    let block: Block = { slots: [slot], offsets: [0], wanted: wish(slot) };
    for (let above = blocks.at(-1); above !== undefined && isTooNear(above, block); above = blocks.at(-1)) {
      blocks.pop();
      block = joined(above, block);
    }
    blocks.push(block);
  }
  for (const { slots, offsets, wanted } of blocks) {
    for (const [at, slot] of slots.entries()) slot.y = wanted / slots.length + (offsets[at] ?? 0);
  }
}

function isTooNear(above: Block, below: Block): boolean {
  return below.wanted / below.slots.length < above.wanted / above.slots.length + distanceTo(above, below);
}

/** How far the first slot of one block stands below the first of the one above it, at least. */
function distanceTo({ offsets, slots }: Block, below: Block): number {
  const [last, next] = [slots.at(-1) as Slot, below.slots[0] as Slot];
  return (offsets.at(-1) ?? 0) + (last.height + next.height) / 2 + BOX.below;
}

function joined(above: Block, below: Block): Block {
  const distance = distanceTo(above, below);
  return {
    slots: [...above.slots, ...below.slots],
    offsets: [...above.offsets, ...below.offsets.map((offset) => offset + distance)],
    wanted: above.wanted + below.wanted - distance * below.slots.length,
  };
}

function middle(slots: readonly Slot[], of: (slot: Slot) => number): number | undefined {
  return slots.length === 0 ? undefined : slots.reduce((sum, slot) => sum + of(slot), 0) / slots.length;
}

function leftOf({ layer }: Pick<Slot, "layer">): number {
  return layer * (BOX.width + BOX.beside);
}

function pointsOf(way: readonly Slot[]): Point[] {
  const inner = way.slice(1, -1).flatMap((lane) => [
    { x: leftOf(lane), y: lane.y },
    { x: leftOf(lane) + BOX.width, y: lane.y },
  ]);
  const [first, last] = [way[0] as Slot, way.at(-1) as Slot];
  return [{ x: leftOf(first) + BOX.width, y: first.y }, ...inner, { x: leftOf(last), y: last.y }];
}
