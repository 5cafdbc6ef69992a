import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { bd, bdJson, PROGRAM } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: string;
let erin: string;
/** Where a `bd` lies that hooks find on the PATH. */
let bin: string;

/** Two clones; dave has reserved src/parse. */
beforeEach(async () => {
  here = scratch();
  const remote = await here.remote("vc.git", { files: { "src/parse/a.ts": "1\n", "src/main.ts": "1\n" } });
  dave = await here.clone(remote, "dave/vc");
  erin = await here.clone(remote, "erin/my vc ü");
  await bd(here, dave, ["init", "--name", "vc", "--quiet"]);
  await bd(here, dave, ["reserve", "src/parse", "--intent", "A rewrite."], as("dave"));
  await bd(here, erin, ["sync", "--quiet"]);
  bin = here.path("bin");
  program(`exec ${JSON.stringify(process.execPath)} ${JSON.stringify(PROGRAM)} "$@"`);
}, 60_000);

const as = (name: string, more: Record<string, string> = {}) => ({ env: { BD_ACTOR: `${name}/vc`, BD_AGENT_PID: "0", ...more } });

/** What `bd` on the PATH is. */
function program(script: string): void {
  here.write("bin/bd", `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, "bd"), 0o755);
}

/** Runs git as somebody whose shell finds bd; without a name, a person. */
function git(
  directory: string,
  words: string[],
  {
    name = "",
    path = `${bin}:${here.env["PATH"]}`,
    env = {},
  }: { name?: string; path?: string; env?: Record<string, string> } = {},
) {
  const who: Record<string, string> = name === "" ? {} : { BD_ACTOR: `${name}/vc`, BD_AGENT_PID: "0" };
  return here.run("git", words, { directory, env: { ...here.env, PATH: path, ...who, ...env } });
}

const setUp = (directory = erin, ...flags: string[]) =>
  bdJson<{ files: { file: string; action: string }[]; advice: string[] }>(here, directory, ["setup", "git", ...flags]);
const hook = (name: string, directory = erin) => join(directory, ".git", "hooks", name);
const level = (word: string, directory = erin) => here.git(directory, "config", "beads.guard", word);
const lastMessage = (directory = erin) => here.git(directory, "log", "-1", "--format=%B");

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}

async function change(directory: string, path: string, text = "2\n"): Promise<void> {
  write(join(directory, path), text);
  await here.git(directory, "add", "--all");
}

describe("the guard of commits", () => {
  it("warns or stops as told, by whoever reserved it and what for, and lets everything else pass", async () => {
    await setUp();
    await change(erin, "src/parse/a.ts");
    const warned = await git(erin, ["commit", "-m", "one"]);
    expect([warned.status, warned.stderr]).toEqual([
      0,
      expect.stringMatching(/src\/parse\/a\.ts is reserved by dave\/vc until .*: A rewrite\.\n.*only a warning/),
    ]);
    await level("block");
    await change(erin, "src/parse/a.ts", "3\n");
    const stopped = await git(erin, ["commit", "-m", "two"]);
    expect([stopped.status, stopped.stderr]).toEqual([1, expect.stringContaining("stopped, since beads.guard is block")]);
    await here.git(erin, "reset", "--quiet", "--hard");
    await change(erin, "src/main.ts");
    expect(await git(erin, ["commit", "-m", "three"])).toMatchObject({ status: 0, stderr: "" });
    await level("off");
    await change(erin, "src/parse/a.ts", "4\n");
    expect(await git(erin, ["commit", "-m", "four"])).toMatchObject({ status: 0, stderr: "" });
  }, 60_000);

  it("knows both names of what is renamed, an amended commit, and a commit of some paths only", async () => {
    await setUp();
    await level("block");
    await here.git(erin, "mv", "src/parse/a.ts", "src/b.ts");
    expect(await git(erin, ["commit", "-m", "away"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("src/parse/a.ts is reserved"),
    });
    await here.git(erin, "reset", "--quiet", "--hard");
    await here.git(erin, "mv", "src/main.ts", "src/parse/main.ts");
    expect(await git(erin, ["commit", "-m", "into"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("src/parse/main.ts is reserved"),
    });
    await here.git(erin, "reset", "--quiet", "--hard");
    await change(erin, "src/parse/a.ts");
    await change(erin, "src/main.ts");
    expect((await git(erin, ["commit", "-m", "some", "--", "src/main.ts"])).status).toBe(0);
    expect((await git(erin, ["commit", "--amend", "--no-edit"])).status).toBe(1);
    expect((await git(erin, ["commit", "-am", "all"])).status).toBe(1);
  }, 60_000);

  it("lets the holder commit, also from a linked worktree, and a person in the holder's work tree", async () => {
    await setUp(dave);
    await level("block", dave);
    await change(dave, "src/parse/a.ts");
    expect((await git(dave, ["commit", "-m", "mine"], { name: "dave" })).status).toBe(0);
    await change(dave, "src/parse/a.ts", "2b\n");
    expect((await git(dave, ["commit", "-m", "later"], { name: "dave", env: { BD_SESSION: "another" } })).status).toBe(0);
    await change(dave, "src/parse/a.ts", "3\n");
    expect((await git(dave, ["commit", "-m", "for them"])).status).toBe(0);
    await change(dave, "src/parse/a.ts", "4\n");
    expect((await git(dave, ["commit", "-m", "another"], { name: "other" })).status).toBe(1);
    const linked = await here.worktree(dave, "linked");
    await change(linked, "src/parse/a.ts", "5\n");
    expect((await git(linked, ["commit", "-m", "elsewhere"], { name: "dave" })).status).toBe(1);
    await change(linked, "src/main.ts", "5\n");
    await here.git(linked, "reset", "--quiet", "src/parse");
    expect((await git(linked, ["commit", "-m", "free"], { name: "dave" })).status).toBe(0);
  }, 60_000);

  it("never stops anything because bd is missing, killed or broken", async () => {
    await setUp();
    await level("block");
    const commit = async (text: string, path?: string) => {
      await change(erin, "src/parse/a.ts", text);
      return git(erin, ["commit", "-m", text.trim()], path === undefined ? {} : { path });
    };
    program("kill -9 $$");
    expect(await commit("killed\n")).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^bd: failed \(137\), so reservations were not checked\.$/m),
    });
    program("exit 70");
    expect(await commit("broken\n")).toMatchObject({ status: 0, stderr: expect.stringContaining("bd: failed (70)") });
    rmSync(join(bin, "bd"));
    expect((await commit("by its own path\n")).status).toBe(1);
    rmSync(join(erin, ".git/bd/hooks/bd"));
    expect(await commit("missing\n")).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/bd: not found, so reservations were not checked\./),
    });
    program(`exec ${JSON.stringify(process.execPath)} ${JSON.stringify(PROGRAM)} "$@"`);
    await here.git(erin, "update-ref", "refs/beads/ledger", "HEAD");
    expect(await commit("no ledger\n")).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^bd: reservations were not checked: /m),
    });
  }, 60_000);

  it.skipIf(!existsSync("/usr/bin/timeout"))(
    "waits no longer for a bd that does not end when it is told to",
    async () => {
      await setUp();
      await level("block");
      // Seconds for its tens, so that nobody waits for them here.
      here.write(
        "bin/timeout",
        '#!/bin/sh\ncase $1 in -k) shift 3; exec /usr/bin/timeout -k 1 1 "$@" ;; esac\nshift\nexec /usr/bin/timeout 1 "$@"\n',
      );
      chmodSync(join(bin, "timeout"), 0o755);
      program("[ $2 = guard ] || exit 0; trap '' TERM; sleep 1; sleep 1; sleep 1; sleep 1; sleep 1; exit 3");
      await change(erin, "src/parse/a.ts");
      expect(await git(erin, ["commit", "-m", "hangs"])).toMatchObject({
        status: 0,
        stderr: expect.stringContaining("bd: failed (137)"),
      });
    },
    60_000,
  );

  it("asks nothing of merges and rebases that bring what others did", async () => {
    await setUp();
    await level("block");
    await change(dave, "src/parse/a.ts", "theirs\n");
    await here.git(dave, "commit", "--quiet", "--message", "theirs");
    await here.git(dave, "push", "--quiet", "origin", "HEAD:main");
    await change(erin, "src/main.ts", "ours\n");
    await git(erin, ["commit", "-m", "ours"]);
    expect(await git(erin, ["pull", "--no-rebase", "--no-edit"])).toMatchObject({ status: 0 });
    await here.git(erin, "reset", "--quiet", "--hard", "HEAD~1");
    expect(await git(erin, ["rebase", "origin/main"])).toMatchObject({ status: 0 });
    expect(await git(erin, ["push", "origin", "HEAD:main"])).toMatchObject({ status: 0 });
  }, 60_000);

  it("looks at every commit of a push, and not at what the remote has", async () => {
    await setUp();
    await change(erin, "src/parse/a.ts", "slipped through\n");
    await git(erin, ["commit", "-m", "slipped", "--no-verify"]);
    await change(erin, "src/parse/a.ts", "1\n");
    await git(erin, ["commit", "-m", "and back", "--no-verify"]);
    await level("block");
    expect(await git(erin, ["push", "origin", "HEAD:main"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("src/parse/a.ts is reserved by dave/vc"),
    });
    expect((await git(erin, ["push", "origin", "HEAD:refs/heads/topic"])).status).toBe(1);
    await here.git(erin, "reset", "--quiet", "--hard", "origin/main");
    expect((await git(erin, ["push", "origin", "HEAD:refs/heads/topic"])).status).toBe(0);
    expect((await git(erin, ["push", "origin", "--delete", "topic"])).status).toBe(0);
  }, 60_000);
});

describe("the trailer", () => {
  beforeEach(async () => {
    await bd(here, erin, ["create", "Work", "--id", "vc-work"], as("erin"));
    await bd(here, erin, ["claim", "vc-work"], as("erin"));
    await setUp();
  }, 60_000);

  it("names the issue that is claimed in this work tree, once, and for a person who commits there, too", async () => {
    await change(erin, "a.txt");
    await git(erin, ["commit", "-m", "Add a"], { name: "erin" });
    expect(await lastMessage()).toBe("Add a\n\nBead: vc-work\n");
    await change(erin, "a.txt", "3\n");
    await git(erin, ["commit", "-m", "Change a\n\nBead: vc-other"]);
    expect(await lastMessage()).toBe("Change a\n\nBead: vc-other\n");
    await change(erin, "a.txt", "4\n");
    await git(erin, ["commit", "-m", "Again"]);
    await change(erin, "a.txt", "5\n");
    await git(erin, ["commit", "-a", "--amend", "--no-edit"]);
    expect(await lastMessage()).toBe("Again\n\nBead: vc-work\n");
    await bd(here, erin, ["release", "vc-work"], as("erin"));
    await change(erin, "a.txt", "6\n");
    await git(erin, ["commit", "-m", "Without"]);
    expect(await lastMessage()).toBe("Without\n");
  }, 60_000);

  it("keeps a template, and leaves an empty or unchanged message what it is", async () => {
    here.write("template", "Why:\n\n# say it\n");
    const template = ["-c", `commit.template=${here.path("template")}`];
    await change(erin, "a.txt");
    const edit = (script: string) => ({ env: { GIT_EDITOR: `sh -c '${script}' edit` } });
    expect((await git(erin, ["commit"], edit("true"))).stderr).toContain("empty commit message");
    expect((await git(erin, [...template, "commit"], edit("true"))).stderr).toContain("did not edit the message");
    await git(erin, [...template, "commit"], edit('printf "Why: so\\n" > "$1"'));
    expect(await lastMessage()).toBe("Why: so\n\nBead: vc-work\n");
  }, 60_000);

  it("stays off merges, fixups, picks and rebased commits", async () => {
    const bare = (...words: string[]) => here.git(erin, "-c", "core.hooksPath=/dev/null", ...words);
    const first = await here.git(erin, "rev-parse", "HEAD");
    await bare("checkout", "--quiet", "-b", "side");
    await change(erin, "side.txt");
    await bare("commit", "--quiet", "--message", "Side");
    await bare("checkout", "--quiet", "-b", "top", first);
    await change(erin, "top.txt");
    await bare("commit", "--quiet", "--message", "Top");
    expect((await git(erin, ["merge", "--no-ff", "--no-edit", "side"])).status).toBe(0);
    expect(await lastMessage()).toMatch(/^Merge branch 'side' into top\n$/);
    await change(erin, "top.txt", "3\n");
    expect((await git(erin, ["commit", "--fixup", "HEAD"])).status).toBe(0);
    expect(await lastMessage()).toMatch(/^fixup! Merge branch 'side' into top\n$/);
    await bare("checkout", "--quiet", "side");
    expect((await git(erin, ["rebase", "top~2"])).status).toBe(0);
    expect((await git(erin, ["cherry-pick", "top"])).status).toBe(0);
    expect(await here.git(erin, "log", "--format=%s%n%b", `${first}..HEAD`)).toBe(
      "fixup! Merge branch 'side' into top\n\nSide\n\nTop\n",
    );
  }, 60_000);
});

describe("setup git beside what is there", () => {
  it("writes four hooks, changes nothing the second time, and takes away exactly that", async () => {
    const dry = await setUp(erin, "--dry-run");
    expect([dry.files.map(({ action }) => action), existsSync(hook("pre-commit"))]).toEqual([Array(6).fill("written"), false]);
    await setUp();
    expect(new Set((await setUp()).files.map(({ action }) => action))).toEqual(new Set(["unchanged"]));
    expect(statSync(hook("pre-push")).mode & 0o111).not.toBe(0);
    await setUp(erin, "--remove");
    for (const name of ["pre-commit", "pre-push", "prepare-commit-msg", "commit-msg"]) expect(existsSync(hook(name))).toBe(false);
    expect(existsSync(join(erin, ".git/bd/hooks/run.sh"))).toBe(false);
  }, 60_000);

  it("puts its lines into shell hooks, which still run and see their input, and leaves every byte of them as it was", async () => {
    const own =
      "#!/usr/bin/env bash\nset -eu\n# caf\u00e9 \u0000".replace("\u0000", "") +
      '\nwhile read -r line; do echo "own: $line" >&2; done\nexit 0\n';
    const bytes = Buffer.concat([Buffer.from(own), Buffer.from([0x23, 0xff, 0xfe])]);
    writeFileSync(hook("pre-push"), bytes);
    chmodSync(hook("pre-push"), 0o755);
    await setUp();
    const pushed = await git(erin, ["push", "origin", "HEAD:refs/heads/topic"]);
    expect([pushed.status, pushed.stderr]).toEqual([
      0,
      expect.stringMatching(/^own: HEAD [0-9a-f]{40} refs\/heads\/topic 0{40}$/m),
    ]);
    await setUp(erin, "--remove");
    expect(readFileSync(hook("pre-push")).equals(bytes)).toBe(true);
    expect(statSync(hook("pre-push")).mode & 0o777).toBe(0o755);
  }, 60_000);

  it("keeps a hook that is no shell script, or a link, and runs it behind its own", async () => {
    write(hook("pre-commit"), `#!${process.execPath}\nprocess.stderr.write("own hook ran\\n");\n`, 0o755);
    here.write("message-hook.sh", "#!/bin/sh\necho 'by link' >&2\n");
    chmodSync(here.path("message-hook.sh"), 0o755);
    symlinkSync(here.path("message-hook.sh"), hook("commit-msg"));
    await setUp();
    await change(erin, "src/parse/a.ts");
    const ran = await git(erin, ["commit", "-m", "x"]);
    expect(ran).toMatchObject({ status: 0, stderr: expect.stringMatching(/only a warning[\s\S]*own hook ran[\s\S]*by link/) });
    await setUp(erin, "--remove");
    expect(readFileSync(hook("pre-commit"), "utf8")).toMatch(/own hook ran/);
    expect(existsSync(`${hook("pre-commit")}.before-bd`)).toBe(false);
    expect(readFileSync(here.path("message-hook.sh"), "utf8")).toBe("#!/bin/sh\necho 'by link' >&2\n");
  }, 60_000);

  it("goes along with husky: its lines lie in .husky, run with its own, and do nothing in other clones", async () => {
    const husky = join(erin, ".husky");
    write(join(husky, "pre-commit"), "echo 'husky ran' >&2\n");
    for (const name of ["pre-commit", "pre-push", "prepare-commit-msg", "commit-msg"])
      write(join(husky, "_", name), '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n', 0o755);
    write(
      join(husky, "_", "h"),
      '#!/usr/bin/env sh\nn=$(basename "$0")\ns=$(dirname "$(dirname "$0")")/$n\n[ ! -f "$s" ] && exit 0\nsh -e "$s" "$@"\n',
    );
    write(join(husky, "_", ".gitignore"), "*\n");
    await here.git(erin, "config", "core.hooksPath", ".husky/_");
    await level("block");
    const { advice } = await setUp();
    expect(advice[0]).toContain("Commit");
    await change(erin, "src/parse/a.ts");
    expect(await git(erin, ["commit", "-m", "x"])).toMatchObject({ status: 1, stderr: expect.stringContaining("stopped") });
    await here.git(erin, "restore", "--staged", "--worktree", "src/parse/a.ts");
    const free = await git(erin, ["commit", "-m", "hooks"]);
    expect(free).toMatchObject({ status: 0, stderr: expect.stringContaining("husky ran") });
    expect((await git(erin, ["push", "origin", "HEAD:main"])).status).toBe(0);
    const other = await here.clone(here.path("vc.git"), "frank/vc");
    await here.git(other, "config", "core.hooksPath", ".husky");
    chmodSync(join(other, ".husky/pre-commit"), 0o755);
    await change(other, "src/parse/a.ts", "9\n");
    expect((await git(other, ["commit", "-m", "y"])).status).toBe(0);
    await setUp(erin, "--remove");
    expect([readFileSync(join(husky, "pre-commit"), "utf8"), existsSync(join(husky, "pre-push"))]).toEqual([
      "echo 'husky ran' >&2\n",
      false,
    ]);
  }, 60_000);

  it("says what to add where it cannot put its lines safely", async () => {
    write(join(erin, "lefthook.yml"), "pre-commit:\n");
    expect((await setUp()).advice.join("\n")).toMatch(/lefthook install[\s\S]*run\.sh" pre-commit/);
    expect(existsSync(hook("pre-commit"))).toBe(false);
    rmSync(join(erin, "lefthook.yml"));
    write(hook("pre-commit"), "#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\nexit 0\n", 0o755);
    expect((await setUp()).advice.join("\n")).toMatch(/\.pre-commit-config\.yaml[\s\S]*id: bd-guard/);
    expect(readFileSync(hook("pre-commit"), "utf8")).not.toContain("bd:begin");
    write(hook("pre-commit"), "#!/bin/sh\nexit 1\n", 0o644);
    expect((await setUp()).advice.join("\n")).toMatch(/not executable/);
    await here.git(erin, "config", "core.hooksPath", here.path("hooks everywhere"));
    expect((await setUp()).advice.join("\n")).toMatch(/not this repository's own/);
    expect(existsSync(here.path("hooks everywhere"))).toBe(false);
  }, 60_000);
});
