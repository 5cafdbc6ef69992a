import { beforeEach, describe, expect, it } from "vitest";
import { bdOf, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let one: RunBd;
let two: RunBd;

/** Two clones of a project whose history names an issue from before anybody looked. */
beforeEach(async () => {
  here = scratch();
  const remote = await here.remote("vc.git");
  for (const name of ["one", "two"]) await here.clone(remote, name);
  await commit("one", "Old news", "vc-old");
  await here.git(here.path("one"), "push", "-q", "origin", "main");
  one = bdOf(here, "one", 5, { directory: here.path("one") });
  two = bdOf(here, "two", 6, { directory: here.path("two") });
  await one(["init", "--quiet", "--name", "vc"]);
  for (const id of ["old", "a", "b", "c"]) await one(["create", `Issue ${id}`, "--id", `vc-${id}`]);
  await one(["sync"]);
  await here.git(here.path("two"), "pull", "-q");
  await two(["sync"]);
});

function commit(clone: string, subject: string, ...ids: string[]): Promise<string> {
  const trailers = ids.map((id) => `Closes-Bead: ${id}`).join("\n");
  return here.git(here.path(clone), "commit", "-q", "--allow-empty", "-m", `${subject}\n\n${trailers}`);
}

const sync = async (who: RunBd) => (await who(["sync", "--json"])).json.linked;
const show = async (who: RunBd, id: string) => (await who(["show", id, "--json"])).json;

describe("a commit with Closes-Bead", () => {
  it("closes its issues at the sync after it reached the remote's default branch, and not before", async () => {
    await here.git(here.path("one"), "switch", "-q", "-c", "side");
    await commit("one", "Fix both", "vc-a", "vc-b, vc-nobody");
    await here.git(here.path("one"), "push", "-q", "origin", "side");
    expect(await sync(one)).toEqual([]);
    await here.git(here.path("one"), "push", "-q", "origin", "side:main");
    const closed = await sync(one);
    expect(closed).toMatchObject([
      { id: "vc-a", subject: "Fix both", closed: true, why: null },
      { id: "vc-b", closed: true },
    ]);
    const { closed: how, commits } = await show(one, "vc-a");
    expect(how).toMatchObject({
      by: "one/vc",
      outcome: "done",
      reason: expect.stringMatching(/^Commit [0-9a-f]{10} on origin\/main by Test Person: Fix both$/),
    });
    expect(commits).toMatchObject([{ subject: "Fix both", branches: ["side", "origin/main", "origin/side"] }]);
    expect(await show(one, "vc-old")).toMatchObject({ status: "ready" });
    expect(await sync(one)).toEqual([]);
  });

  it("closes once: another clone that sees it later leaves alone what was opened again", async () => {
    await commit("one", "Fix it", "vc-a");
    await here.git(here.path("one"), "push", "-q", "origin", "main");
    await sync(one);
    await one(["reopen", "vc-a", "-r", "Not fixed."]);
    await one(["sync"]);
    await here.git(here.path("two"), "fetch", "-q");
    expect(await sync(two)).toEqual([]);
    expect(await show(two, "vc-a")).toMatchObject({ status: "ready" });
  });

  it("an issue that was opened again stays open when its commit comes back amended", async () => {
    await commit("one", "Fix it", "vc-a");
    await here.git(here.path("one"), "push", "-q", "origin", "main");
    expect(await sync(one)).toMatchObject([{ id: "vc-a", closed: true }]);
    await one(["reopen", "vc-a", "-r", "Not fixed."]);
    await here.git(here.path("one"), "commit", "-q", "--amend", "--allow-empty", "--no-edit", "--date", "2027-01-01T00:00:00Z");
    await here.git(here.path("one"), "push", "-q", "--force", "origin", "main");
    expect(await sync(one)).toMatchObject([{ id: "vc-a", closed: true }]);
    await one(["reopen", "vc-a", "-r", "Still not fixed."]);
    await here.git(here.path("one"), "commit", "-q", "--amend", "--allow-empty", "-m", "Fix it well\n\nCloses-Bead: vc-a");
    await here.git(here.path("one"), "push", "-q", "--force", "origin", "main");
    expect(await sync(one)).toEqual([]);
    expect(await show(one, "vc-a")).toMatchObject({ status: "ready" });
  });

  it("two clones that see it at once close it once", async () => {
    await commit("one", "Fix it", "vc-a");
    await here.git(here.path("one"), "push", "-q", "origin", "main");
    await here.git(here.path("two"), "fetch", "-q");
    await Promise.all([sync(one), sync(two)]);
    await one(["sync"]);
    const subjects = (await here.git(here.path("one"), "log", "--format=%s", "refs/beads/ledger")).split("\n");
    expect(subjects.filter((subject) => subject.startsWith("vc-a: closed"))).toHaveLength(1);
    expect((await one(["status", "--json"])).json.lost ?? []).toEqual([]);
  });

  it("closes what somebody else holds, since the work has landed, and leaves to people what is blocked", async () => {
    await two(["claim", "vc-a"]);
    await one(["dep", "add", "vc-b", "vc-c"]);
    await one(["sync"]);
    await commit("one", "Fix both", "vc-a", "vc-b");
    await here.git(here.path("one"), "push", "-q", "origin", "main");
    expect(await sync(one)).toMatchObject([
      { id: "vc-a", closed: true },
      { id: "vc-b", closed: false, why: expect.stringContaining("blocked by vc-c") },
    ]);
  });

  it("counts on the local branch where there is no remote, and a rewritten branch brings no old history back", async () => {
    const directory = await here.repository("alone");
    const alone = bdOf(here, "alone", 7, { directory: here.path("alone") });
    await alone(["init", "--quiet", "--name", "vc"]);
    for (const id of ["a", "b"]) await alone(["create", `Issue ${id}`, "--id", `vc-${id}`]);
    await commit("alone", "Before anybody looked", "vc-b");
    await alone(["sync"]);
    await commit("alone", "Fix it", "vc-a");
    expect(await sync(alone)).toMatchObject([{ id: "vc-a", closed: true }]);
    await here.git(directory, "commit", "-q", "--amend", "--allow-empty", "-m", "Another end");
    expect(await sync(alone)).toEqual([]);
    expect(await show(alone, "vc-b")).toMatchObject({ status: "ready" });
  });
});
