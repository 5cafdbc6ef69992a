import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { swapRefs } from "../../../src/git/native/swap-ref.ts";
import type { LockOwner, Oid } from "../../../src/git/repository.ts";
import { lockOwner } from "../../../src/store/lock-owner.ts";
import { draft, openWith } from "../../support/git-adapters.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const REF = "refs/beads/ledger";
const OTHER = "refs/beads/remote";
const OWNER: LockOwner = lockOwner({ reached: () => undefined });

/** A repository with three commits and a spy that tells whether git moved a ref. */
async function stage(): Promise<{
  here: Scratch;
  directory: string;
  oids: readonly [Oid, Oid, Oid];
  swap: Swap;
  both: (one: readonly [to: Oid, from: Oid], other: readonly [to: Oid, from: Oid]) => Promise<boolean>;
  asked: () => boolean;
}> {
  const here = scratch();
  const directory = await here.repository("a repository/ünï");
  const made = await openWith("git", directory, here.env).writeCommits([
    draft(null, { a: "1" }),
    draft(0, { a: "2" }),
    draft(1, { a: "3" }),
  ]);
  const oids = made as unknown as readonly [Oid, Oid, Oid];
  const git = (await here.run("which", ["git"])).stdout.trim();
  const spy = here.write(
    "bin/git",
    `#!/bin/sh\ncase "$*" in *update-ref*) touch "${here.path("asked")}" ;; esac\nexec ${git} "$@"\n`,
  );
  chmodSync(spy, 0o755);
  const env = { ...here.env, PATH: `${here.path("bin")}:${here.env["PATH"]}` };
  const swap: Swap = (to, from, owner = OWNER, at = directory) =>
    openWith("git", at, env).updateRefs([{ ref: REF, to, from }], owner);
  const both: Awaited<ReturnType<typeof stage>>["both"] = (one, other) => {
    const changes = [
      { ref: REF, to: one[0], from: one[1] },
      { ref: OTHER, to: other[0], from: other[1] },
    ];
    return openWith("git", directory, env).updateRefs(changes, OWNER);
  };
  return { here, directory, oids, swap, both, asked: () => existsSync(here.path("asked")) };
}

type Swap = (to: Oid | null, from: Oid | null, owner?: LockOwner, at?: string) => Promise<boolean>;

