import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { emptyIssue } from "../../src/domain/fields.ts";
import type { Issue } from "../../src/domain/issue.ts";
import type { BeadsError } from "../../src/errors.ts";
import { parseIssue, serializeIssue } from "../../src/format/issue-file.ts";
import { parseMessage } from "../../src/format/message-file.ts";
import { issuePath, messagePath, PROJECT_PATH } from "../../src/format/paths.ts";
import { parseProject } from "../../src/format/project-file.ts";

const ISSUE = emptyIssue({
  id: "beads-7k3xq2",
  title: "Parser crashes",
  created: "2026-11-21T10:30:00Z",
  by: "dave/vc",
  labels: ["parser", "no"],
  needs: [{ id: "beads-aaaaaa", needs_success: true }],
  due: "2026-12-01T00:00:00Z",
  estimate: 90,
  body: "It crashes.\n\n---\n\nReally.",
  extras: [{ key: "sprint", value: 7, after: "title" }],
});
const PATH = issuePath(ISSUE.id);
const TEXT = serializeIssue(ISSUE);

function failureOf(text: string, path = PATH): BeadsError {
  try {
    parseIssue(path, text);
  } catch (error) {
    return error as BeadsError;
  }
  throw new Error("it was read");
}

function expectFailure(text: string, code: string, line: number | null): void {
  const failure = failureOf(text);
  expect([failure.kind, failure.code, failure.fields["path"], failure.fields["line"]]).toEqual([
    "invalid-data",
    code,
    PATH,
    line,
  ]);
}

/** The same issue, changed in one place of its file. */
function edited(from: string | RegExp, to: string): Issue {
  const text = TEXT.replace(from, to);
  expect(text).not.toBe(TEXT);
  return parseIssue(PATH, text);
}

test("a file with a byte-order mark and CRLF is the same issue", () => {
  expect(parseIssue(PATH, `\ufeff${TEXT.replaceAll("\n", "\r\n")}`)).toStrictEqual(ISSUE);
});

test("spaces, comments, other quotes, flow lists and missing blank lines make no difference", () => {
  expect(parseIssue(PATH, TEXT.replaceAll("\n\n", "\n"))).toMatchObject({
    title: ISSUE.title,
    needs: ISSUE.needs,
    extras: ISSUE.extras,
  });
  expect(edited("status: open", "status:   'open'   # to do")).toStrictEqual(ISSUE);
  expect(edited('labels:\n  - parser\n  - "no"', "labels: [parser, no]")).toStrictEqual(ISSUE);
  expect(edited("title: Parser crashes", "title: >-\n  Parser\n  crashes")).toStrictEqual(ISSUE);
  expect(edited(/^---\n/, "---  \n")).toStrictEqual(ISSUE);
});

test("what people write by hand is brought into the form that is stored", () => {
  expect(edited("priority: 2", "priority: P1").priority).toBe(1);
  expect(edited("priority: 2", 'priority: "0"').priority).toBe(0);
  expect(edited('due: "2026-12-01T00:00:00Z"', "due: 2026-12-01").due).toBe("2026-12-01T00:00:00Z");
  expect(edited('due: "2026-12-01T00:00:00Z"', "due: 2026-12-01T01:30:00.250+01:30").due).toBe("2026-12-01T00:00:00.250Z");
  expect(edited("title: Parser crashes", "title: 2024").title).toBe("2024");
  expect(edited('labels:\n  - parser\n  - "no"', "labels: parser").labels).toEqual(["parser"]);
  expect(edited('labels:\n  - parser\n  - "no"', "labels:\nassignee: ~").labels).toEqual([]);
  expect(edited("estimate: 90", 'estimate: "90"').estimate).toBe(90);
});

test("unknown keys stay where they were, with their values", () => {
  const issue = edited("status: open", "zeta: {b: [1, two]}\nstatus: open");
  expect(issue.extras).toEqual([
    { key: "sprint", value: 7, after: "title" },
    { key: "zeta", value: { b: [1, "two"] }, after: "title" },
  ]);
  expect(serializeIssue(issue)).toContain(
    "title: Parser crashes\n\nsprint: 7\n\nzeta:\n  b:\n    - 1\n    - two\n\nstatus: open",
  );
});

