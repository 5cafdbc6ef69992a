import { chmodSync, existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openWith } from "../../support/git-adapters.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

let here: Scratch;
let directory: string;
let cache: string;

beforeEach(async () => {
  here = scratch();
  directory = await here.repository("repository");
  cache = join(directory, ".git", "bd", "git-config.json");
});

/** Reads one key as a new process would. */
async function read(key: string, env = here.env, where = directory): Promise<string | undefined> {
  return (await openWith("git", where, env).config()).get(key);
}

/** A git program that only says that it was asked: for proving that nothing asks it. */
async function broken(): Promise<Scratch["env"]> {
  const program = here.write(
    "bin/git",
    `#!/bin/sh\necho asked >> "${here.path("asked")}"\nexec ${(await here.run("which", ["git"])).stdout.trim()} "$@"\n`,
  );
  chmodSync(program, 0o755);
  return { ...here.env, PATH: `${here.path("bin")}:${here.env["PATH"]}` };
}

/** Makes every file that counts older than the cache will be: the tick of the clock is not ours to wait for. */
async function age(): Promise<void> {
  const files = [join(directory, ".git/config"), here.env["GIT_CONFIG_GLOBAL"] ?? "", here.path("included")];
  for (const file of files) if (existsSync(file)) utimesSync(file, new Date(0), new Date(statSync(file).mtimeMs - 60_000));
}

