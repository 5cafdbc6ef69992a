import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { fakeHost, START, StoryClock } from "../support/fake-host.ts";
import { writeHook } from "../support/hooks.ts";
import { BUTTONS, type Button, press } from "../support/host-buttons.ts";
import { expectSound } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";
import { seededChance } from "../support/seeded-chance.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests look into it with matchers
type Say = (...words: string[]) => Promise<{ status: number; json: any; stderr: string }>;

/** vc on one machine, beads on another; who works on vc may not push to the ledger of beads. */
async function strangers({ near = false } = {}) {
  const here = scratch();
  const clock = new StoryClock(START);
  const chance = seededChance(3);
  const at = (machine: string, directory: string, agent: string): Say => {
    const home = here.path(machine);
    const folders = { XDG_CACHE_HOME: `${home}/.cache`, XDG_STATE_HOME: `${home}/.state` };
    const env = { ...here.env, ...folders, HOME: home, BD_ACTOR: agent };
    return async (...words) => {
      clock.tick();
      const host = fakeHost({ cwd: here.path(directory), env, now: clock.now, chance });
      const status = await main([...words, "--json"], host);
      const { stdout, stderr } = host.written;
      return { status, json: stdout === "" ? undefined : JSON.parse(stdout), stderr };
    };
  };
  for (const project of ["vc", "beads"]) await here.git(here.root, "init", "-q", "--bare", `host/${project}.git`);
  const [vc, beads] = [here.path("host/vc.git"), here.path("host/beads.git")];
  await here.clone(vc, "one/vc");
  await here.clone(beads, near ? "one/beads" : "two/beads");
  const vic = at("home-one", "one/vc", "vic/vc");
  const bea = at(near ? "home-one" : "home-two", near ? "one/beads" : "two/beads", "bea/beads");
  await vic("init");
  await bea("init");
  await bea("create", "Something of ours");
  protect(beads);
  return { here, vic, bea, beads };
}

/** Nobody may push onto the ledger's branch any more; other branches are free. */
function protect(bare: string): void {
  const words = "echo 'GH006: Protected branch update failed' >&2";
  writeHook(bare, "update", `[ "$1" = refs/heads/beads ] && { ${words}; exit 1; }\nexit 0`);
}

async function button(all: Awaited<ReturnType<typeof strangers>>, which: Button, branch: string): Promise<void> {
  writeHook(all.beads, "update", "exit 0");
  await press(all.here, all.beads, which, { base: "beads", branch });
  protect(all.beads);
}

async function branchesOf({ here, beads }: Awaited<ReturnType<typeof strangers>>): Promise<string[]> {
  const refs = await here.git(beads, "for-each-ref", "--format=%(refname:short)", "refs/heads/beads-inbox");
  return refs === "" ? [] : refs.split("\n");
}

/** Bea works where the button leaves what was merged. */
async function titlesIn(bea: Say): Promise<string[]> {
  await bea("sync");
  return (await bea("list", "--all")).json.map(({ title }: { title: string }) => title).sort();
}

test.each(BUTTONS)("what lies there as a branch is proposed, and delivered once a person merged it with %s", async (which) => {
  const all = await strangers();
  const { here, vic, bea, beads } = all;
  const before = await here.git(beads, "rev-parse", "beads");
  const sent = await vic("send", beads, "parser crash", "-m", "It stops.", "--via", "branch");
  const [branch = ""] = await branchesOf(all);
  expect(branch).toMatch(/^beads-inbox\/vc\/beads-[0-9a-z]{6}$/);
  expect(sent).toMatchObject({ status: 0, json: { state: "proposed", branch, delivered: false, carrier: { kind: "branch" } } });
  expect(sent.json.hint).toContain("pull request");
  expect(await here.git(beads, "rev-list", "--count", `${before}..${branch}`)).toBe("1");
  expect(await here.git(beads, "rev-parse", "beads")).toBe(before);
  expect((await vic("sync")).json.outbox).toEqual([]);
  await button(all, which, branch);
  expect((await vic("sync")).json.outbox).toMatchObject([{ state: "delivered", bead: sent.json.id }]);
  expect((await vic("outbox", "list")).json).toEqual([]);
  expect(await titlesIn(bea)).toEqual(["Something of ours", "parser crash"]);
  const told = (await bea("log", sent.json.id)).json.map(({ subject }: { subject: string }) => subject);
  expect(told.some((subject: string) => subject.includes(which === "squash" ? "proposed" : "new task from vic/vc"))).toBe(true);
  expect((await bea("show", sent.json.id)).json).toMatchObject({ origin: { actor: "vic/vc" }, title: "parser crash" });
  await expectSound(here, beads);
});

