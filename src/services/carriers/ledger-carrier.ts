import { nameOf } from "../../domain/actor.ts";
import { BeadsError } from "../../errors.ts";
import type { PushedAll } from "../../store/ledger.ts";
import { mirrorAt } from "../../store/mirrors.ts";
import { REMOTE_REF } from "../../store/refs.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import type { KnownProject } from "../discovery.ts";
import type { Workspace } from "../workspace.ts";
import { type Attempt, attemptOf, type Carrier, type Parcel } from "./carrier.ts";
import { deliveryOf, findDelivered } from "./delivery.ts";
import { lastingHint, NO_RIGHT, troubleOf } from "./trouble.ts";

/** Where parcels are written: a clone of the target or the user's mirror of it, opened. */
export interface Through {
  readonly project: KnownProject;
  readonly target: Workspace;
  readonly carrier: Carrier;
}

/**
 * Writes parcels into a ledger of the target and pushes them, all in one push. Delivered is what its remote has, or what it has itself where there
 * is no remote. What was there already counts as delivered: whoever brought it.
 */
export async function carryThrough(
  workspace: Workspace,
  { project, target, carrier }: Through,
  parcels: readonly Parcel[],
): Promise<Map<string, Attempt>> {
  const attempts = new Map<string, Attempt>();
  if (await isProtected(target)) {
    const { proposeThrough } = await import("./branch.ts");
    for (const parcel of parcels) attempts.set(parcel.entry.id, await proposeThrough(workspace, { project, target }, parcel));
    return attempts;
  }
  // Words are written once the issue that they are said on stands on the remote: until then its id may still change.
  const isWord = ({ entry }: Parcel) => entry.kind === "message";
  for (const lot of [parcels.filter((parcel) => !isWord(parcel)), parcels.filter(isWord)]) {
    for (const [id, attempt] of await carryLot(workspace, { project, target, carrier }, lot)) attempts.set(id, attempt);
  }
  return attempts;
}

/** Some parcels with one push. */
async function carryLot(
  workspace: Workspace,
  { target, carrier }: Through,
  parcels: readonly Parcel[],
): Promise<Map<string, Attempt>> {
  const attempts = new Map<string, Attempt>();
  const written = new Map<string, Parcel>();
  for (const parcel of parcels) {
    const op = await writeParcel(workspace, target, parcel).catch((error: unknown) => {
      attempts.set(parcel.entry.id, troubleOf(error, carrier));
      return null;
    });
    if (op !== null) written.set(op, parcel);
  }
  if (written.size === 0) return attempts;
  const pushed = await target.ledger.push().catch(pushTrouble);
  const lost = await lostOf(target, written);
  const snapshot = await target.ledger.snapshot();
  for (const [op, { entry }] of written) {
    const loss = lost.get(op);
    const bead = findDelivered(snapshot, entry);
    const reach = isShared(target, snapshot) ? pushed : { ...pushed, why: pushed.why ?? "That clone has no remote." };
    attempts.set(entry.id, loss === undefined ? outcome(reach, carrier, bead) : troubleOf(loss, carrier));
  }
  return attempts;
}

/** Where its people merge every change, one of another project goes as a branch of its own. */
async function isProtected({ ledger, repository, offline }: Workspace): Promise<boolean> {
  if (offline || (await ledger.snapshot()).project.push === "direct") return false;
  return (await repository.readRef(REMOTE_REF)) !== null;
}

/** False for a mirror or clone that has lost its remote: what it takes in alone, nobody there ever sees. */
function isShared({ repository }: Workspace, { project }: Snapshot): boolean {
  return mirrorAt(repository.location.commonDir) === undefined && project.identity.startsWith("local:");
}

/** True where the remote has all that this ledger holds, or there is none. */
async function isLanded({ repository, ledger }: Workspace): Promise<boolean> {
  if ((await repository.config()).remotes.length === 0) return true;
  return (await repository.readRef(REMOTE_REF)) === (await ledger.snapshot()).tip;
}

/**
 * Into the ledger, not yet pushed. What this clone of the target knows may be old: what it does not have, and what its rules refuse, is asked once of
 * the remote.
 */
async function writeParcel(workspace: Workspace, target: Workspace, parcel: Parcel): Promise<string> {
  const once = async () => {
    const args = await deliveryOf(workspace, parcel, await target.ledger.snapshot(), await isLanded(target));
    const { op } = await target.ledger.write("deliver", args, "never");
    return op;
  };
  try {
    return await once();
  } catch (error) {
    if (target.offline || !(error instanceof BeadsError) || !isWorthAsking(error)) throw error;
    await target.ledger.sync();
    return once();
  }
}

function isWorthAsking({ kind, code }: BeadsError): boolean {
  return kind === "conflict" || code === "ISSUE_NOT_FOUND" || code === "THREAD_UNDER_WAY";
}

/** What the replay on the remote's state refused. It is told to whoever waits here, and needs no place on the list of what was lost. */
async function lostOf(target: Workspace, written: ReadonlyMap<string, Parcel>): Promise<Map<string, BeadsError>> {
  const losses = (await target.ledger.lostOf(nameOf(target.actor))).filter(({ op }) => written.has(op));
  await target.ledger.acknowledge(losses.map(({ op }) => op));
  return new Map(losses.map(({ op, code, message }) => [op, lossOf(code, message)]));
}

/** A thread that was there when a word was written on it, and is not now, may come back: the word waits. */
function lossOf(code: string, message: string): BeadsError {
  return new BeadsError(code === "ISSUE_NOT_FOUND" ? "environment" : "conflict", code, message);
}

function pushTrouble(error: unknown): PushedAll {
  if (!(error instanceof BeadsError)) throw error;
  return { reach: "local", why: error.message, final: false, code: error.code };
}

function outcome(pushed: PushedAll, carrier: Carrier, bead: string | undefined): Attempt {
  const isThere = pushed.reach === "pushed" || (pushed.reach === "local" && pushed.why === null);
  if (isThere && bead !== undefined) return attemptOf({ state: "delivered", bead, carrier });
  const { why, code = null } = pushed;
  const hint = pushed.final ? NO_RIGHT : lastingHint(code);
  return attemptOf({ state: "queued", why: why ?? "It is not there after all.", code, final: hint !== null, hint, carrier });
}