test("a number too long to be one keeps all its digits", () => {
  expect(edited("sprint: 7", "sprint: 12345678901234567890").extras[0]?.value).toBe("12345678901234567890");
});

test("dashes in a body never matter", () => {
  const issue = emptyIssue({ ...ISSUE, body: "---\nstatus: closed\n---\n\n<<<<<<< HEAD\n=======\n>>>>>>> b" });
  expect(parseIssue(PATH, serializeIssue(issue))).toStrictEqual(issue);
  expect(parseIssue(PATH, `\ufeff${serializeIssue(issue)}`)).toStrictEqual(issue);
});

test("every kind of damage is named with its path and line", () => {
  expectFailure("", "MISSING_FRONTMATTER", 1);
  expectFailure("# Just markdown\n", "MISSING_FRONTMATTER", 1);
  expectFailure("---js\n{ id: process.exit(9) }\n---\n", "MISSING_FRONTMATTER", 1);
  expectFailure("---\nid: x\n", "MALFORMED_FRONTMATTER", 1);
  expectFailure("---\n---\n", "MISSING_KEY", 1);
  expectFailure("---\n- a\n- b\n---\n", "MALFORMED_FRONTMATTER", 2);
  expectFailure(TEXT.replace("status: open", "status: [open"), "MALFORMED_FRONTMATTER", 10);
  expectFailure(TEXT.replace("status: open", "status: opn"), "INVALID_VALUE", 8);
  expectFailure(TEXT.replace("status: open", "status: open\nstatus: closed"), "DUPLICATE_KEY", 9);
  expectFailure(TEXT.replace("status: open", "status: *all"), "MALFORMED_FRONTMATTER", 8);
  expectFailure(TEXT.replace("status: open", "status: &a open"), "MALFORMED_FRONTMATTER", 8);
  expectFailure(TEXT.replace("status: open", "status: !!str open"), "MALFORMED_FRONTMATTER", 8);
  expectFailure(TEXT.replace("status: open", "status: !!js/function open"), "MALFORMED_FRONTMATTER", 8);
  expectFailure(TEXT.replace("priority: 2", "priority: 5"), "INVALID_VALUE", 12);
  expectFailure(TEXT.replace("priority: 2", "priority: urgent"), "INVALID_VALUE", 12);
  expectFailure(TEXT.replace("title: Parser crashes", "title: [a]"), "INVALID_VALUE", 4);
  expectFailure(TEXT.replace('due: "2026-12-01T00:00:00Z"', "due: soon"), "INVALID_VALUE", 22);
  expectFailure(TEXT.replace('due: "2026-12-01T00:00:00Z"', "due: 2026-02-30"), "INVALID_VALUE", 22);
  expectFailure(TEXT.replace("  - id: beads-aaaaaa", '  - id: ""'), "INVALID_VALUE", 14);
  expectFailure(TEXT.replace("needs_success: true", "needs_sucess: true"), "INVALID_VALUE", 14);
  expectFailure(TEXT.replace("status: open\n\n", "--- stray\nstatus: open\n\n"), "MALFORMED_FRONTMATTER", 8);
});

test("an id that is not that of the directory is an error, in a renamed file too", () => {
  expectFailure(TEXT.replace("id: beads-7k3xq2", "id: beads-7k3xq3"), "ID_MISMATCH", 2);
  expect(failureOf(TEXT, issuePath("beads-000000")).code).toBe("ID_MISMATCH");
});

test("the conflict markers of an unfinished merge are said as such", () => {
  const merged = "<<<<<<< HEAD\nstatus: open\n=======\nstatus: closed\n>>>>>>> theirs";
  expectFailure(TEXT.replace("status: open", merged), "CONFLICT_MARKERS", 8);
  expectFailure(`<<<<<<< HEAD\n${TEXT}=======\n${TEXT}>>>>>>> theirs\n`, "CONFLICT_MARKERS", 1);
  expect(failureOf(TEXT.replace("status: open", merged)).hints).toHaveLength(1);
});

