import { existsSync, readFileSync, renameSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Bell } from "../../../src/store/follow/bell.ts";
import type { Following } from "../../../src/store/follow/follow-changes.ts";
import type { Ledger } from "../../../src/store/ledger.ts";
import { openLedger } from "../../../src/store/open.ts";
import { START } from "../../support/fake-host.ts";
import { begin, issueOf, ledgerOptions, sit } from "../../support/ledgers.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const NEVER = new AbortController().signal;

/** A ledger that somebody follows: `seen` comes back once an issue is there, woken by the bell alone. */
async function follow(ledger: Ledger): Promise<{ bell: Bell; following: Following; seen: (id: string) => Promise<void> }> {
  const bell = new Bell();
  const following = await ledger.follow({ bell, signal: NEVER });
  onTestFinished(() => following.stop());
  const seen = async (id: string) => {
    while ((await ledger.snapshot()).issue(id) === undefined) {
      following.rest();
      await bell.heard(NEVER);
    }
  };
  return { bell, following, seen };
}

const file = (ledger: Ledger, id: string) => ledger.write("create", { issues: [issueOf({ id })], explicit: [id] }, "now");

async function twoClones(): Promise<{ here: Scratch; remote: string; one: string; two: string; first: Ledger }> {
  const here = scratch();
  const remote = await here.remote("remote.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, one);
  return { here, remote, one, two, first: await sit(here, one) };
}

test("what another process of the clone writes is seen, through a linked worktree too, without a remote", async () => {
  const here = scratch();
  const directory = await here.repository("a place/ü");
  await begin(here, directory);
  const worktree = await here.worktree(directory, "wt", "-b", "wt");
  const [ledger, other] = [await sit(here, worktree), await sit(here, directory, { seed: 2 })];
  const { seen } = await follow(ledger);
  await file(other, "demo-aaaaaa");
  await seen("demo-aaaaaa");
  await Promise.all([ledger.close(), other.close()]);
});

test("what another clone wrote is seen, and the lock of whoever asks is there as long as somebody follows", async () => {
  const { here, two, first } = await twoClones();
  const ledger = await sit(here, two, { agent: "two/demo" });
  const { following, seen } = await follow(ledger);
  await file(first, "demo-aaaaaa");
  await seen("demo-aaaaaa");
  const lock = join(two, ".git/bd/poll.lock");
  expect(existsSync(lock)).toBe(true);
  await following.stop();
  expect(existsSync(lock)).toBe(false);
  await Promise.all([first.close(), ledger.close()]);
}, 120_000);

test("a lock of whoever cannot be asked whether it lives is passed by once nobody has touched it for long", async () => {
  const { here, two, first } = await twoClones();
  const ledger = await sit(here, two, { agent: "two/demo" });
  const holder = { process: { host: "another machine", boot: null, pid: 1, start: null }, since: START, turn: 0 };
  const lock = here.write("two/.git/bd/poll.lock", JSON.stringify(holder));
  utimesSync(lock, START / 1000 - 120, START / 1000 - 120);
  const { following, seen } = await follow(ledger);
  await file(first, "demo-aaaaaa");
  await seen("demo-aaaaaa");
  await following.stop();
  expect(JSON.parse(readFileSync(lock, "utf8"))).toEqual(holder);
  await Promise.all([first.close(), ledger.close()]);
}, 120_000);

test("a remote that is gone is said once, and what came meanwhile is seen when it is back", async () => {
  const { here, remote, two, first } = await twoClones();
  const lines: string[] = [];
  let said: () => void = () => undefined;
  const warned = new Promise<void>((resolve) => {
    said = resolve;
  });
  const options = await ledgerOptions(here, two, { agent: "two/demo" });
  const warn = (line: string) => {
    lines.push(line);
    said();
  };
  const ledger = await openLedger({ ...options, warn, progress: (line) => lines.push(line) });
  await ledger.snapshot();
  lines.length = 0;
  renameSync(remote, `${remote}.away`);
  const { seen } = await follow(ledger);
  await warned;
  renameSync(`${remote}.away`, remote);
  await file(first, "demo-aaaaaa");
  await seen("demo-aaaaaa");
  await expect.poll(() => lines.at(-1), { timeout: 30_000 }).toBe("The remote answers again.");
  expect(lines.filter((line) => line.startsWith("What others write cannot be seen"))).toHaveLength(1);
  await Promise.all([first.close(), ledger.close()]);
}, 120_000);

test("what nobody pushes is pushed by whoever follows: a question that never left has no answer", async () => {
  const { here, remote, one, first } = await twoClones();
  const { following } = await follow(first);
  await first.write("create", { issues: [issueOf({ id: "demo-aaaaaa" })], explicit: [] }, "never");
  const tip = await here.git(one, "rev-parse", "beads/ledger");
  await expect.poll(() => here.git(remote, "rev-parse", "beads"), { timeout: 60_000, interval: 500 }).toBe(tip);
  await following.stop();
  await first.close();
}, 120_000);

test("under --offline nobody asks", async () => {
  const { here, two, first } = await twoClones();
  await (await sit(here, two, { seed: 4 })).snapshot();
  const ledger = await sit(here, two, { agent: "two/demo", offline: true });
  const { following, seen } = await follow(ledger);
  expect(existsSync(join(two, ".git/bd/poll.lock"))).toBe(false);
  const other = await sit(here, two, { seed: 5, offline: true });
  await file(other, "demo-bbbbbb");
  await seen("demo-bbbbbb");
  expect(existsSync(join(two, ".git/bd/poll.lock"))).toBe(false);
  await following.stop();
  await Promise.all([first, ledger, other].map((each) => each.close()));
});
