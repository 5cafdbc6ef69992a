import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { loseAcknowledgements, writeHook } from "../support/hooks.ts";
import { begin, claimOf, issueOf, ledgerOptions, type Seat, sit } from "../support/ledgers.ts";
import { expectSound } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const NO_PROOF = { markers: [], session: null, explicit_session: false };

function create(...ids: string[]) {
  return { issues: ids.map((id) => issueOf({ id, title: `Issue ${id}` })), explicit: [] };
}

/** A remote with a ledger, and two clones of it. */
async function pair(here: Scratch) {
  const remote = await here.remote("demo.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, one);
  const first = await sit(here, one, { agent: "one/demo" });
  await first.write("create", create("demo-aaaaaa"), "soon");
  const second = await sit(here, two, { agent: "two/demo", seed: 2 });
  await second.snapshot();
  return { remote, one, two, first, second };
}

/** The ids of the issues that git holds at a ref. */
async function idsAt(here: Scratch, directory: string, ref: string): Promise<string[]> {
  const paths = (await here.git(directory, "ls-tree", "-r", "--name-only", ref)).split("\n");
  return paths.flatMap((path) => /([^/]+)\/issue\.md$/.exec(path)?.[1] ?? []).sort();
}

test("a push whose acknowledgement is lost is found on the remote, and counts once", async () => {
  const here = scratch();
  const { remote, one, first } = await pair(here);
  const mark = here.write("lose-once", "");
  loseAcknowledgements(remote, `[ -e '${mark}' ] && rm '${mark}'`);
  expect(await first.write("create", create("demo-bbbbbb"), "soon")).toMatchObject({ reach: "pushed" });
  expect(existsSync(mark)).toBe(false);
  expect(await idsAt(here, remote, "beads")).toEqual(["demo-aaaaaa", "demo-bbbbbb"]);
  expect(await here.git(one, "rev-parse", "refs/beads/remote")).toBe(await here.git(remote, "rev-parse", "beads"));
  await expectSound(here, one);
});

test("a claim whose acknowledgement is lost on a remote that then vanishes is released when the remote is back", async () => {
  const here = scratch();
  const { remote, one, first, second } = await pair(here);
  const away = here.path("away.git");
  loseAcknowledgements(remote, `mv '${remote}' '${away}'`);
  await expect(first.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm")).rejects.toMatchObject({
    code: "CLAIM_UNKNOWN",
    kind: "environment",
  });
  renameSync(away, remote);
  rmSync(`${remote}/hooks/reference-transaction`);
  expect(await first.sync()).toMatchObject({ reach: "pushed" });
  expect(readdirSync(`${one}/.git/bd/claims`)).toEqual([]);
  await second.sync();
  const lease = (await second.snapshot()).lease("demo-aaaaaa");
  expect(lease).toMatchObject({ by: "one/demo", ended: "released" });
  expect(await second.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm")).toMatchObject({
    reach: "pushed",
    result: { epoch: 2 },
  });
  await expectSound(here, one);
});

test("a remote that declines everything keeps every change pending, and says its words", async () => {
  const here = scratch();
  const { remote, one, first } = await pair(here);
  writeHook(remote, "pre-receive", "echo 'the office is closed' >&2\nexit 1");
  for (const id of ["demo-bbbbbb", "demo-cccccc", "demo-dddddd"]) {
    const written = await first.write("create", create(id), "soon");
    expect(written.reach).toBe("local");
    expect(written.why).toContain("the office is closed");
  }
  expect((await first.health()).pending).toBe(3);
  expect((await first.health()).lost).toEqual([]);
  rmSync(`${remote}/hooks/pre-receive`);
  expect(await first.sync()).toMatchObject({ reach: "pushed", pushed: 3 });
  expect(await idsAt(here, remote, "beads")).toEqual(["demo-aaaaaa", "demo-bbbbbb", "demo-cccccc", "demo-dddddd"]);
  await expectSound(here, one);
});

