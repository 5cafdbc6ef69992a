import { spawn } from "node:child_process";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { bdOf, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: RunBd;
let erin: RunBd;

/** One project with two clones; an agent works in each. */
beforeEach(async () => {
  here = scratch();
  const remote = await here.remote("vc.git");
  for (const name of ["dave", "erin"]) await here.clone(remote, `${name}/vc`);
  dave = bdOf(here, "dave", 5, { env: { BD_AGENT_PID: "0" } });
  erin = bdOf(here, "erin", 6, { env: { BD_AGENT_PID: "0" } });
  await dave(["init", "--quiet"]);
  await dave(["create", "First", "--id", "vc-first"]);
  await dave(["create", "Second", "--id", "vc-second"]);
  await erin(["sync"]);
});

const json = async (who: RunBd, ...words: string[]) => (await who([...words, "--json"])).json;
const mine = (who: RunBd) => json(who, "mine");

describe("mine", () => {
  it("is empty for who holds nothing, and tells where to find work", async () => {
    expect(await mine(dave)).toEqual([]);
    expect((await dave(["mine"])).stdout).toBe("dave/vc is on nothing. bd ready shows what can be claimed.\n");
  });

  it("shows what is held with its worktree, and what waits for an answer", async () => {
    await dave(["claim", "vc-first"]);
    await erin(["reply", "vc-first", "-m", "Which parser?", "--to", "dave/vc", "--expects", "reply"]);
    await dave(["sync"]);
    expect(await mine(dave)).toMatchObject([
      {
        ...{ agent: "dave/vc", issue: "vc-first", state: "active", stop: null, epoch: 1, unanswered: 1 },
        ...{ worktree: here.path("dave/vc"), last_checkpoint: null, handoff: null, next: "bd resume vc-first" },
      },
    ]);
    await dave(["reply", "vc-first", "-m", "The old one."]);
    expect(await mine(dave)).toMatchObject([{ unanswered: 0 }]);
  });

  it("says stop where somebody took it over or closed it", async () => {
    await dave(["claim", "vc-first"]);
    await erin(["claim", "vc-first", "--steal", "--reason", "Silence."]);
    await dave(["sync"]);
    expect(await mine(dave)).toMatchObject([
      { state: "completed", stop: expect.stringMatching(/^erin\/vc took it over .*Silence\.$/) },
    ]);
    const told = await dave(["resume", "vc-first"]);
    expect([told.status, told.lines[0]]).toEqual([3, expect.stringMatching(/^Stop: erin\/vc took it over/)]);
    await erin(["close", "vc-first", "-r", "Fixed."]);
    await dave(["sync"]);
    expect(await mine(dave)).toMatchObject([{ stop: expect.stringMatching(/^erin\/vc closed it .*Fixed\.$/), next: null }]);
  });

  it("is nobody else's: the same name in another clone is on nothing", async () => {
    await dave(["claim", "vc-first"]);
    await erin(["sync"]);
    const twin = (await erin(["mine", "--json"], { env: { BD_ACTOR: "dave/vc" } })).json;
    expect(twin).toEqual([]);
    const told = await erin(["resume", "vc-first"], { env: { BD_ACTOR: "dave/vc" } });
    expect([told.status, told.stdout]).toEqual([3, expect.stringContaining("from another worktree, clone or session")]);
  });

  it("follows a session that was given outright into another workspace", async () => {
    const session = { BD_SESSION: "s-1", BD_ACTOR: "dave/vc" };
    await dave(["claim", "vc-first"], { env: session });
    await erin(["sync"]);
    expect((await erin(["mine", "--json"], { env: session })).json).toMatchObject([{ issue: "vc-first", state: "active" }]);
  });
});

describe("resume", () => {
  it("knows that there is nothing, or too much, to go on with", async () => {
    expect((await dave(["resume", "--json"])).json.error).toMatchObject({ code: "NOTHING_HELD" });
    await dave(["claim", "vc-first"]);
    await dave(["claim", "vc-second"]);
    expect((await dave(["resume", "--json"])).json.error).toMatchObject({ code: "SEVERAL_HELD", ids: ["vc-second", "vc-first"] });
  });

  it("tells plan, next step, handoff, open messages and what differs here", async () => {
    await dave(["claim", "vc-first"]);
    here.write("dave/vc/draft.txt", "half\n");
    await dave(["checkpoint", "--plan", "A, then B", "--next", "B", "-m", "A is done.", "--context", "docs/a.md"]);
    await here.git(here.path("dave/vc"), "switch", "-q", "-c", "other");
    await erin(["reply", "vc-first", "-m", "Which?", "--to", "dave/vc", "--expects", "reply"]);
    await dave(["sync"]);
    const resumed = await json(dave, "resume");
    expect(resumed).toMatchObject({
      ...{ issue: "vc-first", state: "active", branch: "other", dirty: ["draft.txt"], next: "bd thread vc-first" },
      last_checkpoint: { plan: "A, then B", next: "B", note: "A is done.", context: ["docs/a.md"], branch: "main" },
      differs: ["The branch was main, and is other."],
      asked: [{ body: "Which?" }],
    });
  });

  it("claims again what was given back with a checkpoint, and what nobody held", async () => {
    await dave(["claim", "vc-first"]);
    await dave(["checkpoint", "--next", "B"]);
    await dave(["release", "vc-first"]);
    expect(await mine(dave)).toMatchObject([{ state: "suspended", next: "bd resume vc-first --claim" }]);
    expect(await json(dave, "resume", "--claim")).toMatchObject({
      state: "active",
      epoch: 2,
      claimed: { reach: "pushed", changed: true },
    });
    expect(await json(dave, "resume", "vc-second", "--claim")).toMatchObject({ state: "active", epoch: 1 });
  });

  it("takes up what a session that died in this worktree held, and not what a living one holds", async () => {
    const first = agentProcess();
    const before = { CLAUDE_CODE_SESSION_ID: "s-1", BD_AGENT_PID: first.pid };
    const next = { CLAUDE_CODE_SESSION_ID: "s-2" };
    await dave(["claim", "vc-first"], { env: before });
    expect((await dave(["mine", "--json"], { env: next })).json).toEqual([]);
    const told = (await dave(["prime"], { env: next })).stdout;
    expect(told).toMatch(
      /## Stop[^\n]*\n- vc-first First: Another session of yours \(s-1\) holds it here, and its process still runs: /,
    );
    expect(told).toContain("To go on: BD_SESSION=s-1 bd resume vc-first");
    expect((await dave(["resume", "vc-first", "--json"], { env: { ...next, BD_SESSION: "s-1" } })).json).toMatchObject({
      state: "active",
    });
    expect((await dave(["prime"], { env: before })).stdout).not.toContain("Another session");
    await first.end();
    expect((await dave(["mine", "--json"], { env: next })).json).toMatchObject([
      { state: "suspended", stop: "Another session (s-1) claimed it here, which is gone." },
    ]);
    const taken = (await dave(["resume", "--claim", "--json"], { env: next })).json;
    expect(taken).toMatchObject({ state: "active", epoch: 2, stop: null });
  });
});

/** A process that lives until it is ended. */
function agentProcess(): { readonly pid: string; end(): Promise<void> } {
  const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const end = () => {
    child.kill("SIGKILL");
    return ended;
  };
  onTestFinished(end);
  return { pid: String(child.pid), end };
}
