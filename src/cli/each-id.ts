import { BeadsError, exitStatus } from "../errors.ts";

/** What became of one of several ids: its result, or why there is none. */
export type Tried<T> =
  | { readonly id: string; readonly value: T; readonly failure: null }
  | { readonly id: string; readonly value: null; readonly failure: BeadsError };

/** All of them, and the status of the worst. */
export interface TriedAll<T> {
  readonly tried: readonly Tried<T>[];
  readonly status: number;
}

/**
 * Does the work for each id as it was typed, one after the other: what fails for one does not keep the others from their
 * answers. A single id fails as a command does, and so does what concerns no id (the environment, a bug).
 */
export async function eachId<T>(ids: readonly string[], work: (id: string) => Promise<T>): Promise<TriedAll<T>> {
  const tried: Tried<T>[] = [];
  for (const id of ids) tried.push(await tryOne(id, work, ids.length === 1));
  return { tried, status: Math.max(0, ...tried.map(({ failure }) => (failure === null ? 0 : exitStatus(failure.kind)))) };
}

async function tryOne<T>(id: string, work: (id: string) => Promise<T>, alone: boolean): Promise<Tried<T>> {
  try {
    return { id, value: await work(id), failure: null };
  } catch (error) {
    if (alone || !(error instanceof BeadsError) || error.kind === "environment") throw error;
    return { id, value: null, failure: error };
  }
}

/** The JSON of what failed for one of several ids. */
export function failureJson(id: string, { kind, code, message, hints, fields }: BeadsError): object {
  return { id, error: { ...fields, kind, code, message, hints } };
}
