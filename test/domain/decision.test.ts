import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Decision,
  type DecisionMark,
  decisionState,
  defaultsAt,
  isUnanswered,
  mayRule,
  settledBy,
} from "../../src/domain/decision.ts";
import { isTouched, type Scope, scopesOverlap, topicWords } from "../../src/domain/decision-scope.ts";
import { contradictions, standingOf, successors, type Told } from "../../src/domain/decision-standing.ts";
import { propagationId } from "../../src/domain/propagation.ts";
import { overlappingPairs } from "../../src/domain/scope-pairs.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");

function decision(fields: Partial<Decision> & Pick<Decision, "id">): Decision {
  return {
    ...{ kind: "record", title: "x", status: "accepted", labels: [], paths: [], topics: [], supersedes: [], related: [] },
    ...{ options: [], recommend: null, approver: null, deadline: null, otherwise: null, gates: [], propagate: [], source: null },
    ...{ created: "2026-11-21T10:00:00Z", by: "dave/vc", op: fields.id, body: "", extras: [] },
    ...fields,
  };
}

function mark(id: string, kind: DecisionMark["kind"], fields: Partial<DecisionMark> = {}): DecisionMark {
  return {
    ...{ decision: "adr-1", id, kind, at: "2026-11-21T11:00:00Z", by: "@steve", project: null, option: null, related: [] },
    ...{ reason: null, op: id, extras: [], ...fields },
  };
}

const told = (head: Decision, ...parts: DecisionMark[]): Told => ({ head, parts });
const question = (fields: Partial<Decision> = {}) => decision({ id: "adr-q", kind: "question", status: "proposed", ...fields });

describe("what settles a decision", () => {
  test("is the first verdict or answer in the order of time, in whatever order the files come", () => {
    const [first, second] = [mark("20261121T110000000Z-a", "answer", { option: "a" }), mark("20261121T110000001Z-a", "reject")];
    expect(settledBy([second, first])).toBe(first);
    expect(decisionState(question(), [second, first])).toBe("answered");
    expect(decisionState(question(), [second])).toBe("rejected");
  });

  test("is no acknowledgement and no relation", () => {
    const marks = [mark("1", "ack"), mark("2", "relate", { related: ["adr-2"] })];
    expect(decisionState(decision({ id: "adr-1", status: "proposed" }), marks)).toBe("proposed");
    expect([isUnanswered(question(), marks), isUnanswered(decision({ id: "adr-1" }), marks)]).toEqual([true, false]);
  });

  test("is the default of a question from its time on, unless somebody said something", () => {
    const asked = question({ deadline: "2026-11-21T12:00:00Z", otherwise: "b" });
    const at = (now: number, ...parts: DecisionMark[]) => standingOf(told(asked, ...parts), { superseded: new Map(), now });
    expect([at(NOW - 1), at(NOW)]).toEqual(["proposed", "defaulted"]);
    expect(at(NOW, mark("1", "answer"))).toBe("answered");
    expect(at(NOW, mark("1", "ack"))).toBe("defaulted");
    expect(standingOf(told(question({ deadline: asked.deadline })), { superseded: new Map(), now: NOW })).toBe("proposed");
    expect(defaultsAt(decision({ id: "adr-1", deadline: asked.deadline, otherwise: "b" }))).toBeNull();
  });
});

test("a decision is superseded by one that was accepted, and by no mere proposal or rejected one", () => {
  const old = told(decision({ id: "adr-1" }));
  const by = (status: Decision["status"], ...parts: DecisionMark[]) => {
    const superseded = successors([old, told(decision({ id: "adr-2", status, supersedes: ["adr-1"] }), ...parts)]);
    return standingOf(old, { superseded, now: NOW });
  };
  expect(by("proposed")).toBe("accepted");
  expect(by("accepted")).toBe("superseded");
  expect(by("proposed", mark("1", "accept"))).toBe("superseded");
  expect(by("proposed", mark("1", "reject"))).toBe("accepted");
  expect(by("proposed", mark("1", "reject"), mark("2", "accept"))).toBe("accepted");
});

