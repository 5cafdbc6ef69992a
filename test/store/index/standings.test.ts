import { expect, test } from "vitest";
import type { FileWrite } from "../../../src/git/repository.ts";
import { BeadWriter } from "../../../src/store/index/bead-writer.ts";
import { openInMemory } from "../../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../../src/store/index/index-snapshot.ts";
import { Standings } from "../../../src/store/index/standings.ts";
import { claimFile, decisionFile, decisionMarkFile, endingFile, issue, issueFile, projectFile, resetFile } from "./ledger.ts";

const AT = { now: Date.UTC(2026, 1, 1), known: Date.UTC(2026, 1, 1), me: "dave/vc" };
const DONE = { at: "2026-01-02T00:00:00Z", by: "dave/vc", reason: null, outcome: "done" } as const;
const need = (id: string, needs_success = false) => ({ id, needs_success });

/** An index in memory that follows one change after another. */
function following(...first: FileWrite[]) {
  const connection = openInMemory();
  const snapshot = new IndexSnapshot(connection, () => "");
  const put = (...files: FileWrite[]) => {
    const writer = new BeadWriter(connection, new Standings(connection, false), false);
    for (const file of files) writer.put(file.path, file.content);
    writer.settle();
  };
  put(...first);
  return { put, kinds: (id: string) => snapshot.row(id, AT)?.hindrances.map((hindrance) => hindrance.kind), snapshot };
}

test("closing a need frees the children of what waited for it", () => {
  const { put, kinds } = following(
    issueFile(issue("vc-1")),
    issueFile(issue("vc-2", { needs: [need("vc-1")] })),
    issueFile(issue("vc-3", { parent: "vc-2" })),
  );
  expect(kinds("vc-3")).toEqual(["ancestor-blocked"]);
  put(issueFile(issue("vc-1", { status: "closed", closed: DONE })));
  expect(kinds("vc-3")).toEqual([]);
});

test("an outcome that changes from done to failed hinders whoever needs success", () => {
  const { put, kinds } = following(
    issueFile(issue("vc-1", { status: "closed", closed: DONE })),
    issueFile(issue("vc-2", { needs: [need("vc-1", true)] })),
  );
  expect(kinds("vc-2")).toEqual([]);
  put(issueFile(issue("vc-1", { status: "closed", closed: { ...DONE, outcome: "failed" } })));
  expect(kinds("vc-2")).toEqual(["needs-success"]);
});

test("a closed need whose file breaks is unknown, and is there again once it is mended", () => {
  const closed = issueFile(issue("vc-1", { status: "closed", closed: DONE }));
  const { put, kinds, snapshot } = following(closed, issueFile(issue("vc-2", { needs: [need("vc-1")] })));
  put({ path: closed.path, content: "---\nid: [\n" });
  expect(kinds("vc-2")).toEqual(["needs-unknown"]);
  expect(snapshot.has("vc-1")).toBe(true);
  expect(snapshot.issue("vc-1")).toBeUndefined();
  put(closed);
  expect(kinds("vc-2")).toEqual([]);
  expect(snapshot.invalid()).toEqual([]);
});

test("three failed ends open the circuit breaker, and a reset closes it", () => {
  const { put, kinds } = following(issueFile(issue("vc-1")), ...[1, 2, 3].map((epoch) => claimFile("vc-1", epoch)));
  for (const epoch of [1, 2]) put(endingFile("vc-1", epoch, "failed"));
  expect(kinds("vc-1")).toEqual([]);
  put(endingFile("vc-1", 3, "expired"));
  expect(kinds("vc-1")).toEqual(["circuit-open"]);
  put(resetFile("vc-1", 1));
  expect(kinds("vc-1")).toEqual([]);
  put(claimFile("vc-1", 4), endingFile("vc-1", 4, "failed"));
  expect(kinds("vc-1")).toEqual(["circuit-open"]);
  put(resetFile("vc-1", 4));
  expect(kinds("vc-1")).toEqual([]);
});

test("a cycle that a later edge closes hinders all on it, and none once it is cut", () => {
  const { put, kinds, snapshot } = following(
    issueFile(issue("vc-1")),
    issueFile(issue("vc-2", { needs: [need("vc-1")] })),
    issueFile(issue("vc-3", { needs: [need("vc-2")] })),
  );
  put(issueFile(issue("vc-1", { needs: [need("vc-3")] })));
  expect(["vc-1", "vc-2", "vc-3"].map((id) => kinds(id)?.includes("cycle"))).toEqual([true, true, true]);
  expect(snapshot.cycles()).toEqual([["vc-1", "vc-2", "vc-3"]]);
  put(issueFile(issue("vc-1")));
  expect(["vc-1", "vc-2", "vc-3"].map((id) => kinds(id)?.includes("cycle"))).toEqual([false, false, false]);
});

test("a type that stops being workable is not ready", () => {
  const { put, kinds } = following(
    projectFile({ types: [{ name: "rig", workable: true }] }),
    issueFile(issue("vc-1", { type: "rig" })),
  );
  expect(kinds("vc-1")).toEqual([]);
  put(projectFile({ types: [{ name: "rig", workable: false }] }));
  expect(kinds("vc-1")).toEqual(["type"]);
});

test("a question holds what it gates and all below it until it is answered, whatever the order of the files", () => {
  const question = decisionFile({ id: "adr-1", gates: ["vc-1"] });
  const answer = decisionMarkFile("adr-1", "20260102T000001000Z-7k3xq2", "answer");
  const { put, kinds } = following(question, issueFile(issue("vc-1")), issueFile(issue("vc-2", { parent: "vc-1" })));
  expect([kinds("vc-1"), kinds("vc-2")]).toEqual([["gated"], ["ancestor-blocked"]]);
  put(decisionMarkFile("adr-1", "20260102T000000000Z-7k3xq2", "ack"));
  expect(kinds("vc-1")).toEqual(["gated"]);
  put(answer);
  expect([kinds("vc-1"), kinds("vc-2")]).toEqual([[], []]);
  put({ path: answer.path, content: "---\nid: [\n" });
  expect(kinds("vc-1"), "an answer that cannot be read is none").toEqual(["gated"]);
  put(decisionFile({ id: "adr-1", gates: ["vc-2"] }));
  expect([kinds("vc-1"), kinds("vc-2")]).toEqual([[], ["gated"]]);
});

test("a question with a default holds until its time, and nothing has to be written for it to let go", () => {
  const until = "2026-02-01T00:00:00Z";
  const { snapshot } = following(
    decisionFile({ id: "adr-1", gates: ["vc-1"], deadline: until, otherwise: "a" }),
    decisionFile({ id: "adr-2", gates: ["vc-3"], deadline: until }),
    issueFile(issue("vc-1")),
    issueFile(issue("vc-2", { parent: "vc-1" })),
    issueFile(issue("vc-3")),
  );
  const listed = (statuses: ("ready" | "blocked")[], now: number) =>
    snapshot.rows({ statuses }, { ...AT, now }).map((row) => row.issue.id);
  const time = Date.parse(until);
  expect([listed(["ready"], time - 1), listed(["blocked"], time - 1)]).toEqual([[], ["vc-1", "vc-2", "vc-3"]]);
  expect([listed(["ready"], time), listed(["blocked"], time)]).toEqual([["vc-1", "vc-2"], ["vc-3"]]);
  expect(snapshot.stats({ ...AT, now: time - 1 }).by_status).toMatchObject({ ready: 0, blocked: 3 });
  expect(snapshot.stats({ ...AT, now: time }).by_status).toMatchObject({ ready: 2, blocked: 1 });
});
