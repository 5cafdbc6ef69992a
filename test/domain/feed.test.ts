import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EVENT_KINDS, eventOf } from "../../src/domain/event.ts";
import { FEED_SECTIONS, groupEvents, type Heard } from "../../src/domain/feed.ts";

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const someEvent: fc.Arbitrary<Heard> = fc
  .record({
    kind: fc.constantFrom(...EVENT_KINDS),
    bead: maybe(fc.constantFrom("vc-1", "vc-2")),
    record: maybe(fc.constantFrom("adr-1", "adr-2")),
    entry: maybe(fc.constantFrom("e1", "e2")),
    by: fc.constantFrom("dave/vc", "eve/vc"),
    minute: fc.integer({ min: 10, max: 59 }),
    text: fc.string(),
    flags: fc.record({ foreign: fc.boolean(), mine: fc.boolean(), concerns_me: fc.boolean() }),
  })
  .map(({ minute, flags, record, ...rest }) => ({
    ...eventOf({
      ...rest,
      record,
      record_kind: record === null ? null : "decision",
      at: `2026-11-21T10:${minute}:00Z`,
      commit: "c",
    }),
    ...flags,
  }));

const heard = (partial: Partial<Heard> & Pick<Heard, "kind">): Heard => ({
  ...eventOf({ at: "2026-11-21T10:30:00Z", by: "dave/vc", bead: "vc-1", commit: "c", ...partial }),
  ...{ foreign: false, mine: false, concerns_me: false, ...partial },
});

test("every event of a range is in exactly one group, and no group is empty", () => {
  fc.assert(
    fc.property(fc.array(someEvent, { maxLength: 40 }), (events) => {
      const groups = groupEvents(events);
      const told = groups.flatMap((group) => group.events);
      expect(told).toHaveLength(events.length);
      expect(new Set(told)).toEqual(new Set(events));
      expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
      for (const { events: members, deeds } of groups)
        expect(deeds.reduce((sum, { count }) => sum + count, 0)).toBe(members.length);
    }),
  );
});

test("groups come by importance, then the newest first, whatever came between the events of one matter", () => {
  fc.assert(
    fc.property(fc.array(someEvent, { maxLength: 30 }), (events) => {
      const groups = groupEvents(events);
      const rank = groups.map(({ section, at }) => `${FEED_SECTIONS.indexOf(section)} ${9999 - Number(at.slice(14, 16))}`);
      expect(rank).toEqual(rank.toSorted());
      // Apart from each other, the matters are the same.
      const apart = groups.flatMap((group) => groupEvents(group.events));
      expect(apart).toEqual(groups);
    }),
  );
});

describe("a group is told", () => {
  const sectionOf = (...events: Heard[]) => groupEvents(events)[0]?.section;
  const escalation = { record: "x", record_kind: "escalation" } as const;

  test.each<[string, Heard[], string]>([
    ["open escalations", [heard({ kind: "escalated", ...escalation })], "attention"],
    [
      "one that somebody only looks at",
      [heard({ kind: "escalated", ...escalation }), heard({ kind: "acknowledged", ...escalation })],
      "attention",
    ],
    [
      "one that was resolved",
      [heard({ kind: "escalated", ...escalation }), heard({ kind: "resolved", ...escalation })],
      "decided",
    ],
    [
      "questions without an answer",
      [heard({ kind: "asked", bead: null, record: "adr-1", record_kind: "decision" })],
      "attention",
    ],
    ["what another project refused", [heard({ kind: "sent", entry: "e" }), heard({ kind: "refused", entry: "e" })], "attention"],
    ["what concerns the reader", [heard({ kind: "created" }), heard({ kind: "closed", concerns_me: true })], "for_you"],
    ["what was decided", [heard({ kind: "accepted", bead: null, record: "adr-1", record_kind: "decision" })], "decided"],
    ["what was accepted without being a decision", [heard({ kind: "accepted" })], "new"],
    [
      "what is done",
      [heard({ kind: "created" }), heard({ kind: "claimed" }), heard({ kind: "closed" }), heard({ kind: "message" })],
      "done",
    ],
    ["what was opened again", [heard({ kind: "closed" }), heard({ kind: "reopened" })], "moving"],
    ["what is worked on", [heard({ kind: "created" }), heard({ kind: "commit" })], "moving"],
    ["talk", [heard({ kind: "message", bead: null })], "said"],
    ["what is new", [heard({ kind: "created" }), heard({ kind: "edited" })], "new"],
    ["the rest", [heard({ kind: "reserved" })], "other"],
    ["what the reader alone did", [heard({ kind: "closed", mine: true }), heard({ kind: "message", mine: true })], "yours"],
    ["what they did on which others spoke", [heard({ kind: "closed", mine: true }), heard({ kind: "message" })], "done"],
    [
      "what they asked themselves",
      [heard({ kind: "asked", mine: true, bead: null, record: "adr-1", record_kind: "decision" })],
      "attention",
    ],
  ])("%s", (_, events, section) => {
    expect(sectionOf(...events)).toBe(section);
  });
});

test("ten messages are one deed with a count, and the last words are somebody's before they are a commit's", () => {
  const messages = Array.from({ length: 10 }, (_, at) =>
    heard({ kind: "message", text: `${at}\nmore`, by: at % 2 === 0 ? "dave/vc" : "eve/vc" }),
  );
  const [group, ...others] = groupEvents([
    heard({ kind: "created", title: "Crash" }),
    ...messages,
    heard({ kind: "commit", subject: "Fix" }),
  ]);
  expect(others).toEqual([]);
  expect(group?.deeds).toEqual([
    { kind: "created", outcome: null, count: 1, by: ["dave/vc"] },
    { kind: "message", outcome: null, count: 10, by: ["dave/vc", "eve/vc"] },
    { kind: "commit", outcome: null, count: 1, by: ["dave/vc"] },
  ]);
  expect(group).toMatchObject({ title: "Crash", last: { by: "eve/vc", words: "9", kind: "message" } });
});

test("an escalation on an issue does not give it its title", () => {
  const record = { record: "x", record_kind: "escalation", title: "Help" } as const;
  expect(groupEvents([heard({ kind: "escalated", ...record })])[0]?.title).toBeNull();
  expect(groupEvents([heard({ kind: "escalated", ...record, bead: null })])[0]?.title).toBe("Help");
});
