import { globMatches, globsOverlap } from "../domain/glob.ts";
import { kindBelow } from "../store/stand.ts";
import { type ReservationRow, reservationsInForce } from "./reservations.ts";
import { globsOf, inLedgerOf, sortWords } from "./reserve/typed-globs.ts";
import type { Workspace } from "./workspace.ts";

/** A reservation that touches a path, and by which of its globs. */
export interface Touching extends ReservationRow {
  readonly pattern: string;
}

export interface PathCheck {
  readonly path: string;
  /** Another project's short name; null for the caller's own. */
  readonly project: string | null;
  /** False while somebody else has reserved it for themselves: it is being rewritten. */
  readonly free: boolean;
  readonly reserved: readonly Touching[];
}

/** Whether paths may be touched now, and who has reserved them. From the index alone. @throws BAD_GLOB, OUTSIDE_WORK_TREE, NO_CLONE_HERE */
export async function checkPaths(workspace: Workspace, typed: readonly string[]): Promise<readonly PathCheck[]> {
  const checks: PathCheck[] = [];
  for (const words of await sortWords(workspace, typed)) {
    const project = words.project?.name ?? null;
    const paths = globsOf(words);
    await inLedgerOf(workspace, words.project, async (there) => {
      const rows = await reservationsInForce(there, paths);
      for (const path of paths) {
        const isFile = kindBelow(words.place.top, path) === "file";
        checks.push(checkOf({ path, project }, rows, isFile ? globMatches : globsOverlap));
      }
    });
  }
  return checks;
}

/** A file that is there is one path; anything else may be a directory, or become one. */
function checkOf(
  { path, project }: Pick<PathCheck, "path" | "project">,
  rows: readonly ReservationRow[],
  touches: (glob: string, path: string) => boolean,
): PathCheck {
  const reserved = rows.flatMap((row) => {
    const pattern = row.paths.find((glob) => touches(glob, path));
    return pattern === undefined ? [] : [{ ...row, pattern }];
  });
  return { path, project, free: !reserved.some(({ mine, mode }) => !mine && mode === "exclusive"), reserved };
}
