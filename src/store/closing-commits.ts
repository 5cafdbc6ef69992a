import { join } from "node:path";
import { ID_ALPHABET } from "../domain/id.ts";
import { toCompactStamp } from "../domain/time.ts";
import { sha1 } from "../format/sha1.ts";
import type { Oid, Repository } from "../git/repository.ts";
import { chooseRemote } from "./choose-remote.ts";
import { CLOSING_TRAILER, DEPTH } from "./code-commits.ts";
import { readJson, writeWhole } from "./durable-file.ts";

/** A commit on the default branch that closes issues. */
export interface ClosingCommit {
  readonly oid: Oid;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly subject: string;
  readonly author: string;
  readonly issues: readonly string[];
}

/** How far this clone has looked. `since`: when it looked first, milliseconds since 1970 UTC. */
interface Cursor {
  readonly tip: Oid;
  readonly since: number;
}

/** What is new on the default branch, and how to note that it was looked at. */
export interface ClosingNews {
  readonly branch: string;
  /** Oldest first. */
  readonly commits: readonly ClosingCommit[];
  done(): void;
}

/**
 * Commits with `Closes-Bead:` that reached the default branch since this clone looked last: the remote's branch as far as it was fetched, or the
 * local one where there is no remote. The first look only notes where it stands, so that no old history closes anything.
 */
export async function findClosingCommits(
  repository: Repository,
  { remote, now }: { readonly remote: string | null; readonly now: number },
): Promise<ClosingNews | undefined> {
  const found = repository.listTrailers === undefined ? undefined : await defaultBranch(repository, remote);
  if (found === undefined) return undefined;
  const { branch, tip } = found;
  const file = join(repository.location.commonDir, "bd", "closing.json");
  const cursor = readJson<Cursor>(file);
  if (cursor?.tip === tip) return undefined;
  const done = () => writeWhole(file, JSON.stringify({ tip, since: cursor?.since ?? now } satisfies Cursor), { sync: false });
  if (cursor === undefined) return { branch, commits: [], done };
  const goesOn = (await repository.hasCommit(cursor.tip)) && (await repository.isAncestor(cursor.tip, tip));
  const range = { from: goesOn ? [cursor.tip] : [], to: [tip], key: CLOSING_TRAILER, limit: DEPTH };
  const trailed = (await repository.listTrailers?.(range)) ?? [];
  // A rewritten branch holds old commits under new names: only what was written since the first look counts then.
  const fresh = goesOn ? trailed : trailed.filter(({ at }) => at >= cursor.since);
  const commits = fresh.map(({ values, ...commit }) => ({ ...commit, issues: wordsOf(values) })).reverse();
  return { branch, commits, done };
}

function wordsOf(values: readonly string[]): string[] {
  return [...new Set(values.flatMap((value) => value.split(/[\s,]+/)).filter((word) => word !== ""))];
}

/** The remote's default branch as far as it was fetched; the usual names where nobody says which it is. */
async function defaultBranch(repository: Repository, named: string | null): Promise<{ branch: string; tip: Oid } | undefined> {
  const config = await repository.config();
  const remote = chooseRemote(config, named);
  const usual = [config.get("init.defaultbranch"), "main", "master"].filter((name) => name !== undefined);
  const prefix = remote === null ? "refs/heads/" : `refs/remotes/${remote}/`;
  const shown = (name: string) => (remote === null ? name : `${remote}/${name}`);
  const head = remote === null ? null : await repository.readRef(`${prefix}HEAD`);
  for (const name of usual) {
    const tip = await repository.readRef(`${prefix}${name}`);
    if (tip !== null && (head === null || tip === head)) return { branch: shown(name), tip };
  }
  return head === null ? undefined : { branch: `${remote}'s default branch`, tip: head };
}

/**
 * The id under which one commit closes one issue: the same in every clone, so that it happens once. What is amended, rebased or picked keeps author and
 * time, and is the same commit here: an issue that was opened again since stays open.
 */
export function closingOperation({ at, author }: Pick<ClosingCommit, "at" | "author">, issue: string): string {
  const digest = Buffer.from(sha1(`close ${at} ${author} ${issue}`), "hex");
  const letters = [...digest.subarray(0, 6)].map((byte) => ID_ALPHABET[byte & 31]).join("");
  return `${toCompactStamp(Math.max(0, at))}-${letters}`;
}
