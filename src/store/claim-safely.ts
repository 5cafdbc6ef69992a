import { toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { Clone } from "./clone.ts";
import { readContact } from "./contact.ts";
import { fetchLedger, follow } from "./fetch.ts";
import { readEntry, writeEntry } from "./journal.ts";
import type { Urgency, Written } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { createMarker, dropMarker, hasMarker, renameMarker } from "./markers.ts";
import type { Operation, VerbArguments, VerbResults } from "./operation.ts";
import { listPending } from "./pending.ts";
import { isProposing, NO_RIGHT } from "./proposals.ts";
import { findRemote } from "./remote.ts";
import { readStanding } from "./settle.ts";
import { withdraw } from "./withdraw.ts";
import { projectRemote, pushNow, routeOf } from "./write.ts";
import { type LocalWrite, writeLocally } from "./write-local.ts";

const TRY_AGAIN = "Try again when the remote answers, or claim with --offline (tentative: it may be lost at the next sync).";

type Claimed = Written<VerbResults["claim"]>;

/** How far this clock may be behind the newest commit that a fetch brought, in milliseconds. */
const SKEW = 300_000;

/** How old what is known of the remote may be for a no to be said without asking it again, in milliseconds. */
export const FRESH = 3_000;

/** Claims with everything around it: the clock, what is known of an old lease, the marker, and no claim that is not confirmed. */
export async function claimSafely(clone: Clone, asked: VerbArguments["claim"], urgency: Urgency): Promise<Claimed> {
  refuseLateClock(clone);
  const op = clone.ids.operation();
  const again = clone.ids.given === null ? undefined : await claimedBefore(clone, op, urgency);
  if (again !== undefined) return again;
  await learnOfExpiry(clone, asked);
  const { location } = clone.repository;
  const marker = await createMarker(location, op, clone.chance, clone.env);
  const operation: Operation<"claim"> = { op, verb: "claim", args: { ...asked, marker: marker.hash }, actor: clone.actor };
  try {
    const claimed = await claimAndPush(clone, operation, urgency);
    if (claimed.changed) await renameMarker(location, op, claimed.result.issue, claimed.result.epoch);
    else await dropMarker(location, op);
    return claimed;
  } catch (error) {
    if (!(error instanceof BeadsError) || error.code !== "CLAIM_UNKNOWN") await dropMarker(location, op);
    throw error instanceof BeadsError && "holder" in error.fields ? await withConfirmation(clone, error) : error;
  }
}

/** The same command given once more: the first run may have been cut short before its claim was confirmed, or its marker named. @throws CLAIM_OVER */
async function claimedBefore(clone: Clone, op: string, urgency: Urgency): Promise<Claimed | undefined> {
  const { findClaimOf } = await import("./repeated-claim.ts");
  const { location } = clone.repository;
  const found = await findClaimOf(clone, op);
  if (found === undefined) return undefined;
  const { commit, result } = found;
  const entry = readEntry(clone, op);
  const operation = entry?.operation as Operation<"claim"> | undefined;
  const pending = entry?.state === "pending" && operation !== undefined;
  const route = await routeOf(clone, urgency);
  const claimed = pending
    ? await confirm(clone, operation, { commit, result }, route)
    : { op, commit, result, ...(await reachOfHeld(clone, result, route.journalled)) };
  if (hasMarker(location, op)) renameMarker(location, op, result.issue, result.epoch);
  return { ...claimed, changed: false };
}

async function claimAndPush(clone: Clone, operation: Operation<"claim">, urgency: Urgency): Promise<Claimed> {
  const route = await routeOf(clone, urgency);
  const local = await writeOnNews(clone, operation, { urgency, ...route });
  if (local.commit !== null) return confirm(clone, operation, local, route);
  const written = { op: operation.op, changed: false, commit: null, result: local.result };
  return { ...written, ...(await reachOfHeld(clone, local.result, route.journalled)) };
}

/** Sees a claim that this clone has made through to the remote, or takes it out again. @throws CLAIM_NOT_CONFIRMED, CLAIM_UNKNOWN */
async function confirm(
  clone: Clone,
  operation: Operation<"claim">,
  local: LocalWrite<VerbResults["claim"]>,
  route: { readonly journalled: boolean; readonly waits: boolean },
): Promise<Claimed> {
  const { op } = operation;
  const written = { op, changed: true, commit: local.commit, result: local.result };
  if (!route.journalled) return { ...written, reach: "local", why: null };
  if (!route.waits)
    return { ...written, reach: "local", why: "Tentative: it is confirmed once a sync has brought it to the remote." };
  const landing = await pushNow(clone, op);
  if (landing.reach === "pushed")
    return {
      ...written,
      reach: "pushed",
      why: null,
      result: (landing.result as VerbResults["claim"] | undefined) ?? local.result,
    };
  if (await isProposing(clone)) return { ...written, reach: "local", why: tentative(landing.why) };
  if (landing.reach === "unknown") throw flagUnknown(clone, operation, landing.why);
  if (!(await withdraw(clone, operation))) return confirmedByOthers(clone, operation, written);
  throw new BeadsError(
    "environment",
    "CLAIM_NOT_CONFIRMED",
    `The claim could not be confirmed, so nothing is held: ${sentence(landing.why ?? "no reason was given")}`,
    {
      hints: [landing.final === true ? NO_RIGHT : TRY_AGAIN],
      fields: { id: local.result.issue, reach: "local" },
    },
  );
}

/** Where a person merges what is written, no claim can be sure before that. */
function tentative(why: string | null): string {
  return `Tentative, as every claim is where a person merges the changes: somebody else's may be merged first. ${why ?? ""}`.trim();
}

/** Who was told that somebody else holds an issue also learns whether that is sure: on the remote, or only in this clone. */
async function withConfirmation(clone: Clone, error: BeadsError): Promise<BeadsError> {
  const { kind, code, message, hints, fields } = error;
  const lease = clone.index.snapshot().lease(String(fields["id"]));
  const remotes = (await clone.repository.config()).remotes.length;
  const pending = remotes === 0 ? [] : await listPending(clone, await readLedgerTip(clone));
  const confirmed = !pending.some((entry) => entry.op === lease?.op);
  return new BeadsError(kind, code, message, { hints, fields: { ...fields, confirmed }, cause: error });
}

/** A no may be old news: what others released or filed since the last fetch is asked for once before it is said. */
async function writeOnNews(
  clone: Clone,
  operation: Operation<"claim">,
  how: { urgency: Urgency; journalled: boolean; waits: boolean },
): Promise<LocalWrite<VerbResults["claim"]>> {
  // Where clones compete, a claim decided on old news would be pushed in vain.
  if (how.waits && readContact(clone).busy) await hasNews(clone);
  try {
    return await writeLocally(clone, operation, how);
  } catch (error) {
    const isNo = error instanceof BeadsError && (error.kind === "conflict" || error.code === "NOTHING_READY");
    if (!isNo || !how.waits || clone.now() - readContact(clone).fetched < FRESH || !(await hasNews(clone))) throw error;
    return writeLocally(clone, operation, how);
  }
}

/** Fetches; true if others wrote something. A remote that does not answer has no news. */
export async function hasNews(clone: Clone): Promise<boolean> {
  const before = await readLedgerTip(clone);
  try {
    const remote = await findRemote(clone, projectRemote(clone));
    if (remote !== null) await follow(clone, await fetchLedger(clone, remote));
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
  }
  return (await readLedgerTip(clone)) !== before;
}

function confirmedByOthers(clone: Clone, operation: Operation<"claim">, written: Omit<Claimed, "reach" | "why">): Claimed {
  const standing = readStanding(clone, operation.op);
  const result = standing.state === "pushed" ? (standing.result as VerbResults["claim"] | undefined) : undefined;
  return { ...written, reach: "pushed", why: null, result: result ?? written.result };
}

/** Git's words are several lines; the first one says what happened. */
function sentence(words: string): string {
  return `${words.split("\n")[0]?.replace(/\.$/, "")}.`;
}

function flagUnknown(clone: Clone, operation: Operation<"claim">, why: string | null): BeadsError {
  const entry = readEntry(clone, operation.op);
  if (entry !== undefined) writeEntry(clone, { ...entry, withdraw: true, waits: false }, true);
  return new BeadsError(
    "environment",
    "CLAIM_UNKNOWN",
    `Whether the claim reached the remote is not known: ${sentence(why ?? "the connection broke")}`,
    {
      hints: ["Do not start work on it. If it landed, the next contact with the remote releases it."],
      fields: { reach: "unknown" },
    },
  );
}

/** A claim that was held before: confirmed unless its commit still waits for a push. */
async function reachOfHeld(
  clone: Clone,
  held: VerbResults["claim"],
  journalled: boolean,
): Promise<Pick<Claimed, "reach" | "why">> {
  if (!journalled) return { reach: "local", why: null };
  const lease = clone.index.snapshot().lease(held.issue);
  const pending = await listPending(clone, await readLedgerTip(clone));
  const waits = pending.some((entry) => entry.op === lease?.op);
  return waits ? { reach: "local", why: "Tentative: not on the remote yet." } : { reach: "pushed", why: null };
}

function refuseLateClock(clone: Clone): void {
  const { newest } = readContact(clone);
  const now = clone.now();
  if (newest - now <= SKEW) return;
  throw new BeadsError(
    "environment",
    "CLOCK_BEHIND",
    `This machine's clock (${toStamp(now)}) is more than five minutes behind the newest commit of the ledger (${toStamp(newest)}).`,
    {
      hints: ["Set the clock: leases would be judged wrongly by it."],
      fields: { now: toStamp(now), newest: toStamp(newest) },
    },
  );
}

/** An old lease counts as over only after a fetch: asks the remote first where that decides. */
async function learnOfExpiry(clone: Clone, asked: VerbArguments["claim"]): Promise<void> {
  if (asked.issue === null || clone.offline) return;
  await clone.index.sync(clone.repository, await readLedgerTip(clone));
  const lease = clone.index.snapshot().lease(asked.issue);
  const over = lease !== undefined && lease.ended === null && Date.parse(lease.until) + SKEW < clone.now();
  if (!over || readContact(clone).fetched >= Date.parse(lease.until) + SKEW) return;
  const remote = await findRemote(clone, projectRemote(clone));
  if (remote !== null) await follow(clone, await fetchLedger(clone, remote));
}
