import fc from "fast-check";
import { expect, test } from "vitest";
import { orderThread } from "../../src/domain/thread-order.ts";

const IDS = Array.from("0123456789", (digit) => `20261121T10300000${digit}Z-000000`);
const reply = (id: string, in_reply_to: string | null = null) => ({ id, in_reply_to });
const thread = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(...IDS), in_reply_to: fc.option(fc.constantFrom(...IDS, "gone"), { nil: null }) }),
  { selector: (message) => message.id },
);

test("messages come by time, and a reply behind what it answers although its clock was behind", () => {
  expect(orderThread([reply("3"), reply("1"), reply("2")]).map((message) => message.id)).toEqual(["1", "2", "3"]);
  expect(orderThread([reply("1", "3"), reply("2"), reply("3"), reply("4")]).map((message) => message.id)).toEqual([
    "2",
    "3",
    "1",
    "4",
  ]);
  expect(orderThread([reply("1", "2"), reply("2", "3"), reply("3")]).map((message) => message.id)).toEqual(["3", "2", "1"]);
  expect(orderThread([reply("1", "gone")]).map((message) => message.id)).toEqual(["1"]);
});

test("the order depends on the messages alone, loses none, and never shows a reply first", () => {
  fc.assert(
    fc.property(thread, fc.infiniteStream(fc.nat()), (messages, keys) => {
      const order = orderThread(messages).map((message) => message.id);
      const shuffled = messages.map((message) => ({ message, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
      const isRing = (id: string): boolean => {
        const seen = new Set<string>();
        for (let at: string | null | undefined = id; at; at = messages.find((message) => message.id === at)?.in_reply_to) {
          if (seen.has(at)) return true;
          seen.add(at);
        }
        return false;
      };
      expect([...order].sort()).toEqual(messages.map((message) => message.id).sort());
      if (messages.some((message) => isRing(message.id))) return;
      expect(orderThread(shuffled.map((one) => one.message)).map((message) => message.id)).toEqual(order);
      for (const message of messages) {
        if (message.in_reply_to !== null && order.includes(message.in_reply_to))
          expect(order.indexOf(message.in_reply_to)).toBeLessThan(order.indexOf(message.id));
      }
    }),
    { numRuns: 2000, seed: 20261121 },
  );
});
