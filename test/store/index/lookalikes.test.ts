import fc from "fast-check";
import { expect, test } from "vitest";
import { ALIKE, likeness } from "../../../src/domain/lookalike.ts";
import { BeadWriter } from "../../../src/store/index/bead-writer.ts";
import { openInMemory } from "../../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../../src/store/index/index-snapshot.ts";
import { Standings } from "../../../src/store/index/standings.ts";
import { issue, issueFile } from "./ledger.ts";

const NOW = Date.UTC(2026, 1, 1);
const AT = { now: NOW, known: NOW, me: "dave/vc" };
const LONG_AGO = { at: "2025-06-01T00:00:00Z", by: "dave/vc", reason: null, outcome: "done" } as const;

type Filed = Parameters<typeof issue>[1];

/** A ledger of such issues, named vc-1 and so on. */
function ledgerOf(...filed: Filed[]): IndexSnapshot {
  const connection = openInMemory();
  const writer = new BeadWriter(connection, new Standings(connection, true), true);
  for (const [index, each] of filed.entries()) {
    const { path, content } = issueFile(issue(`vc-${index + 1}`, each));
    writer.put(path, content);
  }
  writer.settle();
  return new IndexSnapshot(connection, () => "");
}

const idsOf = (snapshot: IndexSnapshot, title: string) => snapshot.lookalikes(title, AT).map((row) => row.issue.id);

const word = fc.constantFrom("parser", "crash", "Lexer", "the", "on", "empty", "queue", "façade", "日本", "a-b");
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));

test("whatever says nearly the same and shares a word is found, of as many titles as are compared, and nothing else", () => {
  const isAlike = (title: string) => (other: string) => likeness(title, other) >= ALIKE;
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 50 }), sentence, (titles, title) => {
      const alike = titles.filter(isAlike(title));
      const found = ledgerOf(...titles.map((each) => ({ title: each }))).lookalikes(title, AT);
      const scores = (of: readonly string[]) => of.map((each) => likeness(title, each)).sort((a, b) => b - a);
      expect(scores(found.map((row) => row.issue.title))).toEqual(scores(alike).slice(0, 5));
    }),
    { numRuns: 60, seed: 20261121 },
  );
});

test("of many titles that share words those are compared that share most", () => {
  const common = Array.from({ length: 300 }, (_, index) => ({ title: `Parser of part ${index}` }));
  const snapshot = ledgerOf(...common, { title: "Parser reads past its buffer" }, ...common);
  expect(idsOf(snapshot, "The parser reads past a buffer")).toEqual(["vc-301"]);
});

test("issues that were closed long ago take no other's place, however many they are", () => {
  const title = "Parser crashes on empty input";
  const closed = Array.from({ length: 450 }, () => ({ title, status: "closed", closed: LONG_AGO }) as const);
  expect(idsOf(ledgerOf(...closed, { title: "Parser crash on an empty input" }), title)).toEqual(["vc-451"]);
});

test("a title of words that say nothing is like its equal", () => {
  expect(idsOf(ledgerOf({ title: "To be or so" }, { title: "To be or parser" }), "to be or so")).toEqual(["vc-1"]);
});

test("what FTS5 reads as syntax is a word like any other", () => {
  const titles = ['NEAR("parser" crash)', "title:parser -crash*"];
  const snapshot = ledgerOf(...titles.map((title) => ({ title })));
  for (const title of titles) expect(idsOf(snapshot, title)).toContain(`vc-${titles.indexOf(title) + 1}`);
});
