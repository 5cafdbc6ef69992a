import fc from "fast-check";
import { expect, test } from "vitest";
import type { Lease } from "../../src/domain/claim.ts";
import { emptyIssue } from "../../src/domain/fields.ts";
import type { Issue } from "../../src/domain/issue.ts";
import { compareReady, type Gate, type Graph, hindrancesAt, isReady, type Moment, standing } from "../../src/domain/readiness.ts";
import { findSuspects } from "../../src/domain/suspect.ts";
import { toStamp } from "../../src/domain/time.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;
const AT: Moment = { now: NOW, known: NOW, me: "dave/vc" };

/** Everything that readiness looks at, as plain values. */
interface World {
  readonly issues: readonly Issue[];
  /** Issues of other projects, as far as they are known here. */
  readonly elsewhere?: readonly Issue[];
  readonly gates: Readonly<Record<string, readonly Gate[]>>;
  readonly open_circuits: readonly string[];
  readonly leases: Readonly<Record<string, Lease>>;
}

function graphOf(world: World): Graph {
  const byId = new Map([...world.issues, ...(world.elsewhere ?? [])].map((issue) => [issue.id, issue]));
  return {
    issue: (id) => byId.get(id),
    isWorkable: (type) => type !== "decision" && type !== "event",
    gatesOf: (id) => world.gates[id] ?? [],
    isCircuitOpen: (id) => world.open_circuits.includes(id),
  };
}

/** The rules of readiness, word by word, without any care for speed. */
function oracle(world: World, issue: Issue, moment: Moment): boolean {
  const all = [...world.issues, ...(world.elsewhere ?? [])];
  const find = (id: string | null) => all.find((candidate) => candidate.id === id);
  const needsMet = (of: Issue) =>
    of.needs.every((need) => {
      const other = find(need.id);
      return other?.status === "closed" && !(need.needs_success && other.closed?.outcome === "failed");
    });
  const ancestorsOf = (of: Issue): Issue[] => {
    const chain: Issue[] = [];
    for (let at = find(of.parent); at && chain.length <= world.issues.length; at = find(at.parent)) chain.push(at);
    return chain;
  };
  const isOwnAncestor = (of: Issue) => ancestorsOf(of).includes(of);
  const isGated = (of: Issue) => (world.gates[of.id] ?? []).some(({ until }) => until === null || Date.parse(until) > moment.now);
  const isBlocked = (of: Issue) => !needsMet(of) || isGated(of) || isOwnAncestor(of);
  const isHeld = (of: Issue) => of.defer_until !== null && Date.parse(of.defer_until) > moment.now;
  const ancestors = ancestorsOf(issue).filter((ancestor) => ancestor.status !== "closed");
  const lease = world.leases[issue.id];
  const hasLiveClaim =
    lease !== undefined &&
    lease.ended === null &&
    !(Date.parse(lease.until) + 5 * 60_000 < moment.now && Date.parse(lease.until) + 5 * 60_000 < moment.known);
  return (
    issue.status === "open" &&
    issue.type !== "decision" &&
    issue.type !== "event" &&
    !hasLiveClaim &&
    !isBlocked(issue) &&
    !ancestors.some((ancestor) => isBlocked(ancestor) || ancestor.status === "deferred" || isHeld(ancestor)) &&
    !isHeld(issue) &&
    (issue.assignee === null || issue.assignee === moment.me) &&
    !world.open_circuits.includes(issue.id)
  );
}

const IDS = ["a", "b", "c", "d", "e", "f"];
const ADDRESS = "github.com/owner/beads:beads-7k3xq2";
const id = fc.constantFrom(...IDS);
const time = fc.constantFrom(NOW - HOUR, NOW - 5 * 60_000, NOW - 5 * 60_000 - 1, NOW, NOW + 1, NOW + HOUR).map(toStamp);
const maybe = <T>(of: fc.Arbitrary<T>, freq = 2) => fc.option(of, { nil: null, freq });

