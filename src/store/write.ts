import { awaitPush, type Landing } from "./await-push.ts";
import type { Clone } from "./clone.ts";
import type { Urgency, Written } from "./ledger.ts";
import { dropMarker } from "./markers.ts";
import type { Operation, VerbArguments, VerbName, VerbResults } from "./operation.ts";
import { findRemote } from "./remote.ts";
import { renewHeld } from "./renew-held.ts";
import { type LocalWrite, writeLocally } from "./write-local.ts";

/** Makes one change and takes it as far as its urgency asks. */
export async function write<V extends VerbName>(
  clone: Clone,
  verb: V,
  args: VerbArguments[V],
  urgency: Urgency,
): Promise<Written<VerbResults[V]>> {
  return writeOperation(clone, { op: clone.ids.operation(), verb, args, actor: clone.actor }, urgency);
}

/** The same for an operation that has its id. */
export async function writeOperation<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
  urgency: Urgency,
): Promise<Written<VerbResults[V]>> {
  const route = await routeOf(clone, urgency);
  const repeated = clone.ids.given === null ? undefined : await (await import("./repeated.ts")).repeat(clone, operation);
  if (repeated !== undefined) return finishAgain(clone, operation.op, repeated, route);
  const local = await writeLocally(clone, operation, { urgency, ...route });
  if (local.commit !== null) {
    forgetEnded(clone, operation.verb, local.result);
    await renewHeld(clone, route.journalled);
  }
  const written = await finish(clone, operation, urgency, local);
  return clone.ids.given === null ? written : (await import("./repeated.ts")).asLanded(clone, operation, written);
}

/** A claim that its holder ended needs no marker any more. */
function forgetEnded(clone: Clone, verb: VerbName, result: VerbResults[VerbName]): void {
  const ended =
    verb === "close"
      ? (result as VerbResults["close"]).closed
      : verb === "release" || verb === "handover"
        ? [(result as VerbResults["release" | "handover"]).issue]
        : [];
  if (verb === "unreserve") forgetReservations(clone, result as VerbResults["unreserve"]);
  for (const issue of ended) {
    const lease = clone.index.snapshot().lease(issue);
    if (lease !== undefined) dropMarker(clone.repository.location, { issue, epoch: lease.epoch });
  }
}

/** What is kept of a reservation is proved by the same secret. */
function forgetReservations(clone: Clone, { released, kept }: VerbResults["unreserve"]): void {
  if (kept.length === 0) for (const id of released) dropMarker(clone.repository.location, id);
}

/** Whether an operation is journalled (a remote may ask for a replay) and whether its process waits for the remote. */
export async function routeOf(clone: Clone, urgency: Urgency): Promise<{ journalled: boolean; waits: boolean }> {
  const journalled = (await clone.repository.config()).remotes.length > 0;
  const atOnce = urgency === "confirm" || urgency === "now" || (urgency === "soon" && clone.background === null);
  return { journalled, waits: journalled && atOnce && !clone.offline };
}

/** What stands in the ledger already: only a push may be missing, where the first run was cut short before it. */
async function finishAgain<R>(
  clone: Clone,
  op: string,
  { commit, result, pending }: { readonly commit: string; readonly result: R; readonly pending: boolean },
  { journalled, waits }: { readonly journalled: boolean; readonly waits: boolean },
): Promise<Written<R>> {
  const written = { op, changed: false, commit, result };
  if (!journalled || !pending) return { ...written, reach: journalled ? "pushed" : "local", why: null };
  if (!waits) {
    if (!clone.offline) clone.background?.("push");
    return {
      ...written,
      reach: "local",
      why: clone.offline ? "Offline: a later sync pushes it." : "A push follows in a moment.",
    };
  }
  const { reach, why } = await pushNow(clone, op);
  return { ...written, reach, why };
}

async function finish<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
  urgency: Urgency,
  local: LocalWrite<VerbResults[V]>,
): Promise<Written<VerbResults[V]>> {
  const { journalled, waits } = await routeOf(clone, urgency);
  const { op } = operation;
  const { commit } = local;
  const written = { op, changed: commit !== null, commit, result: local.result };
  if (commit === null || !journalled) return { ...written, reach: "local", why: null };
  if (!waits) {
    const why = clone.offline || urgency === "never" ? "Offline: a later sync pushes it." : "A push follows in a moment.";
    if (!clone.offline && urgency !== "never") clone.background?.("push");
    return { ...written, reach: "local", why };
  }
  const landing = await pushNow(clone, op);
  return {
    ...written,
    reach: landing.reach,
    why: landing.why,
    result: (landing.result as VerbResults[V] | undefined) ?? local.result,
  };
}

/** Pushes an operation and waits for it; a remote that cannot be found or reached leaves it local, with the reason. */
export async function pushNow(clone: Clone, op: string): Promise<Landing> {
  const remote = await findRemoteOrReason(clone);
  if ("why" in remote) return { reach: "local", why: remote.why, result: undefined };
  return awaitPush(clone, remote.found, op);
}

async function findRemoteOrReason(
  clone: Clone,
): Promise<{ found: NonNullable<Awaited<ReturnType<typeof findRemote>>> } | { why: string }> {
  try {
    const found = await findRemote(clone, projectRemote(clone));
    return found === null ? { why: "No remote is configured." } : { found };
  } catch (error) {
    return { why: (error as Error).message };
  }
}

/** The remote that `project.md` names as the canonical one. */
export function projectRemote(clone: Clone): string | null {
  return clone.index.tip === null ? null : clone.index.snapshot().project.remote;
}
