import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Location, Oid } from "./repository.ts";

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})\n?$/;

/** What the files of a repository say of a ref: its value, that there is none, or that git has to be asked. */
export type RefInFiles = Oid | null | "ask";

/**
 * Reads a ref of the files backend in place: the loose file, else `packed-refs`. The order matters: git packs a ref before it
 * takes the loose file away. Symbolic, damaged and per-worktree refs are git's own business.
 */
export function readRefInFiles(location: Location, ref: string): RefInFiles {
  if (!ref.startsWith("refs/") || /^refs\/(bisect|worktree|rewritten)\//.test(ref)) return "ask";
  const loose = readText(join(location.commonDir, ...ref.split("/")));
  if (loose === "ask") return "ask";
  if (loose !== undefined) return OID.test(loose) ? loose.trim() : "ask";
  const packed = readText(join(location.commonDir, "packed-refs"));
  if (packed === "ask") return "ask";
  return packed === undefined ? null : findPacked(packed, ref);
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
