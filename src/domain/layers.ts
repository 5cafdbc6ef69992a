/** Something that has to come before something else. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** What comes before what, in layers. */
export interface Layering {
  /** The layer of each id, from 0: one more than that of the last that comes before it. */
  readonly layer: ReadonlyMap<string, number>;
  /** Arrows that would close a circle: they alone lead back. */
  readonly back: ReadonlySet<Arrow>;
}

/** Puts ids in layers by the longest path that leads to each. Every arrow but those that lead back goes from a lower layer to a higher one. */
export function layersOf(ids: readonly string[], arrows: readonly Arrow[]): Layering {
  const out = Map.groupBy(arrows, ({ from }) => from);
  const { back, order } = walk(ids, out);
  const layer = new Map(ids.map((id) => [id, 0]));
  for (const id of order) {
    const next = (layer.get(id) ?? 0) + 1;
    for (const arrow of out.get(id) ?? []) {
      if (!back.has(arrow)) layer.set(arrow.to, Math.max(layer.get(arrow.to) ?? 0, next));
    }
  }
  return { layer, back };
}

/** The longest chain along arrows that do not lead back; of several the one whose ids come first. Fewer than two ids are no chain. */
export function longestChain(ids: readonly string[], arrows: readonly Arrow[]): readonly string[] {
  const out = Map.groupBy(arrows, ({ from }) => from);
  const { back, order } = walk(ids, out);
  const length = new Map<string, number>();
  const next = new Map<string, string>();
  for (const id of order.toReversed()) {
    let best = 0;
    for (const arrow of out.get(id) ?? []) {
      const behind = length.get(arrow.to) ?? 0;
      if (back.has(arrow) || behind <= best) continue;
      best = behind;
      next.set(id, arrow.to);
    }
    length.set(id, best + 1);
  }
  let at: string | undefined;
  for (const id of ids) if ((length.get(id) ?? 0) > (length.get(at ?? "") ?? 1)) at = id;
  const chain: string[] = [];
  for (; at !== undefined; at = next.get(at)) chain.push(at);
  return chain;
}

interface Visit {
  readonly id: string;
  readonly arrows: readonly Arrow[];
  at: number;
}

/** Depth first, without recursion: arrows to what is still being visited lead back; what is left last comes first in the order. */
function walk(ids: readonly string[], out: ReadonlyMap<string, readonly Arrow[]>) {
  const back = new Set<Arrow>();
  const state = new Map<string, "open" | "left">();
  const left: string[] = [];
  const known = new Set(ids);
  for (const root of ids) {
    const visits: Visit[] = [];
    const enter = (id: string) => {
      state.set(id, "open");
      visits.push({ id, arrows: out.get(id) ?? [], at: 0 });
    };
    if (!state.has(root)) enter(root);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const arrow = visit.arrows[visit.at++];
      if (arrow === undefined) {
        visits.pop();
        state.set(visit.id, "left");
        left.push(visit.id);
      } else if (state.get(arrow.to) === "open" || !known.has(arrow.to)) back.add(arrow);
      else if (!state.has(arrow.to)) enter(arrow.to);
    }
  }
  return { back, order: left.reverse() };
}
