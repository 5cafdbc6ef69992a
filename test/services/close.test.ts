import { beforeEach, describe, expect, it } from "vitest";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let bd: RunBd;
let directory: string;
const json = async (...words: string[]) => (await bd([...words, "--json"])).json;
const commits = async () => Number((await here.git(directory, "rev-list", "--count", "refs/beads/ledger")).trim());

beforeEach(async () => {
  here = scratch();
  ({ bd, directory } = await trackedRepository(here));
  here.write(
    "dave/vc/plan.md",
    "## Epic\ntype: epic\nid: vc-epic\n\n## Child\nid: vc-child\nparent: vc-epic\n\n## First\nid: vc-first\n\n## Second\nid: vc-second\nneeds: vc-first\n",
  );
  await bd(["create", "--from", "plan.md"]);
});

describe("close", () => {
  it("keeps the reason, and is no error the second time", async () => {
    expect(await json("close", "vc-first", "-r", "Done.")).toMatchObject({
      ...{ id: "vc-first", status: "closed", already: false, closed_ids: ["vc-first"], changed: true },
      closed: { reason: "Done.", outcome: "done" },
    });
    const again = await bd(["close", "vc-first"]);
    expect(again).toMatchObject({ status: 0, stdout: "vc-first is closed already: First\n" });
  });

  it("says what became ready by it", async () => {
    expect((await json("close", "vc-first")).unblocked.map((row: { id: string }) => row.id)).toEqual(["vc-second"]);
    await bd(["reopen", "vc-first"]);
    expect((await bd(["close", "vc-first", "--suggest-next"])).stdout).toContain("Ready now:\n  ○ vc-second");
  });

  it("closes children before parents and needs before what needs them, however they were typed", async () => {
    const { status, json: results } = await bd(["close", "vc-second", "vc-epic", "vc-child", "vc-first", "--json"]);
    expect(status).toBe(0);
    expect(results.map((entry: { id: string }) => entry.id)).toEqual(["vc-second", "vc-epic", "vc-child", "vc-first"]);
  });

  it("closes all or none with --atomic, in one commit", async () => {
    const before = await commits();
    const refused = await bd(["close", "vc-first", "vc-epic", "--atomic", "--json"]);
    expect([refused.status, refused.json.error.code]).toEqual([3, "OPEN_CHILDREN"]);
    expect(await commits()).toBe(before);
    const results = await json("close", "vc-first", "vc-epic", "vc-child", "--atomic");
    expect(results.map((entry: { status: string }) => entry.status)).toEqual(["closed", "closed", "closed"]);
    expect(await commits()).toBe(before + 1);
  });

  it("takes the children along where it is told to", async () => {
    expect((await json("close", "vc-epic", "--with-children")).closed_ids).toEqual(["vc-epic", "vc-child"]);
  });

  it("files what is left over in the same commit, linked", async () => {
    const before = await commits();
    const { follow_ups } = await json("close", "vc-first", "--follow-up", "Fuzz it, too", "--follow-up", "Write it down");
    expect(await commits()).toBe(before + 1);
    expect(follow_ups).toMatchObject([
      { title: "Fuzz it, too", discovered_from: ["vc-first"] },
      { title: "Write it down", discovered_from: ["vc-first"] },
    ]);
  });

  it("names the issue that it repeats or that replaces it", async () => {
    expect(await json("close", "vc-first", "--duplicate-of", "vc-epic")).toMatchObject({
      duplicate_of: "vc-epic",
      closed: { outcome: "duplicate" },
    });
    expect(await json("close", "vc-child", "--superseded-by", "vc-epic")).toMatchObject({
      superseded_by: "vc-epic",
      closed: { outcome: "superseded" },
    });
  });

  it.each([
    [["vc-epic"], "OPEN_CHILDREN", 3],
    [["vc-second"], "ISSUE_BLOCKED", 3],
    [["vc-epic", "--force"], "FORCE_NEEDS_REASON", 2],
    [["vc-first", "--outcome", "deleted"], "UNKNOWN_OUTCOME", 2],
    [["vc-first", "--outcome", "failed", "--duplicate-of", "vc-epic"], "OUTCOME_TWICE", 2],
    [["vc-first", "--duplicate-of", "vc-first"], "SELF_REFERENCE", 2],
    [["vc-first", "--follow-up", ""], "EMPTY_TITLE", 2],
    [[], "MISSING_ARGUMENT", 2],
  ])("refuses %j as %s and writes nothing", async (words, code, status) => {
    const before = await commits();
    const said = await bd(["close", ...words, "--json"]);
    expect({ code: said.json.error.code, status: said.status }).toEqual({ code, status });
    expect(await commits()).toBe(before);
  });

  it("gives way to force with a reason", async () => {
    expect(await json("close", "vc-second", "--force", "-r", "Not needed any more.")).toMatchObject({ status: "closed" });
  });
});

describe("delete and reopen", () => {
  it("hide an issue, closed ones too, and bring it back", async () => {
    await bd(["close", "vc-first"]);
    expect(await json("delete", "vc-first", "-r", "A mistake.")).toMatchObject({
      closed: { outcome: "deleted" },
      already: false,
    });
    expect((await json("list", "--all")).map((row: { id: string }) => row.id)).not.toContain("vc-first");
    expect(await json("delete", "vc-first")).toMatchObject({ already: true, changed: false });
    expect(await json("reopen", "vc-first")).toMatchObject({ status: "ready", closed: null, changed: true });
    expect(await json("reopen", "vc-first")).toMatchObject({ changed: false });
  });
});
