import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { draft, openWith, SOMEBODY } from "../../support/git-adapters.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const LEDGER = "refs/beads/ledger";

describe.each(["git", "git program"] as const)("writing commits through %s", (adapter) => {
  let here: Scratch;
  let directory: string;
  beforeAll(async () => {
    here = scratch();
    directory = await here.repository("repository");
  });
  const open = () => openWith(adapter, directory, here.env);

  test("several commits on one another are made in one go, and plain git sees exactly what was meant", async () => {
    const oids = await open().writeCommits([
      draft(null, { ".beads/a.md": "a\n", ".beads/deep/er/ü.md": "ü\n" }, "one: ü\n\nBody\n\nBead: x\n"),
      draft(0, { ".beads/b.md": new Uint8Array([0, 10, 255]), ".beads/a.md": "changed\n" }),
      draft(1, { ".beads/deep/er/ü.md": null }),
    ]);
    expect(oids).toHaveLength(3);
    const last = oids[2] ?? "";
    expect(await here.git(directory, "rev-list", last)).toBe([...oids].reverse().join("\n"));
    expect(await here.git(directory, "ls-tree", "-r", "--name-only", last)).toBe(".beads/a.md\n.beads/b.md");
    expect(await here.git(directory, "show", `${last}:.beads/a.md`)).toBe("changed");
    expect(await here.git(directory, "log", "-1", "--format=%B|%an|%ae|%at|%cn|%ct", oids[0] ?? "")).toBe(
      "one: ü\n\nBody\n\nBead: x\n|Some Body|body@example.com|1767323045|Some Body|1767323045",
    );
  });

  test("the same drafts give the same names, whatever the adapter's instance", async () => {
    const drafts = [draft(null, { x: "1" })];
    expect(await open().writeCommits(drafts)).toEqual(await open().writeCommits(drafts));
  });

  test("a parent by name is built upon, and two roots in one call do not mix", async () => {
    const [base] = await open().writeCommits([draft(null, { kept: "kept\n", gone: "x" })]);
    const [on, root, child] = await open().writeCommits([
      draft(base ?? "", { gone: null, more: "more\n" }),
      draft(null, { other: "root\n" }),
      draft(1, { child: "child\n" }),
    ]);
    expect(await here.git(directory, "ls-tree", "-r", "--name-only", on ?? "")).toBe("kept\nmore");
    expect(await here.git(directory, "rev-list", "--parents", "-1", root ?? "")).toBe(root);
    expect(await here.git(directory, "ls-tree", "-r", "--name-only", child ?? "")).toBe("child\nother");
  });

  test("hostile names in paths and people are harmless, and a path that git would refuse is refused", async () => {
    const files = { 'a "quoted" \\ name': "1", "line\nbreak": "2", " space": "3", "tab\there": "4", "100644 inline x": "5" };
    const evil = { ...SOMEBODY, name: "Evil\n <x@y> 1 +0000\ncommitter", email: "" };
    const [oid] = await open().writeCommits([{ ...draft(null, files, "NUL \0 in it\n"), author: evil }]);
    const listed = (await here.git(directory, "ls-tree", "-r", "-z", "--name-only", oid ?? "")).split("\0").slice(0, -1);
    expect(listed.sort()).toEqual(Object.keys(files).sort());
    expect((await here.tryGit(directory, "fsck", "--strict", "--no-dangling", oid ?? "")).status).toBe(0);
    for (const path of ["../up", "a/../b", ".git/config", "a/.GIT/x", "/root", "a//b", "", "a/", "nul\0"]) {
      await expect(open().writeCommits([draft(null, { [path]: "x" })])).rejects.toMatchObject({ code: "BAD_PATH" });
    }
  });

  test("no ref moves, no reflog, pack or crash report stays, and the repository is sound", async () => {
    const before = await here.git(directory, "for-each-ref");
    await open().writeCommits([draft(null, { a: "1" }), draft(0, { a: "2" })]);
    await expect(open().writeCommits([draft("1".repeat(40), { a: "1" })])).rejects.toMatchObject({ code: "GIT_FAILED" });
    expect(await here.git(directory, "for-each-ref")).toBe(before);
    expect(readdirSync(join(directory, ".git")).filter((name) => name.startsWith("fast_import_crash"))).toEqual([]);
    expect(readdirSync(join(directory, ".git", "objects", "pack"))).toEqual([]);
    expect(existsSync(join(directory, ".git", "refs", "beads"))).toBe(false);
    expect(existsSync(join(directory, ".git", "logs", "refs", "beads"))).toBe(false);
    expect((await here.tryGit(directory, "fsck", "--strict", "--no-dangling")).status).toBe(0);
  });

  test("no drafts make no commits, and a parent later in the call is a mistake", async () => {
    expect(await open().writeCommits([])).toEqual([]);
    await expect(open().writeCommits([draft(0, { a: "1" })])).rejects.toThrow(RangeError);
  });
});

