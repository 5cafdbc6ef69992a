import { CLAIM_ENDS, type Claim, type ClaimEnd, type Ending, type Lease, type Renewal, type Reset } from "./claim.ts";
import type { Moment } from "./readiness.ts";
import { compareStamps, toMilliseconds } from "./time.ts";

/** How long after `until` a claim still stands, since clocks differ. */
export const CLOCK_TOLERANCE = 5 * 60_000;

/** Three ends of these kinds since the last reset open an issue's circuit breaker. */
const FAILURES: ReadonlySet<string> = new Set(["failed", "expired"]);
const FAILURES_ALLOWED = 2;

/** What a caller can show to prove that it holds a claim (see store/operation.ts, Proof). */
export interface Evidence {
  readonly markers: readonly string[];
  readonly session: string | null;
  readonly explicit_session: boolean;
  /** Counts only for imported claims, which have no marker. */
  readonly name?: string;
}

/** The name under which a claim stands whose file cannot be read. */
const UNREADABLE = "unreadable";

/**
 * What stands for a claim whose file is there and cannot be read: it binds until somebody takes it over with a reason, since whoever wrote
 * it may be at work. To take it for none would make two holders of one epoch.
 */
export function unreadableClaim(issue: string, epoch: number): Claim {
  const [at, until] = ["1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"];
  return { issue, epoch, by: UNREADABLE, session: null, at, until, op: "", previous: null, marker: "", extras: [] };
}

/** True for what `unreadableClaim` makes: a claim that was made by an operation always has its name. */
export function isUnreadableClaim(claim: Claim): boolean {
  return claim.op === "" && claim.by === UNREADABLE;
}

/** The newest epoch with its renewals and its end folded in; undefined where nothing was ever claimed. Order does not matter. */
export function foldLease(claims: readonly Claim[], renewals: readonly Renewal[], endings: readonly Ending[]): Lease | undefined {
  let newest: Claim | undefined;
  for (const claim of claims) if (newest === undefined || claim.epoch > newest.epoch) newest = claim;
  if (newest === undefined) return undefined;
  const epoch = newest.epoch;
  let until = newest.until;
  let count = 0;
  for (const renewal of renewals) {
    if (renewal.epoch !== epoch) continue;
    count += 1;
    if (compareStamps(renewal.until, until) > 0) until = renewal.until;
  }
  const ending = endings.find((candidate) => candidate.epoch === epoch);
  const { issue, by, session, at, marker, op } = newest;
  return { issue, epoch, by, session, since: at, until, marker, op, renewals: count, ended: ending?.outcome ?? null };
}

/**
 * True while a lease binds others: it was not ended, and it is not known to have expired. It is known to have expired only when
 * `until` plus five minutes lies before now and before the last fetch that succeeded (protocol, Claims 2).
 */
export function isLive(lease: Lease, moment: Pick<Moment, "now" | "known">): boolean {
  if (lease.ended !== null) return false;
  return toMilliseconds(lease.until) + CLOCK_TOLERANCE >= Math.min(moment.now, moment.known);
}

/**
 * True for who holds the lease: the marker in the git directory, and the same session where both are known. A session that was given
 * explicitly is enough by itself, so that it can move between workspaces. The same name alone proves nothing (protocol, Claims 5).
 */
export function isHolder(lease: Pick<Lease, "by" | "session" | "marker">, evidence: Evidence): boolean {
  const sameSession = lease.session !== null && evidence.session === lease.session;
  if (sameSession && evidence.explicit_session) return true;
  if (lease.session !== null && evidence.session !== null && !sameSession) return false;
  if (lease.marker === null) return evidence.name === lease.by;
  return evidence.markers.includes(lease.marker);
}

/** True once half of a lease is gone: time for the holder's next write to renew it. `length` in milliseconds. */
export function isDueForRenewal(lease: Lease, now: number, length: number): boolean {
  return lease.ended === null && toMilliseconds(lease.until) - now <= length / 2;
}

/** How often an issue was tried, and what came of it. */
export interface Attempts {
  /** How many claims ended, by how. */
  readonly ended: Readonly<Record<ClaimEnd, number>>;
  /** Ends that count against the issue: failed or expired since the last reset. */
  readonly failures: number;
  /** The epoch up to which ends were forgiven; 0 where none were. */
  readonly reset: number;
  /** True once three count: the circuit breaker is open. */
  readonly circuit_open: boolean;
}

/** Counts the ends of an issue's claims. Order does not matter, nor does it how often a reset was written. */
export function attemptsOf(
  endings: readonly Pick<Ending, "epoch" | "outcome">[],
  resets: readonly Pick<Reset, "epoch">[],
): Attempts {
  const ended = Object.fromEntries(CLAIM_ENDS.map((end) => [end, 0])) as Record<ClaimEnd, number>;
  for (const { outcome } of endings) ended[outcome] += 1;
  const reset = resets.reduce((last, { epoch }) => Math.max(last, epoch), 0);
  const failures = endings.filter(({ epoch, outcome }) => epoch > reset && FAILURES.has(outcome)).length;
  return { ended, failures, reset, circuit_open: failures > FAILURES_ALLOWED };
}

/** True when three epochs ended as failed or expired since the breaker was last reset. */
export function isCircuitOpen(
  endings: readonly Pick<Ending, "epoch" | "outcome">[],
  resets: readonly Pick<Reset, "epoch">[],
): boolean {
  return attemptsOf(endings, resets).circuit_open;
}
