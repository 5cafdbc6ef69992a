import { beforeAll, describe, expect, it } from "vitest";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

let bd: RunBd;
const ids = async (...words: string[]) => (await bd([...words, "--json"])).json.map((row: { id: string }) => row.id);

beforeAll(async () => {
  ({ bd } = await trackedRepository(scratch()));
  await bd(["create", "Epic of parsing", "-t", "epic", "--id", "vc-epic", "-p", "3"]);
  await bd(["create", "Bug in the lexer", "-t", "bug", "-p", "0", "-l", "a,b", "--parent", "vc-epic", "--id", "vc-bug"]);
  await bd([
    "create",
    "Chore",
    "-t",
    "chore",
    "-l",
    "b",
    "--deps",
    "vc-bug",
    "--id",
    "vc-chore",
    "--assignee",
    "@steve",
    "--due",
    "+2d",
  ]);
  await bd(["create", "Done long ago", "--id", "vc-done"]);
  await bd(["close", "vc-done", "-r", "done"]);
  await bd(["create", "Later", "--id", "vc-later", "--defer", "+9d"]);
  await bd(["create", "Mistake", "--id", "vc-gone"]);
  await bd(["delete", "vc-gone", "--reason", "a mistake"]);
  await bd(["claim", "vc-bug"], { env: { BD_ACTOR: "dave/vc" } });
});

describe("list", () => {
  it("counts an open issue with a date to come among the deferred ones", async () => {
    expect(await ids("list", "-s", "deferred")).toEqual(["vc-later"]);
    expect((await bd(["show", "vc-later", "--json"])).json).toMatchObject({ status: "deferred", stored_status: "open" });
    expect((await bd(["status"])).stdout).toContain("1 deferred  ");
    expect((await bd(["status"])).stdout).not.toContain("not ready");
  });

  it("shows what is not closed, the most urgent first, then the oldest", async () => {
    expect(await ids("list")).toEqual(["vc-bug", "vc-chore", "vc-later", "vc-epic"]);
  });

  it("shows closed issues where they, all, or times of closing are asked for", async () => {
    expect(await ids("list", "-s", "closed")).toEqual(["vc-done"]);
    expect(await ids("list", "--all")).toContain("vc-done");
    expect(await ids("list", "--closed-after", "yesterday")).toEqual(["vc-done"]);
  });

  it("hides deleted issues unless they are asked for", async () => {
    expect(await ids("list", "--all")).not.toContain("vc-gone");
    expect(await ids("list", "--all", "--deleted")).toContain("vc-gone");
  });

  it("shows what was deleted alone, and with no other status; each says who did it and that it comes back", async () => {
    expect(await ids("list", "-s", "deleted")).toEqual(["vc-gone"]);
    expect((await bd(["list", "-s", "deleted", "--count"])).stdout).toBe("1\n");
    expect((await bd(["list", "-s", "deleted,open", "--json"])).json.error).toMatchObject({ code: "BAD_STATUS", kind: "usage" });
    const { stdout } = await bd(["show", "vc-gone"]);
    expect(stdout).toMatch(/closed +deleted, .* by \S+: a mistake\n +hidden +not gone: bd reopen vc-gone brings it back\n/);
  });

  it.each([
    [["-s", "in_progress"], ["vc-bug"]],
    [["-s", "blocked"], ["vc-chore"]],
    [
      ["-s", "blocked,in_progress"],
      ["vc-bug", "vc-chore"],
    ],
    [["-t", "epic"], ["vc-epic"]],
    [["-p", "0"], ["vc-bug"]],
    [
      ["-p", "P2-P3"],
      ["vc-chore", "vc-later", "vc-epic"],
    ],
    [
      ["--priority-max", "2"],
      ["vc-bug", "vc-chore", "vc-later"],
    ],
    [["-l", "a,b"], ["vc-bug"]],
    [
      ["--label-any", "a,b"],
      ["vc-bug", "vc-chore"],
    ],
    [
      ["--label-none", "b"],
      ["vc-later", "vc-epic"],
    ],
    [["--assignee", "@steve"], ["vc-chore"]],
    [["--unassigned"], ["vc-bug", "vc-later", "vc-epic"]],
    [["--holder", "dave/vc"], ["vc-bug"]],
    [["--parent", "epic"], ["vc-bug"]],
    [["--no-parent", "-t", "bug"], []],
    [["--text", "LEXER"], ["vc-bug"]],
    [["--due-before", "+3d"], ["vc-chore"]],
    [["--created-after", "tomorrow"], []],
    [["--ready"], ["vc-epic"]],
    [
      ["--sort", "title"],
      ["vc-bug", "vc-chore", "vc-epic", "vc-later"],
    ],
    [
      ["--sort", "id", "--reverse", "-n", "2"],
      ["vc-later", "vc-epic"],
    ],
  ])("filters and sorts by %j", async (words, expected) => {
    expect(await ids("list", ...words)).toEqual(expected);
  });

  it("says of every row every field", async () => {
    const rows = (await bd(["list", "--all", "--json"])).json;
    const keys = new Set(rows.map((row: object) => Object.keys(row).join()));
    expect(keys.size).toBe(1);
    expect(rows[0]).toMatchObject({ id: "vc-bug", status: "in_progress", stored_status: "open", holder: "dave/vc" });
    expect(rows.find((row: { id: string }) => row.id === "vc-epic").children).toEqual({ total: 1, closed: 0 });
  });

  it("gives only the fields that are asked for, as columns and as JSON", async () => {
    expect((await bd(["list", "--fields", "id,labels", "-t", "bug", "--json"])).json).toEqual([
      { id: "vc-bug", labels: ["a", "b"] },
    ]);
    expect((await bd(["list", "--fields", "id,labels", "-t", "bug"])).lines).toEqual(["ID      LABELS", "vc-bug  a,b"]);
  });

  it("fills a template, and runs nothing in it", async () => {
    const { lines } = await bd(["list", "-t", "bug", "--format", "{{{id}}} $(id)\\t{title}"]);
    expect(lines).toEqual(["{vc-bug} $(id)\tBug in the lexer"]);
  });

  it.each([
    [["--fields", "colour"], "BAD_FIELD"],
    [["--format", "{colour}"], undefined],
    [["-s", "sleeping"], "BAD_STATUS"],
    [["-t", "zebra"], "UNKNOWN_TYPE"],
    [["-p", "7"], "INVALID_PRIORITY"],
    [["--sort", "colour"], "BAD_SORT"],
    [["--created-after", "soonish"], "BAD_TIME"],
  ])("refuses %j as used wrongly", async (words, code) => {
    const said = await bd(["list", ...words, ...(code === undefined ? [] : ["--json"])]);
    expect(said.status).toBe(2);
    if (code !== undefined) expect(said.json.error.code).toBe(code);
  });

  it("says on standard error that nothing matches, and how many it left out", async () => {
    expect(await bd(["list", "-t", "spike"])).toMatchObject({ status: 0, stdout: "", stderr: "No issues match.\n" });
    expect(await bd(["list", "-n", "1"])).toMatchObject({ status: 0, stderr: "3 more not shown; -n 0 shows all.\n" });
    expect(await bd(["list", "-t", "spike", "--json"])).toMatchObject({ status: 0, stdout: "[]\n", stderr: "" });
  });

  it("counts, and draws children below their parents", async () => {
    expect((await bd(["list", "--count"])).stdout).toBe("4\n");
    const { lines } = await bd(["list", "--tree"]);
    const at = lines.findIndex((line) => line.includes("vc-epic"));
    expect(lines[at + 1]).toMatch(/^ {2}\S+ vc-bug/);
  });
});

