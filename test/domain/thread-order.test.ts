import fc from "fast-check";
import { expect, test } from "vitest";
import { orderThread } from "../../src/domain/thread-order.ts";
import { toCompactStamp } from "../../src/domain/time.ts";

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

const idsOf = (messages: readonly { readonly id: string }[]) => orderThread(messages as never).map(({ id }) => id);

/** The same messages in another order of arrival. */
function shuffled<T>(items: readonly T[], keys: IterableIterator<number>): T[] {
  const keyed = items.map((item) => ({ item, key: keys.next().value ?? 0 }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

test("the order depends on the messages alone, even where answers make a ring, and loses none", () => {
  fc.assert(
    fc.property(thread, fc.infiniteStream(fc.nat()), (messages, keys) => {
      const order = idsOf(messages);
      expect([...order].sort()).toEqual(messages.map(({ id }) => id).sort());
      expect(idsOf(shuffled(messages, keys))).toEqual(order);
    }),
    { numRuns: 2000, seed: 20261121 },
  );
});

const MINUTE = 60_000;
const SKEW = 10 * MINUTE;

/** A talk of several people whose clocks are wrong by up to ten minutes, each always by the same. */
const talk = fc.record({
  skews: fc.array(fc.integer({ min: -SKEW, max: SKEW }), { minLength: 1, maxLength: 4 }),
  words: fc.array(
    fc.record({
      speaker: fc.nat(),
      pause: fc.integer({ min: 1, max: 20 * MINUTE }),
      answers: fc.option(fc.nat(), { nil: null }),
      letters: fc.constantFrom("000000", "7k3xq2", "zzzzzz"),
    }),
    { minLength: 1, maxLength: 14 },
  ),
});

interface Said {
  readonly id: string;
  readonly in_reply_to: string | null;
}

/** What stands in the ledger of such a talk, as it was said; an answer is given to something that was said before. */
function said({ skews, words }: { skews: readonly number[]; words: readonly Word[] }): Said[] {
  let now = Date.UTC(2026, 10, 21);
  const messages: Said[] = [];
  for (const { speaker, pause, answers, letters } of words) {
    now += pause;
    const stamp = toCompactStamp(now + (skews[speaker % skews.length] ?? 0));
    const answered = answers === null ? undefined : messages[answers % Math.max(1, messages.length)];
    const id = `${stamp}-${letters}`;
    if (messages.every((message) => message.id !== id)) messages.push({ id, in_reply_to: answered?.id ?? null });
  }
  return messages;
}

interface Word {
  readonly speaker: number;
  readonly pause: number;
  readonly answers: number | null;
  readonly letters: string;
}

test("with clocks that are ten minutes wrong no reply comes before what it answers, in whichever order the messages came", () => {
  fc.assert(
    fc.property(talk, fc.infiniteStream(fc.nat()), (talked, keys) => {
      const messages = said(talked);
      const order = idsOf(messages);
      expect(idsOf(shuffled(messages, keys))).toEqual(order);
      for (const { id, in_reply_to } of messages) {
        if (in_reply_to !== null) expect(order.indexOf(in_reply_to)).toBeLessThan(order.indexOf(id));
      }
    }),
    { numRuns: 2000, seed: 20261121 },
  );
});

test("what nobody's wrong clock touched keeps the order of its times", () => {
  fc.assert(
    fc.property(talk, ({ words }) => {
      const messages = said({ skews: [0], words });
      expect(idsOf(messages)).toEqual(messages.map(({ id }) => id));
    }),
    { numRuns: 1000, seed: 20261121 },
  );
});
