import { type Scope, topicWords } from "./decision-scope.ts";
import { globsOverlap } from "./glob.ts";
import { foldPath } from "./glob-beginning.ts";

type Meet = (a: number, b: number) => void;

/** Of many scopes those that overlap, by their places in the list, each pair once and in order: what `scopesOverlap` says of every two, without asking it of all. */
export function overlappingPairs(scopes: readonly Scope[]): [number, number][] {
  const found = new Map<string, [number, number]>();
  const meet: Meet = (a, b) => {
    if (a !== b) found.set(`${Math.min(a, b)} ${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b)]);
  };
  for (const group of groups(scopes)) for (const [at, a] of group.entries()) for (const b of group.slice(at + 1)) meet(a, b);
  meetByPaths(scopes, meet);
  return [...found.values()].sort(([a, b], [c, d]) => a - c || b - d);
}

/** Those that share a label, and those that share a topic. */
function groups(scopes: readonly Scope[]): Iterable<readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [at, { labels, topics }] of scopes.entries()) {
    const words = topics.map((topic) => topicWords(topic).join(" ")).filter((topic) => topic !== "");
    const keys = [...labels.map((label) => `label ${label}`), ...words.map((topic) => `topic ${topic}`)];
    for (const key of new Set(keys)) if (!found.get(key)?.push(at)) found.set(key, [at]);
  }
  return found.values();
}

/** Two globs can only meet if what stands before the first wildcard of one begins with that of the other: sorted, those stand together. */
function meetByPaths(scopes: readonly Scope[], meet: Meet): void {
  const heads = scopes.flatMap(({ paths }, at) => paths.map((path) => ({ at, path, head: headOf(path) })));
  heads.sort((a, b) => (a.head < b.head ? -1 : a.head > b.head ? 1 : 0));
  for (const [place, { at, path, head }] of heads.entries()) {
    for (const other of followers(heads, place, head)) if (other.at !== at && globsOverlap(path, other.path)) meet(at, other.at);
  }
}

function* followers<T extends { readonly head: string }>(heads: readonly T[], place: number, head: string): Generator<T> {
  for (let next = place + 1; next < heads.length; next++) {
    const other = heads[next];
    if (other === undefined || !other.head.startsWith(head)) return;
    yield other;
  }
}

function headOf(path: string): string {
  const names = foldPath(path).split("/");
  const plain = names.filter((name) => name !== "" && name !== ".").join("/");
  const wildcard = plain.search(/[*?{]/);
  return wildcard < 0 ? plain : plain.slice(0, wildcard);
}
