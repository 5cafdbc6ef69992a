import fc from "fast-check";
import { expect, test } from "vitest";
import type { FileWrite } from "../../../src/git/repository.ts";
import { BeadWriter } from "../../../src/store/index/bead-writer.ts";
import type { Connection } from "../../../src/store/index/connection.ts";
import { compileFilter, compileOrder } from "../../../src/store/index/filter.ts";
import { openInMemory } from "../../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../../src/store/index/index-snapshot.ts";
import { snippetOf } from "../../../src/store/index/snippet.ts";
import { Standings } from "../../../src/store/index/standings.ts";
import type { IssueFilter } from "../../../src/store/snapshot.ts";
import { issue, issueFile, message, messageFile, projectFile } from "./ledger.ts";

const NOW = Date.UTC(2026, 1, 1);
const AT = { now: NOW, known: NOW, me: "dave/vc" };

function filled(...files: FileWrite[]): { connection: Connection; snapshot: IndexSnapshot } {
  const connection = openInMemory();
  const writer = new BeadWriter(connection, new Standings(connection, true), true);
  for (const file of files) writer.put(file.path, file.content);
  writer.settle();
  return { connection, snapshot: new IndexSnapshot(connection, () => "") };
}

/** Anything that fingers may come upon, what FTS5 reads as syntax above all. */
const typed = fc.string({ unit: fc.constantFrom(...'"*^(){}[]:+-,.;\\\0\n\t ab éß日😀\ud800', "AND ", "NEAR(") });

const found = (snapshot: IndexSnapshot, words: string, filter: IssueFilter = {}) =>
  snapshot.search(words, filter, AT).map((hit) => hit.row.issue.id);

test("an issue is known by its heading, with the project that it came from", () => {
  const origin = { project: "github.com/owner/beads", issue: null, actor: "eve/beads", op: null };
  const { snapshot } = filled(
    issueFile(issue("vc-1", { title: "Parser crash", origin })),
    issueFile(issue("vc-2", { title: "Ours" })),
  );
  expect(snapshot.heading("vc-1")).toEqual({ id: "vc-1", title: "Parser crash", origin_project: "github.com/owner/beads" });
  expect(snapshot.heading("vc-2")).toEqual({ id: "vc-2", title: "Ours", origin_project: null });
  expect(snapshot.heading("vc-3")).toBeUndefined();
});

test("a word in a title weighs more than one in a body, and that more than one in a message", () => {
  const { snapshot } = filled(
    issueFile(issue("vc-1", { title: "Something else" })),
    messageFile(message("20260102T000001000Z-7k3xq2", "vc-1", { body: "the parser again" })),
    issueFile(issue("vc-2", { title: "Something else", body: "the parser again" })),
    issueFile(issue("vc-3", { title: "the parser again" })),
  );
  expect(found(snapshot, "parser")).toEqual(["vc-3", "vc-2", "vc-1"]);
  expect(snapshot.search("parser", { limit: 1 }, AT)[0]?.snippet).toBe("the parser again");
});

test("all words must be there, in title, body or thread; the last one may go on; accents and case do not matter", () => {
  const { snapshot } = filled(
    issueFile(issue("vc-1", { title: "Naïve Parser" })),
    messageFile(message("20260102T000001000Z-7k3xq2", "vc-1", { body: "it crashes" })),
    issueFile(issue("vc-2", { title: "Parser" })),
  );
  expect(found(snapshot, "naive PARSER crash")).toEqual(["vc-1"]);
  expect(found(snapshot, "pars crashes")).toEqual([]);
  expect(found(snapshot, '"naive parser"')).toEqual(["vc-1"]);
  expect(found(snapshot, '"parser naive"')).toEqual([]);
});

test("a search keeps to its filter, its limit and its offset", () => {
  const { snapshot } = filled(
    ...["vc-1", "vc-2", "vc-3"].map((id, priority) => issueFile(issue(id, { title: "parser", priority: priority as 0 }))),
  );
  expect(found(snapshot, "parser", { limit: 1, offset: 1 })).toEqual(["vc-2"]);
  expect(found(snapshot, "parser", { statuses: ["closed"] })).toEqual([]);
  expect(found(snapshot, "parser", { statuses: ["ready"], min_priority: 1, text: "VC-3" })).toEqual(["vc-3"]);
});

