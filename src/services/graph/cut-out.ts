import type { Arrow } from "../../domain/layers.ts";
import type { Row } from "../../store/snapshot.ts";

/** What a picture would show, and how much it may. */
export interface Whole<E extends Arrow> {
  readonly ids: readonly string[];
  readonly edges: readonly E[];
  readonly most: number;
  readonly rows: ReadonlyMap<string, Row | undefined>;
}

/** What stays whatever else goes. */
export interface Marks {
  readonly named: ReadonlySet<string>;
  readonly critical: ReadonlySet<string>;
  readonly cyclic: ReadonlySet<string>;
}

/** So many edges for each issue that may be shown. */
const EDGES = 4;

/** At most so many issues, in their order: those that were named, on the longest chain or on a cycle, then those with most edges, each with what hangs on it. */
export function cutOut<E extends Arrow>(whole: Whole<E>, marks: Marks): { readonly ids: readonly string[]; readonly edges: E[] } {
  const { edges, ids, most, rows } = whole;
  const degree = new Map<string, number>();
  for (const end of edges.flatMap(({ from, to }) => [from, to])) degree.set(end, (degree.get(end) ?? 0) + 1);
  const rank = (id: string) => (marks.named.has(id) ? 3 : marks.critical.has(id) ? 2 : marks.cyclic.has(id) ? 1 : 0);
  const priority = (id: string) => rows.get(id)?.issue.priority ?? 2;
  const best = ids.toSorted(
    (a, b) => rank(b) - rank(a) || (degree.get(b) ?? 0) - (degree.get(a) ?? 0) || priority(a) - priority(b),
  );
  const kept = new Set(ids.length <= most ? ids : grown(best, { edges, most, sure: best.filter((id) => rank(id) > 0) }));
  const among = edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
  const isChain = ({ from, to }: E) => marks.critical.has(from) && marks.critical.has(to);
  const first = among.length <= most * EDGES ? among : [...among.filter(isChain), ...among.filter((edge) => !isChain(edge))];
  return { ids: ids.filter((id) => kept.has(id)), edges: first.slice(0, most * EDGES) };
}

interface Growth {
  readonly edges: readonly Arrow[];
  readonly most: number;
  /** What stays before anything else. */
  readonly sure: readonly string[];
}

/** From the best on, each with its neighbours and theirs, until there are enough: what hangs together stays together. */
function grown(best: readonly string[], { edges, most, sure }: Growth): ReadonlySet<string> {
  const near = new Map<string, string[]>(best.map((id) => [id, []]));
  for (const { from, to } of edges) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const kept = new Set(sure.slice(0, most));
  for (const seed of best) {
    const together = new Set([seed]);
    // A set is walked with what is added to it meanwhile.
    for (const id of together) {
      if (kept.size >= most) return kept;
      kept.add(id);
      for (const next of near.get(id) ?? []) if (!kept.has(next)) together.add(next);
    }
  }
  return kept;
}
