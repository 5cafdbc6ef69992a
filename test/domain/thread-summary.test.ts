import { describe, expect, test } from "vitest";
import type { Message } from "../../src/domain/message.ts";
import { summarise } from "../../src/domain/thread-summary.ts";
import { message } from "../store/index/ledger.ts";

const NOW = Date.UTC(2026, 0, 3);
let count = 0;

function said(agent: string, fields: Partial<Message> = {}): Message {
  const id = `20260101T00000000${count++ % 10}Z-7k3xq2`;
  const project = `github.com/owner/${agent.split("/")[1]}`;
  return message(id, "vc-1", { from: { human: "x", agent, project, session: null }, body: `Text\nof ${id}`, ...fields });
}

describe("the summary of a thread", () => {
  test("names who spoke in the order in which they began, with how often and when", () => {
    const talk = [
      said("dave/vc", { created: "2026-01-01T00:00:00Z" }),
      said("eve/beads", { created: "2026-01-01T00:00:01Z" }),
      said("dave/vc", { created: "2026-01-01T00:00:02Z" }),
    ];
    expect(summarise(talk, null, NOW)).toMatchObject({
      messages: 3,
      people: [
        { name: "dave/vc", messages: 2, first: "2026-01-01T00:00:00Z", last: "2026-01-01T00:00:02Z" },
        { name: "eve/beads", messages: 1 },
      ],
      last: { message: talk[2]?.id, from: "dave/vc", text: "Text" },
    });
  });

  test("tells decisions by their type, with the subject or the first line, and how the issue was closed", () => {
    const closed = { at: "2026-01-02T00:00:00Z", by: "dave/vc", reason: "Done.", outcome: "done" } as const;
    const talk = [
      said("dave/vc", { type: "decision", subject: "Take A" }),
      said("eve/vc", { type: "decision", body: "\nNo, B\nbecause" }),
    ];
    expect(summarise(talk, closed, NOW)).toMatchObject({ decided: [{ text: "Take A" }, { text: "No, B" }], closed });
  });

  test("tells which answers are missing, of whom, and which are late", () => {
    const late = said("dave/vc", { to: ["eve/beads"], expects: "reply", deadline: "2026-01-02T00:00:00Z" });
    const acked = said("dave/vc", { to: ["eve/beads"], expects: "ack" });
    const several = said("dave/vc", { to: ["eve/beads", "carol/vc", "core", "@all"], expects: "reply" });
    const talk = [
      late,
      acked,
      several,
      said("eve/beads", { in_reply_to: late.id, type: "ack" }),
      said("eve/beads", { in_reply_to: acked.id, type: "ack" }),
      said("eve/beads", { in_reply_to: several.id }),
      said("anybody/core", { in_reply_to: several.id }),
    ];
    expect(summarise(talk, null, NOW).open).toMatchObject([
      { message: late.id, waits_for: ["eve/beads"], overdue: true },
      { message: several.id, waits_for: ["carol/vc", "@all"], overdue: false },
    ]);
  });

  test("is empty where nobody spoke", () => {
    expect(summarise([], null, NOW)).toEqual({ messages: 0, people: [], decided: [], closed: null, open: [], last: null });
  });
});
