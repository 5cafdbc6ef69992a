import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Repository } from "../../../src/git/repository.ts";
import { tryLock } from "../../../src/store/lock.ts";
import { setView } from "../../../src/store/view/place.ts";
import { updateView } from "../../../src/store/view/update.ts";
import { scratch } from "../../support/scratch.ts";
import { ISSUE, ledgerIn, MESSAGE, PROJECT, shown } from "./ledger-fixture.ts";

/** The same repository, noting which of its methods were asked. */
function watched(repository: Repository): { repository: Repository; asked: string[] } {
  const asked: string[] = [];
  const get = (target: Repository, name: keyof Repository) => {
    const value: unknown = target[name];
    if (typeof value !== "function") return value;
    return (...args: unknown[]) => {
      asked.push(name);
      return value.apply(target, args);
    };
  };
  return { repository: new Proxy(repository, { get: (target, name) => get(target, name as keyof Repository) }), asked };
}

test("a new view shows every bead of the tip and is invisible to git", async () => {
  const { root, repository, box } = await shown();
  expect(await updateView({ repository })).toEqual({ state: "updated", written: 2, kept: [], problem: null });
  expect(readFileSync(join(root, ISSUE), "utf8")).toBe("one\n");
  expect(await box.git(root, "status", "--porcelain", "--untracked-files=all")).toBe("");
  expect((await updateView({ repository })).state).toBe("current");
});

test("a change that the caller knows is shown without asking git for anything but the tip", async () => {
  const { root, repository, change } = await shown();
  await updateView({ repository });
  const changes = await change({ [ISSUE]: "two\n", [MESSAGE]: "hello\n" });
  const { repository: noted, asked } = watched(repository);
  expect(await updateView({ repository: noted, changes })).toMatchObject({ state: "updated", written: 2 });
  expect(new Set(asked)).toEqual(new Set(["readRef"]));
  expect(readFileSync(join(root, ISSUE), "utf8")).toBe("two\n");
  expect(readFileSync(join(root, MESSAGE), "utf8")).toBe("hello\n");
});

test("a view that missed some changes catches up with the tip, and writes only what differs", async () => {
  const { root, repository, change } = await shown();
  await updateView({ repository });
  await change({ [ISSUE]: "two\n" });
  const changes = await change({ [MESSAGE]: "hello\n" });
  expect(await updateView({ repository, changes })).toMatchObject({ state: "updated", written: 2 });
  expect(readFileSync(join(root, ISSUE), "utf8")).toBe("two\n");
});

test("a file changed by hand is never overwritten, is named, and is shown again once it is gone", async () => {
  const { root, repository, change } = await shown();
  await updateView({ repository });
  writeFileSync(join(root, ISSUE), "my own words\n");
  const changes = await change({ [ISSUE]: "two\n" });
  expect(await updateView({ repository, changes })).toMatchObject({ kept: [ISSUE], written: 0 });
  expect(await updateView({ repository })).toMatchObject({ kept: [ISSUE], written: 0 });
  expect(readFileSync(join(root, ISSUE), "utf8")).toBe("my own words\n");
  rmSync(join(root, ISSUE));
  expect(await updateView({ repository })).toMatchObject({ kept: [], written: 1 });
  expect(readFileSync(join(root, ISSUE), "utf8")).toBe("two\n");
});

test("an edit whose time stamp was put back is still an edit", async () => {
  const { root, repository, change } = await shown();
  await updateView({ repository });
  await change({ [ISSUE]: "two\n" });
  await updateView({ repository });
  const { atime, mtime } = statSync(join(root, ISSUE));
  writeFileSync(join(root, ISSUE), "own\n");
  utimesSync(join(root, ISSUE), atime, mtime);
  expect(await updateView({ repository, changes: await change({ [ISSUE]: "six\n" }) })).toMatchObject({ kept: [ISSUE] });
});

test("bytes that the ledger once had are nobody's edit, however they came there", async () => {
  const { root, repository, change } = await shown();
  await change({ [ISSUE]: "two\n" });
  await change({ [ISSUE]: "three\n" });
  await updateView({ repository });
  writeFileSync(join(root, ISSUE), "two\n");
  await change({ [ISSUE]: "four\n" });
  expect(await updateView({ repository })).toMatchObject({ kept: [], written: 1 });
  expect(readFileSync(join(root, ISSUE), "utf8")).toBe("four\n");
});

test("a thorough update restores files and directories that are missing", async () => {
  const { root, repository, change } = await shown();
  await change({ [MESSAGE]: "hello\n" });
  await updateView({ repository });
  rmSync(join(root, ".beads/issues"), { recursive: true });
  expect((await updateView({ repository })).state).toBe("current");
  expect(await updateView({ repository, thorough: true })).toMatchObject({ written: 2 });
  expect(readFileSync(join(root, MESSAGE), "utf8")).toBe("hello\n");
});

