import fc from "fast-check";
import { expect, test } from "vitest";
import type { EdgeGraph } from "../../src/domain/cycle.ts";
import { emptyIssue } from "../../src/domain/fields.ts";
import type { Issue } from "../../src/domain/issue.ts";
import { findStandoffs, type Hold } from "../../src/domain/standoff.ts";

function graphOf(issues: readonly (Partial<Issue> & { id: string })[]): EdgeGraph {
  const full = new Map(
    issues.map((issue) => [issue.id, emptyIssue({ title: issue.id, created: "2026-11-21T10:00:00Z", by: "x", ...issue })]),
  );
  const children = (id: string) => [...full.values()].filter((issue) => issue.parent === id).map((issue) => issue.id);
  return { issue: (id) => full.get(id), children };
}

const need = (id: string) => ({ id, needs_success: false });

test("two agents who each hold what the other's issue needs are said, with the issues", () => {
  const graph = graphOf([{ id: "x", needs: [need("y")] }, { id: "y" }, { id: "z", needs: [need("w")] }, { id: "w" }]);
  const holds = [
    { issue: "x", by: "alpha/vc" },
    { issue: "w", by: "alpha/vc" },
    { issue: "y", by: "beta/vc" },
    { issue: "z", by: "beta/vc" },
  ];
  expect(findStandoffs(holds, graph)).toEqual([
    [
      { by: "alpha/vc", holds: "x", waits_for: "y", held_by: "beta/vc" },
      { by: "beta/vc", holds: "z", waits_for: "w", held_by: "alpha/vc" },
    ],
  ]);
});

test("a wait goes through issues that nobody holds, and through the children of what is needed", () => {
  const graph = graphOf([
    { id: "x", needs: [need("free")] },
    { id: "free", needs: [need("epic")] },
    { id: "epic" },
    { id: "child", parent: "epic", needs: [need("x")] },
  ]);
  const holds = [
    { issue: "x", by: "alpha/vc" },
    { issue: "child", by: "beta/beads" },
  ];
  expect(findStandoffs(holds, graph)).toEqual([
    [
      { by: "alpha/vc", holds: "x", waits_for: "child", held_by: "beta/beads" },
      { by: "beta/beads", holds: "child", waits_for: "x", held_by: "alpha/vc" },
    ],
  ]);
});

test("nobody waits for themselves, for who only waits, or for what is closed", () => {
  const one = graphOf([
    { id: "x", needs: [need("y")] },
    { id: "y", needs: [need("x")] },
  ]);
  const both = [
    { issue: "x", by: "alpha/vc" },
    { issue: "y", by: "alpha/vc" },
  ];
  expect(findStandoffs(both, one)).toEqual([]);
  const chain = graphOf([{ id: "x", needs: [need("y")] }, { id: "y" }]);
  const apart = [
    { issue: "x", by: "alpha/vc" },
    { issue: "y", by: "beta/vc" },
  ];
  expect(findStandoffs(apart, chain)).toEqual([]);
  const done = graphOf([
    { id: "x", needs: [need("y")] },
    { id: "y", status: "closed", needs: [need("x")] },
  ]);
  expect(findStandoffs(apart, done)).toEqual([]);
});

const IDS = ["a", "b", "c", "d", "e", "f"];
const AGENTS = ["alpha/vc", "beta/vc", "gamma/beads"];
const world = fc
  .tuple(
    ...IDS.map((id) =>
      fc.record({
        id: fc.constant(id),
        needs: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 2 }).map((ids) => ids.map(need)),
        status: fc.constantFrom("open" as const, "open" as const, "open" as const, "closed" as const),
        by: fc.constantFrom(null, ...AGENTS),
      }),
    ),
  )
  .map((issues) => ({
    graph: graphOf(issues.map(({ by: _by, ...issue }) => issue)),
    holds: issues.flatMap(({ id, by }): Hold[] => (by === null ? [] : [{ issue: id, by }])),
  }));

/** Who waits for whom, by trying every walk over needs among open issues. */
function waits(graph: EdgeGraph, holds: readonly Hold[], from: string, to: string): boolean {
  const isOpen = (id: string) => graph.issue(id)?.status === "open";
  const leads = (id: string, steps: number): boolean =>
    isOpen(id) &&
    (graph.issue(id)?.needs ?? []).some(
      (next) =>
        isOpen(next.id) &&
        (holds.some((hold) => hold.issue === next.id && hold.by === to) || (steps > 0 && leads(next.id, steps - 1))),
    );
  return from !== to && holds.some((hold) => hold.by === from && leads(hold.issue, IDS.length));
}

test("an agent is in a ring exactly if some way of waits leads back, and every ring that is told holds", () => {
  let rings = 0;
  fc.assert(
    fc.property(world, ({ graph, holds }) => {
      const found = findStandoffs(holds, graph);
      rings += found.length;
      const direct = (a: string, b: string) => waits(graph, holds, a, b);
      const back = (a: string) =>
        AGENTS.some((b) => direct(a, b) && (direct(b, a) || AGENTS.some((c) => direct(b, c) && direct(c, a))));
      expect(found.length > 0).toBe(AGENTS.some(back));
      for (const ring of found) {
        for (const [at, wait] of ring.entries()) {
          expect(wait.held_by).toBe(ring[(at + 1) % ring.length]?.by);
          expect(holds).toContainEqual({ issue: wait.holds, by: wait.by });
          expect(holds).toContainEqual({ issue: wait.waits_for, by: wait.held_by });
          expect(direct(wait.by, wait.held_by)).toBe(true);
        }
      }
    }),
    { numRuns: 2000, seed: 20261121 },
  );
  expect(rings).toBeGreaterThan(100);
});