test("one change that the remote declines for its content is parked with its words, and the others go through", async () => {
  const here = scratch();
  const { remote, one, first } = await pair(here);
  const secret = `while read old new ref; do git log --format=%B "$old..$new" | grep -q hunter2 && { echo 'found a secret' >&2; exit 1; }; done; exit 0`;
  writeHook(remote, "pre-receive", secret);
  const offline = await sit(here, one, { agent: "one/demo", seed: 5, offline: true });
  await offline.write("create", create("demo-bbbbbb"), "soon");
  await offline.write(
    "create",
    { issues: [issueOf({ id: "demo-cccccc", title: "The password is hunter2" })], explicit: [] },
    "soon",
  );
  await offline.write("create", create("demo-dddddd"), "soon");
  const report = await first.sync();
  expect(report).toMatchObject({ reach: "pushed", pushed: 2 });
  expect(report.lost).toMatchObject([
    { kind: "refused", code: "REMOTE_DECLINED", subject: expect.stringContaining("demo-cccccc") },
  ]);
  expect(await idsAt(here, remote, "beads")).toEqual(["demo-aaaaaa", "demo-bbbbbb", "demo-dddddd"]);
  expect((await first.health()).lost[0]?.message).toContain("found a secret");
  await first.acknowledge(report.lost.map((entry) => entry.op));
  expect((await first.health()).lost).toEqual([]);
  await expectSound(here, one);
});

test("a protected branch is explained, and what was written is kept", async () => {
  const here = scratch();
  const { remote, one, first } = await pair(here);
  writeHook(remote, "update", "echo 'GH006: Protected branch update failed' >&2\nexit 1");
  expect(await first.write("create", create("demo-bbbbbb"), "soon")).toMatchObject({ reach: "local", changed: true });
  await expect(first.write("claim", claimOf("demo-bbbbbb", NO_PROOF), "confirm")).rejects.toMatchObject({
    code: "CLAIM_NOT_CONFIRMED",
  });
  const snapshot = await first.snapshot();
  expect(snapshot.has("demo-bbbbbb")).toBe(true);
  expect(snapshot.lease("demo-bbbbbb")).toBeUndefined();
  await expectSound(here, one);
});

test("a remote that is gone leaves writes pending and claims unheld, and everything arrives when it is back", async () => {
  const here = scratch();
  const { remote, one, first } = await pair(here);
  renameSync(remote, here.path("away.git"));
  expect(await first.write("create", create("demo-bbbbbb"), "soon")).toMatchObject({ reach: "local" });
  await expect(first.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm")).rejects.toMatchObject({
    kind: "environment",
    code: "CLAIM_NOT_CONFIRMED",
  });
  expect((await first.snapshot()).lease("demo-aaaaaa")).toBeUndefined();
  renameSync(here.path("away.git"), remote);
  expect(await first.sync()).toMatchObject({ reach: "pushed", pushed: 1 });
  expect(await idsAt(here, remote, "beads")).toEqual(["demo-aaaaaa", "demo-bbbbbb"]);
  await expectSound(here, one);
});

test("a rewritten remote is reported and backed up, and followed only when told to", async () => {
  const here = scratch();
  const { remote, one, first, second } = await pair(here);
  const before = await here.git(one, "rev-parse", "beads/ledger");
  const other = await here.git(remote, "commit-tree", "-m", "rewritten", `${before}^{tree}`);
  await here.git(remote, "update-ref", "refs/heads/beads", other);
  const offline = await sit(here, one, { agent: "one/demo", seed: 5, offline: true });
  await offline.write("create", create("demo-bbbbbb"), "soon");
  const mine = await here.git(one, "rev-parse", "beads/ledger");
  await expect(first.sync()).rejects.toMatchObject({ code: "LEDGER_REWRITTEN", kind: "environment" });
  expect(await here.git(one, "rev-parse", "beads/ledger")).toBe(mine);
  expect(await here.git(one, "for-each-ref", "--format=%(objectname)", "refs/beads/backup")).toContain(mine);
  await expect(second.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm")).rejects.toMatchObject({ kind: "environment" });
  expect(await first.sync({ adopt: true })).toMatchObject({ reach: "pushed" });
  expect(await here.git(remote, "merge-base", other, "beads")).toBe(other);
  expect(await idsAt(here, remote, "beads")).toEqual(["demo-aaaaaa", "demo-bbbbbb"]);
  await expectSound(here, one);
});

test("a ledger that was deleted on the remote comes back from a clone", async () => {
  const here = scratch();
  const { remote, one, first } = await pair(here);
  await here.git(remote, "update-ref", "-d", "refs/heads/beads");
  expect(await first.sync()).toMatchObject({ reach: "pushed" });
  await first.write("create", create("demo-bbbbbb"), "soon");
  expect(await idsAt(here, remote, "beads")).toEqual(["demo-aaaaaa", "demo-bbbbbb"]);
  await expectSound(here, one);
});

test("the user's own failing pre-push hook and vetoing reference-transaction hook keep no bead from its way", async () => {
  const here = scratch();
  const { remote, one, first } = await pair(here);
  writeHook(`${one}/.git`, "pre-push", "exit 1");
  writeHook(`${one}/.git`, "reference-transaction", "exit 1");
  expect(await first.write("create", create("demo-bbbbbb"), "soon")).toMatchObject({ reach: "pushed" });
  expect(await idsAt(here, remote, "beads")).toEqual(["demo-aaaaaa", "demo-bbbbbb"]);
});

test("a foreign git fetch between a claim elsewhere and a push here erases nothing", async () => {
  const here = scratch();
  const { remote, one, two, first, second } = await pair(here);
  const claimed = await first.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm");
  await here.git(two, "fetch", "--quiet", "--all");
  expect(await second.write("create", create("demo-bbbbbb"), "soon")).toMatchObject({ reach: "pushed" });
  expect((await second.snapshot()).lease("demo-aaaaaa")?.op).toBe(claimed.op);
  expect(await here.git(remote, "merge-base", claimed.commit ?? "", "beads")).toBe(claimed.commit);
  await expectSound(here, one);
});

test("a claim that is withdrawn while another writer builds on it is gone, and the other's change stays", async () => {
  const here = scratch();
  const { remote, one, first } = await pair(here);
  renameSync(remote, here.path("away.git"));
  let other: Promise<unknown> = Promise.resolve();
  const seat: Seat = {
    agent: "one/demo",
    seed: 7,
    reached: (point) => {
      if (point === "push:ready") other = offlineWrite(here, one);
    },
  };
  const claimer = await sit(here, one, seat);
  await expect(claimer.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm")).rejects.toMatchObject({
    code: "CLAIM_NOT_CONFIRMED",
  });
  await other;
  renameSync(here.path("away.git"), remote);
  await first.sync();
  expect((await first.snapshot()).lease("demo-aaaaaa")).toBeUndefined();
  expect(await idsAt(here, remote, "beads")).toEqual(["demo-aaaaaa", "demo-bbbbbb"]);
  await expectSound(here, one);
});