test("a bomb of aliases, of depth, of keys, of blanks or of sheer size is refused", () => {
  const aliases = [
    "a: &a [x, x, x, x, x, x, x, x, x]",
    ..."bcdefghij".split("").map((k, i) => `${k}: &${k} [${"*".concat("abcdefghij"[i] ?? "", ", ").repeat(9)}]`),
  ];
  expectFailure(`---\n${aliases.join("\n")}\n---\n`, "MALFORMED_FRONTMATTER", 2);
  expect(failureOf(`---\na: ${"[".repeat(100_000)}\n---\n`).code).toBe("MALFORMED_FRONTMATTER");
  expectFailure(`---\na: ${"[".repeat(200)}${"]".repeat(200)}\n---\n`, "MALFORMED_FRONTMATTER", 2);
  expectFailure(`---\nid: x\n${"\n".repeat(100_000)}\n---\n`, "MALFORMED_FRONTMATTER", 1);
  expectFailure(`---\nid: x\n${Array.from({ length: 60_000 }, (_, i) => `k${i}:`).join("\n")}\n---\n`, "FILE_TOO_LARGE", 1);
  expectFailure(`---\nid: x\n---\n\n${"x".repeat(5 * 1024 * 1024)}`, "FILE_TOO_LARGE", null);
});

test("many keys in one map are read in linear time", () => {
  const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`);
  const issue = edited("sprint: 7", `sprint: { ${keys.join(", ")} }`);
  expect(Object.keys(issue.extras[0]?.value as object)).toHaveLength(20_000);
});

test("no file can reach what objects inherit", () => {
  const issue = edited("sprint: 7", "__proto__: { polluted: true }\nconstructor: 1");
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(issue.extras.map((extra) => extra.key)).toEqual(["__proto__", "constructor"]);
  expect(parseIssue(PATH, serializeIssue(issue))).toEqual(issue);
});

test("gray-matter's cache stays empty, and broken files stay broken on the second reading", () => {
  const broken = TEXT.replace("status: open", "status: [open");
  expect(failureOf(broken).code).toBe("MALFORMED_FRONTMATTER");
  expect(failureOf(broken).code).toBe("MALFORMED_FRONTMATTER");
  const matter = createRequire(import.meta.url)("gray-matter") as { cache?: object };
  expect(Object.keys(matter.cache ?? {})).toEqual([]);
});

test("a ledger of a newer format is named before anything else in it is looked at", () => {
  try {
    parseProject(PROJECT_PATH, "---\nformat: 2\n\nshape: hexagonal\n---\n");
    throw new Error("it was read");
  } catch (error) {
    expect(error).toMatchObject({
      kind: "invalid-data",
      code: "NEWER_FORMAT",
      hints: ["Update bd."],
      fields: { path: PROJECT_PATH, line: 2 },
    });
  }
});

test("a map in a file that is rewritten holds no unknown key, one in a message may", () => {
  const id = "20261121T103000123Z-7k3xq2";
  const from = "from:\n  human: x\n  agent: y\n  project: z\n  model: m";
  const text = `---\nid: ${id}\n\nthread: beads-7k3xq2\n\n${from}\n\ntype: note\n\ncreated: "2026-11-21T10:30:00.123Z"\n\nop: ${id}\n---\n`;
  expect(parseMessage(messagePath("beads-7k3xq2", id), text).from).toEqual({
    human: "x",
    agent: "y",
    project: "z",
    session: null,
  });
  const closed = 'closed:\n  at: "2026-11-21T10:30:00Z"\n  by: x\n  outcome: done\n  mood: good';
  expect(failureOf(TEXT.replace("by: dave/vc", `by: dave/vc\n\n${closed}`)).message).toContain('`closed` does not know "mood"');
  const silent = closed.replace("\n  by: x", "").replace("\n  mood: good", "");
  expect(failureOf(TEXT.replace("by: dave/vc", `by: dave/vc\n\n${silent}`)).message).toContain("`closed.by` is missing");
});
