import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { takeLock, tryLock } from "../../src/store/lock.ts";
import { identify } from "../../src/store/process-identity.ts";
import { scratch } from "../support/scratch.ts";

const DEAD = { ...identify(), pid: 2 ** 22 + 1, start: "1" };
const ELSEWHERE = { ...identify(), host: "elsewhere" };

function lockFile(): string {
  return scratch().path("bd", "write.lock");
}

function lockOf(file: string, process: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ process, since: 0, turn: 0 }));
}

test("a free lock is taken at once, names its holder and is gone after its release", async () => {
  const file = lockFile();
  const lock = await takeLock(file, { timeout: 0 });
  expect(JSON.parse(readFileSync(file, "utf8")).process).toEqual(identify());
  lock.release();
  expect(existsSync(file)).toBe(false);
});

test("a held lock is not to be had", () => {
  const file = lockFile();
  const lock = tryLock(file);
  expect(tryLock(file)).toBeUndefined();
  lock?.release();
  expect(tryLock(file)).toBeDefined();
});

test("a time-out says how old the lock is and who holds it", async () => {
  const file = lockFile();
  tryLock(file, { now: () => 1_000 });
  const error = await takeLock(file, { timeout: 50, now: () => 61_000, wait: async () => {} }).catch((caught) => caught);
  expect(error).toMatchObject({
    kind: "environment",
    code: "LOCK_TIMEOUT",
    fields: { age_seconds: 60, owner: { pid: process.pid } },
  });
});

test("the lock of a dead holder is passed over, and leaves nothing behind", async () => {
  const file = lockFile();
  lockOf(file, DEAD);
  const lock = await takeLock(file, { timeout: 0 });
  expect(JSON.parse(readFileSync(file, "utf8")).process.pid).toBe(process.pid);
  lock.release();
  expect(readdirSync(dirname(file))).toEqual([]);
});

test("a holder that cannot be asked keeps its lock, and loses it when it is very old", () => {
  const file = lockFile();
  lockOf(file, ELSEWHERE);
  expect(tryLock(file)).toBeUndefined();
  utimesSync(file, 0, 0);
  expect(tryLock(file)).toBeDefined();
});

test("a lock whose maker died before it wrote its name is passed over after a few seconds", () => {
  const file = lockFile();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  expect(tryLock(file)).toBeUndefined();
  utimesSync(file, 0, 0);
  expect(tryLock(file)).toBeDefined();
});

test("releasing a lock that somebody else has by now leaves it to them", () => {
  const file = lockFile();
  const lock = tryLock(file);
  lockOf(file, ELSEWHERE);
  lock?.release();
  expect(JSON.parse(readFileSync(file, "utf8")).process).toEqual(ELSEWHERE);
});

test("a breaker that died half-way stops nobody for long", async () => {
  const file = lockFile();
  lockOf(file, DEAD);
  writeFileSync(`${file}.break`, "");
  utimesSync(`${file}.break`, 0, 0);
  expect(await takeLock(file, { timeout: 1000, wait: async () => {} })).toBeDefined();
});

test("of many processes that find a dead holder's lock, one at a time holds it, and each gets its turns", async () => {
  const file = lockFile();
  lockOf(file, DEAD);
  const log = join(dirname(file), "log");
  const workers = Array.from({ length: 8 }, () =>
    fork(join(import.meta.dirname, "lock-worker.ts"), [file, log, "10"], { stdio: "ignore" }),
  );
  expect(await Promise.all(workers.map((worker) => once(worker, "exit").then(([code]) => code)))).toEqual(Array(8).fill(0));
  const words = readFileSync(log, "utf8").trim().split("\n");
  expect(words).toHaveLength(160);
  for (let at = 0; at < words.length; at += 2)
    expect([words[at], words[at + 1]]).toEqual([words[at], `out ${words[at]?.slice(3)}`]);
});
