import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { statOf } from "../../src/store/process-identity.ts";
import { expectSound, race } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const REF = "refs/beads/ledger";
const WORKER = join(import.meta.dirname, "../support/ref-worker.ts");

interface Mover {
  readonly adapter: "git" | "git program";
  readonly count: number;
  readonly name: string;
  readonly fault?: string;
}

/** What a process put on the ref, and what ended it. */
interface Moved {
  readonly landed: readonly string[];
  readonly signal: string | null;
}

function move(here: Scratch, directory: string, mover: Mover): Promise<Moved> {
  return startMover(here, directory, mover).ended;
}

function startMover(here: Scratch, directory: string, mover: Mover): { readonly pid: number; readonly ended: Promise<Moved> } {
  const { adapter, count, name, fault = "" } = mover;
  const args = [WORKER, directory, REF, adapter, String(count), name, fault];
  const child = spawn(process.execPath, args, { env: here.env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (data: Buffer) => {
    said += data.toString("utf8");
  });
  const ended = new Promise<Moved>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => {
      if (status !== 0 && signal === null) reject(new Error(`${name} ended with ${status}: ${said}`));
      else resolve({ landed: said.split("\n").filter((line) => line !== ""), signal });
    });
  });
  return { pid: child.pid ?? 0, ended };
}

/** Looks again and again, until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setImmediate();
}

/** True while git moves a ref below a process, or waits to. */
function isMovingByGit(pid: number): boolean {
  return readdirSync("/proc").some((each) => statOf(Number(each))?.parent === pid && wordsOf(each).includes("update-ref"));
}

function wordsOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** Packs refs and tidies up as somebody else does, until it is told to stop. */
async function tidy(here: Scratch, directory: string, goesOn: () => boolean): Promise<number> {
  let rounds = 0;
  while (goesOn()) {
    await here.tryGit(directory, "pack-refs", "--all", "--prune");
    if (rounds++ % 8 === 0) await here.tryGit(directory, "gc", "--quiet", "--prune=2.weeks.ago");
  }
  return rounds;
}

async function stage(): Promise<{ here: Scratch; directory: string }> {
  const here = scratch();
  const directory = await here.repository("repository");
  await here.git(directory, "update-ref", REF, await here.git(directory, "rev-parse", "HEAD"));
  return { here, directory };
}

async function chain(here: Scratch, directory: string): Promise<readonly string[]> {
  return (await here.git(directory, "rev-list", "--first-parent", `HEAD..${REF}`)).split("\n");
}

test("eight processes put commits on one ref, git's own among them, while others pack it: none is lost and none comes back", async () => {
  const { here, directory } = await stage();
  let moving = true;
  const tidied = tidy(here, directory, () => moving);
  const ended = await race(8, (index) =>
    move(here, directory, { adapter: index < 6 ? "git" : "git program", count: SWAPS, name: `mover-${index}` }),
  );
  moving = false;
  expect(await tidied).toBeGreaterThan(0);
  const landed = ended.flatMap((each) => each.landed);
  expect(landed).toHaveLength(8 * SWAPS);
  expect([...(await chain(here, directory))].sort()).toEqual([...landed].sort());
  expect(readdirSync(join(directory, ".git/bd/ref-lock"))).toEqual([]);
  await expectSound(here, directory);
});

/** By hand, more: `BD_TEST_SWAPS=200`. */
const SWAPS = Number(process.env["BD_TEST_SWAPS"] ?? 40);

test("a process that is killed with the lock in its hands, and one that is killed while it takes that away, leave the ref free", async () => {
  const { here, directory } = await stage();
  const dying = async (fault: string) => {
    const { landed, signal } = await move(here, directory, { adapter: "git", count: 2, name: fault.slice(4), fault });
    expect(signal).toBe("SIGKILL");
    return landed.length;
  };
  const locked = () => existsSync(join(directory, ".git", `${REF}.lock`));
  expect(await dying("ref:drafted#2")).toBe(1);
  expect(locked()).toBe(false);
  expect(await dying("ref:locked#2")).toBe(1);
  expect(locked()).toBe(true);
  expect(await dying("ref:taken")).toBe(0);
  expect(locked()).toBe(true);
  expect(await dying("ref:moved")).toBe(0);
  expect(locked()).toBe(false);
  expect((await move(here, directory, { adapter: "git", count: 1, name: "the last" })).landed).toHaveLength(1);
  expect(await chain(here, directory)).toHaveLength(4);
  await expectSound(here, directory);
});

test.skipIf(!existsSync("/proc/self/cmdline"))(
  "whoever waits for a lock with git goes on when the process that held it dies meanwhile",
  async () => {
    const { here, directory } = await stage();
    const lock = join(directory, ".git", `${REF}.lock`);
    const holder = startMover(here, directory, { adapter: "git", count: 1, name: "holder", fault: "ref:locked#1#SIGSTOP" });
    await until(() => existsSync(lock));
    const waiter = startMover(here, directory, { adapter: "git", count: 1, name: "waiter" });
    await until(() => isMovingByGit(waiter.pid));
    process.kill(holder.pid, "SIGKILL");
    expect((await holder.ended).signal).toBe("SIGKILL");
    const { landed } = await waiter.ended;
    expect(await chain(here, directory)).toEqual(landed);
    expect(existsSync(lock)).toBe(false);
    await expectSound(here, directory);
  },
);

test("many processes that die over the lock keep nobody from going on, and lose nothing that stood", async () => {
  const { here, directory } = await stage();
  const faults = ["ref:locked#5", "ref:moved#4", "ref:locked#2"];
  const ended = await race(3, async (index) => {
    const landed: string[] = [];
    for (const [round, fault] of faults.entries()) {
      landed.push(...(await move(here, directory, { adapter: "git", count: 40, name: `${index}-${round}`, fault })).landed);
    }
    return landed;
  });
  const { landed } = await move(here, directory, { adapter: "git", count: 1, name: "the last" });
  const there = await chain(here, directory);
  // One that dies right behind its move had no time to say so.
  expect(there).toEqual(expect.arrayContaining([...ended.flat(), ...landed]));
  expect(there).toHaveLength(ended.flat().length + landed.length + 3);
  expect(existsSync(join(directory, ".git", `${REF}.lock`))).toBe(false);
  await expectSound(here, directory);
});
