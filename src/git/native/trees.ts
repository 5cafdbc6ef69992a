import type { Oid, TreeChange, TreeEntry } from "../repository.ts";
import type { GitProcess } from "./git-process.ts";
import { RecordStream, records } from "./record-stream.ts";

/** Lists every file below a prefix at a commit, in git's order. */
export async function listTree(git: GitProcess, commit: Oid, prefix: string): Promise<readonly TreeEntry[]> {
  const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  const entries: TreeEntry[] = [];
  const stream = new RecordStream((...record) => {
    const entry = parseEntry(...record);
    if (entry.path.startsWith(prefix)) entries.push(entry);
  });
  const below = folder === "" ? [] : ["--", folder];
  await git.read(["ls-tree", "-r", "-z", "--full-tree", commit, ...below], { take: stream.push });
  return entries;
}

/** The mode of nearly every file: one text for all of them. */
const PLAIN = "100644";

/** `100644 blob <oid>\t<path>` */
function parseEntry(bytes: Buffer, start: number, end: number): TreeEntry {
  const tab = bytes.indexOf(9, start);
  const mode = bytes.toString("latin1", start, start + PLAIN.length);
  const oid = bytes.toString("latin1", bytes.indexOf(32, start + PLAIN.length + 1) + 1, tab);
  return { path: bytes.toString("utf8", tab + 1, end), mode: mode === PLAIN ? PLAIN : mode, oid };
}

/** The files in which two commits differ, in git's order; all of `to` where `from` is null. */
export async function diffTrees(git: GitProcess, from: Oid | null, to: Oid): Promise<readonly TreeChange[]> {
  if (from === null) return listTree(git, to, "");
  const parts = records(await git.read(["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", from, to]));
  const changes: TreeChange[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) changes.push(parseChange(parts[i] ?? "", parts[i + 1] ?? ""));
  return changes;
}

/** `:100644 100644 <oid> <oid> M`, and the path that stands after it. */
export function parseChange(record: string, path: string): TreeChange {
  const [, mode = "", , oid = "", status = ""] = record.trimStart().split(" ");
  return status.startsWith("D") ? { path, mode: null, oid: null } : { path, mode, oid };
}
