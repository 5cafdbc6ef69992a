import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Oid, Repository } from "../../../src/git/repository.ts";
import { draft, footprint, openWith } from "../../support/git-adapters.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const BRANCH = "refs/heads/beads";
const CALL = { timeout: 60_000 };

let here: Scratch;
let remote: string;
let clone: string;
let repository: Repository;

beforeEach(async () => {
  here = scratch();
  remote = await here.remote("remote.git");
  clone = await here.clone(remote, "clone");
  repository = openWith("git", clone, here.env);
});

async function commits(count: number, parent: Oid | null = null, name = "a"): Promise<readonly Oid[]> {
  const drafts = Array.from({ length: count }, (_, n) =>
    draft(n === 0 ? parent : n - 1, { [`.beads/${name}${n}`]: `${name} ${n}\n` }),
  );
  return await repository.writeCommits(drafts);
}

describe("pushing", () => {
  test("a new branch, a fast-forward and what is there already are accepted, and nothing of the user's moves", async () => {
    const before = await footprint(here, clone);
    const [one = "", two = ""] = await commits(2);
    expect(await repository.push("origin", one, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await repository.push("origin", two, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await repository.push("origin", two, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await here.git(remote, "rev-parse", BRANCH)).toBe(two);
    expect(await footprint(here, clone)).toEqual(before);
  });

  test("a URL or a path given outright is pushed to as well", async () => {
    const [one = ""] = await commits(1);
    expect(await repository.push(remote, one, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await repository.push("../remote.git", one, BRANCH, CALL)).toEqual({ state: "accepted" });
  });

  test("a branch is replaced by what does not descend from it, if it has exactly the value that was named", async () => {
    const before = await footprint(here, clone);
    const [one = "", two = ""] = await commits(2);
    const [other = ""] = await commits(1, null, "other");
    const to = (oid: Oid, from: Oid | null) => ({ ref: BRANCH, to: oid, from });
    expect(await repository.replaceRemote("origin", to(one, two), CALL)).toMatchObject({ state: "behind" });
    expect(await repository.replaceRemote("origin", to(two, null), CALL)).toEqual({ state: "accepted" });
    expect(await repository.replaceRemote("origin", to(other, null), CALL)).toMatchObject({ state: "behind" });
    expect(await repository.replaceRemote("origin", to(other, one), CALL)).toMatchObject({ state: "behind" });
    expect(await here.git(remote, "rev-parse", BRANCH)).toBe(two);
    expect(await repository.replaceRemote("origin", to(other, two), CALL)).toEqual({ state: "accepted" });
    expect(await repository.replaceRemote("origin", to(other, other), CALL)).toEqual({ state: "accepted" });
    expect(await here.git(remote, "rev-parse", BRANCH)).toBe(other);
    expect(await footprint(here, clone)).toEqual(before);
  });

  test("a branch that moved meanwhile is behind, and stays as it was", async () => {
    const [one = "", two = ""] = await commits(2);
    const [other = ""] = await commits(1, one, "other");
    expect(await repository.push("origin", two, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await repository.push("origin", other, BRANCH, CALL)).toMatchObject({ state: "behind" });
    expect(await repository.push("origin", one, BRANCH, CALL)).toMatchObject({ state: "behind" });
    const stranger = await here.clone(remote, "stranger");
    const theirs = openWith("git", stranger, here.env);
    const [third = ""] = await theirs.writeCommits([draft(two, { theirs: "1" })]);
    expect(await theirs.push("origin", third, BRANCH, CALL)).toEqual({ state: "accepted" });
    const refused = await repository.push("origin", other, BRANCH, CALL);
    expect(refused).toMatchObject({ state: "behind", words: expect.stringContaining("fetch first") });
    expect(await here.git(remote, "rev-parse", BRANCH)).toBe(third);
  });

  test("a ref that is locked on the remote is behind: somebody else is just moving it", async () => {
    const [one = ""] = await commits(1);
    await here.git(remote, "config", "core.filesRefLockTimeout", "0");
    here.write("remote.git/refs/heads/beads.lock", "");
    expect(await repository.push("origin", one, BRANCH, CALL)).toMatchObject({ state: "behind" });
  });

  test("hooks of the remote decline, and their words come along", async () => {
    const [one = ""] = await commits(1);
    const hook = async (name: string, words: string) => {
      await here.run("chmod", ["+x", here.write(`remote.git/hooks/${name}`, `#!/bin/sh\necho "${words}" >&2\nexit 1\n`)]);
      const outcome = await repository.push("origin", one, BRANCH, CALL);
      await here.run("rm", [`${remote}/hooks/${name}`]);
      return outcome;
    };
    expect(await hook("pre-receive", "no such words here")).toEqual({
      state: "declined",
      words:
        "[remote rejected] (pre-receive hook declined)\nremote: no such words here\nfailed to push some refs to '../remote.git'".replace(
          "../remote.git",
          remote,
        ),
    });
    expect(await hook("update", "not this one")).toMatchObject({
      state: "declined",
      words: expect.stringContaining("remote: not this one"),
    });
    expect(await hook("pre-receive", "GitLab: You are not allowed to push code to protected branches")).toMatchObject({
      state: "forbidden",
    });
    expect(await hook("pre-receive", "error: GH013: Repository rule violations: Push cannot contain secrets")).toMatchObject({
      state: "declined",
    });
    expect(await hook("update", "error: GH006: Protected branch update failed")).toMatchObject({ state: "forbidden" });
  });

  test("hooks of the user do not run: they are about code", async () => {
    const [one = ""] = await commits(1);
    for (const name of ["pre-push", "reference-transaction"]) {
      await here.run("chmod", ["+x", here.write(`clone/.git/hooks/${name}`, "#!/bin/sh\nexit 1\n")]);
    }
    expect((await here.tryGit(clone, "push", "origin", `${one}:refs/heads/x`)).status).not.toBe(0);
    expect(await repository.push("origin", one, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await repository.fetch("origin", BRANCH, CALL)).toBe(one);
  });

  test("settings that change what a push means do not reach it", async () => {
    const [one = ""] = await commits(1);
    await here.git(clone, "tag", "-a", "-m", "x", "v1", one);
    for (const [key, value] of [
      ["remote.origin.mirror", "true"],
      ["push.followTags", "true"],
      ["push.gpgSign", "true"],
      ["push.recurseSubmodules", "check"],
      ["remote.origin.push", "+refs/heads/*:refs/heads/evil/*"],
    ] as const) {
      await here.git(clone, "config", key, value);
    }
    expect(await repository.push("origin", one, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await here.git(remote, "for-each-ref", "--format=%(refname)")).toBe("refs/heads/beads\nrefs/heads/main");
  });

  test("a remote that is gone, a host that is not there and an unknown name are unreachable", async () => {
    const [one = ""] = await commits(1);
    for (const where of [here.path("gone.git"), "http://127.0.0.1:1/x.git", "nobody"]) {
      expect(await repository.push(where, one, BRANCH, CALL)).toMatchObject({ state: "unreachable" });
    }
  });

  test("a commit that is not here is an error, and no word of the remote", async () => {
    await expect(repository.push("origin", "1".repeat(40), BRANCH, CALL)).rejects.toMatchObject({ code: "OBJECT_MISSING" });
  });

  test("the branch that is checked out in a working clone is forbidden", async () => {
    const working = await here.repository("working");
    await here.git(working, "checkout", "--quiet", "-b", "beads");
    const [one = ""] = await repository
      .writeCommits([draft(await here.git(working, "rev-parse", "HEAD"), { a: "1" })])
      .catch(async () => {
        await here.git(clone, "fetch", "--quiet", working);
        return await repository.writeCommits([draft(await here.git(working, "rev-parse", "HEAD"), { a: "1" })]);
      });
    expect(await repository.push(working, one, BRANCH, CALL)).toMatchObject({ state: "forbidden" });
  });

  test("pushurl, insteadOf and pushInsteadOf are obeyed", async () => {
    const [one = ""] = await commits(1);
    await here.git(clone, "remote", "set-url", "origin", "short:nowhere");
    await here.git(clone, "config", "remote.origin.pushurl", "short:remote.git");
    await here.git(clone, "config", `url.${here.root}/.insteadOf`, "short:");
    expect(await repository.push("origin", one, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await repository.remoteUrl("origin", "push")).toBe(remote);
  });

  test("an acknowledgement that is lost after the pack went out is unknown, although it landed", async () => {
    const [one = ""] = await commits(1);
    // Of what the remote says only the refs come through; the report on what it did does not.
    const advertised = (await here.run("git", ["receive-pack", "--advertise-refs", remote])).stdout.length;
    const pack = here.write("cut", `#!/bin/sh\ngit receive-pack "$@" | head -c ${advertised}\n`);
    await here.run("chmod", ["+x", pack]);
    await here.git(clone, "config", "remote.origin.receivepack", pack);
    const outcome = await repository.push("origin", one, BRANCH, CALL);
    expect(outcome).toMatchObject({ state: "unknown" });
    expect(await here.git(remote, "rev-parse", BRANCH)).toBe(one);
  });

  test("a remote that ends before anything was sent is unreachable", async () => {
    const [one = ""] = await commits(1);
    await here.run("chmod", ["+x", here.write("mute", "#!/bin/sh\nexit 1\n")]);
    await here.git(clone, "config", "remote.origin.receivepack", here.path("mute"));
    expect(await repository.push("origin", one, BRANCH, CALL)).toMatchObject({ state: "unreachable" });
  });

  test("a remote that never answers is given up, with all the processes below it", async () => {
    const [one = ""] = await commits(1);
    await here.run("chmod", ["+x", here.write("stuck", `#!/bin/sh\necho $$ > ${here.path("pid")}\nexec sleep 600\n`)]);
    await here.git(clone, "config", "remote.origin.receivepack", here.path("stuck"));
    const outcome = await repository.push("origin", one, BRANCH, { timeout: 400, detached: true });
    expect(outcome).toMatchObject({ state: "unreachable", words: expect.stringContaining("no answer in time") });
    const alive = await here.run("sh", ["-c", 'ps -o stat= -p "$(cat pid)" | grep -v Z']);
    expect(alive.stdout).toBe("");
  });

  test("a call that is interrupted says so", async () => {
    const [one = ""] = await commits(1);
    const outcome = await repository.push("origin", one, BRANCH, { ...CALL, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ state: "unreachable", words: expect.stringContaining("interrupted") });
    const fetching = repository.fetch("origin", "refs/heads/main", { ...CALL, signal: AbortSignal.abort() });
    await expect(fetching).rejects.toMatchObject({ kind: "environment", code: "INTERRUPTED" });
  });
});

describe("fetching", () => {
  test("brings the tip and its history, and touches nothing of the user's, whatever fetch.* says", async () => {
    const [, two = ""] = await commits(2);
    await repository.push("origin", two, BRANCH, CALL);
    const other = await here.clone(remote, "other", "--single-branch", "--branch", "main");
    for (const key of [
      "fetch.prune",
      "fetch.pruneTags",
      "remote.origin.prune",
      "fetch.writeCommitGraph",
      "fetch.recurseSubmodules",
    ]) {
      await here.git(other, "config", key, "true");
    }
    await here.git(other, "update-ref", "refs/remotes/origin/pruned", "HEAD");
    await here.git(other, "tag", "mine");
    await here.git(remote, "tag", "theirs", two);
    const before = await footprint(here, other);
    const theirs = openWith("git", other, here.env);
    expect(await theirs.fetch("origin", BRANCH, CALL)).toBe(two);
    expect(await footprint(here, other)).toEqual(before);
    expect((await theirs.listRefs("refs/beads/")).size).toBe(0);
    expect(existsSync(join(other, ".git", "FETCH_HEAD"))).toBe(false);
    expect((await theirs.listCommits({ from: null, to: two })).length).toBe(2);
  });

  test("a ref or a whole remote that is not there: null, and an error", async () => {
    expect(await repository.fetch("origin", BRANCH, CALL)).toBeNull();
    await expect(repository.fetch(here.path("gone"), BRANCH, CALL)).rejects.toMatchObject({ code: "REMOTE_UNREACHABLE" });
    await expect(repository.fetch("--upload-pack=touch /tmp/x", BRANCH, CALL)).rejects.toMatchObject({ kind: "environment" });
  });

  test("a rewritten branch is brought as it is", async () => {
    const [one = ""] = await commits(1);
    const [other = ""] = await commits(1, null, "other");
    await repository.push("origin", one, BRANCH, CALL);
    expect(await repository.fetch("origin", BRANCH, CALL)).toBe(one);
    await here.git(clone, "push", "--quiet", "--force", "origin", `${other}:${BRANCH}`);
    expect(await repository.fetch("origin", BRANCH, CALL)).toBe(other);
  });

  test("what a fetch that was killed left behind is taken away by a later one, but not what is new", async () => {
    const [one = ""] = await commits(1);
    await repository.push("origin", one, BRANCH, CALL);
    await here.git(clone, "update-ref", "refs/beads/tmp/old", one);
    await here.git(clone, "update-ref", "refs/beads/tmp/new", one);
    await here.run("touch", ["-d", "2026-01-01", join(clone, ".git", "refs/beads/tmp/old")]);
    await repository.fetch("origin", BRANCH, CALL);
    expect([...(await repository.listRefs("refs/beads/")).keys()]).toEqual(["refs/beads/tmp/new"]);
  });

  test("a dozen fetches at once do not get into each other's way", async () => {
    const [one = ""] = await commits(1);
    await repository.push("origin", one, BRANCH, CALL);
    const tips = await Promise.all(Array.from({ length: 12 }, () => repository.fetch("origin", BRANCH, CALL)));
    expect(new Set(tips)).toEqual(new Set([one]));
    expect((await repository.listRefs("refs/beads/")).size).toBe(0);
  });

  test("no maintenance starts, and no pack is left over for a small fetch", async () => {
    const [one = ""] = await commits(1);
    await repository.push("origin", one, BRANCH, CALL);
    const other = await here.clone(remote, "other", "--single-branch", "--branch", "main");
    await here.git(other, "config", "gc.auto", "1");
    await openWith("git", other, here.env).fetch("origin", BRANCH, CALL);
    expect(readdirSync(join(other, ".git")).filter((name) => name.startsWith("gc."))).toEqual([]);
  });
});

describe("work that nobody watches", () => {
  /** A program in place of ssh that writes down how it was called, and fails. */
  async function spy(name: string): Promise<Scratch["env"]> {
    const program = here.write(
      `bin/${name}`,
      `#!/bin/sh\nprintf '%s\\n' "$0 $*" "askpass=$SSH_ASKPASS/$GIT_ASKPASS" > "${here.path("called")}"\nexit 1\n`,
    );
    await here.run("chmod", ["+x", program]);
    return { ...here.env, PATH: `${here.path("bin")}:${here.env["PATH"]}`, SSH_ASKPASS: "/window", GIT_ASKPASS: "/window" };
  }

  const URL = "ssh://git@host.example.com/x.git";

  test("runs ssh in batch mode, and opens no window", async () => {
    const env = await spy("ssh");
    const asking = openWith("git", clone, env).listRemote(URL, [], { ...CALL, detached: true });
    await expect(asking).rejects.toMatchObject({ code: "REMOTE_UNREACHABLE" });
    const called = readFileSync(here.path("called"), "utf8");
    expect(called).toContain("-o BatchMode=yes");
    expect(called).toContain("askpass=/\n");
  });

  test("keeps the user's own ssh command, and adds nothing to what is no OpenSSH", async () => {
    const env = await spy("ssh");
    await here.git(clone, "config", "core.sshCommand", "ssh -p 2222");
    await expect(openWith("git", clone, env).listRemote(URL, [], { ...CALL, detached: true })).rejects.toThrow();
    expect(readFileSync(here.path("called"), "utf8")).toMatch(/-p 2222 .*-o BatchMode=yes/);
    const other = await spy("plink-like");
    await here.git(clone, "config", "core.sshCommand", "plink-like");
    await expect(openWith("git", clone, other).listRemote(URL, [], { ...CALL, detached: true })).rejects.toThrow();
    expect(readFileSync(here.path("called"), "utf8")).not.toContain("BatchMode");
  });

  test("watched, ssh may ask", async () => {
    const env = await spy("ssh");
    await expect(openWith("git", clone, env).listRemote(URL, [], CALL)).rejects.toThrow();
    const called = readFileSync(here.path("called"), "utf8");
    expect(called).not.toContain("BatchMode");
    expect(called).toContain("askpass=/window//window");
  });

  test("a fetch that gets no answer is given up, and leaves no lock", async () => {
    await here.run("chmod", ["+x", here.write("stuck", "#!/bin/sh\nexec sleep 600\n")]);
    await here.git(clone, "config", "remote.origin.uploadpack", here.path("stuck"));
    const call = { timeout: 300, detached: true };
    await expect(repository.fetch("origin", BRANCH, call)).rejects.toMatchObject({ code: "REMOTE_UNREACHABLE" });
    await expect(repository.listRemote("origin", [BRANCH], call)).rejects.toMatchObject({ code: "REMOTE_UNREACHABLE" });
    expect((await here.run("find", [".git", "-name", "*.lock"], { directory: clone })).stdout).toBe("");
  });

  test("tracing for a person's eyes changes no answer", async () => {
    const [one = ""] = await commits(1);
    const traced = openWith("git", clone, { ...here.env, GIT_TRACE: "1", GIT_TRACE_PACKET: "1", GIT_CURL_VERBOSE: "1" });
    expect(await traced.push("origin", one, BRANCH, CALL)).toEqual({ state: "accepted" });
    expect(await traced.fetch("origin", BRANCH, CALL)).toBe(one);
    expect(await traced.fetch("origin", "refs/heads/none", CALL)).toBeNull();
  });
});

describe("asking a remote", () => {
  test("tells the tips of the refs that were named, and of all below a name", async () => {
    const [one = ""] = await commits(1);
    await repository.push("origin", one, BRANCH, CALL);
    await repository.push("origin", one, "refs/heads/sub/refs/heads/beads", CALL);
    const main = await here.git(remote, "rev-parse", "main");
    expect([...(await repository.listRemote("origin", [BRANCH, "refs/heads/none"], CALL))]).toEqual([[BRANCH, one]]);
    expect([...(await repository.listRemote("origin", ["refs/heads/sub/*", "refs/heads/main"], CALL))]).toEqual([
      ["refs/heads/main", main],
      ["refs/heads/sub/refs/heads/beads", one],
    ]);
    expect((await repository.listRemote("origin", ["refs/heads/none"], CALL)).size).toBe(0);
    await expect(repository.listRemote(here.path("gone"), [BRANCH], CALL)).rejects.toMatchObject({ code: "REMOTE_UNREACHABLE" });
  });

  test("passwords in URLs are never repeated", async () => {
    const asking = repository.listRemote("http://me:s3cret@127.0.0.1:1/x.git", [BRANCH], CALL);
    const error = await asking.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "REMOTE_UNREACHABLE" });
    expect(JSON.stringify(error) + String(error)).not.toContain("s3cret");
    const [one = ""] = await commits(1);
    expect(JSON.stringify(await repository.push("http://me:s3cret@127.0.0.1:1/x.git", one, BRANCH, CALL))).not.toContain(
      "s3cret",
    );
  });
});
