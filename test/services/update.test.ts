import { beforeEach, describe, expect, it } from "vitest";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

let bd: RunBd;
const update = async (...words: string[]) => bd(["update", "vc-one", ...words, "--json"]);

beforeEach(async () => {
  ({ bd } = await trackedRepository(scratch()));
  await bd(["create", "One", "--id", "vc-one", "-l", "a,b", "-m", "First."]);
  await bd(["create", "Two", "--id", "vc-two"]);
});

describe("update", () => {
  it("sets fields, takes them away again, and says which", async () => {
    const set = [
      "--title",
      "Uno",
      "-t",
      "bug",
      "-p",
      "0",
      "-a",
      "me",
      "--due",
      "+1d",
      "-e",
      "90",
      "--parent",
      "vc-two",
      "--metadata",
      "k=v",
    ];
    const { json } = await update(...set, "-l", "c", "--remove-label", "a");
    expect(json).toMatchObject({ title: "Uno", type: "bug", priority: 0, parent: "vc-two", estimate: 90, labels: ["b", "c"] });
    expect(json.metadata).toEqual({ k: "v" });
    expect(json.assignee).toBe(json.by);
    const bare = ["--unassign", "--no-due", "--no-parent", "--unset-metadata", "k", "--set-labels", "z"];
    const gone = (await update(...bare)).json;
    expect(gone).toMatchObject({ assignee: null, due: null, parent: null, metadata: {}, labels: ["z"] });
    expect(gone.fields).toEqual(["parent", "assignee", "due", "labels", "metadata"]);
  });

  it("takes a field away where its value is empty", async () => {
    await update("--due", "+1d", "-a", "me", "-e", "90", "--external-ref", "gh-9");
    const { json } = await update("--due", "", "-a", "", "-e", "", "--external-ref", "");
    expect(json).toMatchObject({ due: null, assignee: null, estimate: null, external_ref: null });
  });

  it("replaces, appends to and divides the body", async () => {
    await update("--append", "Second.");
    await update("--design", "A table.");
    expect((await bd(["show", "vc-one"])).stdout).toContain("First.\n\nSecond.\n\n## Design\n\nA table.");
    await update("-m", "Anew.");
    expect((await bd(["show", "vc-one"])).stdout).not.toContain("First.");
  });

  it("asks claim, close and reopen for what is theirs", async () => {
    expect((await update("-s", "in_progress")).json).toMatchObject({
      status: "in_progress",
      claim: { epoch: 1, already: false },
    });
    expect((await update("--claim", "-p", "1")).json).toMatchObject({ priority: 1, claim: { epoch: 1, already: true } });
    expect((await update("-s", "closed", "--reason", "Done.")).json.closed).toMatchObject({ reason: "Done.", outcome: "done" });
    expect((await update("-s", "open")).json).toMatchObject({ status: "ready", closed: null });
  });

  it("defers for good as a status and until a time as a time", async () => {
    expect((await update("-s", "deferred")).json).toMatchObject({ stored_status: "deferred", defer_until: null });
    expect((await update("-s", "deferred", "--defer", "+2d")).json).toMatchObject({ stored_status: "open" });
    expect((await bd(["undefer", "vc-one", "--json"])).json).toMatchObject({ status: "ready", defer_until: null });
    expect((await bd(["defer", "vc-one", "--until", "+2d", "--json"])).json.defer_until).toMatch(/^2026-11-23T/);
    expect((await bd(["defer", "vc-one", "--until", "2020-01-01"])).stderr).toContain("lies in the past");
  });

  it("gives each of several ids its own result, and the status of the worst", async () => {
    await bd(["close", "vc-two"]);
    const { status, json } = await bd(["defer", "vc-one", "vc-two", "--json"]);
    expect(status).toBe(3);
    expect(json).toMatchObject([
      { id: "vc-one", status: "deferred" },
      { id: "vc-two", error: { code: "ISSUE_CLOSED" } },
    ]);
  });

  it.each([
    "defer vc-one +2d",
    "undefer vc-one vc-nothing",
    "close vc-one vc-nothing",
    "reopen vc-one vc-nothing",
    "delete vc-one vc-nothing",
    "update vc-one vc-nothing -p 3",
    "label add vc-one vc-nothin urgent",
    "release vc-one vc-nothing",
  ])("writes nothing where one of several ids is none: %s", async (words) => {
    const before = (await bd(["show", "vc-one", "--json"])).json;
    const { status, json } = await bd([...words.split(" "), "--json"]);
    expect({ status, code: json.error.code }).toEqual({ status: 1, code: "ISSUE_NOT_FOUND" });
    expect((await bd(["show", "vc-one", "--json"])).json).toEqual(before);
  });

  it("says how a time is given that was typed in an id's place", async () => {
    const { stderr } = await bd(["defer", "vc-one", "+2d"]);
    expect(stderr).toContain("bd defer <id> --until +2d");
  });

  it("changes nothing the second time, and says so", async () => {
    expect((await update("-p", "1")).json.changed).toBe(true);
    expect((await update("-p", "1")).json).toMatchObject({ changed: false, commit: null });
  });

  it.each([
    [["-s", "blocked"], "STATUS_IS_COMPUTED", 2],
    [["-s", "ready"], "STATUS_IS_COMPUTED", 2],
    [["-s", "done"], "BAD_STATUS", 2],
    [[], "NOTHING_TO_UPDATE", 2],
    [["-p", "1", "--force"], "FORCE_NEEDS_REASON", 2],
    [["--parent", "vc-one"], "SELF_DEPENDENCY", 3],
  ])("refuses %j as %s", async (words, code, status) => {
    const said = await update(...words);
    expect({ code: said.json.error.code, status: said.status }).toEqual({ code, status });
  });

  it("wants the whole id, and names the one that was meant", async () => {
    const { json, status } = await bd(["update", "one", "-p", "1", "--json"]);
    expect(status).toBe(2);
    expect(json.error).toMatchObject({ code: "ID_NOT_EXACT", candidates: ["vc-one"] });
    const slip = (await bd(["update", "vc-onr", "-p", "1", "--json"])).json;
    expect(slip.error).toMatchObject({ code: "ISSUE_NOT_FOUND", candidates: ["vc-one"] });
  });
});

