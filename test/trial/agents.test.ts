import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { agentsIn } from "../support/agents.ts";
import { bdJson, claimsIn, expectSound, race, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";
import type { AgentReport } from "./agent-worker.ts";
import { FULL, PATIENCE } from "./scale.ts";

const AGENTS = FULL ? 30 : 6;
const KILLED = FULL ? 10 : 2;
/** In the full trial the time rules; every other run takes as many turns as fit into some seconds. */
const [TURNS, SECONDS] = FULL ? [0, 120] : [3, 0];

interface Worker {
  readonly name: string;
  readonly process: ChildProcess;
  readonly ended: Promise<{ readonly status: number | null; readonly reports: readonly AgentReport[] }>;
}

function start(here: Scratch, directory: string, index: number): Worker {
  const name = `w${index}/demo`;
  const script = join(import.meta.dirname, "agent-worker.ts");
  const words = [directory, name, String(TURNS), String(SECONDS), String(index + 1)];
  const child = spawn(process.execPath, ["--no-warnings", "--experimental-strip-types", script, ...words], {
    env: here.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const reportsIn = (text: string) =>
    text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as AgentReport);
  return { name, process: child, ended: once(child, "close").then(([status]) => ({ status, reports: reportsIn(said) })) };
}

/** Kills an agent in the midst of what it does, and asks at once who is there. */
async function kill(here: Scratch, clone: string, worker: Worker): Promise<void> {
  await once(worker.process.stdout as NodeJS.ReadableStream, "data");
  worker.process.kill("SIGKILL");
  await once(worker.process, "exit");
  const killed = Date.now();
  const row = (await agentsIn(here, clone)).find(({ name }) => name === worker.name);
  expect([row?.presence, row?.process?.life]).toEqual(["gone", "dead"]);
  console.info(`${worker.name} was known to be gone ${Date.now() - killed} ms after the kill.`);
}

/** Processes of this machine that work in a folder or were given it. */
function processesOf(root: string): string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return pids.filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(root) || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(root);
    } catch {
      return false;
    }
  });
}

/** What happened to each issue's claims, in the order of the ledger: `1`, `1.end`, `2`. */
async function claimStory(here: Scratch, directory: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const log = await here.git(directory, "log", "--reverse", "--format=", "--name-only", "beads");
  const story = new Map<string, string[]>();
  for (const path of log.split("\n")) {
    const found = /\/([^/]+)\/claims\/0*(\d+)(\.end)?\.md$/.exec(path);
    if (found === null) continue;
    const [, issue = "", epoch = "", end = ""] = found;
    story.set(issue, [...(story.get(issue) ?? []), `${epoch}${end}`]);
  }
  return story;
}

test.skipIf(process.platform !== "linux")(
  `${AGENTS} agents in worktrees beat, claim, talk and reserve, and ${KILLED} are killed: nothing is held twice, nobody is there who is not, and nothing is left behind`,
  async () => {
    const here = scratch();
    const remote = await here.remote("demo.git");
    const clone = await here.clone(remote, "main/demo");
    await here.git(clone, "commit", "-q", "--allow-empty", "-m", "Begin");
    await seedLedger(here, clone, AGENTS * 20);
    const begun = Number(await here.git(remote, "rev-list", "--count", "beads"));
    const trees = Array.from({ length: AGENTS }, (_, index) => here.path(`trees/w${index}`));
    for (const tree of trees) await here.git(clone, "worktree", "add", "-q", "--detach", tree);
    const workers = trees.map((tree, index) => start(here, tree, index));
    await race(KILLED, (index) => kill(here, clone, workers[index * 2] as Worker));
    const ended = await Promise.all(workers.map((worker) => worker.ended));
    const reports = ended.flatMap((worker) => worker.reports);
    expect(ended.filter(({ status }) => status === 0)).toHaveLength(AGENTS - KILLED);
    await bdJson(here, clone, ["sync"]);

    // Nobody is told of a failure that is none of these.
    const fair = new Set(["RESERVED", "NOTHING_READY", null]);
    expect(reports.filter(({ status, code }) => status !== 0 && !fair.has(code))).toEqual([]);

    // Nothing is held twice.
    const held = reports
      .filter(({ verb, status }) => verb === "claim" && status === 0)
      .map(({ issue, epoch }) => `${issue}/${epoch}`);
    expect(new Set(held).size).toBe(held.length);
    const made = new Set((await claimsIn(here, remote, "beads")).map((claim) => claim.replace(/\/0*/, "/")));
    expect(held.filter((claim) => !made.has(claim))).toEqual([]);
    for (const [issue, story] of await claimStory(here, remote)) {
      const right = story.map((_, at) => `${Math.floor(at / 2) + 1}${at % 2 === 0 ? "" : ".end"}`);
      expect([issue, story]).toEqual([issue, right]);
    }

    // No commit but for what was reported, or was under way when its agent was killed: none for presence.
    const changes = reports.filter(({ changed }) => changed).length;
    const commits = Number(await here.git(remote, "rev-list", "--count", "beads")) - begun;
    console.info(`${reports.length} commands, ${changes} changes, ${commits} commits, ${held.length} claims.`);
    expect(commits).toBeGreaterThanOrEqual(changes);
    expect(commits).toBeLessThanOrEqual(changes + KILLED);

    // Who ended is gone, and nothing runs on.
    const known = await agentsIn(here, clone);
    expect(known.filter(({ name }) => name.startsWith("w")).map(({ presence }) => presence)).toEqual(trees.map(() => "gone"));
    await expect.poll(() => processesOf(here.root), { timeout: 30_000, interval: 200 }).toEqual([]);
    for (const directory of [remote, clone]) await expectSound(here, directory);
  },
  PATIENCE,
);
