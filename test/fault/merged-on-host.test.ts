import { expect, test } from "vitest";
import type { CloneLedger } from "../../src/store/clone-ledger.ts";
import { BUTTONS, press } from "../support/host-buttons.ts";
import { begin, claimOf, issueOf, sit } from "../support/ledgers.ts";
import { expectSound } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const NO_PROOF = { markers: [], session: null, explicit_session: false };
const BRANCH = "handmade";

/** How the person who pressed the button let the commits be put down. */
const WAYS = [...BUTTONS.map((button) => ({ button })), { button: "squash", squashed: "messages" }] as const;

function create(id: string, title = `Issue ${id}`) {
  return { issues: [issueOf({ id, title })], explicit: [] };
}

function edit(id: string, set: object, add = {}) {
  return { edits: [{ id, set, add }], word: "updated", proof: NO_PROOF };
}

function say(id: string, letters: string) {
  const moment = `20261121T103000123Z-${letters}`;
  const from = { human: "Test Person", agent: "one/demo", project: "local:demo", session: null };
  const said = { id: moment, thread: id, from, to: [], deadline: null, in_reply_to: null, subject: null, data: {} };
  const more = { attachments: [], extras: [], type: "note", priority: "normal", expects: "none" } as const;
  return { message: { ...said, ...more, created: "2026-11-21T10:30:00.123Z", op: moment, body: `Said ${letters}` }, files: [] };
}

