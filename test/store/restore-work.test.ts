import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openRepository } from "../../src/git/open.ts";
import { restoreWork } from "../../src/store/restore-work.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** A commit on HEAD whose tree names a path as no git would write it; modes and names as `git mktree` takes them. */
async function craft(here: Scratch, directory: string, path: string, mode = "100644"): Promise<string> {
  const run = (args: string[], input: string) => here.run("git", args, { directory, env: here.env, input });
  const made = async (args: string[], input: string) => (await run(args, input)).stdout.trim();
  let oid = await made(["hash-object", "-w", "--stdin"], "#!/bin/sh\ntouch pwned\n");
  const names = path.split("/");
  for (const [at, name] of [...names.entries()].reverse()) {
    const line = `${at === names.length - 1 ? `${mode} blob` : "040000 tree"} ${oid}\t${name}\0`;
    const rest = at === 0 ? await here.git(directory, "ls-tree", "-z", "HEAD") : "";
    oid = await made(["mktree", "-z"], `${rest}${line}`);
  }
  return (await here.git(directory, "commit-tree", oid, "-p", "HEAD", "-m", "crafted")).trim();
}

describe("a checkpoint that somebody made by hand", () => {
  it.each([
    ".git/hooks/post-checkout",
    ".GIT/hooks/post-checkout",
    ".git\\hooks\\post-checkout",
    "git~1/config",
    ".git./config",
    ".git::$INDEX_ALLOCATION/config",
    ".g\u200cit/config",
    "sub/.Git/config",
    "..\\out.txt",
  ])("is refused where it names %j, and nothing is written", async (path) => {
    const here = scratch();
    const directory = await here.repository("main", { files: { "a.txt": "a\n" } });
    const commit = (await here.git(directory, "rev-parse", "HEAD")).trim();
    const snapshot = await craft(here, directory, path);
    const repository = await openRepository(directory, here.env);
    const into = here.path("restored");
    const before = readdirSync(`${directory}/.git/hooks`);
    const restoring = restoreWork(repository, { directory: into, commit, snapshot, unborn: "x" });
    await expect(restoring).rejects.toMatchObject({ kind: "invalid-data", code: "PATH_OUTSIDE", fields: { path } });
    expect([existsSync(into), existsSync(here.path("out.txt"))]).toEqual([false, false]);
    expect(readdirSync(`${directory}/.git/hooks`)).toEqual(before);
    expect(await here.git(directory, "worktree", "list", "--porcelain")).not.toContain("restored");
  });

  it("is laid in where its names are only like those", async () => {
    const here = scratch();
    const directory = await here.repository("main", { files: { "a.txt": "a\n" } });
    const commit = (await here.git(directory, "rev-parse", "HEAD")).trim();
    const snapshot = await craft(here, directory, ".github/git~2/x.yml");
    const repository = await openRepository(directory, here.env);
    const into = here.path("restored");
    expect(await restoreWork(repository, { directory: into, commit, snapshot, unborn: "x" })).toEqual([".github/git~2/x.yml"]);
    expect(existsSync(`${into}/.github/git~2/x.yml`)).toBe(true);
  });
});
