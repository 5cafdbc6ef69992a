import { join } from "node:path";
import type { Oid, Repository } from "../git/repository.ts";
import { readIfThere, readJson, writeWhole } from "./durable-file.ts";

/** A commit of the code whose `Bead:` or `Closes-Bead:` trailer names an issue. */
export interface CodeCommit {
  readonly oid: Oid;
  readonly subject: string;
  readonly author: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What was found up to one commit, by issue. Disposable, like the index. */
interface Found {
  readonly head: Oid;
  readonly beads: Readonly<Record<string, readonly CodeCommit[]>>;
}

/** The trailer by which a commit of the code names an issue. */
export const TRAILER = "Bead";
/** The one by which it closes the issue once it is on the default branch, and names it as well. */
export const CLOSING_TRAILER = "Closes-Bead";
const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** How many commits are looked at when there is much to catch up on. */
export const DEPTH = 5000;

/**
 * Commits of the checked-out history that name an issue, newest first. What was found stays in a file beside the index, so that
 * git is asked only for what is new since.
 */
export async function findCodeCommits(repository: Repository, issue: string): Promise<readonly CodeCommit[]> {
  const head = await readHead(repository);
  if (head === null || repository.listTrailers === undefined) return [];
  // Linked worktrees have different commits checked out.
  const file = join(repository.location.gitDir, "bd", "code-links.json");
  const known = readJson<Found>(file);
  if (known?.head === head) return commitsOf(known, issue);
  const from = known !== undefined && (await leadsTo(repository, known.head, head)) ? known.head : null;
  const fresh = await repository.listTrailers({
    from: from === null ? [] : [from],
    to: [head],
    key: `${TRAILER},${CLOSING_TRAILER}`,
    limit: DEPTH,
  });
  const found: Found = { head, beads: merged(fresh, from === null ? {} : (known?.beads ?? {})) };
  keep(file, found);
  return commitsOf(found, issue);
}

/** False for what was rewritten and thrown away since. */
async function leadsTo(repository: Repository, before: Oid, head: Oid): Promise<boolean> {
  return (await repository.hasCommit(before)) && (await repository.isAncestor(before, head));
}

function commitsOf({ beads }: Found, issue: string): readonly CodeCommit[] {
  return Object.hasOwn(beads, issue) ? (beads[issue] ?? []) : [];
}

function merged(
  fresh: readonly (CodeCommit & { readonly values: readonly string[] })[],
  before: Found["beads"],
): Record<string, readonly CodeCommit[]> {
  const beads = new Map<string, CodeCommit[]>();
  for (const { oid, subject, author, at, values } of fresh) {
    for (const bead of new Set(values)) beads.set(bead, [...(beads.get(bead) ?? []), { oid, subject, author, at }]);
  }
  for (const [bead, commits] of Object.entries(before)) beads.set(bead, [...(beads.get(bead) ?? []), ...commits]);
  return Object.fromEntries(beads);
}

/** A cache that cannot be written is no reason to fail a read. */
function keep(file: string, found: Found): void {
  try {
    writeWhole(file, JSON.stringify(found), { sync: false });
  } catch {
    // Found again the next time.
  }
}

/** The commit that is checked out, read in place where that is possible; null on an unborn branch. */
async function readHead(repository: Repository): Promise<Oid | null> {
  const text = readIfThere(join(repository.location.gitDir, "HEAD"))?.trim() ?? "";
  if (OID.test(text)) return text;
  const branch = /^ref: (refs\/heads\/\S+)$/.exec(text)?.[1];
  // Repositories with another ref storage keep a HEAD file that says nothing.
  return await repository.readRef(branch === undefined || branch.endsWith("/.invalid") ? "HEAD" : branch);
}
