import { describe, expect, it } from "vitest";
import {
  dueRise,
  type Escalated,
  type EscalationMarkName,
  fingerprintOf,
  goesAtOnce,
  isPausing,
  levelOf,
  riseInterval,
} from "../../src/domain/escalation.ts";

const HOUR = 3_600_000;
const AT = "2026-11-21T10:00:00Z";
const NOON = Date.parse("2026-11-21T12:00:00Z");

function escalated(
  head: Partial<Escalated["head"]> = {},
  marks: readonly (readonly [EscalationMarkName, string])[] = [],
): Escalated {
  return {
    head: { level: 1, category: "blocked", pause: false, at: AT, ...head },
    parts: marks.map(([mark, at]) => ({ mark, at })),
  };
}

const marksOf = (...names: EscalationMarkName[]) => names.map((mark) => ({ mark }));

describe("the level", () => {
  it.each<[string, 1 | 2 | 3 | 4, EscalationMarkName[], number]>([
    ["is that of the report", 2, [], 2],
    ["rises with time, twice", 1, ["rise1", "rise2"], 3],
    ["never passes 4", 4, ["rise1"], 4],
    ["is at least that of the gravest report", 1, ["level4"], 4],
    ["does not fall by a milder report", 3, ["level2"], 3],
    ["counts a report and time each", 2, ["rise1", "level3"], 3],
  ])("%s", (_, level, marks, expected) => {
    expect(levelOf({ level }, marksOf(...marks))).toBe(expected);
  });

  it("pauses from 3 on, until it is over or work may go on", () => {
    const grave = { level: 3, pause: false } as const;
    expect(isPausing({ level: 2, pause: false }, [])).toBe(false);
    expect(isPausing({ level: 1, pause: true }, [])).toBe(true);
    expect(isPausing(grave, marksOf("ack"))).toBe(true);
    expect(isPausing(grave, marksOf("resume", "rise1"))).toBe(false);
    expect(isPausing(grave, marksOf("end"))).toBe(false);
  });
});

describe("what nobody acknowledged", () => {
  const rule = { every: HOUR, now: NOON };

  it.each<[string, Escalated, ReturnType<typeof dueRise>]>([
    ["rises once the time is over", escalated(), "rise1"],
    ["rises a second time, counted from the first", escalated({}, [["rise1", "2026-11-21T11:00:00Z"]]), "rise2"],
    ["does not rise again so soon", escalated({}, [["rise1", "2026-11-21T11:00:01Z"]]), null],
    [
      "rises twice at most",
      escalated({}, [
        ["rise1", AT],
        ["rise2", AT],
      ]),
      null,
    ],
    ["waits anew after a graver report", escalated({}, [["level2", "2026-11-21T11:30:00Z"]]), null],
    ["stays once somebody looks at it", escalated({}, [["ack", AT]]), null],
    ["stays once work may go on", escalated({ level: 3 }, [["resume", AT]]), null],
    ["stays when it is over", escalated({}, [["end", AT]]), null],
    ["cannot rise from 4", escalated({ level: 4 }), null],
    ["does not rise where everybody sees it: a pause", escalated({ level: 3, pause: true }), null],
    ["does not rise where nobody has to answer: low water", escalated({ category: "low-water" }), null],
  ])("%s", (_, record, expected) => {
    expect(dueRise(record, rule)).toBe(expected);
  });

  it("never rises where the project says so", () => {
    expect(riseInterval({})).toBe(HOUR);
    expect(riseInterval({ "escalate.rise": "30m" })).toBe(HOUR / 2);
    expect(dueRise(escalated(), { every: riseInterval({ "escalate.rise": "off" }), now: NOON })).toBeNull();
  });
});

describe("two reports are one", () => {
  it("by category and issue, whatever their titles", () => {
    const one = fingerprintOf({ title: "It hangs", category: "budget", issue: "vc-1" });
    expect(fingerprintOf({ title: "Too dear", category: "budget", issue: "vc-1" })).toBe(one);
    expect(fingerprintOf({ title: "It hangs", category: "blocked", issue: "vc-1" })).not.toBe(one);
    expect(fingerprintOf({ title: "It hangs", category: "budget", issue: "vc-2" })).not.toBe(one);
  });

  it("by their titles where they name no issue: letters and digits of any script, and nothing else", () => {
    const of = (title: string) => fingerprintOf({ title, category: "blocked", issue: null });
    expect(of("  The API: key, is gone!")).toBe(of("the api key IS gone"));
    expect(of("Schlüssel fehlt")).not.toBe(of("Schlussel fehlt"));
    expect(of("鍵がない")).not.toBe(of("戸がない"));
    expect(of("!!!")).not.toBe(of("???"));
  });
});

it("goes to the human at once where it cannot be undone or settled", () => {
  expect(["irreversible", "no-consensus", "budget", "unresolved-twice", "blocked"].map(goesAtOnce)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});
