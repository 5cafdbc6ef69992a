import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { BeadsError } from "../errors.ts";
import type { Location, Oid } from "./repository.ts";

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})\n?$/;

/** What the files of a repository say of a ref: its value, that there is none, or that git has to be asked. */
export type RefInFiles = Oid | null | "ask";

/** So many symbolic refs may lead to one another; git's own limit. */
const DEEPEST = 5;

/**
 * Reads a ref of the files backend in place: the loose file, else `packed-refs`. The order matters: git packs a ref before it
 * takes the loose file away. HEAD belongs to the worktree and is never packed; the other per-worktree refs, and damage, are git's
 * own business.
 */
export function readRefInFiles(location: Location, ref: string, depth = 0): RefInFiles {
  const isHead = ref === "HEAD";
  if (depth > DEEPEST || (!isHead && (!ref.startsWith("refs/") || /^refs\/(bisect|worktree|rewritten)\//.test(ref))))
    return "ask";
  const loose = readText(`${isHead ? location.gitDir : location.commonDir}/${ref}`);
  if (loose === "ask" || (isHead && loose === undefined)) return "ask";
  if (loose !== undefined) return OID.test(loose) ? loose.trim() : followed(location, loose, depth);
  return readPacked(location, ref);
}

/** The same for a ref that names an object itself and lies with the shared ones; a symbolic one is left to git. */
export function readPlainRefInFiles(location: Location, ref: string): RefInFiles {
  const loose = readText(`${location.commonDir}/${ref}`);
  if (loose === undefined) return readPacked(location, ref);
  return OID.test(loose) ? loose.trim() : "ask";
}

function readPacked(location: Location, ref: string): RefInFiles {
  const packed = readText(join(location.commonDir, "packed-refs"));
  if (packed === "ask") return "ask";
  return packed === undefined ? null : findPacked(packed, ref);
}

function followed(location: Location, text: string, depth: number): RefInFiles {
  const target = /^ref:\s*(refs\/\S+)\s*$/.exec(text)?.[1];
  return target === undefined ? "ask" : readRefInFiles(location, Buffer.from(target, "latin1").toString("utf8"), depth + 1);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // A folder of that name, or a file where a folder would be: then there is no such loose ref.
    return code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR" ? undefined : "ask";
  }
}

function findPacked(packed: string, ref: string): Oid | null {
  const bytes = Buffer.from(ref, "utf8").toString("latin1");
  const end = packed.indexOf(` ${bytes}\n`);
  if (end === -1) return null;
  return packed.slice(packed.lastIndexOf("\n", end) + 1, end);
}

/** True if a ref has a file of its own, whatever is in it. */
export function hasLooseFile({ commonDir, gitDir }: Location, ref: string): boolean {
  return [commonDir, gitDir].some((folder) => statSync(join(folder, ref), { throwIfNoEntry: false })?.isFile());
}

/** The error for a ref that must not be taken for a missing one. */
export function refBroken(ref: string): BeadsError {
  return new BeadsError("environment", "REF_BROKEN", `The ref ${ref} is there but names no object.`, {
    hints: ["A crash may have cut its file short; `git reflog` or `bd doctor` may know its last value."],
    fields: { ref },
  });
}
