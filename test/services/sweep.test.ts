import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { bdIn, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: Agent;
let steve: Agent;

type Agent = (...words: string[]) => ReturnType<RunBd>;

/** One project with a bare remote and two clones, `dave/vc` and `steve/vc`, under one clock. */
beforeEach(async () => {
  here = scratch();
  await here.git(here.root, "init", "-q", "--bare", "remotes/vc.git");
  for (const name of ["dave", "steve"]) await here.git(here.root, "clone", "-q", "remotes/vc.git", `${name}/vc`);
  const run = bdIn(here, here.root);
  const agent = (name: string, pid: string): Agent => {
    const env = { BD_ACTOR: `${name}/vc`, BD_AGENT_PID: pid };
    return (...words) => run(words, { cwd: here.path(name, "vc"), env });
  };
  as = agent;
  dave = agent("dave", "0");
  steve = agent("steve", "0");
  await dave("init", "--quiet");
  for (const id of ["vc-one", "vc-two"]) await dave("create", `Work on ${id}`, "--id", id);
  await steve("sync");
});

let as: (name: string, pid: string) => Agent;

/** A process that an agent's claims are watched by. */
function program() {
  const child = spawn("sleep", ["600"], { stdio: "ignore" });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  onTestFinished(kill);
  return { pid: String(child.pid), kill };
}

/** Lets minutes pass, and looks behind them what others wrote: only then an expiry can be known. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) await steve("whoami");
  await steve("sync");
}

it("says that all is well where everybody is there, and tells of an abandoned claim before its lease is over", async () => {
  const { pid, kill } = program();
  await as("dave", pid)("claim", "vc-one");
  await steve("sync");
  expect(await steve("agent", "sweep")).toMatchObject({ status: 0, stdout: "Every claim has somebody who is there.\n" });
  await kill();
  const { status, json } = await steve("agent", "sweep", "--fix", "--json");
  expect(status).toBe(3);
  expect(json).toMatchObject({
    ...{ released: 0, left: 1, fix: true, dry_run: false },
    claims: [{ id: "vc-one", holder: "dave/vc", epoch: 1, verdict: "abandoned", released: false }],
  });
  expect(json.claims[0].evidence.process).toEqual({ pid: Number(pid), life: "dead" });
});

it("ends what expired and has nobody behind it, with a message that says the evidence, in one commit", async () => {
  const { pid, kill } = program();
  await as("dave", pid)("claim", "vc-one", "--lease", "1m");
  here.write("dave/vc/half.txt", "half a thought");
  await kill();
  await pass(8);
  const dry = (await steve("patrol", "--claims", "--fix", "--dry-run", "--json")).json;
  expect(dry).toMatchObject({ released: 0, left: 1, dry_run: true });
  const swept = await steve("patrol", "--claims", "--fix", "--json");
  expect(swept.json).toMatchObject({ released: 1, left: 0, claims: [{ id: "vc-one", verdict: "over", released: true }] });
  expect(swept.status).toBe(0);
  expect(swept.json.claims[0].evidence).toMatchObject({
    last_beat: { state: "working", command: "claim" },
    process: { life: "dead" },
    worktree: here.path("dave/vc"),
    work: { dirty: 1, unpushed: 0 },
  });
  const shown = (await steve("show", "vc-one", "--json")).json;
  expect(shown).toMatchObject({ status: "ready", claim: { ended: "expired" }, attempts: { failures: 1 } });
  expect(shown.thread[0]).toMatchObject({ to: ["dave/vc"], body: expect.stringContaining(`process ${pid} is dead`) });
  expect(shown.thread[0].body).toContain("1 files not committed, 0 commits on no remote");
  const files = await here.git(here.path("steve/vc"), "show", "--format=", "--name-only", "refs/beads/ledger");
  expect(files.split("\n").filter((file) => /claims\/0001\.end\.md$|messages\//.test(file))).toHaveLength(2);
  expect((await steve("agent", "sweep", "--fix")).stdout).toBe("Every claim has somebody who is there.\n");
});

it("never ends the claim of a living process, a person's, or one of which nobody can tell anything", async () => {
  const { pid } = program();
  await as("dave", pid)("claim", "vc-one", "--lease", "1m");
  await steve("claim", "vc-two", "--as-human", "--lease", "1m");
  await pass(8);
  const { json, status } = await steve("agent", "sweep", "--fix", "--json");
  const verdicts = json.claims.map(({ id, verdict, released }: Record<string, unknown>) => [id, verdict, released]);
  expect(verdicts).toEqual([
    ["vc-two", "silent", false],
    ["vc-one", "busy", false],
  ]);
  expect([status, json.left]).toEqual([3, 1]);
  // Without a trace of its holder on this machine, an expired claim is ready for others and nobody's to end.
  rmSync(here.path("dave/vc"), { recursive: true });
  rmSync(here.path("home/.state/bd/agents"), { recursive: true });
  expect((await steve("agent", "sweep", "--fix", "--json")).json.claims).toMatchObject([
    { id: "vc-one", verdict: "silent", evidence: { last_beat: null, process: null, worktree: null, work: null } },
    { id: "vc-two", verdict: "silent" },
  ]);
});

it("knows a holder who is silent for twenty minutes with no process to ask, or who said goodbye", async () => {
  await dave("claim", "vc-one", "--lease", "1m");
  await steve("claim", "vc-two", "--lease", "1m");
  await steve("agent", "beat", "--state", "exiting");
  const person = bdIn(here, here.path("steve/vc"), 9);
  for (let minute = 0; minute < 30; minute++) await person(["whoami"]);
  await person(["sync"]);
  const { json } = await person(["agent", "sweep", "--json"]);
  expect(json.claims.map(({ id, verdict }: Record<string, unknown>) => [id, verdict])).toEqual([
    ["vc-one", "over"],
    ["vc-two", "over"],
  ]);
});

it("escalates an issue whose third claim expired", async () => {
  for (let turn = 1; turn <= 3; turn++) {
    const { pid, kill } = program();
    await as("dave", pid)("claim", "vc-one", "--lease", "1m");
    await kill();
    await pass(8);
    expect((await steve("agent", "sweep", "--fix", "--json")).json.released).toBe(1);
    await dave("sync");
  }
  expect((await steve("show", "vc-one", "--json")).json.attempts).toMatchObject({ failures: 3, circuit_open: true });
  const paths = await here.git(here.path("steve/vc"), "ls-tree", "-r", "--name-only", "refs/beads/ledger");
  expect(paths.split("\n").filter((path) => path.startsWith(".beads/escalations/"))).toHaveLength(1);
});
