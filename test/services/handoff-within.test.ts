import { beforeEach, describe, expect, it } from "vitest";
import { bdIn, bdOf, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: RunBd;
let erin: RunBd;

/** Two agents of one project; the first holds an issue and has talked on it. */
beforeEach(async () => {
  here = scratch();
  const remote = await here.remote("vc.git");
  for (const name of ["dave", "erin"]) await here.clone(remote, `${name}/vc`);
  dave = bdOf(here, "dave", 5);
  erin = bdOf(here, "erin", 6);
  await dave(["init", "--quiet"]);
  await dave(["create", "Work", "--id", "vc-work", "--assignee", "me"]);
  await dave(["claim", "vc-work"]);
  await erin(["sync"]);
  await erin(["create", "Other", "--id", "vc-other"]);
  await erin(["reply", "vc-work", "-m", "Which parser?", "--to", "dave/vc", "--expects", "reply"]);
  await dave(["sync"]);
});

const failure = async (who: RunBd, ...words: string[]) => {
  const { status, json } = await who([...words, "--json"]);
  return [status, json.error.code];
};

describe("a handoff within the project", () => {
  it("is within the project for an agent who was seen here, though another project is called the same", async () => {
    const other = await here.remote("elsewhere/vc.git");
    await here.clone(other, "frank/vc");
    await bdIn(here, here.path("frank/vc"), 9)(["init", "--quiet"]);
    await dave(["project", "add", other, "--name", "vc"]);
    const passed = await dave(["handoff", "vc-work", "--to", "erin/vc", "-m", "Yours.", "--json"]);
    expect(passed.json).toMatchObject({ id: "vc-work", to: ["erin/vc"] });
  });

  it("tells the receiver, gives them the issue and ends the claim, in one commit", async () => {
    const words = ["--context", "Look at plan.ts.", "--done", "The parser.", "--next", "The loader.", "--verify", "npm test"];
    const passed = (await dave(["handoff", "vc-work", "--to", "erin/vc", "-m", "Sorry, my time is up.", ...words, "--json"]))
      .json;
    expect(passed).toMatchObject({
      id: "vc-work",
      to: ["erin/vc"],
      epoch: 1,
      reach: "pushed",
      message: { type: "handoff", to: ["erin/vc"] },
    });
    expect(passed.message.body).toBe(
      "Sorry, my time is up.\n\n## Context\n\nLook at plan.ts.\n\n## Done\n\nThe parser.\n\n## Next\n\nThe loader.\n\n## How to verify\n\nnpm test",
    );
    const files = await here.git(here.path("dave/vc"), "show", "--format=", "--name-only", passed.commit);
    expect(files.split("\n").map((path) => path.replace(/^.*vc-work\//, "").replace(/\/2026.*/, ""))).toEqual([
      "claims/0001.end.md",
      "issue.md",
      "messages",
    ]);
    await erin(["sync"]);
    expect((await erin(["inbox", "--json"])).json).toMatchObject([{ issue: "vc-work", type: "handoff", from: "dave/vc" }]);
    expect((await erin(["ready", "--json"])).json.map((row: { id: string }) => row.id)).toContain("vc-work");
    expect((await dave(["ready", "--json"])).json.map((row: { id: string }) => row.id)).not.toContain("vc-work");
    expect((await erin(["resume", "vc-work", "--claim", "--json"])).json).toMatchObject({
      state: "active",
      epoch: 2,
      handoff: { type: "handoff" },
    });
  });

  it("collects what bd can see: branch, commits since the claim, files, checkpoint and open messages", async () => {
    const directory = here.path("dave/vc");
    await here.git(directory, "switch", "-q", "-c", "fix");
    here.write("dave/vc/done.txt", "done\n");
    await here.git(directory, "add", "done.txt");
    const late = { GIT_AUTHOR_DATE: "2026-11-21T10:50:00Z", GIT_COMMITTER_DATE: "2026-11-21T10:50:00Z" };
    await here.run("git", ["commit", "-qm", "The parser is done"], { directory, env: { ...here.env, ...late } });
    here.write("dave/vc/half.txt", "half\n");
    await dave(["checkpoint", "-m", "Half.", "--plan", "Parser, loader", "--next", "The loader."]);
    const { body } = (await dave(["handoff", "vc-work", "--collect", "--json"])).json.message;
    for (const part of ["Branch: fix at ", "Uncommitted: half.txt", "Last checkpoint: ", ": Half.", "Plan: Parser, loader"])
      expect(body).toContain(part);
    expect(body).toMatch(/## Done\n\n- [0-9a-f]{9} The parser is done\n/);
    expect(body).not.toContain("first");
    expect(body).toMatch(/## Next\n\nThe loader\.\n/);
    expect(body).toMatch(/## Open questions\n\n- erin\/vc asks \([0-9a-z]{6}\): Which parser\?/);
  });

  it("to nobody named leaves the issue to whoever takes it", async () => {
    const passed = (await dave(["handoff", "vc-work", "-m", "Somebody with Windows.", "--json"])).json;
    expect(passed).toMatchObject({ to: [], epoch: 1 });
    await erin(["sync"]);
    expect((await erin(["claim", "vc-work", "--json"])).json).toMatchObject({ epoch: 2 });
  });

  it("goes to a person by their name", async () => {
    await dave(["handoff", "vc-work", "--to", "@person", "-m", "Please decide."]);
    expect((await dave(["show", "vc-work", "--json"])).json).toMatchObject({ assignee: "@person", status: "open" });
  });

  it("invents nobody, and says who was meant", async () => {
    const unknown = await dave(["handoff", "vc-work", "--to", "erim/vc", "-m", "x", "--json"]);
    expect(unknown.json.error).toMatchObject({ code: "UNKNOWN_AGENT", candidates: ["erin/vc"] });
    expect(await failure(dave, "handoff", "vc-work")).toEqual([2, "HANDOFF_EMPTY"]);
    expect((await dave(["mine", "--json"])).json).toMatchObject([{ state: "active" }]);
  });

  it("is for the holder, and not for one who lost the claim", async () => {
    expect(await failure(erin, "handoff", "vc-work", "-m", "x")).toEqual([3, "CLAIM_HELD"]);
    await erin(["claim", "vc-work", "--steal", "--reason", "Silence."]);
    await dave(["sync"]);
    expect(await failure(dave, "handoff", "vc-work", "-m", "x")).toEqual([3, "CLAIM_SUPERSEDED"]);
    await erin(["close", "vc-work", "-r", "Done."]);
    expect(await failure(erin, "handoff", "vc-work", "-m", "x")).toEqual([3, "ISSUE_CLOSED"]);
  });
});
