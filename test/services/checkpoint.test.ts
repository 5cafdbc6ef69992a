import { chmodSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bdIn, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

interface Place {
  readonly here: Scratch;
  readonly directory: string;
  readonly bd: RunBd;
}

/** A repository in which an agent holds an issue. */
async function place(files: Readonly<Record<string, string>> = { "a.txt": "a\n", "b.txt": "b\n" }): Promise<Place> {
  const here = scratch();
  const directory = await here.repository("dave/vc", { files });
  const bd = agentIn(here, directory);
  await bd(["init", "--quiet"]);
  await bd(["create", "Work", "--id", "vc-work"]);
  await bd(["claim", "vc-work"]);
  return { here, directory, bd };
}

function agentIn(here: Scratch, directory: string, name = "dave/vc", seed = 5): RunBd {
  const bd = bdIn(here, directory, seed);
  return (words, options) => bd([...words], { ...options, env: { BD_ACTOR: name, ...options?.env } });
}

const failure = async (bd: RunBd, ...words: string[]) => {
  const { status, json } = await bd([...words, "--json"]);
  return [status, json.error.code];
};

/** Everything of the user's that a checkpoint could disturb. */
async function disturbed({ here, directory }: Place): Promise<unknown> {
  const git = (...words: string[]) => here.git(directory, ...words);
  return {
    index: readFileSync(join(directory, ".git/index")).toString("base64"),
    head: readFileSync(join(directory, ".git/HEAD"), "utf8"),
    status: await git("-c", "core.fsmonitor=false", "--no-optional-locks", "status", "--porcelain=v2"),
    staged: await git("diff", "--cached"),
    stash: await git("stash", "list"),
    branches: await git("for-each-ref", "refs/heads", "refs/tags", "refs/stash"),
    worktrees: await git("worktree", "list", "--porcelain"),
  };
}

async function dirty({ here, directory }: Place): Promise<void> {
  here.write("dave/vc/a.txt", "stashed\n");
  await here.git(directory, "stash");
  here.write("dave/vc/a.txt", "staged\n");
  await here.git(directory, "add", "a.txt");
  here.write("dave/vc/a.txt", "changed\r\nwithout an end");
  here.write("dave/vc/new/ä b.bin", new Uint8Array([0, 255, 13, 10, 7]));
  here.write("dave/vc/run.sh", "#!/bin/sh\n");
  chmodSync(join(directory, "run.sh"), 0o755);
  symlinkSync("new/ä b.bin", join(directory, "link"));
  rmSync(join(directory, "b.txt"));
}

describe("a checkpoint", () => {
  it("leaves index, HEAD, files, stash and branches byte for byte as they are", async () => {
    const there = await place();
    await dirty(there);
    const before = await disturbed(there);
    const made = (await there.bd(["checkpoint", "-m", "Half.", "--json"])).json;
    expect(made).toMatchObject({ issue: "vc-work", epoch: 1, branch: "main", note: "Half.", left_out: [] });
    expect(made.dirty).toEqual(["a.txt", "b.txt", "link", "new/ä b.bin", "run.sh"]);
    expect(await disturbed(there)).toEqual(before);
    expect(await there.here.git(there.directory, "rev-parse", `refs/beads/checkpoints/${made.id}^`)).toBe(made.commit);
  });

  it("is laid into a new worktree with every byte, bit and link, and is uncommitted there", async () => {
    const there = await place();
    await dirty(there);
    const { id } = (await there.bd(["checkpoint", "--json"])).json;
    const into = there.here.path("rescued here");
    expect((await there.bd(["checkpoint", "restore", id.slice(-6), "--into", into, "--json"])).json).toMatchObject({
      directory: into,
    });
    const same = await there.here.run("diff", [
      "-r",
      "--no-dereference",
      "--exclude=.git",
      "--exclude=.beads",
      there.directory,
      into,
    ]);
    expect(same).toMatchObject({ status: 0, stdout: "" });
    const modes = (root: string) =>
      there.here.run(
        "find",
        [".", "-name", ".git", "-prune", "-o", "-name", ".beads", "-prune", "-o", "-printf", "%p %m %l\\n"],
        { directory: root },
      );
    expect((await modes(into)).stdout.split("\n").sort()).toEqual((await modes(there.directory)).stdout.split("\n").sort());
    expect(await there.here.git(into, "rev-parse", "HEAD")).toBe(await there.here.git(there.directory, "rev-parse", "HEAD"));
  });

  it("is never restored over what is there", async () => {
    const there = await place();
    there.here.write("dave/vc/a.txt", "changed\n");
    await there.bd(["checkpoint"]);
    there.here.write("taken/mine.txt", "mine\n");
    expect(await failure(there.bd, "checkpoint", "restore", "vc-work", "--into", there.here.path("taken"))).toEqual([
      3,
      "DIRECTORY_TAKEN",
    ]);
    expect(readFileSync(there.here.path("taken/mine.txt"), "utf8")).toBe("mine\n");
    expect(await failure(there.bd, "checkpoint", "restore", "abcdef", "--into", there.here.path("x"))).toEqual([
      1,
      "ISSUE_NOT_FOUND",
    ]);
  });

  it("works in the midst of a rebase, names its branch, and the rebase goes on", async () => {
    const there = await place();
    const git = (...words: string[]) => there.here.git(there.directory, ...words);
    await git("switch", "-q", "-c", "side");
    there.here.write("dave/vc/a.txt", "side\n");
    await git("commit", "-qam", "side");
    await git("switch", "-q", "main");
    there.here.write("dave/vc/a.txt", "main\n");
    await git("commit", "-qam", "main");
    await there.here.tryGit(there.directory, "rebase", "main", "side");
    const made = (await there.bd(["checkpoint", "--json"])).json;
    expect(made).toMatchObject({ branch: "side", dirty: ["a.txt"] });
    expect((await there.bd(["checkpoint", "diff", "vc-work"])).stdout).toContain("+<<<<<<<");
    there.here.write("dave/vc/a.txt", "both\n");
    await git("add", "a.txt");
    await git("-c", "core.editor=true", "rebase", "--continue");
    expect(await git("status", "--porcelain")).toBe("");
  });

  it("works on a detached HEAD, on an unborn branch and in a linked worktree", async () => {
    const there = await place();
    await there.here.git(there.directory, "switch", "-q", "--detach");
    expect((await there.bd(["checkpoint", "--json"])).json).toMatchObject({ branch: null, snapshot: null, dirty: [] });
    const linked = await there.here.worktree(there.directory, "linked");
    const inside = agentIn(there.here, linked, "linked/vc");
    await inside(["create", "Other", "--id", "vc-other"]);
    await inside(["claim", "vc-other"]);
    there.here.write("linked/a.txt", "linked\n");
    expect((await inside(["checkpoint", "--json"])).json).toMatchObject({
      issue: "vc-other",
      branch: "linked",
      dirty: ["a.txt"],
    });
    expect((await there.bd(["checkpoint", "--json"])).json).toMatchObject({ issue: "vc-work", dirty: [] });
  });

  it("of a repository without any commit comes back without one", async () => {
    const here = scratch();
    const directory = await here.repository("dave/vc", { unborn: true });
    const bd = agentIn(here, directory);
    await bd(["init", "--quiet"]);
    await bd(["create", "Work", "--id", "vc-work"]);
    here.write("dave/vc/first.txt", "first\n");
    expect((await bd(["checkpoint", "vc-work", "--json"])).json).toMatchObject({
      commit: null,
      epoch: null,
      dirty: ["first.txt"],
    });
    await bd(["checkpoint", "restore", "vc-work", "--into", here.path("back")]);
    expect(readFileSync(here.path("back/first.txt"), "utf8")).toBe("first\n");
    expect((await here.tryGit(here.path("back"), "rev-parse", "--verify", "-q", "HEAD")).status).toBe(1);
  });

  it("leaves submodules, repositories inside and files with secrets' names alone, and says so", async () => {
    const there = await place();
    await there.here.repository("library");
    await there.here.git(
      there.directory,
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "add",
      "-q",
      there.here.path("library"),
      "lib",
    );
    await there.here.git(there.directory, "commit", "-qm", "submodule");
    const before = await there.here.git(there.directory, "rev-parse", "HEAD:lib");
    await there.here.git(join(there.directory, "lib"), "commit", "-q", "--allow-empty", "-m", "further");
    await there.here.repository("dave/vc/inside");
    there.here.write("dave/vc/.env", "KEY=hunter2\n");
    there.here.write("dave/vc/new.txt", "new\n");
    const { id, left_out } = (await there.bd(["checkpoint", "--json"])).json;
    expect(left_out.map(({ path }: { path: string }) => path).sort()).toEqual([".env", "inside", "lib"]);
    const tree = await there.here.git(there.directory, "ls-tree", "-r", `refs/beads/checkpoints/${id}`);
    expect(tree).toContain(`160000 commit ${before}\tlib`);
    expect(tree).toContain("new.txt");
    expect(tree).not.toMatch(/\.env|inside/);
    expect((await there.bd(["checkpoint", "show", "vc-work", "--json"])).json.left_out).toHaveLength(3);
  });

  it("needs files that are checked out", async () => {
    const here = scratch();
    const bd = agentIn(here, await here.bare("vc.git"));
    await bd(["init", "--quiet", "--name", "vc"]);
    await bd(["create", "Work", "--id", "vc-bare"]);
    expect(await failure(bd, "checkpoint", "vc-bare")).toEqual([5, "NO_WORK_TREE"]);
  });

  it("asks which issue is meant where several are held, or none", async () => {
    const there = await place();
    await there.bd(["create", "Other", "--id", "vc-other"]);
    await there.bd(["claim", "vc-other"]);
    expect(await failure(there.bd, "checkpoint")).toEqual([2, "SEVERAL_HELD"]);
    await there.bd(["release", "vc-other"]);
    await there.bd(["release", "vc-work"]);
    expect(await failure(there.bd, "checkpoint")).toEqual([1, "NOTHING_HELD"]);
    expect(await there.bd(["checkpoint", "--auto"])).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });

  it("keeps plan, next step and context until they are said anew", async () => {
    const { bd } = await place();
    await bd(["checkpoint", "--plan", "A, B", "--next", "A", "--context", "a.txt", "--context", "b.txt"]);
    const made = (await bd(["checkpoint", "--next", "B", "--json"])).json;
    expect(made).toMatchObject({ plan: "A, B", next: "B", context: ["a.txt", "b.txt"], note: "" });
  });

  it("made by a hook says nothing, and is made only where something changed", async () => {
    const { here: scratchHere, bd } = await place();
    const count = async () => (await bd(["checkpoint", "list", "--json"])).json.length;
    expect(await bd(["checkpoint", "--auto"])).toMatchObject({ status: 0, stdout: "", stderr: "" });
    await bd(["checkpoint", "--auto"]);
    expect(await count()).toBe(1);
    scratchHere.write("dave/vc/a.txt", "more\n");
    await bd(["checkpoint", "--auto"]);
    await bd(["checkpoint", "--auto"]);
    expect(await count()).toBe(2);
    expect((await bd(["checkpoint", "list", "--json"])).json[0]).toMatchObject({ auto: true, here: true, dirty: ["a.txt"] });
  });

  it("keeps the content of the last twenty of an issue", async () => {
    const { here: scratchHere, directory, bd } = await place();
    for (let turn = 0; turn < 22; turn++) {
      scratchHere.write("dave/vc/a.txt", `${turn}\n`);
      await bd(["checkpoint"]);
    }
    const refs = (await scratchHere.git(directory, "for-each-ref", "--format=%(refname)", "refs/beads/checkpoints/")).split("\n");
    expect(refs).toHaveLength(20);
    const rows = (await bd(["checkpoint", "list", "--limit", "0", "--json"])).json;
    expect(rows).toHaveLength(22);
    expect(refs.sort().at(-1)).toBe(`refs/beads/checkpoints/${rows[0].id}`);
  });
});

describe("a checkpoint among several clones", () => {
  it("is refused to who lost the claim", async () => {
    const here = scratch();
    const remote = await here.remote("vc.git");
    const [one, two] = [await here.clone(remote, "dave/vc"), await here.clone(remote, "erin/vc")];
    const [dave, erin] = [agentIn(here, one), agentIn(here, two, "erin/vc", 6)];
    await dave(["init", "--quiet"]);
    await dave(["create", "Work", "--id", "vc-work"]);
    await dave(["claim", "vc-work"]);
    await erin(["sync"]);
    expect(await failure(erin, "checkpoint", "vc-work")).toEqual([3, "CLAIM_HELD"]);
    await erin(["claim", "vc-work", "--steal", "--reason", "Silence."]);
    await dave(["sync"]);
    expect(await failure(dave, "checkpoint", "vc-work")).toEqual([3, "CLAIM_SUPERSEDED"]);
    expect(await failure(dave, "checkpoint")).toEqual([3, "CLAIM_SUPERSEDED"]);
    expect(await here.git(one, "for-each-ref", "refs/beads/checkpoints/")).toBe("");
  });

  it("brings its content along where it was pushed, and says where it lies where it was not", async () => {
    const here = scratch();
    const remote = await here.remote("vc.git");
    const [one, two] = [await here.clone(remote, "dave/vc"), await here.clone(remote, "erin/vc")];
    const [dave, erin] = [agentIn(here, one), agentIn(here, two, "erin/vc", 6)];
    await dave(["init", "--quiet"]);
    await dave(["create", "Work", "--id", "vc-work"]);
    await dave(["claim", "vc-work"]);
    here.write("dave/vc/README.md", "kept\n");
    await dave(["checkpoint"]);
    await dave(["sync"]);
    await erin(["sync"]);
    expect(await failure(erin, "checkpoint", "restore", "vc-work", "--into", here.path("x"))).toEqual([1, "CHECKPOINT_NOT_HERE"]);
    here.write("dave/vc/README.md", "pushed\n");
    expect((await dave(["checkpoint", "--push", "--json"])).json).toMatchObject({ pushed: "origin" });
    await erin(["sync"]);
    await erin(["checkpoint", "restore", "vc-work", "--into", here.path("y")]);
    expect(readFileSync(here.path("y/README.md"), "utf8")).toBe("pushed\n");
    expect(await here.git(remote, "for-each-ref", "--format=%(refname)", "refs/heads")).toBe("refs/heads/beads\nrefs/heads/main");
  });
});
