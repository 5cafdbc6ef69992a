import { ANY, findGlob, type GlobParts, partsMatch } from "./glob.ts";
import { foldPath } from "./glob-beginning.ts";

/** One way in which a glob of the set covers paths. */
interface Entry<T> {
  readonly parts: GlobParts;
  /** How every path that it covers ends: tells most others apart at once. */
  readonly ending: string;
  readonly value: T;
}

/** The names that globs begin with, as a tree: a path only meets those that begin as it does. */
interface Node<T> {
  readonly below: Map<string, Node<T>>;
  readonly entries: Entry<T>[];
}

/** Many globs, to be asked about very many paths. What is no glob covers nothing. */
export class GlobSet<T> {
  readonly #root: Node<T> = { below: new Map(), entries: [] };

  add(glob: string, value: T): void {
    for (const parts of findGlob(glob)?.alternatives ?? []) {
      let node = this.#root;
      for (const part of parts) {
        if (part === ANY || part.tokens !== null) break;
        const next = node.below.get(part.text) ?? { below: new Map(), entries: [] };
        node.below.set(part.text, next);
        node = next;
      }
      node.entries.push({ parts, ending: endingOf(parts), value });
    }
  }

  /** What covers a path, each once. */
  find(path: string): ReadonlySet<T> {
    const found = new Set<T>();
    const folded = foldPath(path);
    const names = folded.split("/");
    let node: Node<T> | undefined = this.#root;
    for (let depth = 0; node !== undefined; depth++) {
      for (const { parts, ending, value } of node.entries) {
        if (folded.endsWith(ending) && partsMatch(parts, names, depth)) found.add(value);
      }
      node = depth < names.length ? node.below.get(names[depth] ?? "") : undefined;
    }
    return found;
  }
}

function endingOf(parts: GlobParts): string {
  const last = parts.at(-1);
  return last === ANY || last === undefined ? "" : (/[^*?]*$/.exec(last.text)?.[0] ?? "");
}
