import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bd, bdJson, expectSound } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

interface Place {
  /** Where the commands run. */
  readonly directory: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Every place in which commands must work, made from a remote that has code but no ledger yet. */
const PLACES: Readonly<Record<string, (here: Scratch, remote: string) => Promise<Place>>> = {
  "a subdirectory": async (here, remote) => {
    const directory = join(await here.clone(remote, "clone"), "deep", "er");
    mkdirSync(directory, { recursive: true });
    return { directory };
  },
  "a linked worktree": async (here, remote) => ({ directory: await here.worktree(await here.clone(remote, "clone"), "linked") }),
  "a bare clone": async (here, remote) => ({ directory: await here.clone(remote, "bare.git", "--bare") }),
  "a worktree of a bare clone": async (here, remote) => {
    const bare = await here.clone(remote, "bare.git", "--bare");
    return { directory: await here.worktree(bare, "linked", "-b", "linked") };
  },
  "a detached HEAD": async (here, remote) => {
    const directory = await here.clone(remote, "clone");
    await here.git(directory, "checkout", "--quiet", "--detach");
    return { directory };
  },
  "an unborn branch": async (here, remote) => {
    const directory = await here.repository("unborn", { unborn: true });
    await here.git(directory, "remote", "add", "origin", remote);
    return { directory };
  },
  "the middle of a rebase": async (here, remote) => ({ directory: await rebasing(here, remote) }),
  "a shallow clone of one branch": async (here, remote) => ({
    directory: await here.clone(`file://${remote}`, "clone", "--depth=1", "--single-branch"),
  }),
  "a clone of a working clone": async (here, remote) => ({
    directory: await here.clone(await here.clone(remote, "main"), "agent1"),
  }),
  "a partial clone": async (here, remote) => {
    await here.git(remote, "config", "uploadpack.allowFilter", "true");
    return { directory: await here.clone(`file://${remote}`, "clone", "--filter=blob:none") };
  },
  "a submodule": async (here, remote) => {
    const outer = await here.repository("outer");
    await here.git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", remote, "inner");
    await here.git(outer, "commit", "--quiet", "-m", "a submodule");
    return { directory: join(outer, "inner") };
  },
  "a hook that sets GIT_DIR": async (here, remote) => {
    const directory = await here.clone(remote, "clone");
    const env = { GIT_DIR: join(directory, ".git"), GIT_INDEX_FILE: join(directory, ".git", "index"), GIT_PREFIX: "" };
    return { directory, env };
  },
  "a path with spaces and letters beyond ASCII": async (here, remote) => ({
    directory: await here.clone(remote, "Ärger mit  Pfaden/日本 語"),
  }),
};

for (const [name, make] of Object.entries(PLACES)) {
  test(`commands work in ${name}, reach the remote, and leave the user's repository as it was`, async () => {
    const here = scratch();
    const remote = await here.remote("demo.git");
    const { directory, env = {} } = await make(here, remote);
    const before = await stateOf(here, directory);
    await bdJson(here, directory, ["init", "--name", "demo", "--prefix", "demo"], { env });
    const made = await bdJson<{ id: string; reach: string }>(here, directory, ["create", "From here"], { env });
    expect(made.reach).toBe("pushed");
    expect(await bdJson(here, directory, ["claim", made.id], { env })).toMatchObject({ id: made.id, reach: "pushed", epoch: 1 });
    await bdJson(here, directory, ["reply", made.id, "-m", "Said from here."], { env });
    await bdJson(here, directory, ["close", made.id, "-r", "done"], { env });
    expect(await bdJson(here, directory, ["list", "--all"], { env })).toMatchObject([{ id: made.id, status: "closed" }]);
    expect((await bd(here, directory, ["status"], { env })).status).toBe(0);
    expect(await stateOf(here, directory)).toEqual(before);
    expect(await here.git(remote, "log", "-1", "--format=%s", "beads")).toContain("closed");
    await expectSound(here, directory);
  });
}

test("commands work in a SHA-256 repository", async () => {
  const here = scratch();
  const remote = await here.bare("demo.git", "--object-format=sha256");
  const directory = await here.repository("one", { init: ["--object-format=sha256"] });
  await here.git(directory, "remote", "add", "origin", remote);
  const before = await stateOf(here, directory);
  await bdJson(here, directory, ["init", "--name", "demo", "--prefix", "demo"]);
  const made = await bdJson<{ id: string }>(here, directory, ["create", "Longer names"]);
  expect(await bdJson(here, directory, ["claim", made.id])).toMatchObject({ reach: "pushed" });
  expect(await here.git(remote, "rev-parse", "beads")).toHaveLength(64);
  expect(await stateOf(here, directory)).toEqual(before);
  await expectSound(here, directory);
});

test("the bare repository that is itself the shared remote has its branch as the ledger", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const clone = await here.clone(remote, "clone");
  await bdJson(here, clone, ["init", "--name", "demo", "--prefix", "demo"]);
  await bdJson(here, clone, ["create", "From a clone"]);
  await bdJson(here, remote, ["create", "On the remote itself"]);
  await bdJson(here, clone, ["sync"]);
  const rows = await bdJson<{ title: string }[]>(here, clone, ["list"]);
  expect(rows.map((row) => row.title).sort()).toEqual(["From a clone", "On the remote itself"]);
});

/** All that belongs to the user: HEAD, branches, index, stash, configuration, and what git status says. */
async function stateOf(here: Scratch, directory: string): Promise<Record<string, string>> {
  const gitDir = await here.git(directory, "rev-parse", "--absolute-git-dir");
  const bare = (await here.git(directory, "rev-parse", "--is-bare-repository")) === "true";
  const index = join(gitDir, "index");
  return {
    head: readFileSync(join(gitDir, "HEAD"), "utf8"),
    refs: (await here.tryGit(directory, "for-each-ref", "refs/heads", "refs/tags", "refs/stash")).stdout,
    index: existsSync(index) ? createHash("sha256").update(readFileSync(index)).digest("hex") : "none",
    config: await here.git(directory, "config", "--local", "--list"),
    hooks: await here.git(directory, "rev-parse", "--git-path", "hooks"),
    status: bare ? "bare" : (await here.git(directory, "status", "--porcelain=v2", "--branch")).replace(/^# branch\.ab.*$/m, ""),
  };
}

async function rebasing(here: Scratch, remote: string): Promise<string> {
  const directory = await here.clone(remote, "clone");
  const file = join(directory, "README.md");
  for (const branch of ["left", "right"]) {
    await here.git(directory, "checkout", "--quiet", "-b", branch, "origin/main");
    writeFileSync(file, `${branch}\n`);
    await here.git(directory, "commit", "--quiet", "-am", branch);
  }
  expect((await here.tryGit(directory, "rebase", "left")).status).not.toBe(0);
  return directory;
}
