import fc from "fast-check";
import { expect, test } from "vitest";
import { toCompactStamp, toMilliseconds, toStamp } from "../../../src/domain/time.ts";
import { BeadWriter } from "../../../src/store/index/bead-writer.ts";
import { openInMemory } from "../../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../../src/store/index/index-snapshot.ts";
import { Revisions } from "../../../src/store/index/revisions.ts";
import { Standings } from "../../../src/store/index/standings.ts";
import { claimFile, issue, issueFile, message, messageFile } from "./ledger.ts";

const NOW = Date.UTC(2026, 1, 1);
const NAMES = ["dave/vc", "steve/vc", "@maintainer"] as const;

interface Act {
  readonly what: "filed" | "claimed" | "said";
  readonly by: (typeof NAMES)[number];
  /** Seconds before now. */
  readonly ago: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom("filed", "claimed", "said"),
  by: fc.constantFrom(...NAMES),
  ago: fc.integer({ min: -600, max: 7200 }),
});

/** A ledger in which each act is a commit of its time, in whatever order they landed: what was done offline lands late. */
function ledgerOf(acts: readonly Act[]): IndexSnapshot {
  const connection = openInMemory();
  const writer = new BeadWriter(connection, new Standings(connection, true), true);
  const revisions = new Revisions(connection);
  for (const [index, { what, by, ago }] of acts.entries()) {
    const at = NOW - ago * 1000;
    const id = `vc-${index}`;
    const created = toStamp(at);
    const from = { human: "dave@example.com", agent: by, project: "github.com/owner/vc", session: null };
    const messageId = `${toCompactStamp(at)}-${String(index).padStart(6, "a")}`;
    const file =
      what === "filed"
        ? issueFile(issue(id, { created, by }))
        : what === "claimed"
          ? claimFile(id, 1, { by, at: created })
          : messageFile(message(messageId, id, { created, from }));
    writer.put(file.path, file.content);
    revisions.add({ oid: String(index).padStart(40, "0"), at, paths: [file.path] });
  }
  writer.settle();
  return new IndexSnapshot(connection, () => "");
}

test("who did something since a time is who is known and was seen since, whenever it landed", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), fc.integer({ min: 0, max: 3600 }), (acts, seconds) => {
      const snapshot = ledgerOf(acts);
      const since = NOW - seconds * 1000;
      const lately = snapshot.agents().filter(({ seen }) => toMilliseconds(seen) >= since);
      expect(snapshot.agents(since).map(({ name, seen }) => [name, seen])).toEqual(lately.map(({ name, seen }) => [name, seen]));
    }),
  );
});
