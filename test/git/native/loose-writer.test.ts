import { chmodSync, existsSync, statSync, utimesSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { CommitDraft } from "../../../src/git/repository.ts";
import { draft, openWith } from "../../support/git-adapters.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

describe("objects written in place", () => {
  let here: Scratch;
  let directory: string;
  beforeAll(async () => {
    here = scratch();
    directory = await here.repository("repository", {
      files: { a: "file\n", "b/a": "below\n", "b/b/ü": "deep\n", "a-b": "", a0: "" },
    });
  });

  test("have the names that fast-import gives them, whatever the files are called and wherever they lie", async () => {
    const base = await here.git(directory, "rev-parse", "HEAD");
    const name = fc.constantFrom("a", "b", "a-b", "a.b", "a0", "ü", "日本", "b c", '"q"', "Z");
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
    const content = fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array());
    const isApart = (paths: readonly string[]) => paths.every((one) => paths.every((other) => !other.startsWith(`${one}/`)));
    const files = fc.dictionary(path, content, { minKeys: 1, maxKeys: 5 }).filter((writes) => isApart(Object.keys(writes)));
    const drafts = fc
      .array(fc.tuple(files, fc.string({ unit: "binary" }), fc.nat(3)), { minLength: 1, maxLength: 3 })
      .map((list) =>
        list.map(
          ([writes, message, pick], n): CommitDraft =>
            draft([base, null, n - 1, 0][n === 0 ? pick % 2 : pick] ?? null, writes, message),
        ),
      );
    await fc.assert(
      fc.asyncProperty(drafts, async (batch) => {
        const imported = await openWith("git program", directory, here.env).writeCommits(batch);
        expect(await openWith("git", directory, here.env).writeCommits(batch)).toEqual(imported);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test.each([
    ["a few bytes, stored as they are", 100],
    ["more of them, compressed", 40_000],
  ])("are sound and readable by plain git, and no draft of one stays: %s", async (name, size) => {
    const [one = ""] = await openWith("git", directory, here.env).writeCommits([
      draft(null, { [`in/place/${name}`]: "ö".repeat(size / 2) }),
    ]);
    await here.git(directory, "update-ref", "refs/beads/sound", one);
    expect(await here.tryGit(directory, "fsck", "--strict", "--no-dangling")).toMatchObject({ status: 0, stdout: "" });
    expect((await here.run("sh", ["-c", "find .git/objects -name 'tmp_*'"], { directory })).stdout).toBe("");
    expect(await here.git(directory, "cat-file", "-s", `${one}:in/place/${name}`)).toBe(String(size));
  });

  test("keep names beside them that are no UTF-8", async () => {
    const blob = await here.git(directory, "hash-object", "-w", "a");
    const odd = `100644 blob ${blob}\todd-\\377\\344`;
    const made = await here.run("sh", ["-c", `printf '${odd.replace("\t", "\\t")}\\0' | git mktree -z`], { directory });
    const parent = await here.git(directory, "commit-tree", made.stdout.trim(), "-m", "odd");
    const [one = ""] = await openWith("git", directory, here.env).writeCommits([draft(parent, { plain: "x" })]);
    const listed = await here.git(directory, "-c", "core.quotePath=true", "ls-tree", "--name-only", one);
    expect(listed.split("\n").sort()).toEqual(['"odd-\\377\\344"', "plain"]);
  });

  test("that were made but not named yet outlive a prune, new ones and such as were there already", async () => {
    const repository = openWith("git", directory, here.env);
    const drafts = [draft(null, { pruned: "an object that nobody names\n" })];
    const [old = ""] = await repository.writeCommits(drafts);
    await here.run("sh", ["-c", "find .git/objects -type f -path '*/??/*' -exec touch -d '3 weeks ago' {} +"], { directory });
    const [one = ""] = await repository.writeCommits(drafts);
    expect(one).toBe(old);
    await here.git(directory, "prune", "--expire=2.weeks.ago");
    expect(await repository.updateRefs([{ ref: "refs/beads/outlived", to: one, from: null }])).toBe(true);
    expect((await here.tryGit(directory, "fsck", "--strict", "--no-dangling")).status).toBe(0);
  });

  test("need no process", async () => {
    const git = (await here.run("which", ["git"])).stdout.trim();
    const spy = here.write(
      "bin/git",
      `#!/bin/sh\ncase "$*" in *fast-import*) touch "${here.path("asked")}" ;; esac\nexec ${git} "$@"\n`,
    );
    chmodSync(spy, 0o755);
    const env = { ...here.env, PATH: `${here.path("bin")}:${here.env["PATH"]}` };
    const drafts = [draft(null, { a: "no process" })];
    expect(await openWith("git", directory, env).writeCommits(drafts)).toHaveLength(1);
    expect(existsSync(here.path("asked"))).toBe(false);
    expect(await openWith("git program", directory, env).writeCommits(drafts)).toHaveLength(1);
    expect(existsSync(here.path("asked"))).toBe(true);
  });

  test("are touched when they are there already, so that a prune at the same moment keeps them", async () => {
    const repository = openWith("git", directory, here.env);
    const drafts = [draft(null, { touched: "an old object\n" })];
    const [one = ""] = await repository.writeCommits(drafts);
    const path = here.path("repository/.git/objects", one.slice(0, 2), one.slice(2));
    utimesSync(path, 0, 0);
    expect(await repository.writeCommits(drafts)).toEqual([one]);
    expect(statSync(path).mtimeMs).toBeGreaterThan(0);
    expect(statSync(path).mode & 0o777).toBe(0o444);
  });

  test("are left to git where the repository is shared or says how to sync, or the parent is not to be had in place", async () => {
    await here.git(directory, "config", "core.sharedRepository", "group");
    const shared = openWith("git", directory, here.env);
    const [one = ""] = await shared.writeCommits([draft(null, { shared: "x" })]);
    expect(statSync(here.path("repository/.git/objects", one.slice(0, 2), one.slice(2))).mode & 0o070).toBe(0o040);
    await here.git(directory, "config", "--unset", "core.sharedRepository");
    const borrower = await here.clone(directory, "borrower", "--shared", "--no-checkout");
    const base = await here.git(directory, "rev-parse", "HEAD");
    const [made = ""] = await openWith("git", borrower, here.env).writeCommits([draft(base, { x: "1" })]);
    expect(await here.git(borrower, "rev-parse", `${made}^`)).toBe(base);
  });
});
