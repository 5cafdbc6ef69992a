import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isMoment } from "../../../src/domain/id.ts";
import { translate } from "../../../src/services/import/translate.ts";

const nowhere = { project: "github.com/owner/vc", has: () => false };
const at = { created_at: "2026-01-02T03:04:05Z" };
const lines = (...records: object[]) => records.map((record) => JSON.stringify(record)).join("\n");
const edge = (issue_id: string, depends_on_id: string, type: string) => ({ issue_id, depends_on_id, type });

describe("the dialects", () => {
  test("bare issues, records that say their type first, and files with a schema header come in alike", () => {
    const issue = { id: "bd-1", title: "One", status: "open", priority: 1, issue_type: "bug", ...at };
    const plain = translate(lines(issue), nowhere);
    const typed = translate(lines({ _type: "issue", ...issue }, { _type: "memory", key: "k", value: "v" }), nowhere);
    const headed = translate(lines({ _schema: "beads/2" }, issue), nowhere);
    expect(typed.issues).toEqual(plain.issues);
    expect(headed.issues).toEqual(plain.issues);
    expect(headed.reading.schema).toBe("beads/2");
    expect(typed.reading.others).toEqual({ memory: 1 });
  });

  test("tombstones do not come in, whichever way they are said", () => {
    const gone = [
      { id: "bd-1", status: "tombstone" },
      { _type: "tombstone", id: "bd-2" },
      { id: "bd-3", title: "t", deleted: true, ...at },
    ];
    const found = translate(lines(...gone), nowhere);
    expect(found.issues).toEqual([]);
    expect(found.reading.tombstones.map((row) => row.id)).toEqual(["bd-1", "bd-2", "bd-3"]);
  });

  test("blank lines, a byte order mark and carriage returns are nothing", () => {
    const found = translate(`\uFEFF${JSON.stringify({ id: "bd-1", title: "One", ...at })}\r\n\r\n`, nowhere);
    expect(found.issues.map((issue) => issue.title)).toEqual(["One"]);
  });

  test("of two lines with one id the one that changed last comes in, and the other is named", () => {
    const found = translate(
      lines(
        { id: "bd-1", title: "new", updated_at: "2026-02-01T00:00:00.5Z", ...at },
        { id: "bd-1", title: "old", updated_at: "2026-02-01T00:00:00Z", ...at },
      ),
      nowhere,
    );
    expect(found.issues.map((issue) => issue.title)).toEqual(["new"]);
    expect(found.reading.repeated).toEqual([{ line: 2, id: "bd-1", reason: "Line 1 has the same id and changed later." }]);
  });
});

