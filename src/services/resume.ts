import { nameOf } from "../domain/actor.ts";
import type { Checkpoint } from "../domain/checkpoint.ts";
import type { Message } from "../domain/message.ts";
import { isSensitiveName } from "../domain/sensitive-name.ts";
import { BeadsError } from "../errors.ts";
import type { Row } from "../store/snapshot.ts";
import { claim } from "./claim.ts";
import { resolveId } from "./resolve-id.ts";
import { rowOf } from "./row-of.ts";
import { isOrphan, type Work, workOf, workOn } from "./work.ts";
import type { Workspace } from "./workspace.ts";
import type { Landing } from "./write.ts";

export interface ResumeInput {
  /** Without it, what the caller holds, or else the one thing that can be taken up again. */
  readonly id?: string | undefined;
  /** Claims it again where the claim ran out, was given back, or was a dead session's. */
  readonly claim?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

/** The work tree as it is now, beside what the checkpoint saw. */
export interface WorkHere {
  readonly worktree: string;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly dirty: readonly string[];
  /** In words, how it differs from the last checkpoint. */
  readonly differs: readonly string[];
}

export interface ResumeResult {
  readonly agent: string;
  readonly work: Work;
  readonly row: Row;
  /** Messages on it that wait for the caller's answer, oldest first. */
  readonly asked: readonly Message[];
  /** Null where no files are checked out. */
  readonly here: WorkHere | null;
  /** The command to go on with; null where the work is over. */
  readonly next: string | null;
  /** How the new claim landed; null where none was made. */
  readonly claimed: Landing | null;
}

/**
 * The state of the caller's work on an issue, re-validated: what was planned, what was said, what differs, and the next command.
 * @throws NOTHING_HELD, SEVERAL_HELD, and what `claim` throws
 */
export async function resume(workspace: Workspace, input: ResumeInput): Promise<ResumeResult> {
  const before = await chosen(workspace, input);
  const wants = input.claim === true && before.state === "suspended";
  const claimed = wants ? await claimAgain(workspace, before, input) : null;
  const work = claimed === null ? before : await workOn(workspace, before.id);
  const snapshot = await workspace.ledger.snapshot();
  const here = await hereOf(workspace, work.checkpoint);
  return {
    agent: nameOf(workspace.actor),
    work,
    row: await rowOf(workspace, work.id),
    asked: work.asked.flatMap((id) => snapshot.message(id) ?? []),
    here,
    next: nextOf(work, here),
    claimed,
  };
}

async function chosen(workspace: Workspace, { id }: ResumeInput): Promise<Work> {
  if (id !== undefined) return workOn(workspace, resolveId(await workspace.ledger.snapshot(), id, { exact: true }));
  const work = await workOf(workspace);
  for (const state of ["active", "suspended"]) {
    const found = work.filter((entry) => entry.state === state);
    if (found.length > 1) throw several(found);
    if (found[0] !== undefined) return found[0];
  }
  const over = work.find(({ stop }) => stop !== null);
  if (over !== undefined) return over;
  throw new BeadsError("not-found", "NOTHING_HELD", `${nameOf(workspace.actor)} holds no claim here.`, {
    hints: ["bd ready shows what can be claimed; bd inbox what was handed to you."],
    fields: { ids: [] },
  });
}

function several(found: readonly Work[]): BeadsError {
  const ids = found.map((entry) => entry.id);
  return new BeadsError("usage", "SEVERAL_HELD", `There are ${ids.length} to go on with: ${ids.join(", ")}.`, {
    hints: ["Name one: bd resume <id>."],
    fields: { ids },
  });
}

/** A session that died, or whose worktree is gone, left its claim to whoever comes after it; everything else has to be free. */
async function claimAgain(workspace: Workspace, { id, lease }: Work, { dry_run }: ResumeInput): Promise<Landing> {
  const inherits = lease !== null && (await isOrphan(workspace, lease));
  const reason = "Taken up again: the session or the worktree in which it was claimed is gone.";
  const steal = inherits ? { steal: true, reason, confirm: true } : {};
  return (await claim(workspace, { id, dry_run, ...steal })).landing;
}

async function hereOf({ repository }: Workspace, checkpoint: Checkpoint | null): Promise<WorkHere | null> {
  if (repository.location.workTree === null || repository.readUncommitted === undefined) return null;
  const { head, branch, paths } = await repository.readUncommitted();
  const worktree = repository.location.workTree;
  const here = { worktree, branch, commit: head, dirty: paths.map(({ path }) => path).sort() };
  return { ...here, differs: checkpoint === null ? [] : differences(here, checkpoint) };
}

function differences({ worktree, branch, commit, dirty }: Omit<WorkHere, "differs">, then: Checkpoint): string[] {
  const gone = missing({ dirty }, then);
  return [
    ...(then.worktree === worktree ? [] : [`It was made in ${then.worktree ?? "another place"}.`]),
    ...(then.branch === branch
      ? []
      : [`The branch was ${then.branch ?? "none (detached)"}, and is ${branch ?? "none (detached)"}.`]),
    ...(then.commit === commit
      ? []
      : [`The commit was ${then.commit?.slice(0, 9) ?? "none"}, and is ${commit?.slice(0, 9) ?? "none"}.`]),
    ...(gone.length === 0 ? [] : [`Uncommitted then and not now: ${gone.slice(0, 10).join(", ")}.`]),
  ];
}

/** What a checkpoint saved and is not here; what is never saved is missing nowhere. */
function missing({ dirty }: Pick<WorkHere, "dirty">, checkpoint: Checkpoint | null): string[] {
  return (checkpoint?.dirty ?? []).filter((path) => !dirty.includes(path) && !isSensitiveName(path));
}

function nextOf(work: Work, here: WorkHere | null): string | null {
  const { id, state, checkpoint, unanswered } = work;
  if (state !== "active") return work.next;
  if (unanswered > 0) return `bd thread ${id}`;
  const isMissing = here !== null && missing(here, checkpoint).length > 0;
  if (isMissing && checkpoint !== null && checkpoint.snapshot !== null)
    return `bd checkpoint restore ${checkpoint.id.slice(-6)} --into <new directory>`;
  return `bd show ${id}`;
}