/** A remote with a ledger and two clones of it; the first one writes without being able to push. */
async function pair(here: Scratch) {
  const remote = await here.remote("demo.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, one);
  const seat = await sit(here, one, { agent: "one/demo" });
  for (const id of ["demo-aaaaaa", "demo-bbbbbb"]) await seat.write("create", create(id), "soon");
  const other = await sit(here, two, { agent: "two/demo", seed: 2 });
  await other.snapshot();
  const offline = await sit(here, one, { agent: "one/demo", seed: 5, offline: true });
  return { remote, one, two, first: seat, offline, other };
}

/** What a clone has that the remote has not, one change of each kind. */
async function writeSome(ledger: CloneLedger): Promise<void> {
  await ledger.write("create", create("demo-cccccc"), "never");
  await ledger.write("edit", edit("demo-cccccc", { title: "Renamed" }), "never");
  await ledger.write("edit", edit("demo-aaaaaa", { priority: 0 }, { labels: ["mine"] }), "never");
  await ledger.write("claim", claimOf("demo-bbbbbb", NO_PROOF), "never");
  await ledger.write("message", say("demo-bbbbbb", "dddddd"), "never");
  const closing = { ids: ["demo-aaaaaa"], reason: "Done.", outcome: "done", force: true, with_children: false, proof: NO_PROOF };
  const follow_ups = [issueOf({ id: "demo-ffffff", title: "What is left" })];
  await ledger.write("close", { ...closing, outcome: "done", follow_ups }, "never");
}

async function publish(here: Scratch, clone: string, remote: string): Promise<void> {
  await here.git(clone, "push", "--quiet", "--force", remote, `refs/beads/ledger:refs/heads/${BRANCH}`);
}

async function expectOnce(here: Scratch, { remote, one, first }: Awaited<ReturnType<typeof pair>>): Promise<void> {
  const merged = await here.git(remote, "rev-parse", "beads");
  const report = await first.sync();
  expect(report).toMatchObject({ reach: "pushed", lost: [] });
  expect((await first.health()).pending).toBe(0);
  expect(await here.git(remote, "rev-parse", "beads")).toBe(merged);
  expect(await here.git(one, "rev-parse", "refs/beads/ledger")).toBe(merged);
  const snapshot = await first.snapshot();
  const titles = snapshot.rows({}, await first.moment()).map((row) => row.issue.title);
  expect(titles.sort()).toEqual(["Issue demo-aaaaaa", "Issue demo-bbbbbb", "Renamed", "What is left"]);
  expect(snapshot.issue("demo-aaaaaa")).toMatchObject({ status: "closed", priority: 0 });
  expect(snapshot.messages({ thread: "demo-bbbbbb" })).toHaveLength(1);
  await expectSound(here, one);
}

test.each(WAYS)("what a person merged with $button (saying $squashed) is recognised, and nothing is made twice", async (way) => {
  const here = scratch();
  const all = await pair(here);
  await writeSome(all.offline);
  await publish(here, all.one, all.remote);
  await press(here, all.remote, way.button, { base: "beads", branch: BRANCH, ...way });
  await expectOnce(here, all);
  expect((await all.first.snapshot()).lease("demo-bbbbbb")).toMatchObject({ by: "one/demo", epoch: 1, ended: null });
});

test.each(WAYS)("so it is where others wrote in between, and after, with $button (saying $squashed)", async (way) => {
  const here = scratch();
  const all = await pair(here);
  await writeSome(all.offline);
  await publish(here, all.one, all.remote);
  await all.other.write("edit", edit("demo-bbbbbb", { priority: 1 }), "now");
  await press(here, all.remote, way.button, { base: "beads", branch: BRANCH, ...way });
  await all.other.write("message", say("demo-bbbbbb", "eeeeee"), "now");
  const merged = await here.git(all.remote, "rev-parse", "beads");
  expect(await all.first.sync()).toMatchObject({ reach: "pushed", lost: [] });
  expect(await here.git(all.remote, "rev-parse", "beads")).toBe(merged);
  expect((await all.first.snapshot()).count({}, await all.first.moment())).toBe(4);
});

test.each(WAYS)(
  "what was written after the branch was made is kept, and stands once, with $button (saying $squashed)",
  async (way) => {
    const here = scratch();
    const all = await pair(here);
    await all.offline.write("create", create("demo-cccccc"), "never");
    await publish(here, all.one, all.remote);
    await all.offline.write("edit", edit("demo-cccccc", { title: "Renamed" }), "never");
    await all.offline.write("message", say("demo-cccccc", "dddddd"), "never");
    await press(here, all.remote, way.button, { base: "beads", branch: BRANCH, ...way });
    expect(await all.first.sync()).toMatchObject({ reach: "pushed", lost: [] });
    await all.other.sync();
    const snapshot = await all.other.snapshot();
    expect(snapshot.issue("demo-cccccc")?.title).toBe("Renamed");
    expect(snapshot.messages({ thread: "demo-cccccc" })).toHaveLength(1);
    expect(snapshot.count({}, await all.other.moment())).toBe(3);
  },
);

test.each(WAYS)(
  "an edit that was merged is not made again over what others have said since, with $button (saying $squashed)",
  async (way) => {
    const here = scratch();
    const all = await pair(here);
    await all.offline.write("edit", edit("demo-aaaaaa", { title: "Mine" }, { labels: ["mine"] }), "never");
    await publish(here, all.one, all.remote);
    await all.other.write("edit", edit("demo-aaaaaa", { priority: 1 }), "now");
    await press(here, all.remote, way.button, { base: "beads", branch: BRANCH, ...way });
    await all.other.write("edit", edit("demo-aaaaaa", { title: "Theirs" }), "now");
    expect(await all.first.sync()).toMatchObject({ reach: "pushed", lost: [] });
    expect((await all.first.snapshot()).issue("demo-aaaaaa")).toMatchObject({
      title: "Theirs",
      priority: 1,
      labels: ["mine"],
    });
  },
);

test("an issue that a person merged with words of their own is known by its id, its author and its time", async () => {
  const here = scratch();
  const all = await pair(here);
  await all.offline.write("create", { issues: [issueOf({ id: "demo-cccccc", body: "As I wrote it." })], explicit: [] }, "never");
  await publish(here, all.one, all.remote);
  await press(here, all.remote, "squash", { base: "beads", branch: BRANCH });
  const work = await here.clone(all.remote, "person", "--branch", "beads");
  const path = (await here.git(work, "ls-files", "*demo-cccccc/issue.md")).trim();
  await here.git(work, "config", "user.name", "A Person");
  const sed = await here.run("sed", ["-i", "s/^title: .*/title: As they put it/", path], { directory: work });
  expect(sed.status).toBe(0);
  await here.git(work, "commit", "--quiet", "--all", "--amend", "-m", "In other words");
  await here.git(work, "push", "--quiet", "--force", "origin", "beads");
  expect(await all.first.sync()).toMatchObject({ reach: "pushed", lost: [], pushed: 0 });
  const snapshot = await all.first.snapshot();
  expect(snapshot.issue("demo-cccccc")?.title).toBe("As they put it");
  expect(snapshot.count({}, await all.first.moment())).toBe(3);
});

test("another's issue under the same id still makes ours give way", async () => {
  const here = scratch();
  const all = await pair(here);
  await all.other.write("create", create("demo-cccccc", "Theirs"), "now");
  await all.offline.write("create", create("demo-cccccc", "Ours"), "never");
  expect(await all.first.sync()).toMatchObject({ reach: "pushed", lost: [] });
  const titles = (await all.first.snapshot()).rows({}, await all.first.moment()).map((row) => row.issue.title);
  expect(titles).toContain("Theirs");
  expect(titles).toContain("Ours");
});
