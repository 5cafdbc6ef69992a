import { realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { GlobPlace } from "../domain/glob-typed.ts";
import type { Location } from "../git/repository.ts";

/** Where somebody stands in a work tree, links followed; at its top where they stand elsewhere, or where there is none. */
export function standIn({ workTree }: Pick<Location, "workTree">, directory: string): GlobPlace {
  if (workTree === null) return { top: null, from: [] };
  const names = relative(workTree, followed(directory)).split(sep);
  const isBelow = names[0] !== ".." && names[0] !== "" && !names[0]?.includes(":");
  return { top: workTree.replaceAll("\\", "/"), from: isBelow ? names : [] };
}

/** What lies at a path below a work tree's top; null where nothing does, or where there is none. */
export function kindBelow(top: string | null, path: string): "file" | "directory" | null {
  if (top === null) return null;
  try {
    return statSync(join(top, path)).isDirectory() ? "directory" : "file";
  } catch {
    return null;
  }
}

function followed(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