describe("fields", () => {
  const only = (record: object) => {
    const found = translate(lines({ id: "bd-1", title: "One", ...at, ...record }), nowhere);
    expect(found.faults).toEqual([]);
    return found.issues[0] ?? expect.fail("nothing came in");
  };

  test.each([
    ["2026-01-11T10:33:47.827-08:00", "2026-01-11T18:33:47.827Z"],
    ["2026-01-11T10:33:47.8271-08:00", "2026-01-11T18:33:47.827Z"],
    ["2026-01-11T10:33:47.827185+05:30", "2026-01-11T05:03:47.827Z"],
    ["2026-01-11T23:33:47.000000001-08:00", "2026-01-12T07:33:47Z"],
    ["2026-01-11T10:33:47.123456789Z", "2026-01-11T10:33:47.123Z"],
  ])("the time %s becomes %s", (text, utc) => {
    expect(only({ created_at: text, due_at: text, defer_until: text })).toMatchObject({
      created: utc,
      due: utc,
      defer_until: utc,
    });
  });

  test.each(["hooked", "pinned", "in_progress", "blocked"])("%s becomes open with its assignee", (status) => {
    expect(only({ status, assignee: "vc/crew/builder" })).toMatchObject({
      status: "open",
      assignee: "vc/crew/builder",
      closed: null,
    });
  });

  test("a status that nobody knows becomes open, is kept and is said", () => {
    const found = translate(lines({ id: "bd-1", title: "One", status: "in review", ...at }), nowhere);
    expect(found.issues[0]).toMatchObject({ status: "open", metadata: { status: "in review" } });
    expect(found.notes).toEqual([
      { line: 1, id: "bd-1", note: 'The status "in review" is not known here: open, and kept as metadata.' },
    ]);
  });

  test("closing keeps time and reason", () => {
    const closed = only({ status: "closed", closed_at: "2026-01-03T00:00:00Z", close_reason: "fixed" }).closed;
    expect(closed).toEqual({ at: "2026-01-03T00:00:00Z", by: "unknown", reason: "fixed", outcome: "done" });
  });

  test("description, design, acceptance criteria and notes become sections of the body", () => {
    const body = only({
      description: "What\r\nhappened \n",
      design: "How",
      acceptance_criteria: "- it works",
      notes: "later",
    }).body;
    expect(body).toBe("What\nhappened\n\n## Design\n\nHow\n\n## Acceptance criteria\n\n- it works\n\n## Notes\n\nlater");
  });

  test("fields that are not ours are kept under metadata, with times in UTC and nothing that could poison an object", () => {
    const line = `{"id":"bd-1","title":"One","created_at":"2026-01-02T03:04:05Z","wisp":true,"seen_at":"2026-01-02T03:04:05-01:00","__proto__":{"x":1},"nest":{"__proto__":1,"a":[]}}`;
    const metadata = translate(line, nowhere).issues[0]?.metadata;
    expect(metadata).toEqual({ wisp: true, seen_at: "2026-01-02T04:04:05Z" });
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
  });

  test("types that are not ours become the project's own, and those nobody can work on say so", () => {
    const found = translate(
      lines(
        ...["event", "merge-request", "docs", "bug"].map((issue_type, i) => ({ id: `bd-${i}`, title: "t", issue_type, ...at })),
      ),
      nowhere,
    );
    expect(found.types).toEqual([
      { name: "docs", workable: true },
      { name: "event", workable: false },
      { name: "merge-request", workable: false },
    ]);
  });

  test("an overlong title is cut, kept whole as metadata and said", () => {
    const title = "long ".repeat(200).trim();
    const found = translate(lines({ id: "bd-1", title, ...at }), nowhere);
    expect(found.issues[0]?.title.length).toBe(500);
    expect(found.issues[0]?.metadata).toEqual({ title });
    expect(found.notes).toHaveLength(1);
  });
});

describe("dependencies", () => {
  const issues = (...dependencies: { issue_id: string; depends_on_id: string; type: string }[]) =>
    translate(
      lines(
        ...["bd-1", "bd-2", "bd-3", "bd-1.1"].map((id) => ({
          id,
          title: id,
          ...at,
          dependencies: dependencies.filter((dependency) => dependency.issue_id === id),
        })),
        { id: "bd-9", status: "tombstone", dependencies: dependencies.filter((dependency) => dependency.issue_id === "bd-9") },
      ),
      nowhere,
    );
  const issue = (found: ReturnType<typeof issues>, id: string) => found.issues.find((each) => each.id === id);

  test("each known type has its field", () => {
    const found = issues(
      edge("bd-1", "bd-2", "blocks"),
      edge("bd-1.1", "bd-1", "parent-child"),
      edge("bd-1", "bd-3", "discovered-from"),
      edge("bd-2", "bd-3", "relates-to"),
      edge("bd-2", "bd-1", "related"),
      edge("bd-3", "bd-1", "duplicates"),
      edge("bd-3", "bd-2", "supersedes"),
    );
    expect(issue(found, "bd-1")).toMatchObject({ needs: [{ id: "bd-2", needs_success: false }], discovered_from: ["bd-3"] });
    expect(issue(found, "bd-1.1")?.parent).toBe("bd-1");
    expect(issue(found, "bd-2")).toMatchObject({ related: ["bd-3", "bd-1"], superseded_by: "bd-3" });
    expect(issue(found, "bd-3")?.duplicate_of).toBe("bd-1");
    expect(found.dependencies).toMatchObject({ total: 7, kept: 7, dropped: 0, changed_edges: [] });
  });

  test("of two parents the first stays and the other is related, and that is said", () => {
    const found = issues(edge("bd-1.1", "bd-1", "parent-child"), edge("bd-1.1", "bd-2", "parent-child"));
    expect(issue(found, "bd-1.1")).toMatchObject({ parent: "bd-1", related: ["bd-2"] });
    expect(found.dependencies.changed_edges).toMatchObject([
      { target: "bd-2", kept_as: "related", reason: "bd-1.1 has a parent already (bd-1): kept as related." },
    ]);
  });

  test("a type that is not ours is kept as related and named", () => {
    const found = issues(edge("bd-1", "bd-2", "replies-to"));
    expect(issue(found, "bd-1")?.related).toEqual(["bd-2"]);
    expect(found.dependencies.changed_edges).toMatchObject([
      { type: "replies-to", reason: "There is no replies-to here: kept as related." },
    ]);
  });

  test("an edge to another tracker is kept as metadata", () => {
    const found = issues(edge("bd-1", "external:gt:feature", "blocks"));
    expect(issue(found, "bd-1")).toMatchObject({
      needs: [],
      metadata: { dependencies: [{ type: "blocks", target: "external:gt:feature" }] },
    });
  });

  test("what is dropped is named with its reason, tombstones counted apart", () => {
    const found = issues(
      edge("bd-1", "bd-1", "blocks"),
      edge("bd-1", "bd-404", "blocks"),
      edge("bd-2", "bd-9", "blocks"),
      edge("bd-9", "bd-2", "parent-child"),
    );
    expect(found.dependencies).toMatchObject({ total: 4, kept: 0, dropped: 4, on_tombstones: 2 });
    expect(found.dependencies.dropped_edges.map((fate) => fate.reason)).toEqual([
      "An issue cannot depend on itself.",
      "There is no such issue, neither in the file nor here.",
      "The target is a tombstone.",
      "The issue is a tombstone.",
    ]);
  });

  test("a cycle is kept and named", () => {
    const found = issues(edge("bd-1", "bd-2", "blocks"), edge("bd-2", "bd-3", "blocks"), edge("bd-3", "bd-1", "blocks"));
    expect(found.cycles).toEqual([["bd-1", "bd-2", "bd-3"]]);
    expect(found.dependencies.kept).toBe(3);
  });
});