test.each(BUTTONS)(
  "two branches that are merged one after the other with %s, with other work in between, both land once",
  async (which) => {
    const all = await strangers();
    const { vic, bea } = all;
    const one = await vic("send", all.beads, "one thing", "--via", "branch");
    const two = await vic("send", all.beads, "another matter", "--via", "branch");
    writeHook(all.beads, "update", "exit 0");
    await bea("create", "In between");
    await button(all, which, one.json.branch);
    writeHook(all.beads, "update", "exit 0");
    await bea("create", "In between again");
    await button(all, which, two.json.branch);
    expect((await vic("sync")).json.outbox.map(({ state }: { state: string }) => state)).toEqual(["delivered", "delivered"]);
    expect(await titlesIn(bea)).toEqual(["In between", "In between again", "Something of ours", "another matter", "one thing"]);
  },
);

test("a word on a thread goes as a branch of its own, with its files", async () => {
  const all = await strangers();
  const { here, vic, bea, beads } = all;
  const sent = await vic("send", beads, "parser crash", "--via", "branch");
  await button(all, "merge", sent.json.branch);
  await vic("sync");
  here.write("one/vc/trace.txt", "at line 3\n");
  const said = await vic("reply", sent.json.address, "-m", "Here is a trace.", "--attach", "trace.txt");
  expect(said.status).toBe(0);
  const tried = await vic("outbox", "retry", "--via", "branch");
  expect(tried.json).toMatchObject([{ kind: "message", state: "proposed" }]);
  const [branch = ""] = (await branchesOf(all)).filter((name) => name !== sent.json.branch);
  expect(branch.startsWith(`beads-inbox/vc/${sent.json.id}-`)).toBe(true);
  await button(all, "squash", branch);
  expect((await vic("sync")).json.outbox).toMatchObject([{ state: "delivered" }]);
  await bea("sync");
  expect((await bea("thread", sent.json.id)).json).toMatchObject([
    { body: "Here is a trace.", attachments: [{ name: "trace.txt" }] },
  ]);
});

test("a push that is refused names the other way, and the same entry then goes as a branch", async () => {
  const all = await strangers();
  const sent = await all.vic("send", all.beads, "parser crash");
  expect(sent).toMatchObject({ status: 0, json: { state: "queued", final: true } });
  expect(sent.json.hint).toContain("--via branch");
  const tried = await all.vic("outbox", "retry", "--via", "branch");
  const [branch = ""] = await branchesOf(all);
  expect(tried.json).toMatchObject([{ state: "proposed", branch }]);
  expect((await all.vic("sync")).json.outbox).toEqual([]);
  await button(all, "rebase", branch);
  expect((await all.vic("sync")).json.outbox).toMatchObject([{ state: "delivered", bead: sent.json.id }]);
  expect(await titlesIn(all.bea)).toEqual(["Something of ours", "parser crash"]);
});

test("a fork of the sender's own gets the branch where the host lets nobody else push", async () => {
  const all = await strangers();
  const { here, vic, beads } = all;
  writeHook(beads, "update", "echo 'You are not allowed to push' >&2\nexit 1");
  const refused = await vic("send", beads, "parser crash", "--via", "branch");
  expect(refused).toMatchObject({ status: 0, json: { state: "queued", final: true } });
  expect(refused.json.reason).toContain("not allowed to push");
  expect(refused.json.hint).toContain("--fork");
  await here.git(here.root, "clone", "-q", "--bare", beads, "host/fork.git");
  const fork = here.path("host/fork.git");
  const sent = await vic("send", beads, "another crash", "--fork", fork);
  expect(sent).toMatchObject({ json: { state: "proposed", carrier: { kind: "branch", place: fork } } });
  expect((await vic("outbox", "retry", "--via", "branch")).json).toMatchObject([{ state: "proposed" }]);
  for (const branch of [sent.json.branch, (await vic("outbox", "list")).json[1].branch]) {
    writeHook(beads, "update", "exit 0");
    await press(here, beads, "squash", { base: "beads", branch, fork });
  }
  const states = (await vic("sync")).json.outbox.map(({ state }: { state: string }) => state);
  expect(states).toEqual(["delivered", "delivered"]);
  expect(await titlesIn(all.bea)).toEqual(["Something of ours", "another crash", "parser crash"]);
});

