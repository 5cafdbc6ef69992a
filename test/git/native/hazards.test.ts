import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Oid } from "../../../src/git/repository.ts";
import { draft, footprint, openWith } from "../../support/git-adapters.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const BRANCH = "refs/heads/beads";
const LEDGER = "refs/beads/ledger";
const CALL = { timeout: 60_000 };

let here: Scratch;
let remote: string;
let tip: Oid;

const seed = scratch();

/** A shared remote with three commits on `main` and a ledger of three commits beside them; each test has a copy of it. */
beforeAll(async () => {
  here = seed;
  remote = await here.remote("remote.git");
  await grow("work", {});
});

beforeEach(() => {
  here = scratch();
  remote = here.path("the remote ü.git");
  cpSync(seed.path("remote.git"), remote, { recursive: true });
});

async function grow(name: string, { init = [] as readonly string[] }): Promise<void> {
  const work = init.length === 0 ? await here.clone(remote, name) : await here.repository(name, { init });
  if (init.length > 0) await here.git(work, "remote", "add", "origin", remote);
  for (const file of ["two", "three"]) {
    here.write(`${name}/${file}.txt`, `${file}\n`);
    await here.git(work, "add", "--all");
    await here.git(work, "commit", "--quiet", "--message", file);
  }
  await here.git(work, "push", "--quiet", "origin", "main");
  const repository = openWith("git", work, here.env);
  const oids = await repository.writeCommits([
    draft(null, { ".beads/a": "1\n" }),
    draft(0, { ".beads/b": "2\n" }),
    draft(1, { ".beads/a": "3\n" }),
  ]);
  tip = oids[2] ?? "";
  expect(await repository.push("origin", tip, BRANCH, CALL)).toEqual({ state: "accepted" });
}

/** The whole way from the remote's ledger and back to it, leaving everything else as it was. */
async function roundTrip(directory: string, env: Scratch["env"] = here.env, from = "origin"): Promise<void> {
  const before = await footprint(here, directory);
  const repository = openWith("git", directory, env);
  expect(await repository.fetch(from, BRANCH, CALL)).toBe(tip);
  expect(await repository.updateRefs([{ ref: LEDGER, from: null, to: tip }])).toBe(true);
  const [made = ""] = await repository.writeCommits([draft(tip, { ".beads/c": "4\n" })]);
  expect(await repository.updateRefs([{ ref: LEDGER, from: tip, to: made }])).toBe(true);
  expect(await repository.readRef(LEDGER)).toBe(made);
  const files = await repository.readFiles(made, [".beads/a", ".beads/b", ".beads/c", "README.md"]);
  expect([...files].map(([path, content]) => [path, content.toString()])).toEqual([
    [".beads/a", "3\n"],
    [".beads/b", "2\n"],
    [".beads/c", "4\n"],
  ]);
  const walked: string[] = [];
  await repository.walkChanges({ from: null, to: made }, ({ changes }) => walked.push(changes.map(({ path }) => path).join()));
  expect(walked).toEqual([".beads/a", ".beads/b", ".beads/a", ".beads/c"]);
  expect(await repository.push(from, made, BRANCH, CALL)).toEqual({ state: "accepted" });
  expect((await repository.listRemote(from, [BRANCH], CALL)).get(BRANCH)).toBe(made);
  expect([...(await repository.listRefs("refs/beads/"))]).toEqual([[LEDGER, made]]);
  expect(await footprint(here, directory)).toEqual(before);
  expect(await here.tryGit(directory, "fsck", "--strict", "--no-dangling")).toMatchObject({ status: 0, stdout: "" });
}

