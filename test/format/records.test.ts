import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkpointPath, classifyPath } from "../../src/format/paths.ts";
import {
  decisionPath,
  escalationPath,
  notePath,
  type RecordPlace,
  recordPath,
  reservationPath,
} from "../../src/format/record-paths.ts";
import { parseRecord, RECORD_FILES } from "../../src/format/records/parse-record.ts";
import * as any from "./any-record.ts";

const RUNS = { numRuns: 1000, seed: 20261121 };

/** What a noun's file holds comes back as the noun, read as whatever its path says it is. */
function comesBack<T>(kind: keyof typeof RECORD_FILES, nouns: fc.Arbitrary<T>, pathOf: (noun: T) => string) {
  fc.assert(
    fc.property(nouns, (noun) => {
      const path = pathOf(noun);
      const place = classifyPath(path) as RecordPlace;
      assert.equal(place.kind, "record");
      assert.equal(recordPath(place) ?? path, path);
      assert.deepStrictEqual(parseRecord(path, RECORD_FILES[kind].serialize(noun as never), place), noun);
    }),
    RUNS,
  );
}

describe("a record comes back from its file as it was", () => {
  test("decisions and what became of them", () => {
    comesBack("decision", any.decision, ({ id }) => decisionPath(id));
    comesBack("decision_mark", any.decisionMark, ({ decision, id }) => decisionPath(decision, id));
  });

  test("reservations, renewals and endings", () => {
    comesBack("reservation", any.reservation, ({ id }) => reservationPath(id));
    comesBack("reservation_renewal", any.reservationRenewal, ({ reservation, renewal }) =>
      reservationPath(reservation, `r${renewal}`),
    );
    comesBack("reservation_ending", any.reservationEnding, ({ reservation }) => reservationPath(reservation, "end"));
  });

  test("escalations and their marks", () => {
    comesBack("escalation", any.escalation, ({ id }) => escalationPath(id));
    comesBack("escalation_mark", any.escalationMark, ({ escalation, mark }) => escalationPath(escalation, mark));
  });

  test("notes and checkpoints", () => {
    comesBack("note", any.note, ({ id }) => notePath(id));
    comesBack("checkpoint", any.checkpoint, ({ issue, id }) => checkpointPath(issue, id));
  });
});

test("a record that says another id than its path is refused", () => {
  const [noun] = fc.sample(any.decision, { numRuns: 1, seed: 1 });
  assert.ok(noun !== undefined);
  const path = decisionPath("adr-000000");
  const read = () =>
    parseRecord(path, RECORD_FILES.decision.serialize({ ...noun, id: "adr-111111" }), classifyPath(path) as RecordPlace);
  expect(read).toThrowError(expect.objectContaining({ code: "ID_MISMATCH" }));
});

test.each([
  ".beads/decisions/adr-1/note.md",
  ".beads/decisions/adr-1.txt",
  ".beads/reservations/2026-11/21/20261121T103000123Z-7k3xq2.r0.md",
  ".beads/reservations/2026-11/21/x.md",
  ".beads/escalations/2026-11/21/20261121T103000123Z-7k3xq2.rise3.md",
  ".beads/memory/a/b.md",
  ".beads/issues/8e/beads-1/checkpoints/x.md",
])("%s is nothing that this version knows", (path) => {
  expect(classifyPath(path).kind).toBe("other");
});
