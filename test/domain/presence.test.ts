import { expect, it } from "vitest";
import { presenceAt } from "../../src/domain/presence.ts";
import { toStamp } from "../../src/domain/time.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;

it.each([
  ["online", 0],
  ["online", 5],
  ["online", -5],
  ["earlier", 6],
  ["earlier", 60 * 24 * 400],
  ["unknown", -6],
] as const)("takes somebody for %s whose last act was %i minutes ago", (presence, minutes) => {
  expect(presenceAt(toStamp(NOW - minutes * MINUTE), NOW)).toBe(presence);
});

it("says nothing of who never acted", () => {
  expect(presenceAt(null, NOW)).toBe("unknown");
});
