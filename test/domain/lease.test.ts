import fc from "fast-check";
import { expect, test } from "vitest";
import { CLAIM_ENDS, type Claim, type Ending, type Lease, type Renewal } from "../../src/domain/claim.ts";
import { attemptsOf, foldLease, isCircuitOpen, isDueForRenewal, isHolder, isLive } from "../../src/domain/lease.ts";
import { toStamp } from "../../src/domain/time.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 21, 12);
const BASE = { issue: "beads-7k3xq2", by: "dave/vc", at: toStamp(NOW - HOUR), op: "op", extras: [] };
const claim = (epoch: number, until = NOW, more: Partial<Claim> = {}): Claim => ({
  ...BASE,
  epoch,
  session: null,
  until: toStamp(until),
  previous: null,
  marker: "hash",
  ...more,
});
const renewal = (epoch: number, number: number, until: number): Renewal => ({
  ...BASE,
  epoch,
  renewal: number,
  until: toStamp(until),
});
const ending = (epoch: number, outcome: Ending["outcome"]): Ending => ({ ...BASE, epoch, outcome, reason: null });

function leaseOf(until: number, more: Partial<Claim> = {}): Lease {
  const lease = foldLease([claim(1, until, more)], [], []);
  if (!lease) throw new Error("nothing was claimed");
  return lease;
}

test("the newest epoch counts, with its own renewals and end, in whatever order they come", () => {
  const claims = [claim(2, NOW), claim(1, NOW + 9 * HOUR)];
  const renewals = [renewal(2, 2, NOW + 500), renewal(2, 1, NOW + HOUR), renewal(1, 1, NOW + 99 * HOUR)];
  const endings = [ending(1, "expired")];
  const expected = {
    issue: "beads-7k3xq2",
    epoch: 2,
    by: "dave/vc",
    session: null,
    since: toStamp(NOW - HOUR),
    until: toStamp(NOW + HOUR),
    marker: "hash",
    op: "op",
    renewals: 2,
    ended: null,
  };
  expect(foldLease(claims, renewals, endings)).toEqual(expected);
  fc.assert(
    fc.property(fc.shuffledSubarray(claims, { minLength: 2 }), fc.shuffledSubarray(renewals, { minLength: 3 }), (a, b) => {
      expect(foldLease(a, b, endings)).toEqual(expected);
    }),
  );
  expect(foldLease(claims, renewals, [...endings, ending(2, "released")])?.ended).toBe("released");
  expect(foldLease([], renewals, endings)).toBeUndefined();
});

test("a lease is over only five minutes after its end, by the clock and by what a fetch could have brought", () => {
  const lease = leaseOf(NOW);
  const at = (now: number, known: number) => isLive(lease, { now, known });
  expect(at(NOW + 5 * 60_000, NOW + HOUR)).toBe(true);
  expect(at(NOW + 5 * 60_000 + 1, NOW + HOUR)).toBe(false);
  expect(at(NOW + HOUR, NOW + 5 * 60_000)).toBe(true);
  expect(at(NOW + HOUR, NOW + 5 * 60_000 + 1)).toBe(false);
  expect(at(NOW + HOUR, 0)).toBe(true);
  expect(isLive({ ...lease, ended: "released" }, { now: NOW - HOUR, known: NOW - HOUR })).toBe(false);
});

test("the holder shows the marker, and the same session where both are known", () => {
  const nothing = { markers: [], session: null, explicit_session: false };
  const marked = { ...nothing, markers: ["other", "hash"] };
  expect(isHolder(leaseOf(NOW), marked)).toBe(true);
  expect(isHolder(leaseOf(NOW), { ...nothing, name: "dave/vc" })).toBe(false);
  expect(isHolder(leaseOf(NOW), { ...marked, session: "s1" })).toBe(true);
  expect(isHolder(leaseOf(NOW, { session: "s1" }), marked)).toBe(true);
  expect(isHolder(leaseOf(NOW, { session: "s1" }), { ...marked, session: "s1" })).toBe(true);
  expect(isHolder(leaseOf(NOW, { session: "s1" }), { ...marked, session: "s2" })).toBe(false);
});

test("a session that was given explicitly holds its claim from any workspace, one that was guessed does not", () => {
  const lease = leaseOf(NOW, { session: "s1" });
  expect(isHolder(lease, { markers: [], session: "s1", explicit_session: true })).toBe(true);
  expect(isHolder(lease, { markers: [], session: "s1", explicit_session: false })).toBe(false);
  expect(isHolder(lease, { markers: ["hash"], session: "s2", explicit_session: true })).toBe(false);
  expect(isHolder(leaseOf(NOW), { markers: [], session: null, explicit_session: true })).toBe(false);
});

test("an imported claim, which has no marker, is its namesake's", () => {
  const lease = leaseOf(NOW, { marker: null });
  expect(isHolder(lease, { markers: [], session: null, explicit_session: false, name: "dave/vc" })).toBe(true);
  expect(isHolder(lease, { markers: [], session: null, explicit_session: false, name: "beta/vc" })).toBe(false);
  expect(isHolder(lease, { markers: [], session: null, explicit_session: false })).toBe(false);
});

test("a lease is renewed once half of it is gone", () => {
  const lease = leaseOf(NOW + 2 * HOUR);
  expect(isDueForRenewal(lease, NOW, 4 * HOUR)).toBe(true);
  expect(isDueForRenewal(lease, NOW - 1, 4 * HOUR)).toBe(false);
  expect(isDueForRenewal({ ...lease, ended: "closed" }, NOW, 4 * HOUR)).toBe(false);
});

test("three failed or expired ends since the last reset open the circuit breaker", () => {
  const endings = [
    ending(1, "failed"),
    ending(2, "released"),
    ending(3, "expired"),
    ending(4, "taken-over"),
    ending(5, "failed"),
  ];
  expect(isCircuitOpen(endings, [])).toBe(true);
  expect(isCircuitOpen(endings.slice(0, 4), [])).toBe(false);
  expect(isCircuitOpen(endings, [{ epoch: 1 }])).toBe(false);
  expect(attemptsOf(endings, [])).toMatchObject({ ended: { failed: 2, expired: 1, closed: 0 }, failures: 3, reset: 0 });
  expect(attemptsOf(endings, [{ epoch: 2 }, { epoch: 1 }])).toMatchObject({ failures: 2, reset: 2, circuit_open: false });
});

test("attempts are the same in whatever order they are counted, and a reset never makes them more", () => {
  const end = fc.record({ epoch: fc.integer({ min: 1, max: 9 }), outcome: fc.constantFrom(...CLAIM_ENDS) });
  const ends = fc.uniqueArray(end, { selector: ({ epoch }) => epoch });
  const resets = fc.array(fc.record({ epoch: fc.integer({ min: 1, max: 9 }) }));
  fc.assert(
    fc.property(ends, resets, fc.integer({ min: 1, max: 9 }), (made, forgiven, epoch) => {
      const attempts = attemptsOf(made, forgiven);
      expect(attemptsOf([...made].reverse(), [...forgiven].reverse())).toEqual(attempts);
      expect(attemptsOf(made, [...forgiven, { epoch }]).failures).toBeLessThanOrEqual(attempts.failures);
      expect(attemptsOf(made, [...forgiven, { epoch: 9 }]).circuit_open).toBe(false);
      expect(Object.values(attempts.ended).reduce((sum, count) => sum + count)).toBe(made.length);
    }),
  );
});