test("a claim that no remote could confirm leaves nothing, though the ledger was never pushed", async () => {
  const here = scratch();
  const one = await here.repository("one");
  await begin(here, one);
  await here.git(one, "remote", "add", "origin", here.path("nowhere.git"));
  const ledger = await sit(here, one);
  await ledger.write("create", create("demo-aaaaaa"), "soon");
  const tip = await here.git(one, "rev-parse", "beads/ledger");
  await expect(ledger.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm")).rejects.toMatchObject({
    code: "CLAIM_NOT_CONFIRMED",
  });
  expect(await here.git(one, "rev-parse", "beads/ledger")).toBe(tip);
  expect((await ledger.snapshot()).lease("demo-aaaaaa")).toBeUndefined();
  expect(readdirSync(`${one}/.git/bd/claims`)).toEqual([]);
  await ledger.close();
});

async function offlineWrite(here: Scratch, directory: string): Promise<void> {
  const ledger = await sit(here, directory, { agent: "other/demo", seed: 11, offline: true });
  await ledger.write("create", create("demo-bbbbbb"), "soon");
  await ledger.close();
}

test("an index of noise is made anew, and a file that cannot be read hides no other", async () => {
  const here = scratch();
  const { one, first } = await pair(here);
  await first.close();
  writeFileSync(indexPlace(`${one}/.git/bd`), "noise, and more noise\n".repeat(999));
  const again = await sit(here, one);
  expect((await again.snapshot()).issue("demo-aaaaaa")?.title).toBe("Issue demo-aaaaaa");
  const { repository } = await ledgerOptions(here, one);
  const tip = await repository.readRef("refs/beads/ledger");
  const someone = { name: "someone", email: "someone@example.com", at: 1_700_000_000_000 };
  const broken = "---\nid: demo-cccccc\n\n<<<<<<< ours\ntitle: a\n=======\ntitle: b\n>>>>>>> theirs\n---\n";
  const files = [{ path: ".beads/issues/00/demo-cccccc/issue.md", content: broken }];
  const [bad = ""] = await repository.writeCommits([
    { parent: tip, files, message: "by hand\n", author: someone, committer: someone },
  ]);
  await repository.updateRefs([{ ref: "refs/beads/ledger", to: bad, from: tip }]);
  const snapshot = await again.snapshot();
  expect(snapshot.invalid()).toMatchObject([{ path: ".beads/issues/00/demo-cccccc/issue.md" }]);
  expect(snapshot.issue("demo-aaaaaa")?.title).toBe("Issue demo-aaaaaa");
  await again.close();
});