test("a view that was deleted as a whole is made anew", async () => {
  const { root, repository } = await shown();
  await updateView({ repository });
  rmSync(join(root, ".beads"), { recursive: true });
  expect(await updateView({ repository })).toMatchObject({ state: "updated", written: 2 });
  expect(existsSync(join(root, ".beads/.gitignore"))).toBe(true);
});

test("the marker is restored in a directory that holds bd's own files", async () => {
  const { root, repository, box } = await shown();
  await updateView({ repository });
  rmSync(join(root, ".beads/.gitignore"));
  expect(await updateView({ repository })).toMatchObject({ problem: null });
  expect(await box.git(root, "status", "--porcelain")).toBe("");
});

test("a file that the ledger gave up goes, unless somebody changed it or laid it there", async () => {
  const { root, repository, change } = await shown();
  await change({ [MESSAGE]: "hello\n" });
  await updateView({ repository });
  writeFileSync(join(root, ".beads/notes.txt"), "mine\n");
  const changes = await change({ [MESSAGE]: null });
  await updateView({ repository, changes });
  expect(existsSync(join(root, MESSAGE))).toBe(false);
  expect(readFileSync(join(root, ".beads/notes.txt"), "utf8")).toBe("mine\n");
});

test("a view whose memory is lost or damaged is put right, and edits survive that", async () => {
  const { root, repository, change } = await shown();
  await updateView({ repository });
  await change({ [MESSAGE]: "hello\n" });
  writeFileSync(join(root, PROJECT), "my project\n");
  writeFileSync(join(repository.location.commonDir, "bd/view.json"), "{");
  expect(await updateView({ repository })).toMatchObject({ state: "updated", kept: [PROJECT] });
  expect(readFileSync(join(root, MESSAGE), "utf8")).toBe("hello\n");
  expect(readFileSync(join(root, PROJECT), "utf8")).toBe("my project\n");
});

test("what a killed writer left half-way is finished by the next", async () => {
  const { root, repository, change } = await shown();
  await updateView({ repository });
  const state = readFileSync(join(repository.location.commonDir, "bd/view.json"), "utf8");
  await change({ [ISSUE]: "two\n", [MESSAGE]: "hello\n" });
  await updateView({ repository });
  writeFileSync(join(repository.location.commonDir, "bd/view.json"), state);
  rmSync(join(root, MESSAGE));
  expect(await updateView({ repository })).toMatchObject({ kept: [] });
  expect(readFileSync(join(root, MESSAGE), "utf8")).toBe("hello\n");
});

test("nothing is written into a directory of somebody else's", async () => {
  const { root, repository } = await shown();
  mkdirSync(join(root, ".beads"));
  writeFileSync(join(root, ".beads/issues.jsonl"), "{}\n");
  expect(await updateView({ repository })).toMatchObject({ state: "none", problem: expect.stringContaining("not bd's own") });
  expect(existsSync(join(root, PROJECT))).toBe(false);
});

test("nothing is written through a symbolic link, at any level", async () => {
  const { root, repository, change, box } = await shown();
  const elsewhere = box.path("elsewhere");
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(root, ".beads"));
  expect(await updateView({ repository })).toMatchObject({ state: "none", problem: expect.stringContaining("symbolic link") });
  rmSync(join(root, ".beads"));
  await updateView({ repository });
  rmSync(join(root, ".beads/issues/1a"), { recursive: true });
  symlinkSync(elsewhere, join(root, ".beads/issues/1a"));
  expect(await updateView({ repository, changes: await change({ [ISSUE]: "two\n" }) })).toMatchObject({ kept: [ISSUE] });
  rmSync(join(root, PROJECT));
  symlinkSync(join(elsewhere, "target"), join(root, PROJECT));
  expect((await updateView({ repository, changes: await change({ [PROJECT]: "two\n" }) })).kept).toContain(PROJECT);
  expect(existsSync(join(elsewhere, "target")) || existsSync(join(elsewhere, "vc-7k3xq2"))).toBe(false);
});

test("nothing is written where the code's branch tracks .beads, nor after a switch to one that does", async () => {
  const { root, repository, box, change } = await shown({ files: { ".beads/project.md": "tracked\n" } });
  expect(await updateView({ repository })).toMatchObject({ state: "none", written: 0 });
  rmSync(join(root, ".beads"), { recursive: true });
  expect(await updateView({ repository })).toMatchObject({ state: "none", problem: expect.stringContaining("tracks .beads") });
  await box.git(root, "checkout", "--quiet", "--orphan", "plain");
  await box.git(root, "rm", "-rq", "--cached", ".");
  expect(await updateView({ repository })).toMatchObject({ state: "updated" });
  await box.git(root, "checkout", "--quiet", "--force", "main");
  const tracked = readFileSync(join(root, PROJECT), "utf8");
  expect(await updateView({ repository, changes: await change({ [PROJECT]: "two\n" }) })).toMatchObject({ state: "none" });
  expect(readFileSync(join(root, PROJECT), "utf8")).toBe(tracked);
});

