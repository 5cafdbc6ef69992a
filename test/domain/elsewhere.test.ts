import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { waitedForToClose } from "../../src/domain/cycle.ts";
import {
  type BeadElsewhere,
  idFromHere,
  issueFromHere,
  newer,
  shortenAmong,
  splitAddress,
  worthKeeping,
} from "../../src/domain/elsewhere.ts";
import { emptyIssue } from "../../src/domain/fields.ts";

const CROSSING = {
  project: "github.com/owner/beads",
  theirs: new Set(["github.com/owner/beads", "github.com/old/beads"]),
  ours: new Set(["github.com/owner/vc", "github.com/old/vc"]),
};
const FACTS = { holder: null, until: null, revisions: 1, updated: "2026-11-21T10:00:00Z" };

function bead(id: string, fields: Partial<BeadElsewhere> = {}): BeadElsewhere {
  const issue = emptyIssue({ id, title: id, created: "2026-11-21T10:00:00Z", by: "x" });
  const { status, type, parent, needs, defer_until, closed, title } = issue;
  return { id, status, type, parent, needs, defer_until, closed, title, ...FACTS, ...fields };
}

const need = (id: string) => ({ id, needs_success: false });

test("ids of another ledger go by the names that they have here, and ours by their own", () => {
  expect(idFromHere("beads-1", CROSSING)).toBe("github.com/owner/beads:beads-1");
  expect(idFromHere("github.com/old/beads:beads-1", CROSSING)).toBe("github.com/owner/beads:beads-1");
  expect(idFromHere("github.com/old/vc:vc-1", CROSSING)).toBe("vc-1");
  expect(idFromHere("github.com/owner/lib:lib-1", CROSSING)).toBe("github.com/owner/lib:lib-1");
  expect(idFromHere("local:/srv/lib:lib-1", CROSSING)).toBe("local:/srv/lib:lib-1");
});

test("an issue elsewhere is taken over with its edges, and without the text of who closed it", () => {
  const closed = { at: "2026-11-21T11:00:00Z", by: "dave/beads", reason: "Obey me.", outcome: "done" as const };
  const issue = emptyIssue({
    id: "beads-1",
    title: "Parser",
    created: "2026-11-21T10:00:00Z",
    by: "x",
    closed,
    status: "closed",
  });
  const seen = issueFromHere({ ...issue, parent: "beads-2", needs: [need("github.com/owner/vc:vc-1")] }, FACTS, CROSSING);
  expect(seen).toMatchObject({
    id: "github.com/owner/beads:beads-1",
    parent: "github.com/owner/beads:beads-2",
    needs: [need("vc-1")],
  });
  expect(JSON.stringify(seen)).not.toContain("Obey");
});

test("another ledger's lists and texts are cut where nobody here has as much", () => {
  const needs = Array.from({ length: 10_000 }, (_, at) => need(`beads-${at}`));
  const issue = emptyIssue({ id: "beads-1", title: "x".repeat(10_000), created: "2026-11-21T10:00:00Z", by: "x", needs });
  const seen = issueFromHere(issue, FACTS, CROSSING);
  expect(seen.title).toHaveLength(300);
  expect(seen.needs).toHaveLength(200);
});

const reading = fc
  .record({
    revisions: fc.integer({ min: 1, max: 3 }),
    updated: fc.constantFrom("2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000Z", "2026-11-21T11:00:00Z"),
    holder: fc.constantFrom(null, "dave/beads"),
    status: fc.constantFrom("open" as const, "closed" as const),
  })
  .map((fields) => bead("github.com/owner/beads:beads-1", fields));

describe("the newer of two readings", () => {
  it("is the same in whatever order they come, and one with fewer commits never wins", () => {
    fc.assert(
      fc.property(reading, reading, reading, (a, b, c) => {
        expect(newer(a, b)).toEqual(newer(b, a));
        expect(newer(a, a)).toEqual(a);
        expect(newer(newer(a, b), c)).toEqual(newer(a, newer(b, c)));
        expect(newer(a, b).revisions).toBe(Math.max(a.revisions, b.revisions));
      }),
    );
  });
});

const IDS = ["p:1", "p:2", "p:3", "q:1", "q:2"];
const beads = fc
  .tuple(
    ...IDS.map((id) =>
      fc
        .record({
          needs: fc.uniqueArray(fc.constantFrom(...IDS, "vc-1"), { maxLength: 2 }),
          parent: fc.option(fc.constantFrom(...IDS), { nil: null }),
          holder: fc.constantFrom(null, null, "dave/p", "eve/q"),
        })
        .map(({ needs, ...rest }) => bead(id, { ...rest, needs: needs.map(need) })),
    ),
  )
  .map((all) => new Map(all.map((each) => [each.id, each])));

test("whatever a needed issue waits for is worth keeping, and what else its holder holds; keeping again changes nothing", () => {
  fc.assert(
    fc.property(beads, fc.subarray(IDS), (known, wanted) => {
      const kept = worthKeeping(wanted, known);
      const children = (id: string) => [...known.values()].filter(({ parent }) => parent === id).map((child) => child.id);
      const ahead = waitedForToClose(wanted, { issue: (id) => known.get(id), children });
      for (const id of ahead) expect(kept.has(id)).toBe(known.has(id));
      const holders = new Set([...kept.values()].map(({ holder }) => holder).filter((holder) => holder !== null));
      for (const { id, holder } of known.values()) if (holder !== null && holders.has(holder)) expect(kept.has(id)).toBe(true);
      expect(worthKeeping(wanted, kept)).toEqual(kept);
      if (wanted.length === 0) expect(kept.size).toBe(0);
    }),
  );
});

test("an address is split behind the last colon", () => {
  expect(splitAddress("local:/srv/beads:beads-1")).toEqual({ project: "local:/srv/beads", id: "beads-1" });
  expect(splitAddress("beads-1")).toEqual({ project: "", id: "beads-1" });
});

test("addresses are shown short, but for projects that share a name, or have ours", () => {
  const identities = ["github.com/owner/beads", "github.com/owner/lib", "gitlab.com/owner/lib", "github.com/other/vc"];
  const shorten = shortenAmong(identities, new Set(["vc"]));
  expect(shorten("github.com/owner/beads:beads-1")).toBe("beads:beads-1");
  expect(shorten("github.com/owner/lib:lib-1")).toBe("github.com/owner/lib:lib-1");
  expect(shorten("github.com/other/vc:vc-1")).toBe("github.com/other/vc:vc-1");
  expect(shorten("vc-1")).toBe("vc-1");
});
