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

/** At most so many issues, in the order that they have: those that were named, on the longest chain or on a cycle first, then those with most edges. */
export function cutOut<E extends Arrow>(whole: Whole<E>, marks: Marks): { readonly ids: readonly string[]; readonly edges: E[] } {
  const { edges, ids, most, rows } = whole;
  const degree = new Map<string, number>();
  for (const end of edges.flatMap(({ from, to }) => [from, to])) degree.set(end, (degree.get(end) ?? 0) + 1);
  const rank = (id: string) => (marks.named.has(id) ? 3 : marks.critical.has(id) ? 2 : marks.cyclic.has(id) ? 1 : 0);
  const priority = (id: string) => rows.get(id)?.issue.priority ?? 2;
  const best = ids.toSorted(
    (a, b) => rank(b) - rank(a) || (degree.get(b) ?? 0) - (degree.get(a) ?? 0) || priority(a) - priority(b),
  );
  const kept = new Set(ids.length <= most ? ids : best.slice(0, most));
  const among = edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
  const isChain = ({ from, to }: E) => marks.critical.has(from) && marks.critical.has(to);
  const first = among.length <= most * EDGES ? among : [...among.filter(isChain), ...among.filter((edge) => !isChain(edge))];
  return { ids: ids.filter((id) => kept.has(id)), edges: first.slice(0, most * EDGES) };
}