describe("moving refs", () => {
  let here: Scratch;
  let directory: string;
  let one: string;
  let two: string;
  beforeAll(async () => {
    here = scratch();
    directory = await here.repository("repository");
    [one = "", two = ""] = await open().writeCommits([draft(null, { a: "1" }), draft(0, { a: "2" })]);
  });
  const open = () => openWith("git", directory, here.env);

  test("a ref is made, moved and deleted only from the value that is expected", async () => {
    const swap = async (from: string | null, to: string | null) => await open().updateRefs([{ ref: LEDGER, from, to }]);
    expect(await swap(one, two)).toBe(false);
    expect(await swap(null, one)).toBe(true);
    expect(await swap(null, two)).toBe(false);
    expect(await swap(two, one)).toBe(false);
    expect(await swap(one, two)).toBe(true);
    expect(await open().readRef(LEDGER)).toBe(two);
    expect(await swap(one, null)).toBe(false);
    expect(await swap(two, null)).toBe(true);
    expect(await open().readRef(LEDGER)).toBeNull();
    expect(await swap(null, null)).toBe(true);
  });

  test("it is the same when the ref is packed", async () => {
    await open().updateRefs([{ ref: LEDGER, from: null, to: one }]);
    await here.git(directory, "pack-refs", "--all");
    expect(existsSync(join(directory, ".git", LEDGER))).toBe(false);
    expect(await open().readRef(LEDGER)).toBe(one);
    expect(await open().updateRefs([{ ref: LEDGER, from: null, to: two }])).toBe(false);
    expect(await open().updateRefs([{ ref: LEDGER, from: one, to: two }])).toBe(true);
    expect(await open().updateRefs([{ ref: LEDGER, from: two, to: null }])).toBe(true);
    expect(await open().readRef(LEDGER)).toBeNull();
  });

  test("all refs of one call move, or none", async () => {
    const other = "refs/beads/remote";
    expect(
      await open().updateRefs([
        { ref: LEDGER, from: null, to: one },
        { ref: other, from: two, to: one },
      ]),
    ).toBe(false);
    expect(await open().readRef(LEDGER)).toBeNull();
    expect(
      await open().updateRefs([
        { ref: LEDGER, from: null, to: one },
        { ref: other, from: null, to: one },
      ]),
    ).toBe(true);
    expect(
      await open().updateRefs([
        { ref: LEDGER, from: one, to: two },
        { ref: other, from: one, to: null },
      ]),
    ).toBe(true);
    expect([...(await open().listRefs("refs/beads/"))]).toEqual([[LEDGER, two]]);
    await open().updateRefs([{ ref: LEDGER, from: two, to: null }]);
    expect(await open().updateRefs([])).toBe(true);
  });

  test("of twenty processes that swap from one value at once, exactly one succeeds", async () => {
    await open().updateRefs([{ ref: LEDGER, from: null, to: one }]);
    const theirs = Array.from({ length: 17 }, () => here.tryGit(directory, "update-ref", LEDGER, two, one));
    const ours = [1, 2, 3].map(() => open().updateRefs([{ ref: LEDGER, from: one, to: two }]));
    const won = [...(await Promise.all(theirs)).map(({ status }) => status === 0), ...(await Promise.all(ours))];
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(won).toHaveLength(20);
    await open().updateRefs([{ ref: LEDGER, from: two, to: null }]);
  });

  test("a commit that is not there, or a name that is taken by a folder, is an error with git's words", async () => {
    await expect(open().updateRefs([{ ref: LEDGER, from: null, to: "1".repeat(40) }])).rejects.toMatchObject({
      kind: "environment",
      code: "REF_UPDATE_FAILED",
      message: expect.stringContaining("nonexistent object"),
    });
    await open().updateRefs([{ ref: `${LEDGER}/below`, from: null, to: one }]);
    await expect(open().updateRefs([{ ref: LEDGER, from: null, to: one }])).rejects.toMatchObject({ code: "REF_UPDATE_FAILED" });
    await open().updateRefs([{ ref: `${LEDGER}/below`, from: one, to: null }]);
  });

  test("hooks of the user are not asked", async () => {
    const hook = here.write("repository/.git/hooks/reference-transaction", "#!/bin/sh\nexit 1\n");
    await here.run("chmod", ["+x", hook]);
    expect((await here.tryGit(directory, "update-ref", "refs/x/y", one)).status).not.toBe(0);
    expect(await open().updateRefs([{ ref: LEDGER, from: null, to: one }])).toBe(true);
    expect(await open().updateRefs([{ ref: LEDGER, from: one, to: null }])).toBe(true);
    await here.run("rm", [hook]);
  });

  test("a lock that another process left is named, with the time it was made", { timeout: 15_000 }, async () => {
    mkdirSync(join(directory, ".git", "refs", "beads"), { recursive: true });
    const lock = join(directory, ".git", `${LEDGER}.lock`);
    writeFileSync(lock, "");
    await here.run("touch", ["-d", "2026-01-02T03:04:05Z", lock]);
    await expect(open().updateRefs([{ ref: LEDGER, from: null, to: one }])).rejects.toMatchObject({
      kind: "environment",
      code: "REF_LOCKED",
      fields: { lock, locked_since: "2026-01-02T03:04:05Z" },
    });
    await here.run("rm", [lock]);
  });

  test("a ref whose file a crash cut short is not taken for a missing one", async () => {
    const broken = here.write(`repository/.git/${LEDGER}`, "");
    await expect(open().readRef(LEDGER)).rejects.toMatchObject({ kind: "environment", code: "REF_BROKEN" });
    await here.run("rm", [broken]);
  });
});
