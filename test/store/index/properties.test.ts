import fc from "fast-check";
import { expect, test } from "vitest";
import type { BeadElsewhere } from "../../../src/domain/elsewhere.ts";
import type { Moment } from "../../../src/domain/readiness.ts";
import { openInMemory } from "../../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../../src/store/index/index-snapshot.ts";
import type { IssueFilter, Row, Snapshot } from "../../../src/store/snapshot.ts";
import { ADDRESSES, filter, history, IDS, moment, sightings } from "./edits.ts";
import { type Answer, Oracle } from "./oracle.ts";
import { put } from "./tables.ts";

const HISTORIES = 1000;
const QUESTIONED = 300;

function answer(row: Row): Answer {
  const { updated: _updated, revision: _revision, ...rest } = row;
  return rest;
}

/** Everything that a snapshot tells of a ledger, in one value. */
function everything(snapshot: Snapshot, at: Moment) {
  return {
    rows: snapshot.rows({ deleted: true }, at).map(answer),
    stats: snapshot.stats(at),
    cycles: snapshot.cycles(),
    labels: snapshot.labels(),
    invalid: snapshot.invalid(),
    messages: snapshot.messages({}),
    found: ["parser", "crash", "cafe", "text"].map((word) =>
      snapshot
        .search(word, { deleted: true }, at)
        .map((hit) => hit.row.issue.id)
        .sort(),
    ),
    elsewhere: [snapshot.allElsewhere(), snapshot.needsElsewhere(), ADDRESSES.map((address) => snapshot.elsewhere(address))],
    edges: IDS.map((id) => [
      snapshot.has(id),
      snapshot.lease(id),
      snapshot.dependents(id),
      snapshot.references(id),
      snapshot.children(id),
    ]),
  };
}

test("an index that followed any edits equals one that is made anew, and a look at every file", () => {
  fc.assert(
    fc.property(history, sightings, moment, (steps, seen, at) => {
      const followed = openInMemory();
      const files = new Map<string, string>();
      let known: readonly BeadElsewhere[] = [];
      for (const [nth, step] of [...steps, []].entries()) {
        put(followed, step, false, seen[nth]);
        known = seen[nth] ?? known;
        for (const { path, content } of step) content === null ? files.delete(path) : files.set(path, content as string);
        check(new IndexSnapshot(followed, () => ""), new Oracle(files, known), at);
      }
      const fresh = openInMemory();
      put(
        fresh,
        [...files].map(([path, content]) => ({ path, content })),
        true,
        known,
      );
      expect(everything(new IndexSnapshot(followed, () => ""), at)).toEqual(everything(new IndexSnapshot(fresh, () => ""), at));
      followed.close();
      fresh.close();
    }),
    { numRuns: HISTORIES },
  );
}, 300_000);

function check(snapshot: Snapshot, oracle: Oracle, at: Moment): void {
  expect(snapshot.rows({ deleted: true }, at).map(answer)).toEqual(oracle.rows({ deleted: true }, at));
  expect(snapshot.stats(at)).toEqual(oracle.stats(at));
  expect(snapshot.cycles()).toEqual(oracle.cycles());
  expect(snapshot.invalid().map((file) => file.path)).toEqual(oracle.invalid);
  for (const id of IDS) expect(snapshot.has(id)).toBe(oracle.issues.has(id) || oracle.broken.has(id));
}

test("any filter gives the rows that a look at every issue gives, in its order", () => {
  fc.assert(
    fc.property(history, fc.array(fc.tuple(filter, moment), { minLength: 8, maxLength: 8 }), (steps, questions) => {
      const connection = openInMemory();
      const files = new Map<string, string>();
      for (const { path, content } of steps.flat()) content === null ? files.delete(path) : files.set(path, content as string);
      put(
        connection,
        [...files].map(([path, content]) => ({ path, content })),
        true,
      );
      const snapshot = new IndexSnapshot(connection, () => "");
      const oracle = new Oracle(files);
      for (const [wanted, at] of questions) ask(snapshot, oracle, wanted, at);
      connection.close();
    }),
    { numRuns: QUESTIONED },
  );
}, 300_000);

function ask(snapshot: Snapshot, oracle: Oracle, wanted: IssueFilter, at: Moment): void {
  expect(snapshot.rows(wanted, at).map(answer)).toEqual(oracle.rows(wanted, at));
  const { limit: _limit, offset: _offset, ...whole } = wanted;
  expect(snapshot.count(wanted, at)).toBe(oracle.rows(whole, at).length);
}
