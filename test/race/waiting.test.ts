import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bdJson, expectSound, PROGRAM, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** How long a test waits for what has to come before it fails: a bound against hanging, and no measure. */
const PATIENCE = 120_000;

/** A bd that goes on, with what it has said so far. */
interface Running {
  readonly child: ChildProcess;
  readonly said: () => { readonly stdout: string; readonly stderr: string };
  /** Comes back once it has said so. */
  readonly says: (stream: "stdout" | "stderr", text: string) => Promise<void>;
  readonly ended: Promise<number | string | null>;
}

function start(here: Scratch, directory: string, args: readonly string[], actor = "test/demo"): Running {
  const env = { ...here.env, BD_ACTOR: actor };
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].on("data", (chunk: Buffer) => {
      said[stream] += chunk.toString("utf8");
      for (const listener of listeners) listener();
    });
  const ended = new Promise<number | string | null>((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  const says = (stream: "stdout" | "stderr", text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (said[stream].includes(text)) resolve();
      };
      listeners.add(look);
      void ended.then(() => (said[stream].includes(text) ? resolve() : reject(new Error(`${said.stdout}${said.stderr}`))));
      look();
    });
  return { child, said: () => said, says, ended };
}

/** Clones of one project with one issue. */
async function clones(...names: string[]): Promise<{ here: Scratch; remote: string; places: string[]; id: string }> {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const places: string[] = [];
  for (const name of names) places.push(await here.clone(remote, `${name}/demo`));
  const [id = ""] = await seedLedger(here, places[0] ?? "", 1);
  await bdJson(here, places[0] ?? "", ["sync"]);
  for (const place of places.slice(1)) await bdJson(here, place, ["list"]);
  return { here, remote, places, id };
}

const reply = (here: Scratch, place: string, id: string, text: string, actor: string) =>
  bdJson<{ id: string }>(here, place, ["reply", id, "-m", text, "--expects", "reply"], { env: { BD_ACTOR: actor } });

test(
  "two agents in two clones ask and answer each other, each waiting for the other",
  async () => {
    const { here, remote, places, id } = await clones("a", "b");
    const [a = "", b = ""] = places;
    const answering = start(here, b, ["wait", id, "--for", "reply", "--timeout", "2m"], "b/demo");
    await answering.says("stderr", "Waiting for a reply");
    await reply(here, a, id, "Which version?", "a/demo");
    const asking = start(here, a, ["wait", id, "--for", "reply", "--timeout", "2m"], "a/demo");
    await asking.says("stderr", "Waiting for a reply");
    expect([await answering.ended, answering.said().stdout]).toEqual([0, expect.stringContaining("Which version?")]);
    await reply(here, b, id, "Version 3.2.", "b/demo");
    expect([await asking.ended, asking.said().stdout]).toEqual([0, expect.stringContaining("Version 3.2.")]);
    for (const place of [...places, remote]) await expectSound(here, place);
  },
  PATIENCE,
);

test(
  "of several waits in one clone one asks the remote; when it is killed another goes on",
  async () => {
    const { here, places, id } = await clones("a", "b");
    const [a = "", b = ""] = places;
    const worktree = await here.worktree(b, "b-tree", "-b", "tree");
    const waits: Running[] = [];
    for (const place of [b, worktree, b]) {
      const wait = start(here, place, ["wait", id, "--for", "claimed", "--timeout", "2m"], `w${waits.length}/demo`);
      await wait.says("stderr", "Waiting for a claim");
      waits.push(wait);
    }
    const lock = join(b, ".git/bd/poll.lock");
    await expect.poll(() => existsSync(lock), { timeout: 30_000 }).toBe(true);
    const { pid } = (JSON.parse(readFileSync(lock, "utf8")) as { process: { pid: number } }).process;
    const poller = waits.find(({ child }) => child.pid === pid);
    poller?.child.kill("SIGKILL");
    expect(await poller?.ended).toBe("SIGKILL");
    await bdJson(here, a, ["claim", id], { env: { BD_ACTOR: "a/demo" } });
    const left = waits.filter((wait) => wait !== poller);
    expect(await Promise.all(left.map(({ ended }) => ended))).toEqual([0, 0]);
    for (const { said } of left) expect(said().stdout).toContain(`${id} is claimed by a/demo`);
    expect(existsSync(lock)).toBe(false);
  },
  PATIENCE,
);

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "%s ends a wait and a watch with %i, and nothing of them is left",
  async (signal, status) => {
    const { here, places, id } = await clones("a");
    const [a = ""] = places;
    const wait = start(here, a, ["wait", id, "--for", "claimed"]);
    await wait.says("stderr", "Waiting for a claim");
    const watch = start(here, a, ["watch", "--json"]);
    await watch.says("stdout", '"kind":"begin"');
    for (const { child } of [wait, watch]) child.kill(signal);
    expect([await wait.ended, await watch.ended]).toEqual([status, status]);
    expect(wait.said()).toEqual({ stdout: "", stderr: expect.stringMatching(/--since [0-9a-f]{40} goes on from here/) });
    expect(watch.said().stderr).toBe("");
    expect(JSON.parse(watch.said().stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({ kind: "end" });
    expect(existsSync(join(a, ".git/bd/poll.lock"))).toBe(false);
  },
  PATIENCE,
);

test(
  "a watch whose reader went away ends, and does not go on for nobody",
  async () => {
    const { here, places, id } = await clones("a");
    const [a = ""] = places;
    const watch = start(here, a, ["watch", "--json"]);
    await watch.says("stdout", '"kind":"begin"');
    watch.child.stdout?.destroy();
    await reply(here, a, id, "For nobody.", "b/demo");
    expect(await watch.ended).toBe(0);
  },
  PATIENCE,
);

test(
  "where the shared remote is this very repository, what is pushed to it is seen, offline too",
  async () => {
    const { here, remote, places, id } = await clones("a");
    const watch = start(here, remote, ["watch", "--json", "--limit", "1", "--offline"], "host/demo");
    await watch.says("stdout", '"kind":"begin"');
    await reply(here, places[0] ?? "", id, "Pushed.", "a/demo");
    expect(await watch.ended).toBe(0);
    expect(watch.said().stdout).toContain('"text":"Pushed."');
  },
  PATIENCE,
);

test(
  "whoever waits for an issue to be ready sees that what it needs of another project was closed in a third clone",
  async () => {
    const here = scratch();
    for (const project of ["vc", "beads"]) {
      const remote = await here.remote(`remotes/${project}.git`);
      await bdJson(here, await here.clone(remote, `north/${project}`), ["init", "--no-view"]);
    }
    const [vc, beads] = [here.path("north/vc"), here.path("north/beads")];
    const south = await here.clone(here.path("remotes/beads.git"), "south/beads");
    const { id: needed } = await bdJson<{ id: string }>(here, beads, ["create", "Parser crash"]);
    await bdJson(here, beads, ["sync"]);
    const { id } = await bdJson<{ id: string }>(here, vc, ["create", "Load the plan"]);
    await bdJson(here, vc, ["dep", "add", id, `beads:${needed}`]);
    const wait = start(here, vc, ["wait", id, "--for", "ready", "--timeout", "2m"]);
    await wait.says("stderr", "Waiting for status ready");
    await bdJson(here, south, ["close", needed, "--reason", "Fixed."], { env: { BD_ACTOR: "south/beads" } });
    expect([await wait.ended, wait.said().stdout]).toEqual([0, expect.stringContaining(`${id} is ready`)]);
  },
  PATIENCE,
);