describe("two scopes overlap", () => {
  const scope = (fields: Partial<Scope>): Scope => ({ labels: [], paths: [], topics: [], ...fields });

  test.each<[string, Partial<Scope>, Partial<Scope>, boolean]>([
    ["by a label", { labels: ["a", "b"] }, { labels: ["b"] }, true],
    ["by no other label", { labels: ["a"] }, { labels: ["A"] }, false],
    ["by paths that meet", { paths: ["src/*/plan.ts"] }, { paths: ["src/parse/**"] }, true],
    ["by no other paths", { paths: ["src/parse/**"] }, { paths: ["src/print/**"] }, false],
    ["by a topic, however it is written", { topics: ["Error-handling"] }, { topics: ["error  handling"] }, true],
    ["by no part of a topic", { topics: ["error handling"] }, { topics: ["error"] }, false],
    ["by nothing where one has none", {}, { labels: ["a"], paths: ["**"], topics: ["x"] }, false],
  ])("%s", (_, a, b, expected) => {
    expect(scopesOverlap(scope(a), scope(b))).toBe(expected);
    expect(scopesOverlap(scope(b), scope(a))).toBe(expected);
  });

  test("what is touched lies in a scope by label, path, or every word of a topic", () => {
    const of = scope({ labels: ["Parser"], paths: ["src/parse"], topics: ["error handling"] });
    const touched = (fields: Partial<Parameters<typeof isTouched>[1]>) =>
      isTouched(of, { labels: [], paths: [], words: [], ...fields });
    expect(touched({ labels: ["Parser"] })).toBe(true);
    expect(touched({ paths: ["src/parse/plan.ts"] })).toBe(true);
    expect(touched({ words: ["the handling of an error"] })).toBe(true);
    expect(touched({ words: ["parser"] })).toBe(true);
    expect(touched({ words: ["an error"] })).toBe(false);
    expect(touched({})).toBe(false);
  });

  test("words are letters and digits of any script, in lower case", () => {
    expect(topicWords("Über-Größe, 2×!")).toEqual(["über", "größe", "2"]);
  });
});

test("of many scopes those overlap that do two by two", () => {
  const some = <T>(...of: T[]) => fc.uniqueArray(fc.constantFrom(...of), { maxLength: 2 });
  const scope = fc.record({
    labels: some("a", "b", "c"),
    paths: some(
      "src/**",
      "src/parse",
      "src/parser/*.ts",
      "SRC/parse/plan.ts",
      "**/plan.ts",
      "{src,docs}/x",
      "docs/",
      "./docs//x",
      "d?cs/**",
    ),
    topics: some("Error handling", "error-handling", "errors", "time"),
  });
  fc.assert(
    fc.property(fc.array(scope, { maxLength: 8 }), (scopes) => {
      const naive = scopes.flatMap((one, a) =>
        scopes.flatMap((other, b) => (a < b && scopesOverlap(one, other) ? [[a, b]] : [])),
      );
      expect(overlappingPairs(scopes)).toEqual(naive);
    }),
    { numRuns: 1000, seed: 20261121 },
  );
});

describe("decisions contradict each other", () => {
  const a = decision({ id: "adr-a", labels: ["x"] });

  test.each<[string, Told, boolean]>([
    ["where neither names the other", told(decision({ id: "adr-b", labels: ["x"] })), true],
    ["not where one relates to the other", told(decision({ id: "adr-b", labels: ["x"], related: ["adr-a"] })), false],
    ["not where one supersedes the other", told(decision({ id: "adr-b", labels: ["x"], supersedes: ["adr-a"] })), false],
    [
      "not where it was said later that both hold",
      told(decision({ id: "adr-b", labels: ["x"] }), mark("1", "relate", { related: ["adr-a"] })),
      false,
    ],
    ["not where they are about something else", told(decision({ id: "adr-b", labels: ["y"] })), false],
  ])("%s", (_, other, expected) => {
    expect(contradictions([told(a), other])).toEqual(expected ? [["adr-a", "adr-b"]] : []);
    expect(contradictions([other, told(a)])).toEqual(expected ? [["adr-b", "adr-a"]] : []);
  });
});

test("who may say it is whoever is named, any person for @human, and else anybody", () => {
  expect([mayRule({ approver: null }, "dave/vc"), mayRule({ approver: "@steve" }, "@steve")]).toEqual([true, true]);
  expect([mayRule({ approver: "@steve" }, "dave/vc"), mayRule({ approver: "@steve" }, "@eve")]).toEqual([false, false]);
  expect([mayRule({ approver: "@human" }, "@eve"), mayRule({ approver: "@human" }, "dave/vc")]).toEqual([true, false]);
});

test("what carries a decision to a project has one id for each pair of them, whoever sends it", () => {
  const letters = fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz");
  const id = fc.array(letters, { minLength: 6, maxLength: 6 }).map((six) => `adr-${six.join("")}`);
  const created = "2026-11-21T10:00:00.123Z";
  fc.assert(
    fc.property(id, fc.uniqueArray(fc.string(), { minLength: 2 }), (of, propagate) => {
      const [one = "", other = ""] = propagate;
      const first = propagationId({ id: of, created, propagate }, one);
      expect(first).toMatch(/^20261121T100000123Z-[0-9a-hjkmnp-tv-z]{6}$/);
      expect(propagationId({ id: of, created, propagate: [one] }, one)).toBe(first);
      expect(propagationId({ id: of, created, propagate }, other)).not.toBe(first);
    }),
    { numRuns: 300, seed: 20261121 },
  );
});
