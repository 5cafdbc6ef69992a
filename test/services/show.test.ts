import { beforeAll, describe, expect, it } from "vitest";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const DAVE = { env: { BD_ACTOR: "dave/vc" } };
let here: Scratch;
let directory: string;
let bd: RunBd;

beforeAll(async () => {
  here = scratch();
  ({ directory, bd } = await trackedRepository(here));
  await bd(["create", "Epic", "-t", "epic", "--id", "vc-epic01"]);
  await bd(["create", "Bug", "-t", "bug", "--id", "vc-bug001", "--parent", "vc-epic01", "-m", "Steps:\n\n1. open"]);
  await bd(["create", "Chore", "--id", "vc-chore1", "--deps", "vc-bug001,discovered-from:vc-epic01"]);
  await bd(["claim", "vc-bug001"], DAVE);
  await bd(["reply", "vc-bug001", "-m", "Which version?"], DAVE);
  await bd(["reply", "vc-bug001", "-m", "The last one."]);
});

describe("show", () => {
  it("tells everything of an issue: body, thread, edges both ways, claim", async () => {
    expect((await bd(["show", "bug001", "--json"])).json).toMatchObject({
      id: "vc-bug001",
      status: "in_progress",
      body: "Steps:\n\n1. open",
      parent: "vc-epic01",
      parent_issue: { id: "vc-epic01", title: "Epic", status: "ready" },
      dependents: [{ id: "vc-chore1", status: "blocked" }],
      claim: { epoch: 1, by: "dave/vc", live: true, ended: null },
      blocked_by: [{ kind: "claimed", detail: "dave/vc" }],
      thread: [{ body: "Which version?", foreign: false }, { body: "The last one." }],
      message_count: 2,
    });
    expect((await bd(["show", "vc-chore1", "--json"])).json).toMatchObject({
      dependencies: [{ id: "vc-bug001", needs_success: false, status: "in_progress" }],
      mentions: [{ id: "vc-epic01", key: "discovered_from" }],
      claim: null,
      commits: [],
    });
    expect((await bd(["show", "vc-epic01", "--json"])).json).toMatchObject({
      child_issues: [{ id: "vc-bug001" }],
      references: [{ id: "vc-chore1", key: "discovered_from" }],
      children: { total: 1, closed: 0 },
    });
  });

  it("never says the hash of a claim's secret", async () => {
    expect((await bd(["show", "bug001", "--json"])).stdout).not.toContain("marker");
  });

  it("finds the commits whose trailer names it, as they are made, rewritten and merged", async () => {
    const commits = async () =>
      (await bd(["show", "vc-bug001", "--json"])).json.commits.map((commit: { subject: string }) => commit.subject);
    await here.git(
      directory,
      "commit",
      "-q",
      "--allow-empty",
      "-m",
      "Mention vc-bug001",
      "-m",
      "Bead: vc-bug001 is only text here.\n\nMore.",
    );
    expect(await commits()).toEqual([]);
    await here.git(directory, "commit", "-q", "--allow-empty", "-m", "Fix it", "-m", "Bead: vc-bug001");
    expect(await commits()).toEqual(["Fix it"]);
    await here.git(
      directory,
      "commit",
      "-q",
      "--allow-empty",
      "--amend",
      "-m",
      "Fix it well",
      "-m",
      "Bead: vc-bug001\nBead: vc-chore1",
    );
    expect(await commits()).toEqual(["Fix it well"]);
    await here.git(directory, "switch", "-q", "-c", "side", "HEAD~1");
    await here.git(directory, "commit", "-q", "--allow-empty", "-m", "On the side", "-m", "Bead: vc-bug001");
    expect(await commits()).toEqual(["On the side"]);
    await here.git(directory, "switch", "-q", "main");
    await here.git(directory, "merge", "-q", "--no-ff", "-m", "Merge", "side");
    expect((await commits()).sort()).toEqual(["Fix it well", "On the side"]);
    expect((await bd(["show", "vc-bug001"])).stdout).toContain("Fix it well (Test Person)");
    await here.git(directory, "switch", "-q", "--detach", "HEAD~1");
    expect(await commits()).toEqual(["Fix it well"]);
    const worktree = here.path("dave/linked");
    await here.git(directory, "worktree", "add", "--quiet", "-b", "linked", worktree, "side");
    const linked = (await bd(["show", "vc-bug001", "--json"], { cwd: worktree })).json.commits;
    expect(linked).toMatchObject([{ subject: "On the side" }]);
    expect(await commits()).toEqual(["Fix it well"]);
    await here.git(directory, "switch", "-q", "--orphan", "unborn");
    expect(await commits()).toEqual([]);
    await here.git(directory, "switch", "-q", "main");
  });

  it("gives each of several ids its own result, and the status of the worst", async () => {
    const said = await bd(["show", "vc-epic01", "vc-nope99", "--json"]);
    expect(said.status).toBe(1);
    expect(said.json).toMatchObject([
      { id: "vc-epic01" },
      { id: "vc-nope99", error: { kind: "not-found", code: "ISSUE_NOT_FOUND" } },
    ]);
    const text = await bd(["show", "vc-nope99", "vc-epic01"]);
    expect(text).toMatchObject({ status: 1, stderr: "bd: There is no issue vc-nope99.\n" });
    expect(text.stdout).toContain("Epic");
  });

  it("fails as a command does where its only id is not there or could be several", async () => {
    expect(await bd(["show", "vc-nope99"])).toMatchObject({ status: 1, stdout: "" });
    await bd(["create", "One", "--id", "aa-same01"]);
    await bd(["create", "Two", "--id", "bb-same01"]);
    expect(await bd(["show", "same01", "--json"])).toMatchObject({ status: 2, json: { error: { code: "AMBIGUOUS_ID" } } });
  });

  it("lets nothing through to the terminal that it would obey", async () => {
    const title = "Title with a bell";
    await bd(["create", title, "--id", "vc-bell01", "-m", "Text"]);
    const { stdout } = await bd(["show", "vc-bell01"]);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe("thread", () => {
  it("is the messages in order, each behind what it answers", async () => {
    const { json } = await bd(["thread", "bug001", "--json"]);
    expect(json).toMatchObject([
      { from: { agent: "dave/vc" }, in_reply_to: null },
      { type: "response", in_reply_to: json[0].id },
    ]);
    expect((await bd(["thread", "bug001", "-n", "1", "--json"])).json).toHaveLength(1);
  });

  it("says calmly that there is none", async () => {
    expect(await bd(["thread", "vc-epic01"])).toMatchObject({ status: 0, stderr: "No messages yet.\n" });
    expect((await bd(["thread", "vc-epic01", "--json"])).json).toEqual([]);
  });
});

describe("search", () => {
  it("finds words in titles, bodies and messages, with filters and a snippet", async () => {
    expect((await bd(["search", "which", "version", "--json"])).json).toMatchObject([
      { id: "vc-bug001", snippet: "Which version?" },
    ]);
    expect((await bd(["search", "version", "-t", "chore", "--json"])).json).toEqual([]);
    expect(await bd(["search", '"unbalanced ( AND NOT', "--json"])).toMatchObject({ status: 0, json: [] });
  });

  it("is used wrongly without words", async () => {
    expect(await bd(["search", "--json"])).toMatchObject({ status: 2, json: { error: { code: "NO_WORDS" } } });
  });
});
