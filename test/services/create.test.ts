import { beforeAll, describe, expect, it } from "vitest";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

let bd: RunBd;
let directory: string;
const here = scratch();

beforeAll(async () => {
  ({ bd, directory } = await trackedRepository(here));
  await bd(["create", "Lexer", "--id", "vc-lexer"]);
  await bd(["create", "Epic", "-t", "epic", "--id", "vc-epic"]);
});

const create = async (...words: string[]) => bd(["create", ...words, "--json"]);
const commits = async () => Number((await here.git(directory, "rev-list", "--count", "refs/beads/ledger")).trim());

describe("create", () => {
  it("stores every field that a flag names", async () => {
    const fields = [
      "-t",
      "bug",
      "-p",
      "P0",
      "-l",
      "b,a",
      "-a",
      "@steve",
      "-e",
      "2h",
      "--external-ref",
      "gh-9",
      "--metadata",
      "k=v=w",
    ];
    const times = ["--due", "2026-12-01", "--defer", "+2d"];
    const { status, json, stderr } = await create("Parser crash", "-m", "It dies.", ...fields, ...times, "--parent", "vc-epic");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(json).toMatchObject({
      ...{ title: "Parser crash", type: "bug", priority: 0, labels: ["a", "b"], assignee: "@steve", estimate: 120 },
      ...{ external_ref: "gh-9", metadata: { k: "v=w" }, parent: "vc-epic", due: "2026-12-01T00:00:00Z" },
      ...{ stored_status: "open", reach: "local", changed: true, lookalikes: [] },
    });
    expect(json.defer_until).toMatch(/^2026-11-23T/);
  });

  it("draws every kind of edge, in the direction that the word says", async () => {
    const deps = "vc-lexer,discovered-from:vc-epic,related:vc-lexer,duplicates:vc-epic";
    const { json } = await create("Edges", "--deps", deps, "--needs", "vc-epic");
    expect(json).toMatchObject({
      needs: [
        { id: "vc-epic", needs_success: false },
        { id: "vc-lexer", needs_success: false },
      ],
      discovered_from: ["vc-epic"],
      related: ["vc-lexer"],
      duplicate_of: "vc-epic",
      status: "blocked",
    });
  });

  it("makes the other issue need this one for blocks, in the same commit", async () => {
    const before = await commits();
    const { json } = await create("Blocker", "--deps", "blocks:vc-lexer,supersedes:vc-epic");
    expect(await commits()).toBe(before + 1);
    expect(json).toMatchObject({ needs: [], blocks: ["vc-lexer"], supersedes: ["vc-epic"] });
    const [lexer] = (await bd(["list", "--json", "--text", "Lexer"])).json;
    expect(lexer.needs).toEqual([{ id: json.id, needs_success: false }]);
  });

  it("names look-alikes as a hint, and refuses them under --if-new", async () => {
    const first = (await create("Unreadable journal after a crash")).json.id;
    const hint = await bd(["create", "Unreadable journal after the crash"]);
    expect(hint.stderr).toContain(`looks like ${first} (ready)`);
    const silent = await bd(["create", "Unreadable journal after this crash", "--silent"]);
    expect(silent).toMatchObject({ status: 0, stderr: "" });
    const before = await commits();
    const { status, json } = await create("Unreadable journal after crash", "--if-new");
    expect(status).toBe(3);
    expect(json.error.code).toBe("LOOKALIKE");
    expect(json.error.candidates.map((row: { id: string }) => row.id)).toContain(first);
    expect(await commits()).toBe(before);
  });

  it("prints only the id for q and --silent", async () => {
    expect((await bd(["q", "One thing"])).stdout).toMatch(/^vc-[0-9a-z]{6}\n$/);
    expect((await bd(["new", "Another matter", "--silent"])).stdout).toMatch(/^vc-[0-9a-z]{6}\n$/);
  });

  it("writes nothing for --dry-run", async () => {
    const before = await commits();
    const { json } = await create("Only asked", "--dry-run");
    expect(json).toMatchObject({ title: "Only asked", op: null, commit: null, why: "dry run" });
    expect(await commits()).toBe(before);
  });

  it("puts the template's sections into an empty body only where it is asked for", async () => {
    const body = async (...words: string[]) => (await bd(["show", (await create(...words)).json.id])).stdout;
    expect(await body("With sections", "-t", "bug", "--template")).toContain("## Steps to reproduce");
    expect(await body("Without sections", "-t", "bug")).not.toContain("##");
    expect(await body("Design only", "--design", "Use a table.")).toContain("## Design");
  });

  it.each([
    [[], "MISSING_TITLE", 2],
    [[""], "EMPTY_TITLE", 2],
    [["a\u0007b"], "INVALID_TITLE", 2],
    [["t", "-t", "nope"], "UNKNOWN_TYPE", 2],
    [["t", "-p", "9"], "INVALID_PRIORITY", 2],
    [["t", "-l", "a b"], "INVALID_LABEL", 2],
    [["t", "--due", "someday"], "BAD_TIME", 2],
    [["t", "-e", "3z"], "BAD_ESTIMATE", 2],
    [["t", "-a", "a;b"], "BAD_ASSIGNEE", 2],
    [["t", "--metadata", "k"], "INVALID_METADATA", 2],
    [["t", "--external-ref", " "], "BAD_EXTERNAL_REF", 2],
    [["t", "--deps", "near:vc-epic"], "UNKNOWN_DEPENDENCY_TYPE", 2],
    [["t", "--deps", "related:elsewhere:vc-epic"], "UNKNOWN_PROJECT", 1],
    [["t", "--parent", "vc-nothing"], "ISSUE_NOT_FOUND", 1],
    [["t", "--needs", "epic"], "ID_NOT_EXACT", 2],
    [["t", "--parent", "vc-epic", "--deps", "parent-child:vc-lexer"], "SEVERAL_PARENTS", 2],
    [["t", "--id", "a:b"], "INVALID_ID", 2],
    [["t", "--id", "vc-epic"], "ID_TAKEN", 3],
    [["t", "-m", "a\u0000b"], "INVALID_BODY", 2],
    [["t", "-m", "a", "--stdin"], "BODY_TWICE", 2],
    [["t", "--from", "plan.md"], "PLAN_AND_ISSUE", 2],
    [["--from", "nowhere.md"], "SOURCE_UNREADABLE", 2],
  ])("refuses %j as %s and writes nothing", async (words, code, status) => {
    const before = await commits();
    const said = await create(...words);
    expect({ code: said.json.error.code, status: said.status }).toEqual({ code, status });
    expect(await commits()).toBe(before);
  });
});

