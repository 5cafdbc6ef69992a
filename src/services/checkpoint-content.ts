import { isAbsolute, resolve } from "node:path";
import type { Checkpoint } from "../domain/checkpoint.ts";
import { BeadsError } from "../errors.ts";
import type { Oid } from "../git/repository.ts";
import type { LeftOut } from "../store/uncommitted.ts";
import { resolveCheckpoint } from "./resolve-checkpoint.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** Milliseconds that bringing a checkpoint's content over the network may take. */
const TIMEOUT = 60_000;

/** A checkpoint with what this clone has of it. */
export interface CheckpointRow {
  readonly checkpoint: Checkpoint;
  readonly title: string;
  /** True where its content lies in this clone, or there was none beyond a commit that is here. */
  readonly here: boolean;
  /** What was not saved with it, where its content is here. */
  readonly left_out: readonly LeftOut[];
}

/** Checkpoints of an issue, or of all, newest first. */
export async function listCheckpoints(
  workspace: Workspace,
  { id, limit = 20 }: { readonly id?: string | undefined; readonly limit?: number | undefined },
): Promise<readonly CheckpointRow[]> {
  const snapshot = await workspace.ledger.snapshot();
  const of = id === undefined ? {} : { issue: resolveId(snapshot, id) };
  const most = limit === 0 ? {} : { limit };
  const found = snapshot.records("checkpoint", { ...of, newest: true, ...most });
  return Promise.all(found.map(({ head }) => rowOf(workspace, head)));
}

/** One checkpoint. @throws CHECKPOINT_NOT_FOUND */
export async function showCheckpoint(workspace: Workspace, { id }: { readonly id: string }): Promise<CheckpointRow> {
  return rowOf(workspace, resolveCheckpoint(await workspace.ledger.snapshot(), id));
}

async function rowOf({ ledger, repository }: Workspace, checkpoint: Checkpoint): Promise<CheckpointRow> {
  const title = (await ledger.snapshot()).issue(checkpoint.issue)?.title ?? "";
  const content = checkpoint.snapshot ?? checkpoint.commit;
  const here = content !== null && (await repository.hasCommit(content));
  return { checkpoint, title, here, left_out: here ? await leftOut(repository, checkpoint.snapshot) : [] };
}

async function leftOut(repository: Workspace["repository"], snapshot: Oid | null): Promise<readonly LeftOut[]> {
  if (snapshot === null) return [];
  const { leftOutOf } = await import("../store/work-snapshot.ts");
  return leftOutOf((await repository.readCommits?.([snapshot]))?.[0]?.message ?? "");
}

/** The uncommitted content of a checkpoint as a patch against the commit that it was made on. @throws CHECKPOINT_NOT_FOUND, CHECKPOINT_NOT_HERE */
export async function diffCheckpoint(
  workspace: Workspace,
  { id }: { readonly id: string },
): Promise<{ readonly checkpoint: Checkpoint; readonly patch: string }> {
  const checkpoint = resolveCheckpoint(await workspace.ledger.snapshot(), id);
  await bringContent(workspace, checkpoint);
  const { snapshot, commit } = checkpoint;
  const patch = snapshot === null ? "" : ((await workspace.repository.diffText?.(commit, snapshot)) ?? "");
  return { checkpoint, patch };
}

export interface RestoreResult {
  readonly checkpoint: Checkpoint;
  readonly directory: string;
  /** Paths that were laid in as they were. */
  readonly files: readonly string[];
  readonly left_out: readonly LeftOut[];
}

/** Makes a new worktree in which everything is as the checkpoint saw it. @throws CHECKPOINT_NOT_FOUND, CHECKPOINT_NOT_HERE, DIRECTORY_TAKEN */
export async function restoreCheckpoint(
  workspace: Workspace,
  { id, into }: { readonly id: string; readonly into: string },
): Promise<RestoreResult> {
  const checkpoint = resolveCheckpoint(await workspace.ledger.snapshot(), id);
  const { repository } = workspace;
  await bringContent(workspace, checkpoint);
  const directory = isAbsolute(into) ? into : resolve(workspace.directory, into);
  const { restoreWork } = await import("../store/restore-work.ts");
  const { commit, snapshot } = checkpoint;
  const unborn = `restored-${checkpoint.id.slice(-6)}`;
  const files = await restoreWork(repository, { directory, commit, snapshot, unborn });
  return { checkpoint, directory, files, left_out: await leftOut(repository, snapshot) };
}

/** Content that is not in this clone is asked for where it may have been pushed. */
async function bringContent(workspace: Workspace, checkpoint: Checkpoint): Promise<void> {
  const { repository, offline } = workspace;
  const content = checkpoint.snapshot ?? checkpoint.commit;
  if (content === null || (await repository.hasCommit(content))) return;
  const remote = offline ? null : await remoteOf(workspace);
  const { checkpointRef } = await import("../store/work-snapshot.ts");
  const brought =
    remote !== null &&
    (await repository.fetch(remote, checkpointRef(checkpoint.id), { timeout: TIMEOUT, unattended: true })) !== null;
  if (brought && (await repository.hasCommit(content))) {
    await repository.updateRefs([{ ref: checkpointRef(checkpoint.id), to: content, from: null }]);
    return;
  }
  const { id, host, worktree, by } = checkpoint;
  const where = host === null ? "another clone" : `${host}${worktree === null ? "" : `, ${worktree}`}`;
  throw new BeadsError(
    "not-found",
    "CHECKPOINT_NOT_HERE",
    `The content of checkpoint ${id} is not in this clone: ${by} made it on ${where}.`,
    {
      hints: [
        "A checkpoint's content stays in the clone that made it, unless that gave --push; older ones than the last twenty are let go.",
      ],
      fields: { id, host, worktree },
    },
  );
}

/** Brings a checkpoint's content to the shared remote, under bd's own refs there. Answers the remote's name. @throws NO_REMOTE, CHECKPOINT_NOT_PUSHED */
export async function pushCheckpoint(workspace: Workspace, checkpoint: Checkpoint): Promise<string> {
  const remote = workspace.offline ? null : await remoteOf(workspace);
  const content = checkpoint.snapshot ?? checkpoint.commit;
  if (remote === null || content === null) throw notPushed(checkpoint, workspace.offline ? "offline" : "there is no remote");
  const { checkpointRef } = await import("../store/work-snapshot.ts");
  const pushed = await workspace.repository.push(remote, content, checkpointRef(checkpoint.id), {
    timeout: TIMEOUT,
    unattended: true,
  });
  if (pushed.state === "accepted") return remote;
  throw notPushed(checkpoint, pushed.words.split("\n")[0] ?? pushed.state);
}

function notPushed({ id }: Checkpoint, why: string): BeadsError {
  return new BeadsError(
    "environment",
    "CHECKPOINT_NOT_PUSHED",
    `The checkpoint ${id} was made, and its content was not pushed: ${why}.`,
    {
      hints: ["It lies in this clone, and bd checkpoint restore finds it here."],
      fields: { id },
    },
  );
}

async function remoteOf({ ledger, repository }: Workspace): Promise<string | null> {
  const { chooseRemote } = await import("../store/choose-remote.ts");
  return chooseRemote(await repository.config(), (await ledger.snapshot()).project.remote);
}
