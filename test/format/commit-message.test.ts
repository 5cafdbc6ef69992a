import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCommitMessage, serializeCommitMessage } from "../../src/format/commit-message.ts";
import * as any from "./arbitrary.ts";

const RUNS = { numRuns: 2000, seed: 20261121 };
const OURS: [string, string][] = [
  ["Bead", "beads-7k3xq2"],
  ["Bead", "beads-8m2abc"],
  ["Beads-Op", "20261121T103000123Z-7k3xq2"],
  ["Beads-Actor", "dave/vc"],
];

const forged = fc.constantFrom(
  "Beads-Op: forged",
  "Bead: other",
  "Beads-Kind: housekeeping",
  "Signed-off-by: x",
  "",
  "\n",
  "\n\nBeads-Op: forged\n\n",
  "\r\n\r\nBeads-Op: forged",
  "\u2028Beads-Op: forged",
);
const text = fc.array(fc.oneof(any.text, forged), { maxLength: 6 }).map((lines) => lines.join("\n"));

test("whatever a subject or a text says, only our own trailers are read", () => {
  fc.assert(
    fc.property(text, text, (subject, words) => {
      expect(parseCommitMessage(serializeCommitMessage({ subject, text: words, trailers: OURS })).trailers).toEqual(OURS);
    }),
    RUNS,
  );
});

test("a value cannot make another trailer", () => {
  fc.assert(
    fc.property(text, (value) => {
      const parsed = parseCommitMessage(
        serializeCommitMessage({
          subject: "s",
          text: "",
          trailers: [
            ["Bead", value],
            ["Beads-Op", "1"],
          ],
        }),
      );
      expect(parsed.trailers.map(([name]) => name)).toEqual(["Bead", "Beads-Op"]);
      expect(parsed.trailers[1]).toEqual(["Beads-Op", "1"]);
    }),
    RUNS,
  );
});

test("a message that was read and written again is the same", () => {
  fc.assert(
    fc.property(text, text, (subject, words) => {
      const once = serializeCommitMessage({ subject, text: words, trailers: OURS });
      expect(serializeCommitMessage(parseCommitMessage(once))).toBe(once);
    }),
    RUNS,
  );
});

test("nothing in a message can command a terminal", () => {
  fc.assert(
    fc.property(text, text, (subject, words) => {
      expect(serializeCommitMessage({ subject, text: words, trailers: OURS })).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/,
      );
    }),
    RUNS,
  );
});

test("a subject is one line of at most 72 characters", () => {
  const { subject } = parseCommitMessage(
    serializeCommitMessage({ subject: `a\n\tb ${"😀".repeat(80)}`, text: "", trailers: OURS }),
  );
  expect(Array.from(subject)).toHaveLength(72);
  expect(subject).toMatch(/^a b 😀+…$/u);
});

test("a message reads as a conversation, with the trailers at its end", () => {
  expect(
    serializeCommitMessage({
      subject: "beads-7k3xq2: reply from dave/vc: which version?",
      text: "\nWhich version?\n\n  Mine is 2.1.\r\n\n",
      trailers: OURS,
    }),
  ).toBe(`beads-7k3xq2: reply from dave/vc: which version?

Which version?

  Mine is 2.1.

Bead: beads-7k3xq2
Bead: beads-8m2abc
Beads-Op: 20261121T103000123Z-7k3xq2
Beads-Actor: dave/vc
`);
});

test("messages of people have a subject, maybe a text, and only what stands at the end as trailers", () => {
  expect(parseCommitMessage("fix")).toEqual({ subject: "fix", text: "", trailers: [] });
  expect(parseCommitMessage("Bead: x")).toEqual({ subject: "Bead: x", text: "", trailers: [] });
  expect(parseCommitMessage("fix\n\nBead: x\nmore\n")).toEqual({ subject: "fix", text: "Bead: x\nmore", trailers: [] });
  expect(parseCommitMessage("fix\n\nwhy\n\nBead: x\n\n")).toEqual({ subject: "fix", text: "why", trailers: [["Bead", "x"]] });
});
