import { expect, it } from "vitest";
import { reservedError } from "../../src/domain/refused-glob.ts";
import { guardJson, renderGuard } from "../../src/render/guard.ts";
import { checkJson, renderCheck, renderReservations, reserveListJson } from "../../src/render/reservation.ts";
import { renderProlong, renderReserve, renderUnreserve, reserveJson } from "../../src/render/reserve.ts";
import { PLAIN } from "../../src/render/style.ts";
import { renderTrailer } from "../../src/render/trailer.ts";
import type { ReserveResult } from "../../src/services/reserve.ts";
import type { ListedReservation } from "../../src/services/reserve-list.ts";

/** Clears the screen, rings, goes back, colours, turns the reading direction round, and breaks the line. */
const EVIL = "a\u001b[2Jb\u0007c\rd\u009b31me\u202ef\u001b]0;t\u0007\ng\u2028h\u0000i";
const WHEN = "2026-11-21T10:00:00Z";
const NOW = Date.UTC(2026, 10, 21, 12);

const row: ListedReservation = {
  ...{ id: EVIL, paths: [EVIL], mode: "exclusive", by: EVIL, issue: EVIL, intent: EVIL, since: WHEN, until: WHEN, mine: false },
  state: "in force",
};
const landing = { op: EVIL, reach: "local", why: EVIL, changed: true, commit: null } as const;
const refused = { glob: EVIL, reservation: EVIL, holder: EVIL, pattern: EVIL, mode: "shared", since: WHEN, until: WHEN } as const;
const result: ReserveResult = {
  outcomes: [
    { glob: EVIL, project: EVIL, reservation: EVIL, already: false, until: WHEN, refused: null, landing },
    {
      ...{ glob: EVIL, project: null, reservation: null, already: false, until: null, landing: null },
      refused: reservedError([{ ...refused, pattern: `${EVIL}x`, issue: EVIL, intent: EVIL }], true),
    },
  ],
  ...{ mode: "shared", by: EVIL, issue: EVIL, intent: EVIL, told: [{ holder: EVIL, message: EVIL }] },
};
const check = { path: EVIL, project: EVIL, free: false, reserved: [{ ...row, pattern: EVIL }] };
const guarded = {
  level: "block",
  checked: 9,
  trespasses: [
    { row, paths: Array(9).fill(EVIL) as string[] },
    { row, paths: [EVIL] },
  ],
} as const;
const released = {
  ...{ id: EVIL, project: null, paths: [EVIL], holder: EVIL, until: WHEN, message: EVIL, landing },
  evidence: { holder: EVIL, presence: null, expired: true },
};

it.each<[string, readonly string[]]>([
  ["a list", renderReservations({ rows: [row, { ...row, state: "forced" }], now: NOW }, PLAIN)],
  ["a check", [...renderCheck(check, true), ...renderCheck({ ...check, reserved: [] }, false)]],
  ["what was reserved and what was not", renderReserve(result, PLAIN)],
  ["what goes on", renderProlong([{ id: EVIL, project: EVIL, paths: [EVIL], until: WHEN, landing }])],
  ["what was given back", renderUnreserve([released], NOW)],
  ["what a hook says", renderGuard(guarded)],
  ["a trailer", renderTrailer({ issue: EVIL, held: [EVIL] })],
])("no text of a reservation commands the terminal in %s", (_, lines) => {
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
});

it("keeps the keys that others read", () => {
  const keys = (value: unknown) => Object.keys(value as object).join(" ");
  const RESERVATION = "id short paths mode by issue intent since until mine";
  expect(keys(reserveListJson({ rows: [row], now: NOW })[0])).toBe(`${RESERVATION} state`);
  expect(keys(checkJson(check))).toBe("path project free reserved");
  expect(keys(checkJson(check).reserved[0])).toBe(`${RESERVATION} pattern`);
  expect(keys(guardJson(guarded))).toBe("level checked trespasses");
  const [granted, not] = reserveJson(result) as object[];
  const GLOB = "glob project granted reservation already until mode by issue intent error told op reach why changed commit";
  expect([keys(granted), keys(not)]).toEqual([GLOB, GLOB]);
});

it("names only some of very many paths and reservations", () => {
  const many = Array.from({ length: 300 }, (_, at) => ({
    row: { ...row, id: `x-00${at}` },
    paths: Array.from({ length: 50 }, (__, n) => `a/${n}`),
  }));
  const lines = renderGuard({ level: "warn", checked: 15_000, trespasses: many });
  expect(lines.length).toBeLessThan(60);
  expect(lines.at(-2)).toBe("bd: and 14600 paths of 292 more reservations");
});
