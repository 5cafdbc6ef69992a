import fc from "fast-check";
import { expect, it } from "vitest";
import { PRESENCES } from "../../src/domain/presence.ts";
import { type ClaimSigns, judgeClaim } from "../../src/domain/stale-claim.ts";

const signs = (more: Partial<ClaimSigns>): ClaimSigns => ({
  ...{ expired: false, process: null, presence: null, person: false },
  ...more,
});

it.each([
  [undefined, signs({})],
  [undefined, signs({ presence: "stale" })],
  [undefined, signs({ process: "unknown", presence: "unknown" })],
  ["abandoned", signs({ process: "dead" })],
  ["abandoned", signs({ presence: "gone" })],
  ["over", signs({ expired: true, process: "dead" })],
  ["over", signs({ expired: true, presence: "gone" })],
  ["silent", signs({ expired: true })],
  ["silent", signs({ expired: true, process: "unknown", presence: "stale" })],
  ["busy", signs({ expired: true, process: "alive", presence: "gone" })],
  ["silent", signs({ expired: true, process: "dead", person: true })],
] as const)("judges a claim %s", (verdict, given) => {
  expect(judgeClaim(given)).toBe(verdict);
});

it("never takes a claim for over that has not expired, whose process lives, that a person holds, or of which nothing says that nobody is there", () => {
  const any = fc.record({
    expired: fc.boolean(),
    process: fc.constantFrom("alive", "dead", "unknown", null),
    presence: fc.constantFrom(...PRESENCES, null),
    person: fc.boolean(),
  });
  fc.assert(
    fc.property(any, (given) => {
      const dead = given.process === "dead" || given.presence === "gone";
      const over = given.expired && given.process !== "alive" && !given.person && dead;
      expect(judgeClaim(given) === "over").toBe(over);
    }),
  );
});