describe("a ref that is moved in place", () => {
  test("moves from the value that it has, and from no other, without a process and without leaving anything", async () => {
    const { here, directory, oids, swap, asked } = await stage();
    await here.git(directory, "update-ref", REF, oids[0]);
    expect(await swap(oids[1], oids[0])).toBe(true);
    expect(await swap(oids[2], oids[0])).toBe(false);
    expect(await here.git(directory, "rev-parse", REF)).toBe(oids[1]);
    expect(asked()).toBe(false);
    expect(readdirSync(join(directory, ".git/refs/beads"))).toEqual(["ledger"]);
    expect(readdirSync(join(directory, ".git/bd/ref-lock"))).toEqual([]);
  });

  test("moves with another one, both or none, and stays where the other one is locked", async () => {
    const { here, directory, oids, swap, both, asked } = await stage();
    for (const ref of [REF, OTHER]) await here.git(directory, "update-ref", ref, oids[0]);
    const values = async () => [await here.git(directory, "rev-parse", REF), await here.git(directory, "rev-parse", OTHER)];
    expect(await both([oids[1], oids[0]], [oids[2], oids[0]])).toBe(true);
    expect(await values()).toEqual([oids[1], oids[2]]);
    expect(await both([oids[2], oids[1]], [oids[1], oids[0]])).toBe(false);
    expect(await both([oids[2], oids[0]], [oids[1], oids[2]])).toBe(false);
    expect(await values()).toEqual([oids[1], oids[2]]);
    expect(asked()).toBe(false);
    here.write("a repository/ünï/.git/refs/beads/remote.lock", "");
    const { location } = openWith("git", directory, here.env);
    const swaps = [
      { ref: REF, to: oids[2], from: oids[1] },
      { ref: OTHER, to: oids[1], from: oids[2] },
    ];
    expect(swapRefs(location, swaps, OWNER)).toBe("ask");
    expect(await values()).toEqual([oids[1], oids[2]]);
    expect(await swap(oids[2], oids[1])).toBe(true);
    expect(readdirSync(join(directory, ".git/bd/ref-lock"))).toEqual([]);
  });

  test("may be packed, and packed again under another value", async () => {
    const { here, directory, oids, swap, asked } = await stage();
    await here.git(directory, "update-ref", REF, oids[0]);
    await here.git(directory, "pack-refs", "--all", "--prune");
    expect(await swap(oids[2], oids[1])).toBe(false);
    expect(await swap(oids[1], oids[0])).toBe(true);
    expect(await here.git(directory, "rev-parse", REF)).toBe(oids[1]);
    await here.git(directory, "pack-refs", "--all", "--prune");
    expect(await swap(oids[2], oids[1])).toBe(true);
    expect(asked()).toBe(false);
  });

  test("is the same one in a linked worktree", async () => {
    const { here, directory, oids, swap, asked } = await stage();
    await here.git(directory, "update-ref", REF, oids[0]);
    await here.git(directory, "worktree", "add", "--quiet", "--detach", here.path("linked"));
    expect(await swap(oids[1], oids[0], OWNER, here.path("linked"))).toBe(true);
    expect(await here.git(directory, "rev-parse", REF)).toBe(oids[1]);
    expect(asked()).toBe(false);
  });

  test("does as git does with any value, whatever lies where, and whatever stands in the way", async () => {
    const ways = { mine: await stage(), gits: await stage() };
    const { oids } = ways.mine;
    const missing = "1".repeat(40);
    const value = fc.constantFrom(...oids);
    const action = fc.oneof(
      fc.tuple(fc.constant("swap"), fc.oneof(value, fc.constant(missing), fc.constant(null)), fc.option(value, { freq: 4 })),
      fc.tuple(fc.constant("swap right"), value, fc.constant(null)),
      fc.tuple(fc.constantFrom("pack", "delete", "symbolic", "folder", "log", "broken"), fc.constant(oids[0]), fc.constant(null)),
      fc.tuple(fc.constant("set"), value, fc.constant(null)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 7 }), async (actions) => {
        for (const { here, directory } of Object.values(ways)) await clear(here, directory);
        for (const [what, to, from] of actions) {
          const answers = await Promise.all(
            Object.entries(ways).map(async ([who, { here, directory, swap }]) => {
              if (!what.startsWith("swap")) return act(here, directory, what, to ?? "");
              const right = what === "swap right" ? await currentOf(here, directory) : from;
              const moving =
                who === "mine"
                  ? swap(to, right)
                  : openWith("git program", directory, here.env).updateRefs([{ ref: REF, to, from: right }]);
              return moving.catch(({ code }: { code: string }) => code);
            }),
          );
          expect(answers[0], `${what} ${to} ${from}`).toEqual(answers[1]);
          const values = await Promise.all(Object.values(ways).map(({ here, directory }) => currentOf(here, directory)));
          expect(values[0]).toBe(values[1]);
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});

async function currentOf(here: Scratch, directory: string): Promise<Oid | null> {
  const found = await here.tryGit(directory, "rev-parse", "--verify", "--quiet", REF);
  return found.status === 0 ? found.stdout.trim() : null;
}

async function clear(here: Scratch, directory: string): Promise<void> {
  await here.run("sh", ["-c", "rm -rf .git/refs/beads .git/logs/refs/beads .git/packed-refs"], { directory });
}

/** Changes how the ref lies, as git or a hand might. */
async function act(here: Scratch, directory: string, what: string, oid: Oid): Promise<number> {
  const path = join(directory, ".git", REF);
  const steps: Record<string, readonly string[]> = {
    pack: ["pack-refs", "--all", "--prune"],
    delete: ["update-ref", "-d", REF],
    set: ["update-ref", REF, oid],
    symbolic: ["symbolic-ref", REF, "refs/heads/main"],
    log: ["update-ref", "--create-reflog", REF, oid],
  };
  if (what === "folder") return (await here.run("sh", ["-c", `rm -f "${path}"; mkdir -p "${path}/empty"`], { directory })).status;
  if (what === "broken")
    return (await here.run("sh", ["-c", `[ -f "${path}" ] && echo short > "${path}"`], { directory })).status;
  return (await here.tryGit(directory, ...(steps[what] ?? []))).status;
}

describe("a ref is left to git", () => {
  let at: Awaited<ReturnType<typeof stage>>;
  beforeAll(async () => {
    at = await stage();
  });

  test.each([
    ["core.logAllRefUpdates", "always"],
    ["core.fsync", "reference"],
    ["core.sharedRepository", "group"],
  ])("where %s is %s", async (key, value) => {
    const { here, directory, oids, swap, asked } = await stage();
    await here.git(directory, "update-ref", REF, oids[0]);
    await here.git(directory, "config", key, value);
    expect(await swap(oids[1], oids[0])).toBe(true);
    expect(asked()).toBe(true);
    const logged = await here.tryGit(directory, "reflog", "exists", REF);
    expect(logged.status === 0).toBe(value === "always");
  });

  test("where it is checked out, so that HEAD's own log says so", async () => {
    const { here, directory, oids, swap } = await stage();
    await here.git(directory, "update-ref", REF, oids[0]);
    await here.git(directory, "symbolic-ref", "HEAD", REF);
    expect(await swap(oids[1], oids[0])).toBe(true);
    expect(await here.git(directory, "reflog", "-1", "--format=%H", "HEAD")).toBe(oids[1]);
  });

  test("where it is a link to another one", async () => {
    const { here, directory, oids, swap } = await stage();
    await here.git(directory, "update-ref", "refs/beads/other", oids[0]);
    symlinkSync("refs/beads/other", join(directory, ".git", REF));
    const seen = await here.git(directory, "rev-parse", REF).catch(() => null);
    await swap(oids[1], oids[0]).catch(() => undefined);
    expect(seen === null || existsSync(join(directory, ".git/refs/beads/other"))).toBe(true);
  });

  test("where it is made, taken away, or moves with another one", async () => {
    const { here, directory, oids, swap, asked } = await stage();
    expect(await swap(oids[0], null)).toBe(true);
    expect(asked()).toBe(true);
    expect(await swap(null, oids[0])).toBe(true);
    expect(await currentOf(here, directory)).toBeNull();
  });

  test("where the folder of locks cannot be made, or the new commit is not here", async () => {
    const { here, directory, oids } = at;
    await here.git(directory, "update-ref", REF, oids[0]);
    mkdirSync(join(directory, ".git/bd"), { recursive: true });
    writeFileSync(join(directory, ".git/bd/ref-lock"), "in the way");
    expect(await at.swap(oids[1], oids[0])).toBe(true);
    await expect(at.swap("1".repeat(40), oids[1])).rejects.toMatchObject({ code: "REF_UPDATE_FAILED" });
    expect(await currentOf(here, directory)).toBe(oids[1]);
    expect(existsSync(join(directory, ".git", `${REF}.lock`))).toBe(false);
  });
});

describe("a lock that is there already", () => {
  /** As a process leaves it that is killed while it holds the lock. */
  function leave(directory: string, maker: string): void {
    const folder = join(directory, ".git/bd/ref-lock");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${maker}+0`), `${"2".repeat(40)}\n`);
    linkSync(join(folder, `${maker}+0`), join(directory, ".git", `${REF}.lock`));
  }

  test("is taken away where its maker is dead, and the value in it counts for nothing", async () => {
    const { here, directory, oids, swap, asked } = await stage();
    await here.git(directory, "update-ref", REF, oids[0]);
    const gone = OWNER.name.replace(/^\d+/, "999999999");
    leave(directory, gone);
    expect(await swap(oids[2], oids[1])).toBe(false);
    leave(directory, gone);
    expect(await swap(oids[1], oids[0])).toBe(true);
    expect(asked()).toBe(false);
    expect(readdirSync(join(directory, ".git/refs/beads"))).toEqual(["ledger"]);
    expect(readdirSync(join(directory, ".git/bd/ref-lock"))).toEqual([]);
  });

  test.each([
    ["a living process", OWNER.name],
    ["a process of another machine", OWNER.name.replace(/^\d+/, "999999999").replace(/~[^~]*$/, "~another-machine")],
    ["nobody that can be told", "somebody"],
  ])("stays where it is that of %s, and git is asked, which waits for it", async (_, maker) => {
    const { here, directory, oids } = await stage();
    await here.git(directory, "update-ref", REF, oids[0]);
    leave(directory, maker);
    const { location } = openWith("git", directory, here.env);
    expect(swapRefs(location, [{ ref: REF, to: oids[1], from: oids[0] }], OWNER)).toBe("ask");
    expect(existsSync(join(directory, ".git", `${REF}.lock`))).toBe(true);
    expect(readdirSync(join(directory, ".git/bd/ref-lock"))).toEqual([`${maker}+0`]);
    expect(await currentOf(here, directory)).toBe(oids[0]);
  });

  test("stays where it has one name only, as git's own have, though a dead process left another", async () => {
    const { here, directory, oids } = await stage();
    await here.git(directory, "update-ref", REF, oids[0]);
    here.write(`a repository/ünï/.git/bd/ref-lock/${OWNER.name.replace(/^\d+/, "999999999")}+0`, `${oids[1]}\n`);
    here.write(`a repository/ünï/.git/${REF}.lock`, "");
    const { location } = openWith("git", directory, here.env);
    expect(swapRefs(location, [{ ref: REF, to: oids[1], from: oids[0] }], OWNER)).toBe("ask");
    expect(existsSync(join(directory, ".git", `${REF}.lock`))).toBe(true);
  });
});