test("of more matches than are put in order at first none is lost, none comes twice, and equals stand by priority, age and id", () => {
  const files = Array.from({ length: 260 }, (_, index) =>
    issueFile(issue(`vc-${1000 + index}`, { title: `parser ${"again ".repeat(index % 3)}`, priority: (index % 5) as 0 })),
  );
  const { snapshot } = filled(...files);
  const hits = snapshot.search("parser", {}, AT);
  const places = hits.map(({ score, row }) => [-score, row.issue.priority, row.issue.created, row.issue.id] as const);
  const inOrder = [...places].sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[3] < b[3] ? -1 : 1));
  expect(places).toEqual(inOrder);
  expect(new Set(hits.map(({ row }) => row.issue.id)).size).toBe(260);
  const ids = hits.map(({ row }) => row.issue.id);
  for (const offset of [0, 80, 95, 120, 255])
    expect(found(snapshot, "parser", { limit: 20, offset })).toEqual(ids.slice(offset, offset + 20));
  const urgent = hits.filter(({ row }) => row.issue.priority === 4).map(({ row }) => row.issue.id);
  expect(found(snapshot, "parser", { min_priority: 4, limit: 50 })).toEqual(urgent.slice(0, 50));
});

test("nothing that can be typed is a syntax error", () => {
  const { snapshot } = filled(issueFile(issue("vc-1", { title: "NEAR AND OR NOT parser*" })));
  for (const words of ['"', "a AND", "NEAR(", "title:", "-x", "(((", '""', "*", "^a", "a:b {c}", "\0", "😀", "  "])
    found(snapshot, words);
  expect(found(snapshot, "NEAR AND")).toEqual(["vc-1"]);
  fc.assert(fc.property(typed, (words) => found(snapshot, words).length <= 1));
});

test("a snippet is one line around the first word found, and short", () => {
  const long = `${"before ".repeat(40)}the Naïve parser ${"after ".repeat(40)}`;
  const snippet = snippetOf([long], ["naive"]);
  expect(snippet).toContain("the Naïve parser");
  expect(snippet.length).toBeLessThan(130);
  expect(snippet.startsWith("…") && snippet.endsWith("…")).toBe(true);
  expect(snippetOf(["nothing here", "a title"], ["parser"])).toBe("a title");
  fc.assert(fc.property(typed, fc.array(fc.string()), (text, words) => !/[\n\t]/.test(snippetOf([text], words))));
});

test("ids are found by any ending, and an exact one stands alone", () => {
  const { snapshot } = filled(issueFile(issue("vc-7k3xq2")), issueFile(issue("vc-9m3xq2")), issueFile(issue("q2")), {
    path: issueFile(issue("vc-broken")).path,
    content: "---\n",
  });
  expect(snapshot.idsLike("3xq2", 5)).toEqual(["vc-7k3xq2", "vc-9m3xq2"]);
  expect(snapshot.idsLike("3xq2", 1)).toEqual(["vc-7k3xq2"]);
  expect(snapshot.idsLike("q2", 5)).toEqual(["q2"]);
  expect(snapshot.idsLike("roken", 5)).toEqual(["vc-broken"]);
  expect(snapshot.idsLike("", 5)).toEqual([]);
  expect(snapshot.idsLike("%", 5)).toEqual([]);
});

test("look-alikes are open or lately closed, say nearly the same, and the best comes first", () => {
  const closed = (at: string) => ({ status: "closed", closed: { at, by: "dave/vc", reason: null, outcome: "done" } }) as const;
  const { snapshot } = filled(
    issueFile(issue("vc-1", { title: "Parser crashes on empty input" })),
    issueFile(issue("vc-2", { title: "Parser crash on empty input file", ...closed("2026-01-20T00:00:00Z") })),
    issueFile(issue("vc-3", { title: "Parser crashes on empty input", ...closed("2025-06-01T00:00:00Z") })),
    issueFile(issue("vc-4", { title: "Write the release notes" })),
  );
  expect(snapshot.lookalikes("parser crashes on an empty input", AT).map((row) => row.issue.id)).toEqual(["vc-1", "vc-2"]);
  expect(snapshot.lookalikes('"!?" -', AT)).toEqual([]);
});

