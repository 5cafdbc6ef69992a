import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyIssue } from "../../src/domain/fields.ts";
import type { Issue } from "../../src/domain/issue.ts";
import { isStubOf, movedAway, moveStep, takenBack } from "../../src/domain/move.ts";
import { OUTBOX_MARKS, type OutboxMark, type OutboxMarkName, passageState } from "../../src/domain/outbox.ts";

const THERE = "github.com/owner/beads:beads-7k3xq2";
const WHO = { at: "2026-11-21T10:30:00Z", by: "test/demo" };
const stub = movedAway(emptyIssue({ id: "demo-aaaaaa", title: "It moves", created: WHO.at, by: WHO.by }), THERE, WHO);

const marksOf = (words: readonly OutboxMarkName[]) => ({ marks: words.map((state) => ({ state })) as OutboxMark[] });

/** Words as they land one after the other: a word that stands there already, and any word after "delivered", says nothing new. */
function landed(words: readonly OutboxMarkName[]): { readonly known: readonly OutboxMarkName[]; readonly issue: Issue } {
  let known: OutboxMarkName[] = [];
  let issue = stub;
  for (const word of words) {
    if (known.includes(word) || known.includes("delivered")) continue;
    const step = moveStep(passageState(marksOf(known)), passageState(marksOf([...known, word])));
    known = [...known, word];
    if (step === "back" && isStubOf(issue, THERE)) issue = takenBack(issue);
    if (step === "away" && issue.status !== "closed") issue = movedAway(issue, THERE, WHO);
  }
  return { known, issue };
}

const placeOf = ({ status, closed, superseded_by }: Issue) => ({ status, outcome: closed?.outcome ?? null, superseded_by });

test("in whatever order the words of several clones land, and however often, the issue ends in the same place", () => {
  const words = fc.array(fc.constantFrom(...OUTBOX_MARKS), { maxLength: 8 });
  const shuffled = words.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(placeOf(landed(other).issue)).toEqual(placeOf(landed(list).issue));
    }),
  );
});

test("it is never open here once it was delivered, and open here where it was refused or given up and never delivered", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...OUTBOX_MARKS), { maxLength: 8 }), (words) => {
      const isHere = !words.includes("delivered") && words.some((word) => word === "refused" || word === "dropped");
      expect(landed(words).issue.status).toBe(isHere ? "open" : "closed");
      if (!isHere) expect(landed(words).issue.superseded_by).toBe(THERE);
    }),
  );
});

test("a word moves nothing a second time: who opens an issue by hand that lives elsewhere keeps it open", () => {
  expect(moveStep("delivered", "delivered")).toBeNull();
  expect(moveStep("refused", "refused")).toBeNull();
  expect(moveStep("queued", "delivered")).toBeNull();
  expect(moveStep("refused", "dropped")).toBeNull();
});
