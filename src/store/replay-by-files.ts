import type { Actor } from "../domain/actor.ts";
import type { Issue } from "../domain/issue.ts";
import { BeadsError } from "../errors.ts";
import { parseIssue, serializeIssue } from "../format/issue-file.ts";
import { classifyPath } from "../format/paths.ts";
import type { FileWrite } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import type { PendingCommit } from "./pending.ts";
import { applies, lost, nothing, type Verdict } from "./state.ts";

type Read = (path: string) => Promise<Buffer | undefined>;

/**
 * Decides a pending commit of which the journal holds no operation: one made before a remote was configured, or whose
 * journal was lost. New files are added, files that nobody else touched are rewritten, issues are merged field by field;
 * anything else is lost.
 */
export async function replayByFiles(clone: Clone, pending: PendingCommit, read: Read): Promise<Verdict<unknown>> {
  const { oid, parents } = pending.commit;
  const parent = parents[0] ?? null;
  const paths = (await clone.repository.diffTrees(parent, oid)).map((change) => change.path);
  const ours = await clone.repository.readFiles(oid, paths);
  const base = parent === null ? new Map<string, Buffer>() : await clone.repository.readFiles(parent, paths);
  const files: FileWrite[] = [];
  for (const path of paths) {
    const merged = mergeFile(path, base.get(path), ours.get(path), await read(path));
    if (merged === "clash") return lost(clash(path));
    if (merged !== null) files.push({ path, content: merged });
  }
  if (files.length === 0) return nothing(null);
  return applies({ files, subject: pending.subject, beads: [], result: null });
}

/** The file as it should be; null if it is so already. */
function mergeFile(
  path: string,
  base: Buffer | undefined,
  ours: Buffer | undefined,
  theirs: Buffer | undefined,
): Buffer | string | null | "clash" {
  if (ours === undefined || theirs?.equals(ours) === true) return null;
  if (theirs === undefined) return ours;
  if (base?.equals(theirs) === true) return ours;
  if (base === undefined || classifyPath(path).kind !== "issue") return isRootFile(path) ? null : "clash";
  const read = (bytes: Buffer) => parseIssue(path, bytes.toString("utf8"));
  return serializeIssue(mergeIssue(read(base), read(ours), read(theirs)));
}

/** The files of a ledger's first commit: where two clones made a root each, the remote's stays. */
function isRootFile(path: string): boolean {
  return path === ".beads/project.md" || path === ".beads/.gitattributes";
}

/** Their issue with our changes: lists gain and lose what ours did, other fields take ours where ours changed. */
export function mergeIssue(base: Issue, ours: Issue, theirs: Issue): Issue {
  const merged: Record<string, unknown> = { ...theirs };
  for (const key of Object.keys(ours) as (keyof Issue)[]) {
    if (same(ours[key], base[key])) continue;
    merged[key] = Array.isArray(ours[key])
      ? mergeList(base[key] as unknown[], ours[key] as unknown[], theirs[key] as unknown[])
      : ours[key];
  }
  return merged as unknown as Issue;
}

function mergeList(base: readonly unknown[], ours: readonly unknown[], theirs: readonly unknown[]): unknown[] {
  const has = (list: readonly unknown[], item: unknown) => list.some((member) => same(member, item));
  const kept = theirs.filter((item) => !has(base, item) || has(ours, item));
  return [...kept, ...ours.filter((item) => !has(base, item) && !has(theirs, item))];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function clash(path: string): BeadsError {
  return new BeadsError("conflict", "FILE_CLASH", `${path} was changed by somebody else as well.`, { fields: { path } });
}

/** Who made a pending commit, as far as the commit says. */
export function authorOf(pending: PendingCommit): Actor {
  const { name, email } = pending.commit.author;
  return { kind: name.startsWith("@") ? "person" : "agent", human: { name, email }, agent: name, project: "", session: null };
}
