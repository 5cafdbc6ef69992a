import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runBackground } from "../../src/store/background.ts";
import { openForReading, readMeta } from "../../src/store/index/index-file.ts";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { openClone } from "../../src/store/open.ts";
import { START } from "../support/fake-host.ts";
import { begin, issueOf, ledgerOptions, type Seat, sit } from "../support/ledgers.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** One detached push in a clone; answers how long it waited for company. */
async function pushBehind(here: Scratch, directory: string, seat: Seat = {}): Promise<number> {
  const { clone, close } = await openClone({ ...(await ledgerOptions(here, directory, seat)), detached: true });
  let waited = -1;
  await runBackground(clone, "push", async (milliseconds) => {
    waited = milliseconds;
  }).finally(close);
  return waited;
}

async function create(here: Scratch, directory: string, id: string, seat: Seat = {}): Promise<void> {
  const ledger = await sit(here, directory, { ...seat, offline: true });
  await ledger.write("create", { issues: [issueOf({ id })], explicit: [] }, "soon");
  await ledger.close();
}

async function shared(here: Scratch): Promise<{ remote: string; one: string }> {
  const remote = await here.remote("remote.git");
  const one = await here.clone(remote, "one");
  await begin(here, one);
  return { remote, one };
}

test("a detached push takes along what waits, and waits longer the more actors wrote lately", async () => {
  const here = scratch();
  const { remote, one } = await shared(here);
  await create(here, one, "demo-aaaaaa");
  expect(await pushBehind(here, one)).toBe(10_000);
  expect(await here.git(remote, "rev-parse", "beads")).toBe(await here.git(one, "rev-parse", "beads/ledger"));
  await create(here, one, "demo-bbbbbb", { agent: "two/demo", seed: 2 });
  expect(await pushBehind(here, one)).toBe(20_000);
  expect(await pushBehind(here, one, { now: () => START + 660_000 })).toBe(10_000);
});

test("a detached fetch leaves the index at the tip that it brought, so that the next read finds it warm", async () => {
  const here = scratch();
  const { remote, one } = await shared(here);
  await pushBehind(here, one);
  const two = await here.clone(remote, "two");
  await begin(here, two, { seed: 2 });
  await create(here, one, "demo-aaaaaa");
  await pushBehind(here, one);
  const { clone, close } = await openClone({ ...(await ledgerOptions(here, two)), detached: true });
  await runBackground(clone, "fetch", async () => undefined).finally(close);
  const index = openForReading(indexPlace(join(two, ".git", "bd")));
  expect(index && readMeta(index, "tip")).toBe(await here.git(remote, "rev-parse", "beads"));
  index?.close();
});

test("git tidies up behind every fiftieth detached push, and not before", async () => {
  const here = scratch();
  const { one } = await shared(here);
  await here.git(one, "config", "maintenance.auto", "true");
  await here.git(one, "config", "maintenance.loose-objects.enabled", "true");
  await here.git(one, "config", "maintenance.loose-objects.auto", "-1");
  const packs = () => {
    const folder = join(one, ".git", "objects", "pack");
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("loose-")).length : 0;
  };
  for (let push = 1; push <= 49; push++) await pushBehind(here, one);
  expect(packs()).toBe(0);
  await pushBehind(here, one);
  expect(packs()).toBeGreaterThan(0);
  await here.git(one, "fsck", "--strict");
});

test("a detached process never lets ssh ask", async () => {
  const here = scratch();
  const { one } = await shared(here);
  const said = here.path("said");
  const ssh = here.write("bin/ssh", `#!/bin/sh\necho "$@" >> '${said}'\nexit 255\n`);
  await here.run("chmod", ["+x", ssh]);
  await here.git(one, "config", "core.sshCommand", ssh);
  await here.git(one, "remote", "set-url", "origin", "ssh://host.invalid/demo.git");
  await create(here, one, "demo-aaaaaa");
  await pushBehind(here, one);
  expect(readFileSync(said, "utf8")).toContain("BatchMode=yes");
});
