import { join } from "node:path";
import { type Actor, nameOf } from "../domain/actor.ts";
import { BeadsError } from "../errors.ts";
import type { Oid, Repository, UncommittedWork } from "../git/repository.ts";
import { readJson, writeWhole } from "./durable-file.ts";
import { hostName } from "./host-name.ts";
import { CHECKPOINT_PREFIX } from "./refs.ts";
import { type LeftOut, readWorth, type Worth, weigh } from "./uncommitted.ts";

/** So many checkpoints of one issue keep their content in a clone. */
const KEPT = 20;

/** What is uncommitted in the caller's work tree, looked at and not saved yet. */
export interface SeenWork extends Omit<UncommittedWork, "paths" | "repositories"> {
  readonly root: string;
  readonly host: string;
  readonly dirty: readonly string[];
  readonly worth: Worth;
}

/** The content of a checkpoint in this clone: what was saved, and what was not. */
export interface SavedWork {
  /** The commit that holds what was not committed; null where nothing was. */
  readonly snapshot: Oid | null;
  readonly left_out: readonly LeftOut[];
}

/** Looks at the work tree. @throws NO_WORK_TREE, and NO_GIT where there is no git program */
export async function seeWork(repository: Repository): Promise<SeenWork> {
  if (repository.readUncommitted === undefined) {
    throw new BeadsError("environment", "NO_GIT", "Saving uncommitted work needs the git program, which was not found.");
  }
  const work = await repository.readUncommitted();
  const root = repository.location.workTree as string;
  const { head, branch } = work;
  const dirty = work.paths.map(({ path }) => path).sort();
  return { head, branch, root, host: hostName(), dirty, worth: weigh(root, work) };
}

/**
 * Saves what is uncommitted as a commit on HEAD, under a ref of bd's own. Index, HEAD, work tree and stash of the user stay as they are. Where
 * nothing is uncommitted the ref keeps HEAD itself, which nothing else may keep once its worktree is gone.
 */
export async function saveWork(
  repository: Repository,
  { head, root, worth }: SeenWork,
  { id, issue, actor, at }: { readonly id: string; readonly issue: string; readonly actor: Actor; readonly at: number },
): Promise<SavedWork> {
  const read = readWorth(root, worth);
  const { files } = read;
  const left_out = [...worth.left_out, ...read.left_out];
  const by = { name: nameOf(actor), email: actor.human.email || "nobody", at };
  const message = messageOf(id, issue, left_out);
  const draft = { parent: head, files, message, author: by, committer: by };
  const snapshot = files.length === 0 ? null : ((await repository.writeCommits([draft]))[0] ?? null);
  const kept = snapshot ?? head;
  if (kept !== null)
    await repository.updateRefs([{ ref: checkpointRef(id), to: kept, from: await repository.readRef(checkpointRef(id)) }]);
  return { snapshot, left_out };
}

const LEFT_OUT = "Left out:";

function messageOf(id: string, issue: string, left_out: readonly LeftOut[]): string {
  const lines = left_out.map(({ path, why }) => `${JSON.stringify(path)} ${why}`);
  return [
    `${issue}: checkpoint ${id}`,
    ...(lines.length === 0 ? [] : ["", LEFT_OUT, ...lines]),
    "",
    `Bead-Checkpoint: ${issue}`,
  ].join("\n");
}

/** What the commit of a checkpoint says was left out of it. */
export function leftOutOf(message: string): LeftOut[] {
  const lines = message.split("\n");
  const from = lines.indexOf(LEFT_OUT);
  if (from === -1) return [];
  const listed = lines.slice(from + 1, lines.indexOf("", from + 1));
  return listed.flatMap((line) => {
    const found = /^("(?:[^"\\]|\\.)*") (.*)$/.exec(line);
    return found === null ? [] : [{ path: JSON.parse(found[1] ?? '""') as string, why: found[2] ?? "" }];
  });
}

/** The ref under which a checkpoint's content lies, in the clone that made it and on a remote that it was pushed to. */
export function checkpointRef(id: string): string {
  return `${CHECKPOINT_PREFIX}${id}`;
}

/** Lets go of the content of an issue's older checkpoints. `ids`: all of the issue's, newest first. */
export async function pruneWork(repository: Repository, ids: readonly string[]): Promise<void> {
  if (ids.length <= KEPT) return;
  const refs = await repository.listRefs(CHECKPOINT_PREFIX);
  const old = ids.slice(KEPT).map(checkpointRef);
  const gone = old.flatMap((ref) => (refs.has(ref) ? [{ ref, to: null, from: refs.get(ref) ?? null }] : []));
  if (gone.length > 0) await repository.updateRefs(gone);
}

/** What the last checkpoint of this worktree saw: it tells whether anything has changed since. Local, and disposable. */
interface LastSeen {
  readonly issue: string;
  readonly id: string;
  readonly fingerprint: string;
}

/** The checkpoint that holds exactly this already, if one does. */
export function unchangedSince(repository: Repository, issue: string, { worth }: SeenWork): string | undefined {
  const last = readJson<LastSeen>(lastFile(repository));
  return last?.issue === issue && last.fingerprint === worth.fingerprint ? last.id : undefined;
}

/** Remembers what a checkpoint saw. */
export function rememberSeen(repository: Repository, { issue, id }: { issue: string; id: string }, { worth }: SeenWork): void {
  writeWhole(lastFile(repository), JSON.stringify({ issue, id, fingerprint: worth.fingerprint }), { sync: false });
}

function lastFile({ location }: Repository): string {
  return join(location.gitDir, "bd", "checkpoint.json");
}