function issueOf(own: string): fc.Arbitrary<Issue> {
  return fc
    .record({
      status: fc.constantFrom<Issue["status"]>("open", "open", "open", "closed", "closed", "deferred", "proposed"),
      type: fc.constantFrom("task", "task", "task", "epic", "decision", "event"),
      parent: maybe(fc.constantFrom(...IDS, "missing")),
      needs: fc.array(fc.record({ id: fc.constantFrom(...IDS, "missing", ADDRESS), needs_success: fc.boolean() }), {
        maxLength: 2,
      }),
      defer_until: maybe(time, 1),
      assignee: maybe(fc.constantFrom("dave/vc", "beta/vc", "@steve"), 1),
      failed: fc.boolean(),
    })
    .map(({ failed, ...rest }) => {
      const closed = { at: toStamp(NOW), by: "x", reason: null, outcome: failed ? ("failed" as const) : ("done" as const) };
      return emptyIssue({
        id: own,
        title: own,
        created: toStamp(0),
        by: "x",
        ...rest,
        closed: rest.status === "closed" ? closed : null,
      });
    });
}

const lease = fc
  .record({ until: time, ended: maybe(fc.constantFrom("released" as const, "expired" as const)) })
  .map(({ until, ended }): Omit<Lease, "issue"> => {
    return { epoch: 1, by: "beta/vc", session: null, since: toStamp(0), until, marker: null, op: "x", renewals: 0, ended };
  });

/** A question that stays open, or that falls to its default at some time. */
const gate: fc.Arbitrary<Gate> = fc.record({ id: fc.constantFrom("adr-1", "adr-2"), until: maybe(time) });

const world: fc.Arbitrary<World> = fc
  .record({
    issues: fc.tuple(...IDS.map(issueOf)),
    elsewhere: fc.oneof(fc.constant([]), fc.tuple(issueOf(ADDRESS))),
    gates: fc.dictionary(id, fc.array(gate, { maxLength: 2 }), { maxKeys: 2 }),
    open_circuits: fc.array(id, { maxLength: 1 }),
    leases: fc.dictionary(id, lease, { maxKeys: 2 }),
  })
  .map(({ leases, ...rest }) => ({
    ...rest,
    leases: Object.fromEntries(Object.entries(leases).map(([issue, of]) => [issue, { ...of, issue }])),
  }));

const moment = fc.constantFrom(AT, { ...AT, known: 0 }, { ...AT, known: NOW - HOUR }, { ...AT, me: "@steve" });

test("readiness is what a naive reading of the rules gives", () => {
  let ready = 0;
  fc.assert(
    fc.property(world, moment, (of, at) => {
      const graph = graphOf(of);
      for (const issue of of.issues) {
        const found = isReady(standing(issue, graph), issue, of.leases[issue.id], at);
        expect(found).toBe(oracle(of, issue, at));
        if (found) ready += 1;
      }
    }),
    { numRuns: 4000, seed: 20261121 },
  );
  expect(ready).toBeGreaterThan(500);
});

test("what is no suspect is on no cycle", () => {
  let spared = 0;
  fc.assert(
    fc.property(world, (of) => {
      const graph = graphOf(of);
      const suspects = findSuspects([...of.issues, ...(of.elsewhere ?? [])]);
      spared += of.issues.filter((issue) => !suspects.has(issue.id)).length;
      for (const issue of of.issues) {
        expect(standing(issue, { ...graph, mayBeOnCycle: (id) => suspects.has(id) })).toEqual(standing(issue, graph));
      }
    }),
    { numRuns: 4000, seed: 20261121 },
  );
  expect(spared).toBeGreaterThan(1000);
});

test("an issue that is not ready says why", () => {
  fc.assert(
    fc.property(world, moment, (of, at) => {
      for (const issue of of.issues) {
        const why = hindrancesAt(standing(issue, graphOf(of)), issue, of.leases[issue.id], at);
        expect(why.length === 0).toBe(oracle(of, issue, at));
        if (issue.status === "closed") expect(why).toEqual([{ kind: "status", id: null, detail: "closed" }]);
      }
    }),
    { numRuns: 1000, seed: 20261122 },
  );
});

