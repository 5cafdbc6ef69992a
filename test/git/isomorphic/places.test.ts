import { beforeAll, describe, expect, test } from "vitest";
import type { Oid, Repository } from "../../../src/git/repository.ts";
import { draft, openWith } from "../../support/git-adapters.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const LEDGER = "refs/beads/ledger";

describe("without a git program a ledger is read in", () => {
  let here: Scratch;
  let remote: string;
  let tip: Oid;

  beforeAll(async () => {
    here = scratch();
    const seed = await here.repository("seed");
    const repository = openWith("git", seed, here.env);
    const oids = await repository.writeCommits([
      draft(null, { ".beads/a": "1\n" }),
      draft(0, { ".beads/b": "2\n" }),
      draft(1, { ".beads/a": "3\n" }),
    ]);
    tip = oids[2] ?? "";
    await repository.updateRefs([{ ref: LEDGER, from: null, to: tip }]);
    await repository.updateRefs([{ ref: "refs/heads/beads", from: null, to: tip }]);
    await here.git(seed, "commit", "--quiet", "--allow-empty", "-m", "second");
    remote = await here.clone(seed, "remote.git", "--mirror");
  });

  async function reads(repository: Repository, ref = LEDGER): Promise<void> {
    expect(repository.adapter).toBe("isomorphic");
    expect(await repository.readRef(ref)).toBe(tip);
    const files = await repository.readFiles(tip, [".beads/a", ".beads/b", "none"]);
    expect([...files].map(([path, content]) => `${path} ${content}`)).toEqual([".beads/a 3\n", ".beads/b 2\n"]);
    expect((await repository.listCommits({ from: null, to: tip })).length).toBe(3);
    expect(await repository.hasCommit(tip)).toBe(true);
  }

  const open = (directory: string) => openWith("isomorphic", directory, here.env);

  test("a plain repository, loose and packed", async () => {
    await reads(open(here.path("seed")));
    await here.git(here.path("seed"), "gc", "--quiet");
    await reads(open(here.path("seed")));
  });

  test("a bare repository", async () => {
    await reads(open(remote));
  });

  test("a linked worktree, whose HEAD is its own", async () => {
    const worktree = await here.worktree(here.path("seed"), "worktree", "-b", "feature");
    await here.git(worktree, "commit", "--quiet", "--allow-empty", "-m", "on the feature");
    await reads(open(worktree));
    expect(await open(worktree).readRef("HEAD")).toBe(await here.git(worktree, "rev-parse", "HEAD"));
    expect([...(await open(worktree).listRefs("refs/heads/")).keys()]).toEqual([
      "refs/heads/beads",
      "refs/heads/feature",
      "refs/heads/main",
    ]);
  });

  test("a shallow clone of the code, where the code's history ends early", async () => {
    const shallow = await here.clone(`file://${remote}`, "shallow", "--depth=1", "--branch=main");
    await here.git(shallow, "fetch", "--quiet", "origin", `${LEDGER}:${LEDGER}`);
    await reads(open(shallow));
    const head = await here.git(shallow, "rev-parse", "HEAD");
    expect((await open(shallow).listCommits({ from: null, to: head })).map(({ parents }) => parents)).toEqual([[]]);
  });

  test("a partial clone as far as it goes: what was left out is said to be missing", async () => {
    await here.git(remote, "config", "uploadpack.allowFilter", "true");
    const partial = await here.clone(`file://${remote}`, "partial", "--filter=blob:none", "--no-checkout");
    const repository = open(partial);
    expect(await repository.readRef("refs/remotes/origin/beads")).toBe(tip);
    expect((await repository.listTree(tip, "")).map(({ path }) => path)).toEqual([".beads/a", ".beads/b"]);
    await expect(repository.readFiles(tip, [".beads/a"])).rejects.toMatchObject({ kind: "environment", code: "OBJECT_MISSING" });
  });

  test("a repository with a ref that a crash cut short, which is not taken for a missing one", async () => {
    here.write("seed/.git/refs/beads/broken", "");
    await expect(open(here.path("seed")).readRef("refs/beads/broken")).rejects.toMatchObject({ code: "REF_BROKEN" });
    expect(await open(here.path("seed")).readRef("refs/beads/none")).toBeNull();
  });

  test("a damaged repository with a clear error", async () => {
    const damaged = await here.clone(`file://${remote}`, "damaged", "--no-checkout");
    await here.run("sh", ["-c", "for f in .git/objects/pack/*.pack; do chmod u+w $f && head -c 60 $f > x && mv x $f; done"], {
      directory: damaged,
    });
    await expect(open(damaged).readFiles(tip, [".beads/a"])).rejects.toMatchObject({ kind: "environment" });
  });
});
