import { beforeEach, describe, expect, it } from "vitest";
import { bdIn, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: RunBd;
let steve: RunBd;

/** Two clones of one project. */
beforeEach(async () => {
  here = scratch();
  await here.git(here.root, "init", "-q", "--bare", "remotes/vc.git");
  for (const name of ["dave", "steve"]) await here.git(here.root, "clone", "-q", "remotes/vc.git", `${name}/vc`);
  const boss = bdIn(here, here.path("dave/vc"), 1);
  await boss(["init", "--quiet"]);
  dave = agent("dave");
  steve = agent("steve");
  await steve(["sync"]);
});

function agent(name: string): RunBd {
  const bd = bdIn(here, here.path(name, "vc"), 5);
  return (words, options) => bd([...words], { ...options, env: { BD_ACTOR: `${name}/vc`, ...options?.env } });
}

describe("an id that clashed on replay", () => {
  it("stops the first command that uses it, with both named, and only that one", async () => {
    const { id } = (await steve(["create", "Mine", "--offline", "--json"])).json;
    await dave(["create", "Theirs", "--id", id]);
    const child = (await steve(["create", "Child", "--parent", id, "--offline", "--json"])).json.id;
    expect((await steve(["sync", "--json"])).json).toMatchObject({ reach: "pushed", lost: [] });
    const stopped = await steve(["update", id, "-p", "0", "--json"]);
    expect(stopped).toMatchObject({ status: 3, json: { error: { code: "ID_RENAMED", id } } });
    const mine = stopped.json.error.renamed_to;
    expect((await steve(["show", id, "--json"])).json).toMatchObject({ title: "Theirs", priority: 2 });
    expect((await steve(["show", mine, "--json"])).json).toMatchObject({ title: "Mine" });
    expect((await steve(["show", child, "--json"])).json).toMatchObject({ parent: mine });
  });

  it("is not spoken of where the command that made it waited and has said the new one", async () => {
    const { id } = (await agent("steve")(["create", "Mine", "--dry-run", "--json"])).json;
    await dave(["create", "Theirs", "--id", id]);
    const mine = (await agent("steve")(["create", "Mine", "--json"])).json;
    expect(mine).toMatchObject({ reach: "pushed", title: "Mine" });
    expect(mine.id).not.toBe(id);
    expect((await steve(["show", id, "--json"])).json).toMatchObject({ title: "Theirs" });
  });
});

describe("a change that was lost behind its command", () => {
  it("is told to its actor by each command until it is acknowledged, to nobody else, and never under --json", async () => {
    const { id } = (await dave(["create", "Wanted", "--json"])).json;
    await steve(["sync"]);
    await steve(["claim", id, "--offline"]);
    await dave(["claim", id]);
    expect((await steve(["sync", "--json"])).json.lost).toMatchObject([{ code: "CLAIM_LOST", actor: "steve/vc" }]);
    for (const verb of ["ready", "list"]) expect((await steve([verb])).stderr).toContain(`Not kept: ${id}: claimed by steve/vc`);
    expect((await steve(["ready", "--json"])).stderr).toBe("");
    expect((await steve(["ready"], { env: { BD_ACTOR: "other/vc" } })).stderr).not.toContain("Not kept");
    expect((await steve(["status"])).stdout).toContain("NOT KEPT");
    await steve(["status", "--ack-lost"]);
    expect((await steve(["ready"])).stderr).not.toContain("Not kept");
  });
});
