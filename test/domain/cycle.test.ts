import fc from "fast-check";
import { expect, test } from "vitest";
import { type EdgeGraph, findCycle, findCycles } from "../../src/domain/cycle.ts";
import { emptyIssue } from "../../src/domain/fields.ts";
import type { Issue } from "../../src/domain/issue.ts";

function graphOf(issues: readonly (Partial<Issue> & { id: string })[]): EdgeGraph {
  const full = new Map(
    issues.map((issue) => [issue.id, emptyIssue({ title: issue.id, created: "2026-11-21T10:00:00Z", by: "x", ...issue })]),
  );
  return {
    issue: (id) => full.get(id),
    children: (id) => [...full.values()].filter((issue) => issue.parent === id).map((issue) => issue.id),
  };
}

const need = (id: string) => ({ id, needs_success: false });

test("an edge to itself is a cycle", () => {
  const graph = graphOf([{ id: "a" }]);
  expect(findCycle(graph, "a", { needs: ["a"] })).toEqual(["a", "a"]);
  expect(findCycle(graph, "a", { parent: "a" })).toEqual(["a", "a"]);
});

test("a cycle of needs is told along its way", () => {
  const graph = graphOf([{ id: "a" }, { id: "b", needs: [need("c")] }, { id: "c", needs: [need("a")] }, { id: "d" }]);
  expect(findCycle(graph, "a", { needs: ["b"] })).toEqual(["a", "b", "c", "a"]);
  expect(findCycle(graph, "d", { needs: ["b"] })).toBeUndefined();
});

test("needing one's own parent, child or the like is a cycle, needing a sibling is not", () => {
  const family = graphOf([
    { id: "top" },
    { id: "mid", parent: "top" },
    { id: "low", parent: "mid" },
    { id: "sister", parent: "mid" },
  ]);
  expect(findCycle(family, "low", { needs: ["top"] })).toEqual(["low", "top", "mid", "low"]);
  expect(findCycle(family, "top", { needs: ["low"] })).toEqual(["top", "low", "mid", "top"]);
  expect(findCycle(family, "low", { needs: ["sister"] })).toBeUndefined();
  expect(findCycle(family, "top", { parent: "low" })).toEqual(["top", "low", "mid", "top"]);
});

test("a cycle across parents is found through other issues, too", () => {
  const graph = graphOf([{ id: "epic" }, { id: "child", parent: "epic" }, { id: "x", needs: [need("epic")] }]);
  expect(findCycle(graph, "child", { needs: ["x"] })).toEqual(["child", "x", "epic", "child"]);
  const other = graphOf([{ id: "epic", needs: [need("x")] }, { id: "child", parent: "epic" }, { id: "x" }]);
  expect(findCycle(other, "x", { needs: ["child"] })).toEqual(["x", "child", "epic", "x"]);
  expect(findCycle(other, "x", { parent: "epic" })).toEqual(["x", "epic", "x"]);
});

test("moving an issue counts with its new parent, not with the old one", () => {
  const graph = graphOf([{ id: "a", needs: [need("child")] }, { id: "b" }, { id: "child", parent: "b" }]);
  expect(findCycle(graph, "child", { parent: "a" })).toEqual(["child", "a", "child"]);
  const inside = graphOf([{ id: "a" }, { id: "child", parent: "a" }]);
  expect(findCycle(inside, "child", { parent: null, needs: ["a"] })).toBeUndefined();
});

test("other projects' and missing issues make no cycle", () => {
  expect(findCycle(graphOf([{ id: "a" }]), "a", { needs: ["beads:a", "nowhere"] })).toBeUndefined();
});

test("the cycles of a graph are its knots of needs and parents, those of closed issues left out", () => {
  const issues: (Partial<Issue> & { id: string })[] = [
    { id: "a", needs: [need("b")] },
    { id: "b", needs: [need("a")] },
    { id: "p", parent: "q" },
    { id: "q", parent: "p" },
    { id: "epic" },
    { id: "child", parent: "epic", needs: [need("epic")] },
    { id: "self", needs: [need("self")] },
    { id: "c", needs: [need("d")] },
    { id: "d", needs: [need("c")], status: "closed" },
    { id: "fine", needs: [need("a")], parent: "epic" },
  ];
  const graph = graphOf(issues);
  expect(
    findCycles(
      issues.map((issue) => issue.id),
      graph,
    ),
  ).toEqual([["a", "b"], ["child", "epic"], ["p", "q"], ["self"]]);
});

/** Could all of the issues be started and closed in some order? Tried out, without any notion of a cycle. */
function canAllClose(graph: EdgeGraph, ids: readonly string[]): boolean {
  const started = new Set<string>();
  const closed = new Set<string>();
  for (let before = -1; before !== started.size + closed.size; ) {
    before = started.size + closed.size;
    for (const id of ids) {
      const issue = graph.issue(id);
      if (issue === undefined) continue;
      if (
        issue.needs.every((one) => closed.has(one.id) || !ids.includes(one.id)) &&
        (issue.parent === null || started.has(issue.parent) || !ids.includes(issue.parent))
      )
        started.add(id);
      if (started.has(id) && graph.children(id).every((child) => closed.has(child))) closed.add(id);
    }
  }
  return closed.size === ids.length;
}

const IDS = ["a", "b", "c", "d", "e"];
const issues = fc.tuple(
  ...IDS.map((id) =>
    fc.record({
      id: fc.constant(id),
      parent: fc.option(fc.constantFrom(...IDS, "missing"), { nil: null, freq: 1 }),
      needs: fc.array(fc.constantFrom(...IDS, "beads:a").map(need), { maxLength: 1 }),
    }),
  ),
);

test("there is a cycle exactly where work waits for itself for ever", () => {
  fc.assert(
    fc.property(issues, (of) => {
      const graph = graphOf(of);
      expect(findCycles(IDS, graph).length === 0).toBe(canAllClose(graph, IDS));
    }),
    { numRuns: 3000, seed: 20261121 },
  );
});

test("an edge is refused exactly where it would make the first cycle", () => {
  fc.assert(
    fc.property(issues, fc.constantFrom(...IDS), fc.constantFrom(...IDS), fc.boolean(), (of, from, to, asParent) => {
      if (findCycles(IDS, graphOf(of)).length > 0) return;
      const after = of.map((issue) => {
        if (issue.id !== from) return issue;
        return asParent ? { ...issue, parent: to } : { ...issue, needs: [...issue.needs, need(to)] };
      });
      const cycle = findCycle(graphOf(of), from, asParent ? { parent: to } : { needs: [to] });
      expect(cycle !== undefined).toBe(findCycles(IDS, graphOf(after)).length > 0);
      if (cycle) expect([cycle[0], cycle.at(-1)]).toEqual([from, from]);
    }),
    { numRuns: 3000, seed: 20261121 },
  );
});

test("a chain of ten thousand needs is no deeper than the stack", () => {
  const chain = new Map(
    Array.from({ length: 10_000 }, (_, i) => [
      `i${i}`,
      emptyIssue({ id: `i${i}`, title: "x", created: "x", by: "x", needs: [need(`i${i + 1}`)] }),
    ]),
  );
  const graph: EdgeGraph = { issue: (id) => chain.get(id), children: () => [] };
  expect(findCycles(chain.keys(), graph)).toEqual([]);
  expect(findCycle(graph, "i9999", { needs: ["i0"] })).toHaveLength(10_001);
});
