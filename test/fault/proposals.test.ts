import { expect, test } from "vitest";
import type { Ledger } from "../../src/store/ledger.ts";
import { START } from "../support/fake-host.ts";
import { loseAcknowledgements, writeHook } from "../support/hooks.ts";
import { BUTTONS, press } from "../support/host-buttons.ts";
import { begin, claimOf, issueOf, sit } from "../support/ledgers.ts";
import { expectSound } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const NO_PROOF = { markers: [], session: null, explicit_session: false };

function create(id: string, title = `Issue ${id}`) {
  return { issues: [issueOf({ id, title })], explicit: [] };
}

function edit(id: string, set: object) {
  return { edits: [{ id, set }], word: "updated", proof: NO_PROOF };
}

/** A remote whose ledger branch only its owner may move (from within), and two clones that propose. */
async function protectedPair(here: Scratch) {
  const remote = await here.remote("demo.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, one);
  let now = START;
  const tick = () => {
    now += 5_000;
    return now;
  };
  const first = await sit(here, one, { agent: "one/demo", now: tick });
  await first.write("configure", { set: { push: "propose" } }, "never");
  await first.write("create", create("demo-aaaaaa"), "never");
  await here.git(one, "push", "--quiet", remote, "refs/beads/ledger:refs/heads/beads");
  await first.sync();
  protect(remote);
  const second = await sit(here, two, { agent: "two/demo", seed: 2, now: tick });
  await second.snapshot();
  return { remote, one, two, first, second };
}

/** As hosts do: a push over the network is refused, the button is not. */
function protect(remote: string): void {
  writeHook(
    remote,
    "update",
    `[ "$1" = refs/heads/beads ] && { echo 'GH006: Protected branch update failed' >&2; exit 1; }\nexit 0`,
  );
}

async function button(here: Scratch, remote: string, which: (typeof BUTTONS)[number], branch: string): Promise<void> {
  writeHook(remote, "update", "exit 0");
  await press(here, remote, which, { base: "beads", branch });
  protect(remote);
}

async function branchesOf(here: Scratch, remote: string): Promise<string[]> {
  const refs = await here.git(remote, "for-each-ref", "--format=%(refname:short)", "refs/heads/beads-inbox");
  return refs === "" ? [] : refs.split("\n");
}

async function branchOf(ledger: Ledger): Promise<string> {
  return (await ledger.health()).proposed?.branch ?? "";
}

async function titlesOf(ledger: Ledger): Promise<string[]> {
  return (await ledger.snapshot()).rows({}, await ledger.moment()).map((row) => row.issue.title);
}

test("what is written goes to a branch of this clone's own, and never onto the ledger's", async () => {
  const here = scratch();
  const { remote, one, first } = await protectedPair(here);
  const before = await here.git(remote, "rev-parse", "beads");
  const written = await first.write("create", create("demo-bbbbbb"), "now");
  const [branch = "", ...others] = await branchesOf(here, remote);
  expect(others).toEqual([]);
  expect(branch).toMatch(/^beads-inbox\/demo\/one-[0-9a-z]{6}$/);
  expect(written).toMatchObject({ reach: "local", why: expect.stringContaining(branch) });
  expect(await here.git(remote, "rev-parse", "beads")).toBe(before);
  expect(await here.git(remote, "rev-parse", branch)).toBe(await here.git(one, "rev-parse", "refs/beads/ledger"));
  expect(await first.health()).toMatchObject({ push: "propose", pending: 1, proposed: { branch, base: "beads", changes: 1 } });
  expect(await first.sync()).toMatchObject({ reach: "local", pushed: 0, hint: null, proposed: { branch, changes: 1 } });
  await expectSound(here, one);
});

test.each(BUTTONS)("what a person merged with %s has landed, and the next change is proposed anew", async (which) => {
  const here = scratch();
  const { remote, one, first, second } = await protectedPair(here);
  await first.write("create", create("demo-bbbbbb"), "now");
  await first.write("edit", edit("demo-aaaaaa", { priority: 0 }), "now");
  await first.write("claim", claimOf("demo-bbbbbb", NO_PROOF), "confirm");
  await button(here, remote, which, await branchOf(first));
  expect(await first.sync()).toMatchObject({ reach: "pushed", pushed: 3, lost: [], proposed: null });
  expect((await first.snapshot()).lease("demo-bbbbbb")).toMatchObject({ by: "one/demo", ended: null });
  await second.sync();
  expect(await titlesOf(second)).toEqual(await titlesOf(first));
  await first.write("create", create("demo-cccccc"), "now");
  expect(await first.health()).toMatchObject({ pending: 1, proposed: { changes: 1 } });
  await button(here, remote, which, await branchOf(first));
  expect(await first.sync()).toMatchObject({ reach: "pushed", pushed: 1 });
  expect((await titlesOf(first)).sort()).toEqual(["Issue demo-aaaaaa", "Issue demo-bbbbbb", "Issue demo-cccccc"]);
  await expectSound(here, one);
});

test.each(BUTTONS)("two clones' branches that are merged one after the other with %s make nothing twice", async (which) => {
  const here = scratch();
  const { remote, first, second } = await protectedPair(here);
  await first.write("create", create("demo-bbbbbb"), "now");
  await first.write("edit", edit("demo-aaaaaa", { title: "One" }), "now");
  await second.write("create", create("demo-cccccc"), "now");
  const [a, b] = [await branchOf(first), await branchOf(second)];
  expect(a).not.toBe(b);
  await button(here, remote, which, a);
  await button(here, remote, which, b);
  for (const ledger of [first, second]) {
    expect(await ledger.sync()).toMatchObject({ reach: "pushed", lost: [] });
    expect((await titlesOf(ledger)).sort()).toEqual(["Issue demo-bbbbbb", "Issue demo-cccccc", "One"]);
  }
});

test("a branch that would conflict is made anew on what was merged first, and then can be merged", async () => {
  const here = scratch();
  const { remote, first, second } = await protectedPair(here);
  await first.write("edit", edit("demo-aaaaaa", { title: "One" }), "now");
  await second.write("edit", edit("demo-aaaaaa", { title: "Two" }), "now");
  await button(here, remote, "merge", await branchOf(first));
  await expect(press(here, remote, "merge", { base: "beads", branch: await branchOf(second) })).rejects.toThrow("CONFLICT");
  expect(await second.sync()).toMatchObject({ reach: "local", proposed: { changes: 1 } });
  await button(here, remote, "merge", await branchOf(second));
  await second.sync();
  expect(await titlesOf(second)).toEqual(["Two"]);
});

test("a claim is tentative until it is merged, and is lost to one that was merged first", async () => {
  const here = scratch();
  const { remote, first, second } = await protectedPair(here);
  const mine = await first.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm");
  expect(mine).toMatchObject({ reach: "local", why: expect.stringMatching(/^Tentative/) });
  const theirs = await second.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm");
  expect(theirs.reach).toBe("local");
  await button(here, remote, "merge", await branchOf(second));
  const report = await first.sync();
  expect(report).toMatchObject({ lost: [{ code: "CLAIM_LOST" }] });
  expect((await first.snapshot()).lease("demo-aaaaaa")?.by).toBe("two/demo");
});

test("what was merged and replaced by a newer branch at the same time stands once", async () => {
  const here = scratch();
  const { remote, first } = await protectedPair(here);
  await first.write("create", create("demo-bbbbbb"), "now");
  await first.write("claim", claimOf("demo-bbbbbb", NO_PROOF), "confirm");
  const branch = await branchOf(first);
  const before = await here.git(remote, "rev-parse", branch);
  await first.write("create", create("demo-cccccc"), "now");
  await here.git(remote, "update-ref", "refs/heads/earlier", before);
  await button(here, remote, "squash", "earlier");
  expect(await first.sync()).toMatchObject({ lost: [], proposed: { changes: 1 } });
  await button(here, remote, "squash", branch);
  expect(await first.sync()).toMatchObject({ reach: "pushed", lost: [] });
  expect((await titlesOf(first)).sort()).toEqual(["Issue demo-aaaaaa", "Issue demo-bbbbbb", "Issue demo-cccccc"]);
});

test("a branch that the host deleted after it was merged is made again when there is something to propose", async () => {
  const here = scratch();
  const { remote, first } = await protectedPair(here);
  await first.write("create", create("demo-bbbbbb"), "now");
  const branch = await branchOf(first);
  await button(here, remote, "squash", branch);
  await here.git(remote, "update-ref", "-d", `refs/heads/${branch}`);
  await first.sync();
  expect(await branchesOf(here, remote)).toEqual([]);
  await first.write("create", create("demo-cccccc"), "now");
  expect(await branchesOf(here, remote)).toEqual([branch]);
});

test("a branch on which somebody else wrote is left alone, and its changes land when it is merged", async () => {
  const here = scratch();
  const { remote, first } = await protectedPair(here);
  await first.write("create", create("demo-bbbbbb"), "now");
  const branch = await branchOf(first);
  const work = await here.clone(remote, "person", "--branch", branch);
  await here.git(work, "commit", "--quiet", "--allow-empty", "-m", "A look at it");
  await here.git(work, "push", "--quiet", "origin", `HEAD:${branch}`);
  const theirs = await here.git(remote, "rev-parse", branch);
  const written = await first.write("create", create("demo-cccccc"), "now");
  expect(written).toMatchObject({ reach: "local", why: expect.stringContaining("Somebody else") });
  expect(await here.git(remote, "rev-parse", branch)).toBe(theirs);
  await button(here, remote, "merge", branch);
  await here.git(remote, "update-ref", "-d", `refs/heads/${branch}`);
  expect(await first.sync()).toMatchObject({ proposed: { changes: 1 }, lost: [] });
});

test("a branch whose acknowledgement was lost is known for one's own", async () => {
  const here = scratch();
  const { remote, first } = await protectedPair(here);
  const mark = here.write("lose-once", "");
  loseAcknowledgements(remote, `[ -e '${mark}' ] && rm '${mark}'`);
  await first.write("create", create("demo-bbbbbb"), "now");
  await first.write("create", create("demo-cccccc"), "now");
  const [branch = ""] = await branchesOf(here, remote);
  expect(await first.health()).toMatchObject({ pending: 2, proposed: { branch, changes: 2 } });
});

test.each(["push:ready", "push:sent"] as const)(
  "a proposer that dies at %s leaves nothing that the next one cannot go on with",
  async (point) => {
    const here = scratch();
    const { remote, one, first } = await protectedPair(here);
    await first.write("create", create("demo-bbbbbb"), "now");
    let deaths = 0;
    const reached = (at: string) => {
      if (at !== point || deaths > 0) return;
      deaths += 1;
      throw new Error("killed");
    };
    const dying = await sit(here, one, { agent: "one/demo", seed: 7, now: () => START + 600_000, reached });
    await expect(dying.write("create", create("demo-cccccc"), "now")).rejects.toThrow("killed");
    const next = await sit(here, one, { agent: "one/demo", seed: 8, now: () => START + 700_000 });
    expect(await next.sync()).toMatchObject({ reach: "local", proposed: { changes: 2 } });
    const branches = await branchesOf(here, remote);
    expect(branches).toEqual([await branchOf(next)]);
    await button(here, remote, "squash", branches[0] ?? "");
    expect(await next.sync()).toMatchObject({ reach: "pushed", lost: [] });
    expect((await titlesOf(next)).sort()).toEqual(["Issue demo-aaaaaa", "Issue demo-bbbbbb", "Issue demo-cccccc"]);
  },
);

test("a host that takes no branches of ours either says so in its words, and everything is kept", async () => {
  const here = scratch();
  const { remote, first } = await protectedPair(here);
  writeHook(remote, "update", "echo 'You are not allowed to push' >&2\nexit 1");
  const written = await first.write("create", create("demo-bbbbbb"), "now");
  expect(written).toMatchObject({ reach: "local", why: expect.stringContaining("not allowed to push") });
  expect(await first.sync()).toMatchObject({
    reach: "local",
    proposed: null,
    hint: expect.stringContaining("right to push branches"),
  });
  expect(await first.health()).toMatchObject({ pending: 1, proposed: null, lost: [] });
});

test("a claim that a protected branch refuses names the setting", async () => {
  const here = scratch();
  const { first } = await protectedPair(here);
  await first.write("configure", { set: { push: null } }, "never");
  await expect(first.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm")).rejects.toMatchObject({
    code: "CLAIM_NOT_CONFIRMED",
    hints: [expect.stringContaining("bd config set push propose")],
  });
});

test("a protected branch without the setting names the setting", async () => {
  const here = scratch();
  const { first } = await protectedPair(here);
  await first.write("configure", { set: { push: null } }, "never");
  const report = await first.sync();
  expect(report).toMatchObject({ reach: "local", proposed: null, hint: expect.stringContaining("bd config set push propose") });
});