describe("create, of what is too long", () => {
  it("refuses titles above 500 characters and bodies above 1 MiB", async () => {
    expect((await create("x".repeat(501))).json.error.code).toBe("TITLE_TOO_LONG");
    expect((await create("t", "-m", "x".repeat(1024 * 1024 + 1))).json.error.code).toBe("BODY_TOO_LONG");
  });
});

describe("create --from", () => {
  const plan = async (name: string, text: string, ...words: string[]) => {
    here.write(`dave/vc/${name}`, text);
    return create("--from", name, ...words);
  };

  it("creates a whole plan in one commit, with names and titles for ids, and flags for what it leaves open", async () => {
    const before = await commits();
    const text =
      "# Plan\n\n## Ship it {#ship}\ntype: epic\n\nThe goal.\n\n## Write docs\nparent: ship\nneeds: Fuzz it, vc-lexer\nlabels: docs\n\n## Fuzz it\nparent: ship\npriority: 1\n";
    const { json, status } = await plan("plan.md", text, "-l", "release");
    expect(status).toBe(0);
    const [ship, docs, fuzz] = json;
    expect(ship).toMatchObject({ type: "epic", labels: ["release"] });
    expect(docs).toMatchObject({ parent: ship.id, labels: ["docs", "release"], type: "task" });
    expect(docs.needs.map((need: { id: string }) => need.id)).toEqual([fuzz.id, "vc-lexer"]);
    expect(fuzz.priority).toBe(1);
    expect(await commits()).toBe(before + 1);
  });

  it("reads the same from JSON", async () => {
    const graph = [
      { name: "a", title: "Alpha", needs: ["b"], metadata: { size: 3 } },
      { key: "b", title: "Bravo", priority: 0 },
    ];
    const { json } = await plan("plan.json", JSON.stringify({ issues: graph }));
    expect(json[0].needs).toEqual([{ id: json[1].id, needs_success: false }]);
    expect(json[0].metadata).toEqual({ size: "3" });
  });

  it.each([
    ["a.md", "no heading\n", "PLAN_INVALID", "a.md: there is no issue in this plan."],
    ["b.md", "## One\ncolour: red\n", "PLAN_INVALID", "b.md:2: there is no field colour."],
    ["c.md", "## One\npriority: 7\n", "INVALID_PRIORITY", 'c.md:1: "7" is not a priority.'],
    ["d.md", "## One {#x}\n\n## Two {#x}\n", "PLAN_INVALID", "d.md:3: the name x is given twice."],
    ["e.md", "## One\nneeds: Two\n\n## Two\nneeds: One\n", "DEPENDENCY_CYCLE", 'each other: "'],
    ["f.json", "[{]", "PLAN_INVALID", "f.json: this is not JSON"],
    ["g.json", '[{"title":"x","prio":1}]', "PLAN_INVALID", "issues[0].prio: there is no such field."],
    ["h.json", '[{"name":"x"}]', "PLAN_INVALID", "issues[0]: the title is missing."],
  ])("refuses the plan %s as a whole, with the place", async (name, text, code, message) => {
    const before = await commits();
    const { json } = await plan(name, text);
    expect(json.error.code).toBe(code);
    expect(json.error.message).toContain(message);
    expect(await commits()).toBe(before);
  });
});
