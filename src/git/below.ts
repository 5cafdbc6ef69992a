import { sep } from "node:path";

/**
 * The path of what lies in a folder whose path is whole already. `join` goes through every letter of it, twice: the twenty paths of a read cost as much
 * as its answer.
 */
export function below(folder: string, ...names: readonly string[]): string {
  return `${folder}${sep}${names.join(sep)}`;
}