describe("the ledger goes from the remote and back, and nothing else moves, in", () => {
  test("a plain clone", async () => {
    await roundTrip(await here.clone(remote, "clone"));
  });

  test("a path with spaces and letters beyond ASCII", async () => {
    await roundTrip(await here.clone(remote, "a b/ünï 日本/cl'one"));
  });

  test("a clone of one branch", async () => {
    await roundTrip(await here.clone(remote, "clone", "--single-branch", "--branch", "main"));
  });

  test.each([
    ["of one branch", ["--depth=1"]],
    ["of all branches, where the ledger itself was cut short", ["--depth=1", "--no-single-branch"]],
  ])("a shallow clone %s", async (_, how) => {
    const clone = await here
      .clone(`file://${encodeURI(remote)}`, "clone", ...how)
      .catch(() => here.clone(`file://${remote}`, "clone", ...how));
    await roundTrip(clone);
    expect(await here.git(clone, "rev-list", "--count", "main")).toBe("1");
    expect(await here.git(clone, "rev-list", "--count", LEDGER)).toBe("4");
  });

  test.each([["blob:none"], ["tree:0"]])(
    "a partial clone with %s, and every file of the ledger is here afterwards",
    async (filter) => {
      await here.git(remote, "config", "uploadpack.allowFilter", "true");
      const clone = await here.clone(`file://${remote}`, "clone", `--filter=${filter}`, "--no-checkout");
      const repository = openWith("git", clone, here.env);
      expect(await repository.fetch("origin", BRANCH, CALL)).toBe(tip);
      const missing = await here.run("git", ["rev-list", "--objects", "--missing=print", tip], { directory: clone });
      expect(missing.stdout.split("\n").filter((line) => line.startsWith("?"))).toEqual([]);
      expect(await repository.hasCommit("1".repeat(40))).toBe(false);
      await roundTrip(clone);
    },
  );

  test("a bare clone", async () => {
    await roundTrip(await here.clone(remote, "bare.git", "--bare"));
  });

  test("a linked worktree, and its clone and other worktrees see the same ledger", async () => {
    const clone = await here.clone(remote, "clone");
    const worktree = await here.worktree(clone, "worktree");
    await roundTrip(worktree);
    const [one, other] = [openWith("git", clone, here.env), openWith("git", worktree, here.env)];
    expect(await one.readRef(LEDGER)).toBe(await other.readRef(LEDGER));
    expect(one.location.commonDir).toBe(other.location.commonDir);
  });

  test("a linked worktree of a bare repository", async () => {
    const bare = await here.clone(remote, "bare.git", "--bare");
    await roundTrip(await here.worktree(bare, "worktree"));
  });

  test("a detached HEAD", async () => {
    const clone = await here.clone(remote, "clone");
    await here.git(clone, "checkout", "--quiet", "--detach", "HEAD~1");
    await roundTrip(clone);
  });

  test("a repository without any commit of its own", async () => {
    const unborn = await here.repository("unborn", { unborn: true });
    await here.git(unborn, "remote", "add", "origin", remote);
    await roundTrip(unborn);
  });

  test("the middle of a rebase with conflicts, with changes staged, unstaged and stashed", async () => {
    const clone = await here.clone(remote, "clone");
    await here.git(clone, "checkout", "--quiet", "-b", "side", "HEAD~1");
    here.write("clone/three.txt", "conflict\n");
    await here.git(clone, "add", "--all");
    await here.git(clone, "commit", "--quiet", "-m", "side");
    here.write("clone/README.md", "stashed\n");
    await here.git(clone, "stash");
    expect((await here.tryGit(clone, "rebase", "main")).status).not.toBe(0);
    here.write("clone/staged", "staged\n");
    await here.git(clone, "add", "staged");
    here.write("clone/two.txt", "unstaged\n");
    expect((await footprint(here, clone))["status"]).toContain("three.txt");
    await roundTrip(clone);
  });

  test("the middle of a merge", async () => {
    const clone = await here.clone(remote, "clone");
    await here.git(clone, "checkout", "--quiet", "-b", "side", "HEAD~1");
    here.write("clone/three.txt", "conflict\n");
    await here.git(clone, "add", "--all");
    await here.git(clone, "commit", "--quiet", "-m", "side");
    expect((await here.tryGit(clone, "merge", "main")).status).not.toBe(0);
    await roundTrip(clone);
    expect(readFileSync(join(clone, ".git", "MERGE_HEAD"), "utf8")).not.toBe("");
  });

  test("a submodule", async () => {
    const outer = await here.repository("outer");
    await here.git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", remote, "inner");
    await roundTrip(join(outer, "inner"));
    expect((await here.git(outer, "status", "--porcelain")).split("\n")).toEqual(["A  .gitmodules", "A  inner"]);
  });

  test("a sparse checkout", async () => {
    const clone = await here.clone(remote, "clone");
    await here.git(clone, "sparse-checkout", "set", "--no-cone", "two.txt");
    await roundTrip(clone);
  });

  test("a repository that a hook names in the environment", async () => {
    const clone = await here.clone(remote, "clone");
    const env = {
      ...here.env,
      GIT_DIR: ".git",
      GIT_INDEX_FILE: join(clone, ".git/index.lock"),
      GIT_PREFIX: "sub/",
      GIT_EDITOR: ":",
      GIT_LITERAL_PATHSPECS: "0",
    };
    await roundTrip(clone, env);
  });

  test("a repository under settings that get in the way of everything else", async () => {
    const clone = await here.clone(remote, "clone");
    for (const [key, value] of [
      ["core.autocrlf", "true"],
      ["core.eol", "crlf"],
      ["commit.gpgSign", "true"],
      ["gpg.program", "false"],
      ["log.showSignature", "true"],
      ["log.date", "relative"],
      ["format.pretty", "oneline"],
      ["diff.renames", "copies"],
      ["diff.noprefix", "true"],
      ["diff.external", "false"],
      ["core.quotePath", "false"],
      ["core.fsmonitor", "false-program"],
      ["core.pager", "false"],
      ["i18n.logOutputEncoding", "latin1"],
      ["i18n.commitEncoding", "latin1"],
      ["color.ui", "always"],
      ["core.logAllRefUpdates", "true"],
      ["transfer.fsckObjects", "true"],
      ["fastimport.unpackLimit", "1"],
      ["fetch.showForcedUpdates", "true"],
      ["submodule.recurse", "true"],
      ["core.abbrev", "7"],
      ["push.default", "nothing"],
    ] as const) {
      await here.git(clone, "config", key, value);
    }
    here.write("clone/.git/info/attributes", "* text=auto eol=crlf filter=none\n");
    await roundTrip(clone);
  });

  test("a repository whose hooks all say no", async () => {
    const clone = await here.clone(remote, "clone");
    for (const name of [
      "pre-push",
      "reference-transaction",
      "post-checkout",
      "pre-commit",
      "post-commit",
      "pre-auto-gc",
      "post-index-change",
      "pre-receive",
    ]) {
      await here.run("chmod", ["+x", here.write(`clone/.git/hooks/${name}`, "#!/bin/sh\nexit 1\n")]);
    }
    await here.git(clone, "config", "core.hooksPath", join(clone, ".git/hooks"));
    await roundTrip(clone);
  });

  test("a repository that borrows its objects from another", async () => {
    await roundTrip(await here.clone(remote, "clone", "--shared"));
  });

  test("a repository that replaces and grafts its commits", async () => {
    const clone = await here.clone(remote, "clone");
    const other = await here.git(clone, "commit-tree", "-m", "false", "HEAD^{tree}");
    await here.git(clone, "replace", "-f", tip, other);
    await roundTrip(clone);
  });
});

test("the ledger goes the same way where objects have SHA-256 names", async () => {
  remote = await here.bare("sha256.git", "--object-format=sha256");
  await grow("seed of sha256", { init: ["--object-format=sha256"] });
  expect(tip).toHaveLength(64);
  const clone = await here.clone(remote, "clone");
  await roundTrip(clone);
  await here.git(clone, "pack-refs", "--all");
  expect(await openWith("git", clone, here.env).readRef(LEDGER)).toHaveLength(64);
});
