import { describe, expect, test } from "vitest";
import { isAnswered, isOverdue, personAlone, type Reader, tierOf } from "../../src/domain/inbox.ts";
import type { Message } from "../../src/domain/message.ts";
import { message } from "../store/index/ledger.ts";

const VC = "github.com/owner/vc";
const BEADS = "github.com/owner/beads";
const READER: Reader = {
  name: "dave/vc",
  names: ["dave/vc", "@dave"],
  addresses: ["dave/vc", "@dave", "vc", "@all"],
  identities: new Set([VC]),
};

const by = (agent: string, project = VC) => ({ human: "x", agent, project, session: null });
const asked = (to: string[], expects: Message["expects"] = "reply") =>
  message("1", "vc-1", { to, expects, from: by("carol/vc") });
const reply = (agent: string, project = VC, fields: Partial<Message> = {}) =>
  message("2", "vc-1", { in_reply_to: "1", from: by(agent, project), ...fields });

test("an agent's person is named where they alone were meant, and never to the person themselves", () => {
  const cases = [
    ["@dave"],
    ["@dave", "@steve"],
    ["@dave", "dave/vc"],
    ["@dave", "vc"],
    ["@dave", "@all"],
    ["dave/vc"],
    ["@steve"],
    [],
  ];
  expect(cases.map((to) => personAlone({ to }, READER))).toEqual(["@dave", "@dave", null, null, null, null, null, null]);
  expect(personAlone({ to: ["@dave"] }, { ...READER, name: "@dave", names: ["@dave"] })).toBeNull();
});

describe("what a message asked for is answered", () => {
  test.each<[string, Message, Message, boolean]>([
    ["by anybody, where one was asked", asked(["dave/vc"]), reply("erin/vc"), true],
    ["by anybody, where the project was asked", asked(["vc"]), reply("erin/vc"), true],
    ["not by whoever asked", asked(["dave/vc"]), reply("carol/vc"), false],
    ["by somebody of the same name in another project", asked(["dave/vc"]), reply("carol/vc", BEADS), true],
    ["not by a reply to something else", asked(["dave/vc"]), reply("dave/vc", VC, { in_reply_to: "0" }), false],
    ["not by an ack, where a reply was wanted", asked(["dave/vc"]), reply("dave/vc", VC, { type: "ack" }), false],
    ["by an ack, where one was wanted", asked(["dave/vc"], "ack"), reply("dave/vc", VC, { type: "ack" }), true],
    ["by each for themselves, where several were asked", asked(["dave/vc", "erin/vc"]), reply("erin/vc"), false],
    ["by the reader under any of their names", asked(["dave/vc", "erin/vc"]), reply("@dave"), true],
    ["not by their namesake elsewhere", asked(["dave/vc", "erin/vc"]), reply("dave/vc", BEADS), false],
    ["by anybody of the project, where it was asked among others", asked(["vc", "beads"]), reply("erin/vc"), true],
    ["not by another project that was asked too", asked(["vc", "beads"]), reply("eve/beads", BEADS), false],
    ["by each for themselves, where all were asked", asked(["@all"]), reply("erin/vc"), false],
    ["by the reader, where all were asked", asked(["@all"]), reply("dave/vc"), true],
  ])("%s", (_, question, answer, expected) => {
    expect(isAnswered(question, [answer], READER)).toBe(expected);
  });
});

test.each([
  [{ waiting: true, unread: false, priority: "normal", deadline: "2026-01-01T00:00:00Z" }, "urgent"],
  [{ waiting: false, unread: true, priority: "normal", deadline: "2026-01-01T00:00:00Z" }, "info"],
  [{ waiting: true, unread: false, priority: "normal", deadline: "2026-01-03T00:00:00Z" }, "waiting"],
  [{ waiting: false, unread: true, priority: "emergency", deadline: null }, "urgent"],
  [{ waiting: true, unread: false, priority: "emergency", deadline: null }, "urgent"],
  [{ waiting: false, unread: false, priority: "emergency", deadline: null }, "info"],
  [{ waiting: true, unread: true, priority: "high", deadline: null }, "waiting"],
])("%j is %s", (wanted, tier) => {
  const now = Date.UTC(2026, 0, 2);
  expect(tierOf(wanted, now)).toBe(tier);
  expect(isOverdue(wanted, now)).toBe(tier === "urgent" && wanted.priority === "normal");
});
