import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { locate } from "../../src/git/locate.ts";
import type { Location } from "../../src/git/repository.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

type Env = Readonly<Record<string, string>>;

describe("a repository is found where git finds it", () => {
  let here: Scratch;
  beforeAll(async () => {
    here = scratch();
    await build(here);
  });

  /** What git itself says, or null where it finds none. */
  async function asked(directory: string, env: Env): Promise<Location | null> {
    const ask = async (...args: string[]) =>
      await here.run("git", ["rev-parse", "--path-format=absolute", ...args], { directory, env });
    const dirs = await ask("--git-dir", "--git-common-dir");
    if (dirs.status !== 0) return null;
    const [gitDir = "", commonDir = ""] = dirs.stdout.trimEnd().split("\n");
    const top = await ask("--show-toplevel");
    return { gitDir, commonDir, workTree: top.status === 0 ? top.stdout.trimEnd() : null };
  }

  const places: readonly (readonly [string, string, (root: string) => Env])[] = [
    ["at the root of a work tree", "plain ü", () => ({})],
    ["below it", "plain ü/deep/er", () => ({})],
    ["inside the git directory itself", "plain ü/.git/refs", () => ({})],
    ["in a linked worktree", "linked", () => ({})],
    ["below a linked worktree", "linked/sub", () => ({})],
    ["in a bare repository", "bare.git", () => ({})],
    ["inside a bare repository", "bare.git/objects", () => ({})],
    ["in a worktree of a bare repository", "of-bare", () => ({})],
    ["beside a hidden bare repository, through a .git file", "hidden", () => ({})],
    ["in a worktree of a hidden bare repository", "hidden/main", () => ({})],
    ["in a submodule", "super/sub", () => ({})],
    ["in a repository whose work tree is elsewhere", "elsewhere/.git", () => ({})],
    ["with the settings of each worktree in a file of its own", "own config", () => ({})],
    ["through a symbolic link", "link/deep", () => ({})],
    ["where .git itself is a symbolic link", "linked git", () => ({})],
    [
      "with GIT_DIR through a symbolic link",
      "home",
      (root) => ({ GIT_DIR: join(root, "link/.git"), GIT_WORK_TREE: join(root, "link") }),
    ],
    ["with GIT_WORK_TREE counted from here", "plain ü/deep", () => ({ GIT_WORK_TREE: ".." })],
    ["in a folder .git that is no repository, inside one", "plain ü/fake", () => ({})],
    ["with GIT_DIR as a hook sets it", "plain ü", () => ({ GIT_DIR: ".git" })],
    ["with GIT_DIR from below", "plain ü/deep", (root) => ({ GIT_DIR: join(root, "plain ü/.git") })],
    [
      "with GIT_DIR and GIT_WORK_TREE",
      "home",
      (root) => ({ GIT_DIR: join(root, "plain ü/.git"), GIT_WORK_TREE: join(root, "plain ü") }),
    ],
    [
      "with GIT_DIR of a linked worktree",
      "home",
      (root) => ({ GIT_DIR: join(root, "plain ü/.git/worktrees/linked"), GIT_WORK_TREE: join(root, "linked") }),
    ],
    ["with GIT_DIR of a bare repository", "home", (root) => ({ GIT_DIR: join(root, "bare.git") })],
    [
      "with GIT_DIR that is a .git file",
      "home",
      (root) => ({ GIT_DIR: join(root, "linked/.git"), GIT_WORK_TREE: join(root, "linked") }),
    ],
    ["with GIT_DIR that is nothing", "plain ü", (root) => ({ GIT_DIR: join(root, "nothing") })],
    ["with GIT_COMMON_DIR", "plain ü", (root) => ({ GIT_COMMON_DIR: join(root, "plain ü/.git") })],
    ["below a ceiling", "plain ü/deep/er", (root) => ({ GIT_CEILING_DIRECTORIES: join(root, "plain ü/deep") })],
    [
      "with the ceiling at the root of the work tree",
      "plain ü/deep",
      (root) => ({ GIT_CEILING_DIRECTORIES: join(root, "plain ü") }),
    ],
    ["with the ceiling above the work tree", "plain ü/deep", (root) => ({ GIT_CEILING_DIRECTORIES: root })],
    ["with the ceiling right here", "plain ü", (root) => ({ GIT_CEILING_DIRECTORIES: join(root, "plain ü") })],
    ["with a ceiling given through a link", "plain ü/deep/er", (root) => ({ GIT_CEILING_DIRECTORIES: join(root, "link/deep") })],
    [
      "with a ceiling given through a link that is not to be followed",
      "plain ü/deep/er",
      (root) => ({ GIT_CEILING_DIRECTORIES: `:${join(root, "link/deep")}` }),
    ],
  ];

  test.each(places)("%s", async (_, place, more) => {
    const env = { ...here.env, ...more(here.root) };
    expect(locate(here.path(place), env)?.location ?? null).toEqual(await asked(here.path(place), env));
  });

  test("nowhere, outside of any repository", () => {
    const env = { ...here.env, GIT_CEILING_DIRECTORIES: here.root };
    expect(locate(here.path("home"), env)).toBeNull();
  });

  test("a directory that is not there is said so", () => {
    expect(() => locate(here.path("not there"), here.env)).toThrow(
      expect.objectContaining({ kind: "environment", code: "NO_SUCH_DIRECTORY" }),
    );
  });

  test("the layout is read from the repository's own file: object names, references, what was left out", async () => {
    const sha256 = await here.repository("sha256", { init: ["--object-format=sha256"] });
    expect(locate(sha256, here.env)?.format).toMatchObject({ objectFormat: "sha256", refStorage: "files", partial: false });
    const plain = here.path("plain ü");
    expect(locate(plain, here.env)?.format).toMatchObject({
      objectFormat: "sha1",
      refStorage: "files",
      partial: false,
      bare: false,
    });
    const partial = await here.clone(`file://${plain}`, "partial", "--filter=blob:none");
    expect(locate(partial, here.env)?.format.partial).toBe(true);
  });
});

async function build(here: Scratch): Promise<void> {
  const plain = await here.repository("plain ü");
  mkdirSync(join(plain, "deep", "er"), { recursive: true });
  mkdirSync(join(plain, "fake", ".git"), { recursive: true });
  await here.worktree(plain, "linked");
  mkdirSync(here.path("linked", "sub"));
  symlinkSync(plain, here.path("link"));
  mkdirSync(here.path("linked git"));
  symlinkSync(join(plain, ".git"), here.path("linked git", ".git"));
  const bare = await here.remote("bare.git");
  await here.worktree(bare, "of-bare");
  await here.git(here.root, "clone", "--quiet", "--bare", plain, "hidden/.bare");
  here.write("hidden/.git", "gitdir: ./.bare\n");
  await here.git(here.path("hidden"), "worktree", "add", "--quiet", "main");
  const outer = await here.repository("super");
  await here.git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", plain, "sub");
  const elsewhere = await here.repository("elsewhere");
  mkdirSync(here.path("its work tree"));
  await here.git(elsewhere, "config", "core.worktree", "../../its work tree");
  const own = await here.repository("own config");
  await here.git(own, "config", "extensions.worktreeConfig", "true");
  await here.git(own, "config", "--worktree", "core.bare", "true");
}
