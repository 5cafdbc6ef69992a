import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import type { GlobPlace } from "../domain/glob-typed.ts";
import type { Location } from "../git/repository.ts";

/** Where somebody stands in a work tree, links followed; at its top where they stand elsewhere, or where there is none. */
export function standIn({ workTree }: Pick<Location, "workTree">, directory: string): GlobPlace {
  if (workTree === null) return { top: null, from: [] };
  const names = relative(workTree, followed(directory)).split(sep);
  const isBelow = names[0] !== ".." && names[0] !== "" && !names[0]?.includes(":");
  return { top: workTree.replaceAll("\\", "/"), from: isBelow ? names : [] };
}

function followed(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