test("paths that a hostile ledger invents are not written", async () => {
  const { root, repository, change } = await shown();
  await change({
    ".beads/.gitignore": "!*\n",
    ".beads/issues/zz/vc-7k3xq2/issue.md": "shard\n",
    ".beads/issues/1a/CON/issue.md": "device\n",
    ".beads/issues/1a/vc-7k3xq2/run.sh": "echo\n",
    "README.md": "outside\n",
  });
  await updateView({ repository });
  expect(readFileSync(join(root, ".beads/.gitignore"), "utf8")).toContain("\n*\n");
  expect(readFileSync(join(root, "README.md"), "utf8")).toBe("scratch\n");
  for (const path of ["issues/zz", "issues/1a/CON", "issues/1a/vc-7k3xq2/run.sh"])
    expect(existsSync(join(root, ".beads", path))).toBe(false);
});

test("a clone whose view is switched off has none, and gets one when it is switched on", async () => {
  const { root, repository } = await shown();
  setView(repository.location, false);
  expect(await updateView({ repository })).toMatchObject({ state: "none", problem: expect.stringContaining("switched off") });
  expect(existsSync(join(root, ".beads"))).toBe(false);
  setView(repository.location, true);
  expect(await updateView({ repository })).toMatchObject({ state: "updated" });
});

test("what is more than the caller has time for is left to somebody else", async () => {
  const { root, repository, change } = await shown();
  expect(await updateView({ repository, limit: 1 })).toMatchObject({ state: "behind", written: 0 });
  expect(existsSync(join(root, ".beads"))).toBe(false);
  await updateView({ repository, limit: 2 });
  const changes = await change({ [ISSUE]: "two\n" });
  expect(await updateView({ repository, changes, limit: 1 })).toMatchObject({ state: "updated", written: 1 });
  await change({ [ISSUE]: "three\n", [PROJECT]: "two\n" });
  expect(await updateView({ repository, limit: 1 })).toMatchObject({ state: "behind" });
  expect(await updateView({ repository })).toMatchObject({ state: "updated", written: 2 });
});

test("a bare repository has no view", async () => {
  const box = scratch();
  const { repository } = await ledgerIn(box, await box.bare("bare.git"));
  expect(await updateView({ repository })).toMatchObject({ state: "none", problem: "A bare repository has no view." });
});

test("a write from a linked worktree shows in the main worktree, and nowhere else", async () => {
  const { root, box } = await shown();
  const linked = await box.worktree(root, "linked");
  const { repository } = await ledgerIn(box, linked);
  expect(await updateView({ repository })).toMatchObject({ state: "updated" });
  expect(existsSync(join(root, PROJECT))).toBe(true);
  expect(existsSync(join(linked, ".beads"))).toBe(false);
});

test("a linked worktree of a bare repository has no view", async () => {
  const { root, box } = await shown();
  const bare = await box.clone(root, "bare.git", "--bare");
  const linked = await box.worktree(bare, "linked");
  const { repository } = await ledgerIn(box, linked);
  expect(await updateView({ repository })).toMatchObject({ state: "none", problem: "A bare repository has no view." });
});

test("a repository of SHA-256 objects has its view as well", async () => {
  const { root, repository, change } = await shown({ init: ["--object-format=sha256"] });
  await updateView({ repository });
  writeFileSync(join(root, PROJECT), "mine\n");
  expect(await updateView({ repository, changes: await change({ [PROJECT]: "p\n", [ISSUE]: "two\n" }) })).toMatchObject({
    kept: [PROJECT],
    written: 1,
  });
});

test("while somebody else writes the view, nobody waits for it", async () => {
  const { repository } = await shown();
  tryLock(join(repository.location.commonDir, "bd/view.lock"));
  expect(await updateView({ repository })).toMatchObject({ state: "busy", written: 0 });
});

test.runIf(process.platform !== "win32" && process.getuid?.() !== 0)(
  "a directory that cannot be written is a problem in words, and no failure",
  async () => {
    const { root, repository, change } = await shown();
    await updateView({ repository });
    const folder = join(root, ".beads/issues/1a/vc-7k3xq2");
    const { chmodSync } = await import("node:fs");
    chmodSync(folder, 0o500);
    expect(await updateView({ repository, changes: await change({ [ISSUE]: "two\n" }) })).toMatchObject({
      problem: expect.stringContaining("cannot be written"),
    });
    chmodSync(folder, 0o700);
  },
);