describe("comments", () => {
  const comment = {
    id: 7,
    issue_id: "bd-1",
    author: "builder",
    text: "Why?\u0007",
    created_at: "2026-01-03T10:00:00.123456-08:00",
  };
  const record = {
    id: "bd-1",
    title: "One",
    ...at,
    comments: [comment, { ...comment, id: 8, text: " " }, { author: "reviewer", text: "No time." }],
  };

  test("become messages whose ids come from the comment alone", () => {
    const first = translate(lines(record), nowhere);
    expect(translate(lines(record), nowhere).messages).toEqual(first.messages);
    expect(first.messages).toMatchObject([
      {
        thread: "bd-1",
        from: { human: "builder", agent: "builder", project: "github.com/owner/vc" },
        created: "2026-01-03T18:00:00.123Z",
        body: "Why?",
      },
      { thread: "bd-1", from: { agent: "reviewer" }, created: at.created_at, body: "No time." },
    ]);
    expect(first.messages.every((message) => isMoment(message.id))).toBe(true);
    expect(first.notes.map((note) => note.note)).toEqual([
      "Comment 2 is empty: left out.",
      "Comment 3 has no time that can be read: dated as its issue.",
    ]);
  });
});

describe("bad lines", () => {
  test.each([
    ['{"id":"bd-1"', /^The line is no JSON/],
    ["[1]", /no object/],
    ["<<<<<<< HEAD", /conflict marker/],
    ['{"title":"x"}', /no id/],
    ['{"id":"a:b","title":"x"}', /cannot be an id/],
    ['{"id":"bd-1","created_at":"2026-01-02T03:04:05Z"}', /no title/],
    ['{"id":"bd-1","title":"x"}', /no created_at/],
    ['{"id":"bd-1","title":"x","created_at":"yesterday"}', /created_at is no time/],
    ['{"id":"bd-1","title":"x","priority":9,"created_at":"2026-01-02T03:04:05Z"}', /priority 9/],
  ])("%s is named with its number", (line, reason) => {
    const found = translate(`\n${line}\n`, nowhere);
    expect(found.issues).toEqual([]);
    expect(found.faults).toMatchObject([{ line: 2, reason: expect.stringMatching(reason) }]);
  });
});

const EXPORT = resolve(import.meta.dirname, "../../../../shared/data/beads-export-classic-3077.jsonl");

describe.skipIf(!existsSync(EXPORT))("a real export of 3,077 records", () => {
  test("comes in whole, with every dependency accounted for", () => {
    const found = translate(readFileSync(EXPORT, "utf8"), nowhere);
    expect(found).toMatchObject({ faults: [], notes: [], cycles: [], statuses: { hooked: 37 } });
    expect(found.issues).toHaveLength(2731);
    expect(found.reading.tombstones).toHaveLength(346);
    expect(found.dependencies).toMatchObject({ total: 1452, kept: 1201, dropped: 251, on_tombstones: 251 });
    expect(found.dependencies.changed_edges).toHaveLength(4);
    expect(found.types.filter((type) => !type.workable).map((type) => type.name)).toHaveLength(8);
  });
});
