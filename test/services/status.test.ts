import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bdIn, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

describe("status", () => {
  it("counts issues by state, and names the caller's claims", async () => {
    const { bd } = await trackedRepository(scratch());
    await bd(["create", "First", "--id", "vc-first1"]);
    await bd(["create", "Second", "--id", "vc-secon2", "--deps", "vc-first1"]);
    await bd(["claim", "vc-first1"]);
    const { json } = await bd(["status", "--json"]);
    expect(json.counts).toEqual({ total: 2, open: 2, ready: 0, in_progress: 1, blocked: 1, deferred: 0, proposed: 0, closed: 0 });
    expect(json.mine).toMatchObject([{ id: "vc-first1" }]);
    expect(json).toMatchObject({ remote: null, pending: 0, lost: [], invalid: [], hand_edited: [], cycles: [] });
    expect((await bd(["status", "--json"], { env: { BD_ACTOR: "somebody/else" } })).json.mine).toEqual([]);
  });

  it("says what is not pushed yet and how old the last fetch is", async () => {
    const here = scratch();
    const directory = await here.clone(await here.remote("remote.git"), "dave/vc");
    const bd = bdIn(here, directory);
    await bd(["init", "--quiet"]);
    await bd(["create", "First", "--offline"]);
    const { json } = await bd(["status", "--json", "--offline"]);
    expect(json).toMatchObject({ remote: "origin", branch: "beads", pending: 1, fetched: "2026-11-21T10:31:00Z" });
    expect((await bd(["status", "--offline"])).stdout).toContain("1 change not pushed yet");
  });

  it("lists what was lost until it is acknowledged", async () => {
    const here = scratch();
    const remote = await here.remote("remote.git");
    const one = bdIn(here, await here.clone(remote, "one/vc"), 1);
    const two = bdIn(here, await here.clone(remote, "two/vc"), 2);
    await one(["init", "--quiet"]);
    await one(["create", "Wanted", "--id", "vc-wanted"]);
    await two(["sync"]);
    await one(["claim", "vc-wanted"], { env: { BD_ACTOR: "one/vc" } });
    await two(["claim", "vc-wanted", "--offline"], { env: { BD_ACTOR: "two/vc" } });
    await two(["sync"], { env: { BD_ACTOR: "two/vc" } });
    const { json } = await two(["status", "--json", "--offline"]);
    expect(json.lost).toMatchObject([{ kind: "lost", verb: "claim", actor: "two/vc" }]);
    expect((await two(["status", "--offline"])).stdout).toContain("NOT KEPT");
    expect((await two(["status", "--ack-lost", "--json", "--offline"])).json).toMatchObject({
      lost: [],
      acknowledged: [json.lost[0].op],
    });
    expect((await two(["status", "--json", "--offline"])).json).toMatchObject({ lost: [], acknowledged: [] });
    expect(await two(["status", "--ack-lost", "nothing", "--json", "--offline"])).toMatchObject({
      status: 1,
      json: { error: { code: "NOT_ON_LOST_LIST" } },
    });
  });

  it("names files that cannot be read, with their line, and goes on with the others", async () => {
    const here = scratch();
    const { directory, bd } = await trackedRepository(here);
    await bd(["create", "Sound", "--id", "vc-sound1"]);
    await bd(["create", "Broken", "--id", "vc-broke1"]);
    await damage(here, directory, "Broken");
    const { json } = await bd(["status", "--json"]);
    expect(json.invalid).toHaveLength(1);
    expect(json.invalid[0]).toMatchObject({ path: expect.stringContaining("vc-broke1/issue.md"), line: expect.any(Number) });
    expect((await bd(["list", "--json"])).json).toMatchObject([{ id: "vc-sound1" }]);
    const doctor = await bd(["doctor", "--json"]);
    expect(doctor.status).toBe(4);
    expect(doctor.json.checks.find(({ name }: { name: string }) => name === "files")).toMatchObject({ state: "fail" });
  });

  it("names files of the view that were changed by hand, and puts back those that were taken away", async () => {
    const { bd, directory } = await trackedRepository(scratch());
    for (const id of ["vc-first", "vc-second"]) await bd(["create", "An issue", "--id", id]);
    const paths = readdirSync(join(directory, ".beads"), { recursive: true, encoding: "utf8" });
    const pathOf = (id: string) => join(".beads", paths.find((path) => path.endsWith(join(id, "issue.md"))) ?? "");
    const [first, second] = [join(directory, pathOf("vc-first")), join(directory, pathOf("vc-second"))];
    const text = readFileSync(second, "utf8");
    writeFileSync(first, "By hand\n");
    rmSync(second);
    expect((await bd(["status", "--json"])).json.hand_edited).toEqual([pathOf("vc-first")]);
    expect(readFileSync(second, "utf8")).toBe(text);
    expect(readFileSync(first, "utf8")).toBe("By hand\n");
    rmSync(first);
    expect((await bd(["status", "--json"])).json.hand_edited).toEqual([]);
    expect(readFileSync(first, "utf8")).toContain("vc-first");
  });

  it("says that there is no ledger, and how one is made", async () => {
    const here = scratch();
    const bd = bdIn(here, await here.repository("plain"));
    expect(await bd(["status", "--json"])).toMatchObject({
      status: 5,
      json: { error: { code: "NO_LEDGER", hints: [expect.stringContaining("bd init")] } },
    });
  });
});

/** Puts a commit on the ledger by hand in which one issue's file has conflict markers. */
async function damage(here: ReturnType<typeof scratch>, directory: string, title: string): Promise<void> {
  const worktree = here.path("by-hand");
  await here.git(directory, "worktree", "add", "--quiet", "--detach", worktree, "refs/beads/ledger");
  const path = await here.git(worktree, "grep", "-l", `title: ${title}`);
  const text = await here.git(worktree, "show", `HEAD:${path}`);
  writeFileSync(join(worktree, path), text.replace(/^title:.*$/m, "<<<<<<< ours\ntitle: a\n=======\ntitle: b\n>>>>>>> theirs"));
  await here.git(worktree, "commit", "--quiet", "--all", "--message", "By hand");
  await here.git(directory, "update-ref", "refs/beads/ledger", await here.git(worktree, "rev-parse", "HEAD"));
  await here.git(directory, "worktree", "remove", "--force", worktree);
}
