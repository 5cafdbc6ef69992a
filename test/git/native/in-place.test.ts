import { chmodSync, existsSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Oid } from "../../../src/git/repository.ts";
import { draft, openWith } from "../../support/git-adapters.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const LINES = Array.from({ length: 400 }, (_, n) => `line ${n} of a text that git will store as a difference\n`);

/** The nth version of the text: a line changed in the middle, some taken away in front, some put behind. */
function version(n: number): string {
  return [...LINES.slice(n), `changed ${n}\n`, ...LINES.slice(0, n * 3)].join("");
}

describe("small questions are answered from the files", () => {
  let here: Scratch;
  let directory: string;
  let silent: Scratch["env"];
  const oids: Oid[] = [];

  /** A git that may not be started, for proving that it was not. */
  beforeAll(async () => {
    here = scratch();
    directory = await here.repository("repository");
    const program = here.write("bin/git", `#!/bin/sh\ntouch "${here.path("asked")}"\nexit 1\n`);
    chmodSync(program, 0o755);
    silent = { ...here.env, PATH: here.path("bin") };
    const drafts = Array.from({ length: 8 }, (_, n) =>
      draft(n === 0 ? null : n - 1, { text: version(n), [`folder/${n}`]: `${n}\n` }),
    );
    oids.push(...(await openWith("git", directory, here.env).writeCommits(drafts)));
    await here.git(directory, "update-ref", "refs/beads/ledger", oids.at(-1) ?? "");
  });

  test.each([
    ["loose", []],
    ["packed, with differences that name their base by place", ["repack", "-adfq"]],
    ["packed, with differences that name their base by name", ["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq"]],
    ["packed with an index of many packs", ["repack", "-adfq", "--write-midx"]],
  ])("objects that are %s, without starting git", async (_, repack) => {
    if (repack.length > 0) {
      await here.git(directory, ...repack);
      await here.git(directory, "prune-packed");
      const described = await here.run("sh", ["-c", "git verify-pack -v .git/objects/pack/*.idx | grep -c '^chain length'"], {
        directory,
      });
      expect(Number(described.stdout)).toBeGreaterThan(0);
    }
    const repository = openWith("git", directory, silent);
    const last = oids.at(-1) ?? "";
    for (const [n, oid] of oids.entries()) {
      const files = await repository.readFiles(oid, ["text", `folder/${n}`, "none"]);
      expect(files.get("text")?.toString()).toBe(version(n));
      expect(files.get(`folder/${n}`)?.toString()).toBe(`${n}\n`);
      expect(files.size).toBe(2);
    }
    expect(await repository.hasCommit(last)).toBe(true);
    expect(await repository.isAncestor(oids[0] ?? "", last)).toBe(true);
    expect(await repository.isAncestor(last, oids[0] ?? "")).toBe(false);
    expect((await repository.readCommits?.([last, oids[2] ?? ""]))?.map(({ oid }) => oid)).toEqual([last, oids[2]]);
    expect((await repository.diffTrees(oids[6] ?? "", last)).map(({ path }) => path)).toEqual(["folder/7", "text"]);
    const walked: Oid[] = [];
    await repository.walkChanges({ from: oids[4] ?? "", to: last }, ({ oid }) => walked.push(oid));
    expect(walked).toEqual(oids.slice(5));
    expect(existsSync(here.path("asked"))).toBe(false);
  });

  test("what another process packed, or wrote, after a repository was opened is found", async () => {
    const repository = openWith("git", directory, silent);
    expect((await repository.readFiles(oids[0] ?? "", ["text"])).size).toBe(1);
    const [later = ""] = await openWith("git", directory, here.env).writeCommits([draft(oids.at(-1) ?? "", { later: "1" })]);
    expect((await repository.readFiles(later, ["later"])).size).toBe(1);
    await here.git(directory, "update-ref", "refs/beads/later", later);
    await here.git(directory, "repack", "-adfq");
    await here.git(directory, "prune-packed");
    expect((await repository.readFiles(later, ["later", "text"])).size).toBe(2);
    expect(existsSync(here.path("asked"))).toBe(false);
  });

  test("histories that part are told apart exactly, whatever their dates say", async () => {
    const repository = openWith("git", directory, here.env);
    const at = (seconds: number) => ({ name: "A", email: "a@example.com", at: seconds * 1000 });
    const dated = (parent: Oid | number, name: string, seconds: number) => ({
      ...draft(parent, { [name]: "x" }),
      author: at(seconds),
      committer: at(seconds),
    });
    const base = oids[3] ?? "";
    const [a1 = "", a2 = ""] = await repository.writeCommits([dated(base, "a1", 9e8), dated(0, "a2", 1)]);
    const [b1 = "", b2 = "", b3 = ""] = await repository.writeCommits([
      dated(base, "b1", 5),
      dated(0, "b2", 2e9),
      dated(1, "b3", 3),
    ]);
    for (const opened of [openWith("git", directory, silent), openWith("git program", directory, here.env)]) {
      const range = async (from: Oid, to: Oid) => (await opened.listCommits({ from, to })).map(({ oid }) => oid);
      expect(await range(a2, b3)).toEqual([b1, b2, b3]);
      expect(await range(b3, a2)).toEqual([a1, a2]);
      expect(await range(b3, base)).toEqual([]);
      expect(await range(oids[0] ?? "", a1)).toEqual([oids[1], oids[2], base, a1]);
      expect(await opened.isAncestor(a1, b3)).toBe(false);
    }
  });

  test("an object that is damaged or gone is git's to judge", async () => {
    const [made = ""] = await openWith("git", directory, here.env).writeCommits([draft(null, { fragile: "glass" })]);
    const blob = await here.git(directory, "rev-parse", `${made}:fragile`);
    const path = `repository/.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`;
    rmSync(here.path(path));
    const repository = openWith("git", directory, here.env);
    await expect(repository.readBlobs([blob], () => {})).rejects.toMatchObject({ code: "OBJECT_MISSING" });
    here.write(path, "noise");
    await expect(repository.readBlobs([blob], () => {})).rejects.toMatchObject({ kind: "environment" });
    rmSync(here.path(path));
  });

  test("objects that are borrowed from another repository are read through git", async () => {
    const borrower = await here.clone(directory, "borrower", "--shared", "--no-checkout");
    const repository = openWith("git", borrower, here.env);
    expect((await repository.readFiles(oids[2] ?? "", ["text"])).get("text")?.toString()).toBe(version(2));
    expect(await repository.hasCommit(oids[2] ?? "")).toBe(true);
  });
});
