import type { Oid, Repository } from "../../git/repository.ts";
import { readable } from "./readable.ts";

/** Which beads are read, and how. */
export interface Wanted<T> {
  readonly ids: readonly string[];
  readonly pathOf: (id: string) => string;
  readonly parse: (path: string, text: string) => T;
}

/** The beads among some ids that are there at a commit and can be read. */
export async function readAll<T>(
  repository: Repository,
  at: Oid,
  { ids, pathOf, parse }: Wanted<T>,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  if (ids.length === 0) return found;
  const files = await repository.readFiles(at, [...new Set(ids.map((id) => pathOf(id)))]);
  for (const id of new Set(ids)) {
    const content = files.get(pathOf(id))?.toString("utf8");
    const bead = content === undefined ? undefined : readable(() => parse(pathOf(id), content));
    if (bead !== undefined) found.set(id, bead);
  }
  return found;
}
