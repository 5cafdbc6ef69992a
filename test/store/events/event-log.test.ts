import { describe, expect, test } from "vitest";
import type { BeadEvent } from "../../../src/domain/event.ts";
import type { Ledger } from "../../../src/store/ledger.ts";
import { begin, claimOf, issueOf, sit } from "../../support/ledgers.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const PROOF = { markers: [], session: "s", explicit_session: true };
const CLOSING = { force: true, with_children: false, follow_ups: [], proof: PROOF } as const;
const ID = "demo-aaaaaa";

async function eventsOf(ledger: Ledger, since: string | null): Promise<{ event: BeadEvent; cursor: string }[]> {
  return Array.fromAsync((await ledger.events(since)).read({ code: true }));
}

/** Says what happened in a word and an id. */
const short = ({ event }: { event: BeadEvent }) => `${event.kind} ${event.bead ?? event.elsewhere ?? ""}`.trim();

/** A ledger in a repository of its own in which much was done to one issue. */
async function lived(): Promise<{ here: Scratch; directory: string; ledger: Ledger; root: string }> {
  const here = scratch();
  const directory = await here.repository("demo");
  await begin(here, directory);
  const ledger = await sit(here, directory, { session: "s" });
  const root = (await ledger.snapshot()).tip;
  await ledger.write(
    "create",
    { issues: [issueOf({ id: ID, title: "First" }), issueOf({ id: "demo-bbbbbb" })], explicit: [] },
    "soon",
  );
  await ledger.write("edit", { edits: [{ id: ID, set: { priority: 0 } }], word: "priority 0", proof: PROOF }, "soon");
  await ledger.write("claim", claimOf(ID, PROOF), "confirm");
  await ledger.write("release", { issue: ID, outcome: "released", reason: "tired\nvery", force: true, proof: PROOF }, "soon");
  await ledger.write("claim", claimOf(ID, PROOF), "confirm");
  await ledger.write("renew", { issue: ID, epoch: 2, lease: 9_000_000, proof: PROOF }, "soon").catch(() => undefined);
  await ledger.write("close", { ...CLOSING, ids: [ID], reason: "It works.", outcome: "done" }, "soon");
  await ledger.write("reopen", { ids: [ID], reason: null }, "soon");
  await ledger.write("configure", { set: { inbound: "review" } }, "soon");
  return { here, directory, ledger, root };
}

const STORY = [
  `created ${ID}`,
  "created demo-bbbbbb",
  `edited ${ID}`,
  `claimed ${ID}`,
  `released ${ID}`,
  `claimed ${ID}`,
  `closed ${ID}`,
  `reopened ${ID}`,
  "configured",
];

describe("the ledger's events", () => {
  test("tell in order what happened, and nothing of housekeeping or of what goes without saying", async () => {
    const { ledger, root } = await lived();
    const told = await eventsOf(ledger, root);
    expect(told.map(short)).toEqual(STORY);
    expect(told[0]?.event).toMatchObject({ title: "First", type: "task", status: "open", by: "test/demo", from_project: null });
    expect(told[2]?.event).toMatchObject({ subject: "priority 0", title: "First" });
    expect(told[4]?.event).toMatchObject({ outcome: "released", subject: "tired", text: "tired\nvery", title: "First" });
    expect(told[6]?.event).toMatchObject({ outcome: "done", text: "It works.", status: "closed" });
    await ledger.close();
  });

  test("go on behind each of them with its cursor, within a commit too", async () => {
    const { ledger, root } = await lived();
    const told = await eventsOf(ledger, root);
    for (const [at, { cursor }] of told.entries())
      expect((await eventsOf(ledger, cursor)).map(short)).toEqual(STORY.slice(at + 1));
    expect(await eventsOf(ledger, null)).toEqual([]);
    await ledger.close();
  });

  test("are read from a time, and from a message on", async () => {
    const { ledger } = await lived();
    expect((await eventsOf(ledger, "2020-01-01T00:00:00Z")).map(short)).toEqual(STORY);
    expect(await eventsOf(ledger, "2030-01-01T00:00:00Z")).toEqual([]);
    await expect(ledger.events("20261121T103000000Z-000000")).rejects.toMatchObject({ code: "MESSAGE_NOT_FOUND" });
    await ledger.close();
  });

  test("cannot be read from what is no commit of this ledger", async () => {
    const { here, directory, ledger } = await lived();
    const head = await here.git(directory, "rev-parse", "HEAD");
    const other = await here.git(directory, "commit-tree", `${head}^{tree}`, "-p", head, "-m", "other");
    const tip = (await ledger.snapshot()).tip;
    for (const cursor of ["0".repeat(40), head, other, `${tip}.0123456789ab`])
      await expect(ledger.events(cursor), cursor).rejects.toMatchObject({ kind: "not-found", code: "CURSOR_UNKNOWN" });
    await ledger.close();
  });

  test("name what a file says that nobody can read no more than changed", async () => {
    const { here, directory, ledger } = await lived();
    const tip = (await ledger.snapshot()).tip;
    const path = (await here.git(directory, "ls-tree", "-r", "--name-only", tip))
      .split("\n")
      .find((name) => name.includes(`${ID}/issue.md`));
    const blob = here.write("broken.md", "no frontmatter at all");
    const oid = await here.git(directory, "hash-object", "-w", blob);
    const index = { GIT_INDEX_FILE: here.path("index") };
    const plumb = async (...args: string[]) =>
      (await here.run("git", args, { directory, env: { ...here.env, ...index } })).stdout.trim();
    await plumb("read-tree", tip);
    await plumb("update-index", "--add", "--cacheinfo", `100644,${oid},${path}`);
    const commit = await plumb("commit-tree", await plumb("write-tree"), "-p", tip, "-m", "by hand");
    await here.git(directory, "update-ref", "refs/beads/ledger", commit);
    const [told, ...more] = await eventsOf(ledger, tip);
    expect(more).toEqual([]);
    expect(told?.event).toMatchObject({ kind: "edited", bead: ID, by: "Test Person", subject: "by hand", title: null });
    await ledger.close();
  });
});

describe("across a rebuild", () => {
  /** Two clones; the second one has written what is not pushed, and the first one was faster. */
  async function crossed() {
    const here = scratch();
    const remote = await here.remote("remote.git");
    const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
    await begin(here, one);
    const first = await sit(here, one, { agent: "one/demo" });
    await first.write("create", { issues: [issueOf({ id: ID })], explicit: [] }, "soon");
    const second = await sit(here, two, { agent: "two/demo", seed: 2 });
    await second.snapshot();
    const log = await second.events(null);
    const create = (id: string) => ({ issues: [issueOf({ id }), issueOf({ id: `${id}x` })], explicit: [id, `${id}x`] });
    await second.write("create", create("demo-cccccc"), "never");
    return { here, first, second, log, create };
  }

  test("each event is told once, whatever commit it has by now", async () => {
    const { first, second, log, create } = await crossed();
    const before = await Array.fromAsync(log.read({ code: true }));
    expect(before.map(short)).toEqual(["created demo-cccccc", "created demo-ccccccx"]);
    await first.write("create", create("demo-dddddd"), "now");
    await second.sync();
    const behind = ["created demo-dddddd", "created demo-ddddddx"];
    expect((await Array.fromAsync(log.read({ code: true }))).map(short)).toEqual(behind);
    expect((await eventsOf(second, before[1]?.cursor ?? "")).map(short)).toEqual(behind);
    expect((await eventsOf(second, before[0]?.cursor ?? "")).map(short)).toEqual([...behind, "created demo-ccccccx"]);
    await Promise.all([first.close(), second.close()]);
  });
});