const GATES = {
  gated: [{ id: "adr-1", until: null }],
  "gated for an hour": [
    { id: "adr-1", until: toStamp(NOW + HOUR) },
    { id: "adr-2", until: toStamp(NOW) },
    { id: "adr-3", until: toStamp(NOW + 1) },
  ],
  "gated for ever": [
    { id: "adr-1", until: toStamp(NOW + HOUR) },
    { id: "adr-2", until: null },
  ],
};

function given(...issues: (Partial<Issue> & { id: string })[]): {
  graph: Graph;
  why: (id: string, lease?: Lease) => readonly string[];
} {
  const full = issues.map((issue) => emptyIssue({ title: issue.id, created: toStamp(0), by: "x", ...issue }));
  const graph = graphOf({ issues: full, gates: GATES, open_circuits: ["broken"], leases: {} });
  const why = (id: string, of?: Lease) => {
    const issue = full.find((candidate) => candidate.id === id);
    if (!issue) throw new Error(id);
    return hindrancesAt(standing(issue, graph), issue, of, AT).map((one) =>
      [one.kind, one.id, one.detail].filter((part) => part !== null).join(" "),
    );
  };
  return { graph, why };
}

const need = (id: string, needs_success = false) => ({ id, needs_success });
const closed = (outcome: "done" | "failed") => ({
  status: "closed" as const,
  closed: { at: toStamp(0), by: "x", reason: null, outcome },
});

test("each reason names what stands in the way", () => {
  const { why } = given(
    { id: "free" },
    { id: "later", defer_until: toStamp(NOW + HOUR) },
    { id: "under later", parent: "later" },
    { id: "put off", status: "deferred" },
    { id: "under put off", parent: "put off" },
    { id: "new", status: "proposed" },
    { id: "choice", type: "decision" },
    { id: "waits", needs: [need("free"), need("nowhere"), need("beads:beads-7k3xq2")] },
    { id: "under waits", parent: "waits" },
    { id: "far under waits", parent: "under waits" },
    { id: "failed", ...closed("failed") },
    { id: "done", ...closed("done") },
    { id: "after failed", needs: [need("failed"), need("done", true)] },
    { id: "after success", needs: [need("failed", true)] },
    { id: "gated" },
    { id: "gated for an hour" },
    { id: "under gated for an hour", parent: "gated for an hour" },
    { id: "gated for ever" },
    { id: "under gated for ever", parent: "gated for ever" },
    { id: "broken" },
    { id: "somebody's", assignee: "beta/vc" },
    { id: "mine", assignee: "dave/vc" },
    { id: "under free", parent: "free" },
    { id: "under done", parent: "done" },
  );
  const lease: Lease = {
    issue: "free",
    epoch: 1,
    by: "beta/vc",
    session: null,
    since: toStamp(0),
    until: toStamp(NOW),
    marker: null,
    op: "x",
    renewals: 0,
    ended: null,
  };
  expect(why("free")).toEqual([]);
  expect(why("free", lease)).toEqual(["claimed beta/vc"]);
  expect(why("later")).toEqual(["deferred-until 2026-11-21T13:00:00Z"]);
  expect(why("under later")).toEqual(["ancestor-deferred later 2026-11-21T13:00:00Z"]);
  expect(why("put off")).toEqual(["status deferred"]);
  expect(why("under put off")).toEqual(["ancestor-deferred put off"]);
  expect(why("new")).toEqual(["status proposed"]);
  expect(why("choice")).toEqual(["type decision"]);
  expect(why("waits")).toEqual(["needs free", "needs-unknown nowhere", "needs-unknown beads:beads-7k3xq2"]);
  expect(why("under waits")).toEqual(["ancestor-blocked waits"]);
  expect(why("far under waits")).toEqual(["ancestor-blocked waits"]);
  expect(why("after failed")).toEqual([]);
  expect(why("after success")).toEqual(["needs-success failed"]);
  expect(why("gated")).toEqual(["gated adr-1"]);
  expect(why("gated for an hour")).toEqual(["gated adr-1 2026-11-21T13:00:00Z", "gated adr-3 2026-11-21T12:00:00.001Z"]);
  expect(why("under gated for an hour")).toEqual(["ancestor-blocked gated for an hour"]);
  expect(why("gated for ever")).toEqual(["gated adr-2", "gated adr-1 2026-11-21T13:00:00Z"]);
  expect(why("under gated for ever")).toEqual(["ancestor-blocked gated for ever"]);
  expect(why("broken")).toEqual(["circuit-open"]);
  expect(why("somebody's")).toEqual(["assigned beta/vc"]);
  expect(why("mine")).toEqual([]);
  expect(why("under free")).toEqual([]);
  expect(why("under done")).toEqual([]);
});

