import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { withoutRepository } from "../../src/git/environment.ts";
import { openRepository } from "../../src/git/open.ts";
import { draft } from "../support/git-adapters.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let directory: string;
beforeEach(async () => {
  here = scratch();
  directory = await here.repository("repository");
});

describe("opening a repository", () => {
  test("outside of any, it says so and what to do", async () => {
    const env = { ...here.env, GIT_CEILING_DIRECTORIES: here.root };
    await expect(openRepository(here.path("home"), env)).rejects.toMatchObject({
      kind: "environment",
      code: "NOT_A_REPOSITORY",
      hints: [expect.stringContaining("git init")],
    });
  });

  test("with git on PATH it works through the program, without it reading goes on in process", async () => {
    expect((await openRepository(directory, here.env)).adapter).toBe("git");
    const without = await openRepository(directory, { ...here.env, PATH: here.path("home") });
    expect(without.adapter).toBe("isomorphic");
    const tip = await without.readRef("refs/heads/main");
    expect((await without.readFiles(tip ?? "", ["README.md"])).get("README.md")?.toString()).toBe("scratch\n");
  });

  test("without git, whatever writes or needs a network is refused with what is missing", async () => {
    const without = await openRepository(directory, { ...here.env, PATH: "" });
    const call = { timeout: 1000 };
    for (const attempt of [
      () => without.writeCommits([draft(null, { a: "1" })]),
      () => without.updateRefs([{ ref: "refs/beads/ledger", from: null, to: "1".repeat(40) }]),
      () => without.fetch("origin", "refs/heads/beads", call),
      () => without.push("origin", "1".repeat(40), "refs/heads/beads", call),
      () => without.listRemote("origin", [], call),
    ]) {
      await expect(attempt()).rejects.toMatchObject({
        kind: "environment",
        code: "GIT_PROGRAM_NEEDED",
        hints: [expect.stringContaining("Install git")],
      });
    }
  });

  test("without git, a repository with SHA-256 names is refused when it is opened", async () => {
    const other = await here.repository("other", { init: ["--object-format=sha256"] });
    await expect(openRepository(other, { ...here.env, PATH: "" })).rejects.toMatchObject({ code: "GIT_PROGRAM_NEEDED" });
  });

  test("the environment of a hook names the repository, and taken out of it another one can be opened", async () => {
    const other = await here.repository("other");
    const env = {
      ...here.env,
      GIT_DIR: join(directory, ".git"),
      GIT_INDEX_FILE: "nonsense",
      GIT_OBJECT_DIRECTORY: "/nowhere",
      GIT_QUARANTINE_PATH: "/nowhere",
    };
    const hooked = await openRepository(other, env);
    expect(hooked.location.gitDir).toBe(join(directory, ".git"));
    const [oid = ""] = await hooked.writeCommits([draft(null, { a: "1" })]);
    expect(await hooked.updateRefs([{ ref: "refs/beads/ledger", from: null, to: oid }])).toBe(true);
    expect(await here.git(directory, "rev-parse", "refs/beads/ledger")).toBe(oid);
    const opened = await openRepository(other, withoutRepository(env));
    expect(opened.location.gitDir).toBe(join(other, ".git"));
  });

  test.skipIf(process.geteuid?.() !== 0)(
    "a repository of somebody else is refused with git's words, until its owner's word is had",
    async () => {
      await here.run("chown", ["-R", "12345", directory]);
      await expect(openRepository(directory, here.env)).rejects.toMatchObject({
        kind: "environment",
        code: "REPOSITORY_REFUSED",
        message: expect.stringContaining("dubious ownership"),
      });
      expect(existsSync(join(directory, ".git", "bd"))).toBe(false);
      await expect(openRepository(directory, { ...here.env, PATH: "" })).rejects.toMatchObject({ code: "REPOSITORY_REFUSED" });
      await here.git(here.root, "config", "--global", "safe.directory", directory);
      expect((await openRepository(directory, here.env)).adapter).toBe("git");
    },
  );

  test("a bare repository is refused where safe.bareRepository says so", async () => {
    const bare = await here.bare("bare.git");
    expect((await openRepository(bare, here.env)).location.workTree).toBeNull();
    await here.git(here.root, "config", "--global", "safe.bareRepository", "explicit");
    await expect(openRepository(bare, here.env)).rejects.toMatchObject({ code: "REPOSITORY_REFUSED" });
    expect((await openRepository(bare, { ...here.env, GIT_DIR: bare })).location.gitDir).toBe(bare);
  });
});