test("git's configuration names a fork for good", async () => {
  const all = await strangers();
  const { here, vic, beads } = all;
  await here.git(here.root, "clone", "-q", "--bare", beads, "host/fork.git");
  const fork = here.path("host/fork.git");
  await here.git(here.path("one/vc"), "config", `beads.local:${beads.replace(/\.git$/, "")}.fork`, fork);
  const sent = await vic("send", beads, "parser crash", "--via", "branch");
  expect(sent.json).toMatchObject({ state: "proposed", carrier: { place: fork } });
  expect(await branchesOf(all)).toEqual([]);
  expect(await here.git(fork, "rev-parse", "--verify", sent.json.branch)).toBeTruthy();
});

test("two clones of the sender make one branch, and what was killed before it was written down is found", async () => {
  const all = await strangers();
  const { here, vic, beads } = all;
  const sent = await vic("send", beads, "parser crash", "--via", "branch", "--offline");
  expect(sent.json.state).toBe("queued");
  await vic("sync", "--json");
  const [branch = ""] = await branchesOf(all);
  const tip = await here.git(beads, "rev-parse", branch);
  // The mark that this clone wrote never got out: another clone of vc begins anew.
  await here.git(here.path("host/vc.git"), "update-ref", "refs/heads/beads", "refs/heads/beads~1");
  await here.clone(here.path("host/vc.git"), "three/vc");
  await here.git(here.path("three/vc"), "config", "beads.project", beads);
  const clock = new StoryClock(START + 3_600_000);
  const host = fakeHost({
    cwd: here.path("three/vc"),
    env: { ...here.env, BD_ACTOR: "vera/vc" },
    now: clock.now,
    chance: seededChance(9),
  });
  const before = await here.git(here.path("host/vc.git"), "log", "-1", "--format=%s", "beads");
  expect(before).toContain("new task");
  expect(await main(["outbox", "retry", "--json"], host), host.written.all).toBe(0);
  expect(JSON.parse(host.written.stdout)).toMatchObject([{ state: "proposed", branch }]);
  expect(await here.git(beads, "rev-parse", branch)).toBe(tip);
  expect(await branchesOf(all)).toEqual([branch]);
});

test("a branch that was deleted without being merged is not made again by itself, and is when somebody asks", async () => {
  const all = await strangers();
  const { here, vic, beads } = all;
  const sent = await vic("send", beads, "parser crash", "--via", "branch");
  await here.git(beads, "update-ref", "-d", `refs/heads/${sent.json.branch}`);
  expect((await vic("sync")).json.outbox).toMatchObject([{ state: "queued", code: "BRANCH_GONE", final: true }]);
  expect(await branchesOf(all)).toEqual([]);
  expect((await vic("outbox", "list")).json).toMatchObject([{ state: "proposed", reason: expect.stringContaining("is gone") }]);
  expect((await vic("outbox", "retry", sent.json.entry)).json).toMatchObject([{ state: "proposed", branch: sent.json.branch }]);
  expect(await branchesOf(all)).toEqual([sent.json.branch]);
});

test("a branch of the same name that holds something else is left alone", async () => {
  const all = await strangers();
  const { here, vic, beads } = all;
  const queued = await vic("send", beads, "parser crash", "--via", "branch", "--offline");
  await here.git(beads, "update-ref", `refs/heads/beads-inbox/vc/${queued.json.id}`, "refs/heads/beads");
  const tried = await vic("outbox", "retry");
  expect(tried.json[0].branch).toBe(`beads-inbox/vc/${queued.json.entry.toLowerCase()}`);
});

test("a closed project takes no branch either", async () => {
  const all = await strangers();
  writeHook(all.beads, "update", "exit 0");
  await all.bea("config", "set", "inbound", "closed");
  await all.bea("sync");
  const sent = await all.vic("send", all.beads, "parser crash", "--via", "branch");
  expect(sent).toMatchObject({ status: 3, json: { state: "refused" } });
  expect(await branchesOf(all)).toEqual([]);
});

test("where the other project's changes are merged by a person, whatever is sent there goes as a branch by itself", async () => {
  for (const near of [false, true]) {
    const all = await strangers({ near });
    writeHook(all.beads, "update", "exit 0");
    await all.bea("config", "set", "push", "propose");
    const [own = ""] = await branchesOf(all);
    expect(own).toMatch(/^beads-inbox\/beads\/bea-/);
    await button(all, "merge", own);
    await all.bea("sync");
    const sent = await all.vic("send", near ? "beads" : all.beads, "parser crash");
    expect(sent.json).toMatchObject({ state: "proposed", branch: expect.stringMatching(/^beads-inbox\/vc\//) });
    await button(all, "squash", sent.json.branch);
    expect((await all.vic("sync")).json.outbox).toMatchObject([{ state: "delivered" }]);
  }
});