test("an issue of another project stands in the way as one of ours does, and an unknown one counts as open", () => {
  const elsewhere = (fields: Partial<Issue>) => {
    const { why } = given({ id: "a", needs: [need("p:1", true)] }, { id: "under a", parent: "a" }, { id: "p:1", ...fields });
    return [why("a"), why("under a")];
  };
  expect(given({ id: "a", needs: [need("p:1")] }).why("a")).toEqual(["needs-unknown p:1"]);
  expect(elsewhere({})).toEqual([["needs p:1"], ["ancestor-blocked a"]]);
  expect(elsewhere({ status: "proposed" })).toEqual([["needs p:1"], ["ancestor-blocked a"]]);
  expect(elsewhere(closed("failed"))).toEqual([["needs-success p:1"], ["ancestor-blocked a"]]);
  expect(elsewhere(closed("done"))).toEqual([[], []]);
  expect(elsewhere({ needs: [need("a")] })).toEqual([
    ["needs p:1", "cycle"],
    ["cycle", "ancestor-blocked a"],
  ]);
});

test("a cycle of needs, of parents or of both is said, and nothing on it is ready", () => {
  const needs = given({ id: "a", needs: [need("b")] }, { id: "b", needs: [need("a")] });
  expect(needs.why("a")).toEqual(["needs b", "cycle"]);
  const parents = given({ id: "a", parent: "b" }, { id: "b", parent: "a" }, { id: "child", parent: "a" });
  expect(parents.why("a")).toEqual(["cycle", "ancestor-blocked b"]);
  expect(parents.why("child")).toEqual(["ancestor-blocked a", "ancestor-blocked b"]);
  const both = given({ id: "a", needs: [need("b")] }, { id: "b", parent: "a" });
  expect(both.why("a")).toEqual(["needs b", "cycle"]);
  expect(both.why("b")).toEqual(["cycle", "ancestor-blocked a"]);
  const upward = given({ id: "child", parent: "a", needs: [need("a")] }, { id: "a" });
  expect(upward.why("child")).toEqual(["needs a", "cycle"]);
  expect(given({ id: "self", needs: [need("self")] }).why("self")).toEqual(["needs self", "cycle"]);
  expect(given({ id: "self", parent: "self" }).why("self")).toEqual(["cycle"]);
  expect(given({ id: "a", needs: [need("b")] }, { id: "b", needs: [need("a")], ...closed("done") }).why("a")).toEqual([]);
});

test("ready work comes by priority, then oldest first, then by id", () => {
  const issue = (id: string, priority: Issue["priority"], created: string) => ({ id, priority, created });
  const sorted = [
    issue("d", 2, "2026-11-21T10:00:00.500Z"),
    issue("c", 2, "2026-11-21T10:00:01Z"),
    issue("b", 2, "2026-11-21T10:00:00Z"),
    issue("a", 2, "2026-11-21T10:00:00Z"),
    issue("z", 0, "2026-11-21T11:00:00Z"),
  ].sort(compareReady);
  expect(sorted.map((one) => one.id)).toEqual(["z", "a", "b", "d", "c"]);
});
