import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import type { Checkpoint } from "../domain/checkpoint.ts";
import { isLive } from "../domain/lease.ts";
import { oneLine } from "../domain/strip.ts";
import { toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { Repeated } from "../store/ledger.ts";
import type { LeftOut } from "../store/uncommitted.ts";
import type { SeenWork } from "../store/work-snapshot.ts";
import { pushCheckpoint } from "./checkpoint-content.ts";
import { resolveCheckpoint } from "./resolve-checkpoint.ts";
import { resolveId } from "./resolve-id.ts";
import { type Work, workOf } from "./work.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface CheckpointInput {
  /** Without it, the one issue that the caller holds in this worktree. */
  readonly id?: string | undefined;
  readonly note?: string | undefined;
  /** What is not said again of plan, next step and context stays as the last checkpoint said it. */
  readonly plan?: string | undefined;
  readonly next?: string | undefined;
  /** Paths that whoever goes on should read. */
  readonly context?: readonly string[] | undefined;
  /** For hooks and timers: nothing is done where nothing is held, or nothing changed since the last time. */
  readonly auto?: boolean | undefined;
  /** Brings the content to the shared remote, so that it outlives this machine. */
  readonly push?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface CheckpointResult {
  readonly checkpoint: Checkpoint;
  readonly title: string;
  readonly left_out: readonly LeftOut[];
  /** The remote that has the content, where it was pushed. */
  readonly pushed: string | null;
  readonly landing: Landing;
}

/** So many paths are named in the ledger; the content holds all of them. */
const MOST_NAMED = 200;

/**
 * Notes where the work on an issue stands, and saves what is not committed in bd's own refs. Null where `auto` finds nothing to do.
 * @throws NO_WORK_TREE, NOTHING_HELD, SEVERAL_HELD, CLAIM_SUPERSEDED, CLAIM_HELD
 */
export async function checkpoint(workspace: Workspace, input: CheckpointInput): Promise<CheckpointResult | null> {
  const store = await import("../store/work-snapshot.ts");
  const { repository, ledger } = workspace;
  const again = await workspace.ledger.repeated("checkpoint");
  if (again !== undefined) return madeBefore(workspace, again);
  const issue = await issueFor(workspace, input);
  if (issue === null) return null;
  const seen = await store.seeWork(repository);
  if (input.auto === true && store.unchangedSince(repository, issue, seen) !== undefined) return null;
  const snapshot = await ledger.snapshot();
  const draft = draftOf(workspace, { issue, seen, last: lastOf(snapshot, issue) }, input);
  const args = { checkpoint: draft, proof: await workspace.proof() };
  const title = snapshot.issue(issue)?.title ?? "";
  const tried = await write(workspace, "checkpoint", args, { urgency: "soon", dry_run: true });
  if (input.dry_run === true)
    return { checkpoint: draft, title, left_out: seen.worth.left_out, pushed: null, landing: tried.landing };
  const { id } = draft;
  const saved = await store.saveWork(repository, seen, { id, issue, actor: workspace.actor, at: ledger.now() });
  const whole = { ...draft, snapshot: saved.snapshot };
  const { landing, result } = await write(workspace, "checkpoint", { ...args, checkpoint: whole }, { urgency: "soon" });
  if (landing.changed) store.rememberSeen(repository, { issue, id }, seen);
  const now = await ledger.snapshot();
  await store.pruneWork(
    repository,
    now.records("checkpoint", { issue, newest: true }).map(({ head }) => head.id),
  );
  const made = now.record("checkpoint", result.id)?.head ?? whole;
  const pushed = input.push === true ? await pushCheckpoint(workspace, made) : null;
  return { checkpoint: made, title, left_out: saved.left_out, pushed, landing };
}

/** What the same command made before. */
async function madeBefore({ ledger }: Workspace, { op, commit, beads }: Repeated): Promise<CheckpointResult> {
  const snapshot = await ledger.snapshot();
  const issue = beads[0] ?? "";
  const made = resolveCheckpoint(snapshot, op);
  const landing = { op, reach: "local", why: null, changed: false, commit } as const;
  return { checkpoint: made, title: snapshot.issue(issue)?.title ?? "", left_out: [], pushed: null, landing };
}

async function issueFor(workspace: Workspace, { id, auto }: CheckpointInput): Promise<string | null> {
  if (id !== undefined) return resolveId(await workspace.ledger.snapshot(), id, { exact: true });
  const work = await workOf(workspace);
  const moment = await workspace.ledger.moment();
  // A claim that ran out and that nobody took is still worth to be saved.
  const open = work.filter(({ state, lease }) => state === "active" || (lease?.ended === null && !isLive(lease, moment)));
  if (open.length === 1) return open[0]?.id ?? null;
  if (auto === true) return open[0]?.id ?? null;
  throw open.length === 0 ? nothingHeld(workspace, work) : severalHeld(open);
}

function nothingHeld({ actor }: Workspace, work: readonly Work[]): BeadsError {
  const over = work.find(({ stop }) => stop !== null);
  if (over !== undefined) {
    return new BeadsError("conflict", "CLAIM_SUPERSEDED", `${over.id} is not yours any more. ${over.stop}`, {
      hints: [over.next === null ? "Stop working on it; bd reply still works." : `${over.next} goes on with it.`],
      fields: { id: over.id, stop: over.stop },
    });
  }
  return new BeadsError("not-found", "NOTHING_HELD", `${nameOf(actor)} holds no claim here.`, {
    hints: ["Name the issue, or claim it first: bd claim <id>."],
    fields: { ids: [] },
  });
}

function severalHeld(open: readonly Work[]): BeadsError {
  const ids = open.map((entry) => entry.id);
  return new BeadsError("usage", "SEVERAL_HELD", `You hold ${ids.length} issues: ${ids.join(", ")}.`, {
    hints: ["Name the one that the checkpoint is of."],
    fields: { ids },
  });
}

function lastOf(snapshot: Awaited<ReturnType<Workspace["ledger"]["snapshot"]>>, issue: string): Checkpoint | undefined {
  return snapshot.records("checkpoint", { issue, newest: true, limit: 1 })[0]?.head;
}

function draftOf(
  { ledger, actor, repository }: Workspace,
  { issue, seen, last }: { readonly issue: string; readonly seen: SeenWork; readonly last: Checkpoint | undefined },
  input: CheckpointInput,
): Checkpoint {
  const now = ledger.now();
  const context = (input.context ?? []).map(oneLine).filter((path) => path !== "");
  return {
    issue,
    id: ledger.mint(),
    epoch: null,
    branch: seen.branch,
    commit: seen.head,
    snapshot: null,
    dirty: seen.dirty.slice(0, MOST_NAMED).map(oneLine),
    context: context.length === 0 ? (last?.context ?? []) : context,
    plan: said(input.plan) ?? last?.plan ?? null,
    next: said(input.next) ?? last?.next ?? null,
    worktree: repository.location.workTree,
    host: seen.host,
    auto: input.auto === true,
    by: nameOf(actor),
    session: actor.session,
    at: toStamp(now),
    op: "",
    body: checkBody(input.note ?? ""),
    extras: [],
  };
}

function said(text: string | undefined): string | null {
  const words = text === undefined ? "" : checkBody(text).trim();
  return words === "" ? null : words;
}