test("messages come by thread, sender and addressee, a reply after what it answers, the newest first if so asked", () => {
  const id = (second: number) => `2026010200000${second}000Z-7k3xq2`.replace("20260102", "20260102T");
  const { snapshot } = filled(
    messageFile(message(id(3), "vc-1", { to: ["eve/vc"] })),
    messageFile(
      message(id(1), "vc-1", { in_reply_to: id(3), from: { human: "e", agent: "eve/vc", project: "p", session: null } }),
    ),
    messageFile(message(id(2), null, { to: ["@all"] })),
  );
  const ids = (filter: Parameters<IndexSnapshot["messages"]>[0]) => snapshot.messages(filter).map((each) => each.id);
  expect(ids({})).toEqual([id(2), id(3), id(1)]);
  expect(ids({ newest: true, limit: 1 })).toEqual([id(1)]);
  expect(ids({ thread: "vc-1" })).toEqual([id(3), id(1)]);
  expect(ids({ to: ["eve/vc", "@all"] })).toEqual([id(2), id(3)]);
  expect(ids({ from: "eve/vc" })).toEqual([id(1)]);
  expect(ids({ after: id(2) })).toEqual([id(3)]);
  expect(snapshot.message(id(2))?.thread).toBeNull();
  expect(snapshot.message("none")).toBeUndefined();
});

test("origins tell the issues of a project and of an actor", () => {
  const { snapshot } = filled(
    issueFile(issue("vc-1", { origin: { project: "github.com/owner/beads", issue: "beads-1", actor: "eve/beads", op: null } })),
    issueFile(issue("vc-2")),
  );
  expect(snapshot.origins({})).toEqual(["vc-1"]);
  expect(snapshot.origins({ project: "github.com/owner/beads", actor: "eve/beads" })).toEqual(["vc-1"]);
  expect(snapshot.origins({ actor: "dave/vc" })).toEqual([]);
});

test("what is wrong with project.md is thrown where it is asked for, and nothing else suffers", () => {
  const { snapshot } = filled({ ...projectFile(), content: "---\nname: vc\nformat: 99\n---\n" }, issueFile(issue("vc-1")));
  expect(() => snapshot.project).toThrowError(expect.objectContaining({ kind: "invalid-data", code: "NEWER_FORMAT" }));
  expect(snapshot.invalid()).toMatchObject([{ path: ".beads/project.md" }]);
  expect(snapshot.rows({}, AT)).toHaveLength(1);
});

test("a file in another issue's directory, or that is no text, is invalid and never shadows the right one", () => {
  const right = issueFile(issue("vc-1", { title: "Right" }));
  const { snapshot } = filled(
    right,
    { path: right.path.replace(/issues\/../, "issues/zz"), content: issueFile(issue("vc-1", { title: "Wrong" })).content },
    { path: issueFile(issue("vc-2")).path, content: Buffer.from([0x2d, 0xff, 0xfe]) },
    { path: ".beads/something/else.txt", content: "not ours" },
  );
  expect(snapshot.issue("vc-1")?.title).toBe("Right");
  expect(snapshot.invalid().map((file) => file.reason)).toEqual([
    expect.stringContaining("UTF-8"),
    expect.stringContaining("directory"),
  ]);
  expect(snapshot.has("vc-2")).toBe(true);
});

/** How SQLite goes about a filter. */
function planOf(connection: Connection, filter: IssueFilter): string {
  const condition = compileFilter(filter, AT);
  const sql = `EXPLAIN QUERY PLAN SELECT i.id FROM issue i WHERE ${condition.sql} ORDER BY ${compileOrder(filter, condition.selective)}`;
  return connection
    .all<{ detail: string }>(sql, ...condition.values)
    .map((step) => step.detail)
    .join("; ");
}

test("ready walks its own index in order, so that its cost does not grow with the ledger", () => {
  const { connection } = filled();
  expect(planOf(connection, { statuses: ["ready"] })).toBe("SCAN i USING INDEX issue_clear");
  expect(planOf(connection, { statuses: ["open"] })).toBe("SCAN i USING INDEX issue_order");
  expect(planOf(connection, { statuses: ["in_progress"] })).toContain("issue_leased");
  expect(planOf(connection, { holder: "dave/vc" })).toContain("issue_leased");
  expect(planOf(connection, { assignee: "dave/vc" })).toContain("issue_assignee");
  expect(planOf(connection, { parent: "vc-1" })).toContain("issue_parent");
});
