import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Message } from "../../src/domain/message.ts";
import { countingAmong, isTakingBack, TAKING_BACK, takenBackAmong, takesBack } from "../../src/domain/taking-back.ts";
import { message } from "../store/index/ledger.ts";

const by = (agent: string, project = "github.com/owner/vc") => ({ human: "x", agent, project, session: null });
const said = message("1", "vc-1", { from: by("dave/vc") });
const back = (fields: Partial<Message> = {}) =>
  message("2", "vc-1", { in_reply_to: "1", from: by("dave/vc"), data: TAKING_BACK.data, ...fields });

describe("a message is taken back", () => {
  test.each<[string, Message, boolean]>([
    ["by whoever said it", back(), true],
    ["not by anybody else", back({ from: by("carol/vc") }), false],
    ["not by their namesake in another project", back({ from: by("dave/vc", "github.com/owner/beads") }), false],
    ["not by an answer that does not say so", back({ data: {} }), false],
    ["not by taking another one back", back({ in_reply_to: "0" }), false],
  ])("%s", (_, later, expected) => {
    expect(takesBack(later, said)).toBe(expected);
    expect(takenBackAmong([said, later]).has("1")).toBe(expected);
  });
});

test("what takes back is not taken back, and what names somebody else's message takes nothing back and counts itself", () => {
  const first = back();
  const again = back({ id: "3", in_reply_to: "2" });
  expect(takenBackAmong([said, first, again])).toEqual(new Set(["1"]));
  expect(takenBackAmong([back({ id: "2", in_reply_to: "2" })])).toEqual(new Set());
  const false_one = back({ id: "4", from: by("mallory/evil"), expects: "reply" });
  expect(countingAmong([said, false_one])).toEqual([said, false_one]);
});

test("what counts in a thread are the others, in their order", () => {
  const ids = fc.constantFrom("1", "2", "3", "4");
  const one = fc.record({
    id: ids,
    agent: fc.constantFrom("dave/vc", "carol/vc"),
    in_reply_to: fc.option(ids, { nil: null }),
    data: fc.constantFrom({}, TAKING_BACK.data),
  });
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: ({ id }) => id }), (drafts) => {
      const thread = drafts.map(({ id, agent, ...fields }) => message(id, "vc-1", { ...fields, from: by(agent) }));
      const isGone = (each: Message) => thread.some((later) => takesBack(later, each));
      const isWord = (each: Message) =>
        isTakingBack(each) && (thread.every(({ id }) => id !== each.in_reply_to) || thread.some((one) => takesBack(each, one)));
      expect(countingAmong(thread)).toEqual(thread.filter((each) => !isGone(each) && !isWord(each)));
    }),
  );
});