describe("label", () => {
  it("adds and removes labels of several issues, and repeats itself without harm", async () => {
    expect(
      (await bd(["label", "add", "vc-one", "vc-two", "x", "y", "--json"])).json.map((row: { labels: string[] }) => row.labels),
    ).toEqual([
      ["a", "b", "x", "y"],
      ["x", "y"],
    ]);
    expect((await bd(["label", "add", "vc-two", "x", "--json"])).json.changed).toBe(false);
    expect((await bd(["label", "remove", "vc-two", "x", "nothing", "--json"])).json.labels).toEqual(["y"]);
    expect((await bd(["label", "list", "--json"])).json).toContainEqual({ label: "y", count: 2 });
    expect((await bd(["label", "list", "two", "--json"])).json).toEqual([{ label: "y", count: 2 }]);
  });

  it("does not take a mistyped id for a label", async () => {
    const { json } = await bd(["label", "add", "vc-one", "vc-abc123", "x", "--json"]);
    expect(json.error.code).toBe("ISSUE_NOT_FOUND");
  });
});

describe("dep", () => {
  it("adds edges in the direction that it names, and takes them away again", async () => {
    const added = await bd(["dep", "add", "vc-one", "vc-two", "--type", "blocks"]);
    expect(added.stdout).toBe("vc-one needs vc-two · added · local\n");
    expect((await bd(["dep", "add", "vc-one", "vc-two", "--json"])).json.changed).toBe(false);
    await bd(["dep", "add", "vc-one", "vc-two", "--type", "related"]);
    const removed = (await bd(["dep", "remove", "vc-one", "vc-two", "--json"])).json;
    expect(removed).toMatchObject({ kinds: ["needs", "related"], needs: [], related: [] });
    expect((await bd(["dep", "remove", "vc-one", "vc-two"])).stdout).toContain("nothing to remove");
  });

  it.each([
    [["vc-one", "vc-one"], "SELF_DEPENDENCY", 3],
    [["vc-two", "vc-one"], "DEPENDENCY_CYCLE", 3],
    [["vc-one", "vc-nothing"], "ISSUE_NOT_FOUND", 1],
    [["vc-one", "elsewhere:x-1"], "UNKNOWN_PROJECT", 1],
    [["vc-one", "vc-two", "--type", "near"], "UNKNOWN_DEPENDENCY_TYPE", 2],
  ])("refuses %j as %s", async (words, code, status) => {
    await bd(["dep", "add", "vc-one", "vc-two"]);
    const said = await bd(["dep", "add", ...words, "--json"]);
    expect({ code: said.json.error.code, status: said.status }).toEqual({ code, status });
  });
});
