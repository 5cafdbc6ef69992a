import type { ObjectSource } from "../objects/object-source.ts";
import type { CommitObject } from "../objects/parse-object.ts";
import type { Oid } from "../repository.ts";
import { NotInFiles } from "./object-files.ts";

/** So many commits are looked at on each side before git is asked. */
const MOST = 200;

/**
 * Commits of `to` that are not in `from`, newest first, where both have one parent after the other. Both histories are followed a
 * step at a time until one meets the other, so that the answer costs as much as the two differ; dates play no part in it.
 * @throws NotInFiles at a merge, or when it takes too long.
 */
export async function shortRange(source: ObjectSource, from: Oid | null, to: Oid): Promise<readonly CommitObject[]> {
  const chain = new Chain(source, to);
  const other = new Chain(source, from);
  for (;;) {
    const met = chain.meets(other);
    if (met !== undefined) return chain.commits.slice(0, met);
    if (chain.next === undefined && other.next === undefined) return chain.commits;
    await chain.step();
    await other.step();
  }
}

/** True or false where both histories are short and straight. @throws NotInFiles otherwise. */
export async function isShortAncestor(source: ObjectSource, ancestor: Oid, descendant: Oid): Promise<boolean> {
  return (await shortRange(source, descendant, ancestor)).length === 0;
}

class Chain {
  readonly commits: CommitObject[] = [];
  readonly #places = new Map<Oid, number>();
  readonly #source: ObjectSource;
  next: Oid | undefined;

  constructor(source: ObjectSource, start: Oid | null) {
    this.#source = source;
    this.#arrive(start ?? undefined);
  }

  #arrive(oid: Oid | undefined): void {
    this.next = oid;
    if (oid !== undefined) this.#places.set(oid, this.#places.size);
  }

  /** How many commits of this chain come before the first that the other one has too. */
  meets(other: Chain): number | undefined {
    const here = other.next === undefined ? undefined : this.#places.get(other.next);
    if (here !== undefined) return here;
    return this.next !== undefined && other.#places.has(this.next) ? this.commits.length : undefined;
  }

  async step(): Promise<void> {
    if (this.next === undefined) return;
    const commit = await this.#source.commit(this.next);
    if (commit.parents.length > 1 || this.commits.length === MOST) throw new NotInFiles();
    this.commits.push(commit);
    this.#arrive(commit.parents[0]);
  }
}