describe("ready", () => {
  it("shows what can be worked on, for whoever asks", async () => {
    expect(await ids("ready")).toEqual(["vc-epic"]);
    await bd(["create", "For the other one", "--assignee", "dave/vc", "--id", "vc-other"]);
    expect(await ids("ready")).toEqual(["vc-epic"]);
    expect((await bd(["ready", "--json"], { env: { BD_ACTOR: "dave/vc" } })).json).toHaveLength(2);
  });

  it("explains each open issue, or the ones that are named", async () => {
    const all = (await bd(["ready", "--explain", "--json"])).json;
    const reasons = Object.fromEntries(
      all.map((row: { id: string; blocked_by: { kind: string }[] }) => [row.id, row.blocked_by.map(({ kind }) => kind)]),
    );
    expect(reasons).toEqual({
      "vc-bug": ["claimed"],
      "vc-chore": expect.arrayContaining(["needs", "assigned"]),
      "vc-other": ["assigned"],
      "vc-later": ["deferred-until"],
      "vc-epic": [],
    });
    expect((await bd(["ready", "done", "--explain", "--json"])).json).toMatchObject([
      { id: "vc-done", ready: false, blocked_by: [{ kind: "status" }] },
    ]);
  });

  it("claims the first one under the filter", async () => {
    const said = await bd(["ready", "--claim", "-t", "epic", "--json"], { env: { BD_ACTOR: "dave/vc" } });
    expect(said).toMatchObject({ status: 0 });
    expect(JSON.stringify(said.json)).toContain("vc-epic");
    expect((await bd(["ready", "--claim", "-t", "spike", "--json"])).status).toBe(1);
  });
});

describe("blocked", () => {
  it("names what each issue waits for", async () => {
    expect((await bd(["blocked", "--json"])).json).toMatchObject([
      {
        id: "vc-chore",
        status: "blocked",
        blocked_by: [{ kind: "needs", id: "vc-bug", title: "Bug in the lexer", status: "in_progress" }, {}],
      },
    ]);
  });
});