describe("the configuration is kept beside the repository", () => {
  test("a second command does not start git", async () => {
    const env = await broken();
    await age();
    expect(await read("user.name", env)).toBe("Test Person");
    expect(readFileSync(here.path("asked"), "utf8")).toBe("asked\n");
    expect(await read("user.name", env)).toBe("Test Person");
    expect(await read("core.bare", env)).toBe("false");
    expect(readFileSync(here.path("asked"), "utf8")).toBe("asked\n");
  });

  test.each([
    ["the repository's own file", () => here.git(directory, "config", "beads.x", "1")],
    ["the user's file", () => here.git(directory, "config", "--global", "beads.x", "1")],
    [
      "a file that was not there before",
      () =>
        here
          .git(directory, "config", "--file", join(directory, ".git/config.worktree"), "beads.x", "1")
          .then(() => here.git(directory, "config", "extensions.worktreeConfig", "true")),
    ],
  ])("a change of %s is seen at once, by the same process too", async (_, change) => {
    await age();
    const open = openWith("git", directory, here.env);
    expect((await open.config()).get("beads.x")).toBeUndefined();
    expect(await read("beads.x")).toBeUndefined();
    await change();
    expect((await open.config()).get("beads.x")).toBe("1");
    expect(await read("beads.x")).toBe("1");
  });

  test("an included file that appears, changes or goes is seen", async () => {
    await here.git(directory, "config", "include.path", here.path("included"));
    await age();
    expect(await read("beads.x")).toBeUndefined();
    writeFileSync(here.path("included"), "[beads]\nx = 1\n");
    expect(await read("beads.x")).toBe("1");
    await age();
    expect(await read("beads.x")).toBe("1");
    writeFileSync(here.path("included"), "[beads]\nx = 22\n");
    expect(await read("beads.x")).toBe("22");
    rmSync(here.path("included"));
    expect(await read("beads.x")).toBeUndefined();
  });

  test("another home or another named file is another answer", async () => {
    await age();
    const other = here.write("other", "[beads]\nx = other\n");
    expect(await read("beads.x")).toBeUndefined();
    expect(await read("beads.x", { ...here.env, GIT_CONFIG_GLOBAL: other })).toBe("other");
    expect(await read("beads.x")).toBeUndefined();
  });

  test("what hangs on the branch is asked each time", async () => {
    await here.git(directory, "config", "includeIf.onbranch:side.path", here.write("included", "[beads]\nx = side\n"));
    await age();
    expect(await read("beads.x")).toBeUndefined();
    await here.git(directory, "checkout", "--quiet", "-b", "side");
    expect(await read("beads.x")).toBe("side");
  });

  test("settings in the environment count, last and above all, and are never written down", async () => {
    await here.git(directory, "config", "beads.x", "file");
    await age();
    const counted = {
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "Beads.X",
      GIT_CONFIG_VALUE_0: "counted",
      GIT_CONFIG_KEY_1: "http.extraHeader",
      GIT_CONFIG_VALUE_1: "s3cret",
    };
    expect(await read("beads.x", { ...here.env, ...counted })).toBe("counted");
    expect(
      await read("beads.x", { ...here.env, GIT_CONFIG_PARAMETERS: "'beads.x'='it'\\''s' 'beads.flag' 'user.name=old style'" }),
    ).toBe("it's");
    expect(await read("user.name", { ...here.env, GIT_CONFIG_PARAMETERS: "'beads.flag' 'user.name=old style'" })).toBe(
      "old style",
    );
    expect(await read("beads.flag", { ...here.env, GIT_CONFIG_PARAMETERS: "'beads.flag'" })).toBe("true");
    expect(await read("beads.x")).toBe("file");
    expect(readFileSync(cache, "utf8")).not.toContain("s3cret");
    const included = here.write("included", "[beads]\nx = included\n");
    expect(
      await read("beads.x", {
        ...here.env,
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "include.path",
        GIT_CONFIG_VALUE_0: included,
      }),
    ).toBe("included");
  });

  test("git -c reaches a program started by git as git means it", async () => {
    const spy = here.write("bin/git-spy", `#!/bin/sh\nprintf %s "$GIT_CONFIG_PARAMETERS"\n`);
    chmodSync(spy, 0o755);
    const env = { ...here.env, PATH: `${here.path("bin")}:${here.env["PATH"]}` };
    const { stdout } = await here.run("git", ["-c", "beads.x=a 'b' = c!", "-c", "beads.y", "-c", "beads.z=", "spy"], {
      directory,
      env,
    });
    const seen = { ...here.env, GIT_CONFIG_PARAMETERS: stdout };
    expect(await read("beads.x", seen)).toBe("a 'b' = c!");
    expect(await read("beads.y", seen)).toBe("true");
    expect(await read("beads.z", seen)).toBe("");
  });

  test("no credentials are kept: not in URLs, not in what replaces them, not in headers", async () => {
    await here.git(directory, "remote", "add", "origin", "https://me:s3cret@example.com/x.git");
    await here.git(directory, "remote", "add", "ssh", "ssh://git:s3cret@example.com/x.git");
    await here.git(directory, "config", "url.https://s3cret@example.com/.insteadOf", "https://example.com/");
    await here.git(directory, "config", "http.https://example.com/.extraHeader", "AUTHORIZATION: s3cret");
    await here.git(directory, "config", "credential.helper", "!echo s3cret");
    await age();
    expect(await read("remote.origin.url")).toBe("https://example.com/x.git");
    expect(await read("remote.ssh.url")).toBe("ssh://git@example.com/x.git");
    expect(await read("remote.origin.url")).toBe("https://example.com/x.git");
    expect(readFileSync(cache, "utf8")).not.toContain("s3cret");
    expect(await openWith("git", directory, here.env).remoteUrl("origin", "fetch")).toBe("https://me:s3cret@example.com/x.git");
    await expect(openWith("git", directory, here.env).remoteUrl("none", "fetch")).rejects.toMatchObject({
      code: "NO_SUCH_REMOTE",
    });
  });

  test("a cache that is damaged or cannot be written is no harm", async () => {
    await age();
    await read("user.name");
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      '{"version":1}',
      '{"version":2,"key":"","stamps":{},"settings":[],"stripped":false}',
    ]) {
      writeFileSync(cache, text);
      expect(await read("user.name")).toBe("Test Person");
    }
    rmSync(join(directory, ".git", "bd"), { recursive: true });
    writeFileSync(join(directory, ".git", "bd"), "in the way");
    expect(await read("user.name")).toBe("Test Person");
  });

  test("each linked worktree has its own", async () => {
    const worktree = await here.worktree(directory, "worktree");
    await here.git(directory, "config", "extensions.worktreeConfig", "true");
    await here.git(worktree, "config", "--worktree", "beads.x", "worktree");
    await age();
    expect(await read("beads.x", here.env, worktree)).toBe("worktree");
    expect(await read("beads.x")).toBeUndefined();
    expect(await read("beads.x", here.env, worktree)).toBe("worktree");
  });
});
