import { beforeEach, describe, expect, it } from "vitest";
import { bdIn, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: RunBd;
let steve: RunBd;

/** One project with a bare remote and two clones; no process is watched. */
beforeEach(async () => {
  here = scratch();
  await here.git(here.root, "init", "-q", "--bare", "remotes/vc.git");
  for (const name of ["dave", "steve"]) await here.git(here.root, "clone", "-q", "remotes/vc.git", `${name}/vc`);
  const run = bdIn(here, here.root);
  dave = agent(run, "dave");
  steve = agent(run, "steve");
  await dave(["init", "--quiet"]);
  for (const id of ["vc-one", "vc-two", "vc-six"]) await dave(["create", `Work on ${id}`, "--id", id]);
  await steve(["sync"]);
});

/** Both live by one clock. */
function agent(run: RunBd, name: string): RunBd {
  const env = { BD_ACTOR: `${name}/vc`, BD_AGENT_PID: "0" };
  return (words) => run(words, { cwd: here.path(name, "vc"), env });
}

const failure = async (who: RunBd, ...words: string[]) => {
  const { status, json } = await who([...words, "--json"]);
  return { status, ...json.error };
};
const shown = async (who: RunBd, id: string) => (await who(["show", id, "--json"])).json;
const escalations = async () => {
  const paths = await here.git(here.path("dave/vc"), "ls-tree", "-r", "--name-only", "refs/beads/ledger");
  return paths.split("\n").filter((path) => /^\.beads\/escalations\/[^.]*\.md$/.test(path)).length;
};

async function fail(who: RunBd, id: string, why: string): Promise<void> {
  expect((await who(["claim", id])).status).toBe(0);
  expect((await who(["release", id, "--failed", "-m", why])).status).toBe(0);
}

describe("the circuit breaker", () => {
  it("opens with the third failed attempt, takes the issue out of what is offered, and escalates once", async () => {
    await fail(dave, "vc-one", "No compiler.");
    await fail(steve, "vc-one", "No compiler either.");
    expect(await shown(steve, "vc-one")).toMatchObject({
      attempts: { made: 2, ended: { failed: 2 }, failures: 2, reset_epoch: 0, circuit_open: false },
    });
    expect(await escalations()).toBe(0);
    await dave(["claim", "vc-one"]);
    const last = await dave(["release", "vc-one", "--failed", "-m", "Still none.", "--json"]);
    expect(last.json).toMatchObject({ attempts: { failures: 3, circuit_open: true } });
    expect(await escalations()).toBe(1);
    expect((await dave(["ready", "--json"])).json.map(({ id }: { id: string }) => id)).toEqual(["vc-two", "vc-six"]);
    const refused = await failure(steve, "claim", "vc-one");
    expect(refused).toMatchObject({ status: 3, code: "ISSUE_NOT_READY", hindrances: [{ kind: "circuit-open" }] });
    expect(refused.message).toContain("circuit breaker is open");
    expect(refused.hints.join()).toContain("bd update vc-one --reset-attempts");
    expect((await dave(["show", "vc-one"])).stdout).toContain("3 claims ended: 3 failed; 3 count, so nobody is offered it");
  });

  it("closes when somebody says that it may be tried again, and counts anew from there", async () => {
    for (const why of ["one", "two", "three"]) await fail(dave, "vc-one", why);
    const reset = (await dave(["update", "vc-one", "--reset-attempts", "-r", "There is a compiler now.", "--json"])).json;
    expect(reset).toMatchObject({ id: "vc-one", attempts_forgiven: 3, changed: true, status: "ready" });
    const again = (await dave(["update", "vc-one", "--reset-attempts", "--json"])).json;
    expect(again).toMatchObject({ attempts_forgiven: 0, changed: false });
    await steve(["sync"]);
    for (const why of ["four", "five"]) await fail(steve, "vc-one", why);
    expect(await shown(steve, "vc-one")).toMatchObject({
      attempts: { made: 5, ended: { failed: 5 }, failures: 2, reset_epoch: 3, circuit_open: false },
    });
    await fail(steve, "vc-one", "six");
    expect(await failure(dave, "claim", "vc-one")).toMatchObject({ code: "ISSUE_NOT_READY" });
    expect(await escalations()).toBe(2);
  });

  it("counts what expired too, once its end is written; what was given back does not count", async () => {
    const quickly = async (who: RunBd) => {
      await who(["claim", "vc-one", "--lease", "1s"]);
      for (let minute = 0; minute < 6; minute++) await who(["status"]);
    };
    await quickly(dave);
    await quickly(dave);
    await dave(["claim", "vc-one"]);
    await dave(["release", "vc-one"]);
    await fail(dave, "vc-one", "no luck");
    expect(await shown(dave, "vc-one")).toMatchObject({
      attempts: { made: 4, ended: { failed: 1, expired: 2, released: 1 }, failures: 3, circuit_open: true },
    });
    expect(await escalations()).toBe(1);
    expect((await dave(["claim", "--next", "--json"])).json.id).not.toBe("vc-one");
  });
});

describe("limits of work in progress", () => {
  it("let an agent hold so many issues and no more, and let it claim again what it holds", async () => {
    await dave(["config", "set", "claim.wip.agent", "1"]);
    await dave(["claim", "vc-one"]);
    expect((await dave(["claim", "vc-one", "--json"])).json).toMatchObject({ already: true });
    expect(await failure(dave, "claim", "vc-two")).toMatchObject({
      ...{ status: 3, kind: "conflict", code: "WIP_LIMIT", setting: "claim.wip.agent", limit: 1 },
      held: [{ id: "vc-one", title: "Work on vc-one", holder: "dave/vc" }],
    });
    expect(await failure(dave, "claim", "--next")).toMatchObject({ status: 3, code: "WIP_LIMIT" });
    expect((await dave(["claim", "--resume", "--json"])).json).toMatchObject({ id: "vc-one", already: true });
    expect((await steve(["claim", "--next", "--json"])).status).toBe(0);
    await dave(["release", "vc-one"]);
    expect((await dave(["claim", "--next", "--json"])).status).toBe(0);
    expect((await dave(["claim", "--next", "--as-human"])).status).toBe(0);
  });

  it("hold for the whole project over clones: whoever was slower is told on the replay", async () => {
    await dave(["config", "set", "claim.wip.project", "1"]);
    await dave(["sync"]);
    await steve(["sync"]);
    expect((await dave(["claim", "vc-one"])).status).toBe(0);
    expect(await failure(steve, "claim", "vc-two")).toMatchObject({
      ...{ status: 3, code: "WIP_LIMIT", setting: "claim.wip.project" },
      held: [{ id: "vc-one", holder: "dave/vc" }],
    });
    // Taking over changes nothing in the count.
    expect((await steve(["claim", "vc-one", "--steal", "--reason", "He left."])).status).toBe(0);
    expect(await failure(dave, "config", "set", "claim.wip.project", "none")).toMatchObject({ code: "INVALID_SETTING" });
  });
});
