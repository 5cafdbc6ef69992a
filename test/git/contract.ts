import { beforeAll, describe, expect, test } from "vitest";
import type { ChangedCommit, Oid, Repository } from "../../src/git/repository.ts";
import { type Adapter, openWith } from "../support/git-adapters.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const MANY = Array.from({ length: 300 }, (_, n) => `many/${n % 7}/file ${n}.md`);

/** What every adapter must read alike, on a repository that plain git made. */
export function readingContract(adapter: Adapter): void {
  describe(`the ${adapter} adapter`, () => {
    let here: Scratch;
    let directory: string;
    let repository: Repository;
    const oids: Record<string, Oid> = {};

    beforeAll(async () => {
      here = scratch();
      directory = await here.repository("a repository/ünï");
      await grow(here, directory, oids);
      repository = openWith(adapter, directory, here.env);
    });

    test("a loose ref, a packed ref, HEAD and a symbolic ref are read, and a missing one is null", async () => {
      expect(await repository.readRef("refs/heads/main")).toBe(oids["last"]);
      expect(await repository.readRef("refs/tags/packed")).toBe(oids["second"]);
      expect(await repository.readRef("HEAD")).toBe(oids["last"]);
      expect(await repository.readRef("refs/remotes/origin/HEAD")).toBe(oids["last"]);
      expect(await repository.readRef("refs/heads/nothing")).toBeNull();
      expect(await repository.readRef("refs/heads")).toBeNull();
      expect(await repository.readRef("refs/heads/main/below")).toBeNull();
    });

    test("refs are listed below a prefix, loose and packed alike", async () => {
      expect([...(await repository.listRefs("refs/tags/"))]).toEqual([
        ["refs/tags/loose", oids["last"]],
        ["refs/tags/packed", oids["second"]],
      ]);
      expect((await repository.listRefs("refs/tag/")).size).toBe(0);
    });

    test("files are read by path, byte for byte, and what is no file there is missing", async () => {
      const wanted = ["binary", "empty", 'folder/ä "q" \'\\.md', "folder", "none", "folder/none", "README.md/none", "link"];
      const files = await repository.readFiles(oids["last"] ?? "", wanted);
      expect([...files.keys()].sort()).toEqual(["binary", "empty", 'folder/ä "q" \'\\.md', "link"]);
      expect(files.get("binary")).toEqual(Buffer.from([0, 255, 10, 13, 0]));
      expect(files.get("empty")?.length).toBe(0);
      expect(files.get("link")?.toString()).toBe("README.md");
      expect((await repository.readFiles(oids["last"] ?? "", [])).size).toBe(0);
    });

    test("blobs are streamed in the order given, large ones whole", async () => {
      const tree = await repository.listTree(oids["last"] ?? "", "");
      const blobs = [...tree.map(({ oid }) => oid), ...tree.map(({ oid }) => oid).reverse()];
      const taken: Oid[] = [];
      let bytes = 0;
      await repository.readBlobs(blobs, (oid, content) => {
        taken.push(oid);
        bytes += content.length;
      });
      expect(taken).toEqual(blobs);
      expect(bytes).toBeGreaterThan(2 * 700_000);
    });

    test("a blob that is not there is an error of the environment, and what was taken before stays taken", async () => {
      const [first] = await repository.listTree(oids["last"] ?? "", "binary");
      const taken: Oid[] = [];
      const reading = repository.readBlobs([first?.oid ?? "", "1".repeat(40)], (oid) => taken.push(oid));
      await expect(reading).rejects.toMatchObject({ kind: "environment", code: "OBJECT_MISSING" });
      expect(taken).toEqual([first?.oid]);
    });

    test("an error thrown while blobs are taken comes through", async () => {
      const [first] = await repository.listTree(oids["last"] ?? "", "binary");
      const reading = repository.readBlobs([first?.oid ?? ""], () => {
        throw new RangeError("enough");
      });
      await expect(reading).rejects.toThrow("enough");
    });

    test("a tree is listed whole or below a prefix, in git's order", async () => {
      const listed = (await here.git(directory, "ls-tree", "-r", "-z", "--name-only", "HEAD")).split("\0").slice(0, -1);
      expect((await repository.listTree(oids["last"] ?? "", "")).map(({ path }) => path)).toEqual(listed);
      const below = await repository.listTree(oids["last"] ?? "", "many/3/");
      expect(below.map(({ path }) => path)).toEqual(listed.filter((path) => path.startsWith("many/3/")));
      expect(
        (await repository.listTree(oids["last"] ?? "", "many/3/file 1")).every(({ path }) => path.startsWith("many/3/file 1")),
      ).toBe(true);
      expect(await repository.listTree(oids["last"] ?? "", "none/")).toEqual([]);
      const modes = await repository.listTree(oids["last"] ?? "", "");
      expect(modes.find(({ path }) => path === "link")?.mode).toBe("120000");
      expect(modes.find(({ path }) => path === "run")?.mode).toBe("100755");
    });

    test("two commits differ in what was added, changed and taken away, and a move is both", async () => {
      const changes = await repository.diffTrees(oids["second"] ?? "", oids["last"] ?? "");
      const blob = async (path: string) => await here.git(directory, "rev-parse", `HEAD:${path}`);
      expect(changes).toEqual([
        { path: "README.md", mode: "100644", oid: await blob("README.md") },
        { path: "folder.md", mode: null, oid: null },
        { path: 'folder/ä "q" \'\\.md', mode: "100644", oid: await blob('folder/ä "q" \'\\.md') },
        { path: "moved", mode: "100644", oid: await blob("moved") },
        { path: "old name", mode: null, oid: null },
        { path: "side", mode: "100644", oid: await blob("side") },
      ]);
      expect(await repository.diffTrees(oids["last"] ?? "", oids["last"] ?? "")).toEqual([]);
    });

    test("against nothing, a commit differs in all it has", async () => {
      const listed = await repository.listTree(oids["last"] ?? "", "");
      expect(await repository.diffTrees(null, oids["last"] ?? "")).toEqual(listed);
    });

    test("commits come oldest first along first parents, with every byte of their messages", async () => {
      const commits = await repository.listCommits({ from: oids["first"] ?? "", to: oids["last"] ?? "" });
      expect(commits.map(({ oid }) => oid)).toEqual([oids["second"], oids["merge"], oids["last"]]);
      expect(commits[1]?.parents).toEqual([oids["second"], oids["side"]]);
      expect(commits[2]).toMatchObject({
        message: "last: ü\n\nbody\n\n  indented\n\nBead: x\n",
        author: { name: "Ünï Cöde", email: "u@example.com", at: Date.UTC(2026, 1, 3, 4, 5, 6) },
        committer: { name: "Test Person", email: "person@example.com" },
      });
    });

    test("commits can be limited to the newest, and to those that touch a path", async () => {
      const all = { from: null, to: oids["last"] ?? "" };
      expect((await repository.listCommits({ ...all, limit: 2 })).map(({ oid }) => oid)).toEqual([oids["merge"], oids["last"]]);
      expect((await repository.listCommits({ ...all, paths: ["moved", "old name"] })).map(({ oid }) => oid)).toEqual([
        oids["second"],
        oids["last"],
      ]);
      expect((await repository.listCommits({ ...all, paths: ["many"], limit: 1 })).map(({ oid }) => oid)).toEqual([
        oids["second"],
      ]);
      expect(await repository.listCommits({ ...all, paths: ["*.md"] })).toEqual([]);
    });

    test("a range that a commit is not part of is what it lacks, and an empty range is empty", async () => {
      const side = await repository.listCommits({ from: oids["side"] ?? "", to: oids["last"] ?? "" });
      expect(side.map(({ oid }) => oid)).toEqual([oids["second"], oids["merge"], oids["last"]]);
      expect(await repository.listCommits({ from: oids["last"] ?? "", to: oids["last"] ?? "" })).toEqual([]);
      expect(await repository.listCommits({ from: oids["last"] ?? "", to: oids["first"] ?? "" })).toEqual([]);
    });

    test("walking tells for each commit what it changed against its first parent", async () => {
      const walked: ChangedCommit[] = [];
      await repository.walkChanges({ from: null, to: oids["last"] ?? "" }, (commit) => walked.push(commit));
      expect(walked.map(({ oid }) => oid)).toEqual([oids["first"], oids["second"], oids["merge"], oids["last"]]);
      expect(walked.map(({ parent }) => parent)).toEqual([null, oids["first"], oids["second"], oids["merge"]]);
      expect(walked[0]?.changes.map(({ path }) => path)).toEqual(["README.md"]);
      expect(walked[2]?.changes.map(({ path }) => path)).toEqual(["side"]);
      expect(walked[3]?.changes).toEqual(await repository.diffTrees(oids["merge"] ?? "", oids["last"] ?? ""));
      expect(walked[3]?.at).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
    });

    test("a commit without changes is walked too", async () => {
      const walked: ChangedCommit[] = [];
      await repository.walkChanges({ from: oids["last"] ?? "", to: oids["hollow"] ?? "" }, (commit) => walked.push(commit));
      expect(walked).toMatchObject([{ oid: oids["hollow"], changes: [] }]);
    });

    test("a commit is there only as a commit", async () => {
      expect(await repository.hasCommit(oids["side"] ?? "")).toBe(true);
      expect(await repository.hasCommit("1".repeat(40))).toBe(false);
      expect(await repository.hasCommit(await here.git(directory, "rev-parse", "HEAD:README.md"))).toBe(false);
    });

    test("ancestors are found over any parent, a commit is its own, and strangers are none", async () => {
      const is = async (one: string, other: string) => await repository.isAncestor(oids[one] ?? "", oids[other] ?? "");
      expect(await is("side", "last")).toBe(true);
      expect(await is("last", "last")).toBe(true);
      expect(await is("last", "side")).toBe(false);
      await expect(repository.isAncestor("1".repeat(40), oids["last"] ?? "")).rejects.toMatchObject({ kind: "environment" });
    });

    test("the configuration is read with its subsections, and remotes by name in order", async () => {
      const config = await repository.config();
      expect(config.get("user.name")).toBe("Test Person");
      expect(config.get("User.Name")).toBe("Test Person");
      expect(config.get("beads.none")).toBeUndefined();
      expect(config.all("beads.list")).toEqual(["one", "two words # not a comment"]);
      expect(config.get("beads.flag")).toBe("true");
      expect(config.remotes).toEqual(["zeta", "Origin.Two"]);
      expect(config.get("remote.Origin.Two.url")).toBe("https://example.com/two.git");
      expect(config.get("beads.included")).toBe("yes");
    });

    test("remote URLs are rewritten as git rewrites them", async () => {
      for (const direction of ["fetch", "push"] as const) {
        for (const name of ["zeta", "Origin.Two"]) {
          const asked = await here.git(directory, "remote", "get-url", ...(direction === "push" ? ["--push"] : []), name);
          expect(await repository.remoteUrl(name, direction)).toBe(asked);
        }
      }
      await expect(repository.remoteUrl("none", "fetch")).rejects.toMatchObject({ code: "NO_SUCH_REMOTE" });
    });
  });
}

async function grow(here: Scratch, directory: string, oids: Record<string, Oid>): Promise<void> {
  const name = directory.slice(here.root.length + 1);
  const git = async (...args: string[]) => await here.git(directory, ...args);
  const commit = async (message: string, ...args: string[]) => {
    await git("add", "--all");
    await git("commit", "--quiet", "--allow-empty", ...args, "--message", message);
    return await git("rev-parse", "HEAD");
  };
  oids["first"] = await git("rev-parse", "HEAD");
  for (const path of MANY) here.write(`${name}/${path}`, `content of ${path}\n`);
  here.write(`${name}/binary`, Buffer.from([0, 255, 10, 13, 0]));
  here.write(`${name}/empty`, "");
  here.write(`${name}/large`, "0123456".repeat(100_000));
  here.write(`${name}/old name`, "the same content before and after a move\n");
  here.write(`${name}/folder.md`, "x");
  here.write(`${name}/folder/ä "q" '\\.md`, "quotes\n");
  here.write(`${name}/run`, "#!/bin/sh\n");
  await here.run("ln", ["-s", "README.md", "link"], { directory });
  await here.run("chmod", ["+x", "run"], { directory });
  oids["second"] = await commit("second");
  await git("checkout", "--quiet", "-b", "side", oids["first"]);
  here.write(`${name}/side`, "side\n");
  oids["side"] = await commit("side");
  await git("checkout", "--quiet", "main");
  await git("merge", "--quiet", "--no-ff", "-m", "merge", "side");
  oids["merge"] = await git("rev-parse", "HEAD");
  await git("mv", "old name", "moved");
  await git("rm", "--quiet", "folder.md");
  here.write(`${name}/README.md`, "changed\n");
  here.write(`${name}/folder/ä "q" '\\.md`, "changed\n");
  const message = "last: ü\n\nbody\n\n  indented\n\nBead: x\n";
  oids["last"] = await commit(message, "--author=Ünï Cöde <u@example.com>", "--date=2026-02-03T04:05:06Z");
  oids["hollow"] = await git("commit-tree", "-p", "HEAD", "-m", "hollow", "HEAD^{tree}");
  await git("tag", "packed", oids["second"]);
  await git("pack-refs", "--all");
  await git("tag", "loose");
  await git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/main");
  await git("update-ref", "refs/keep/hollow", oids["hollow"]);
  await git("gc", "--quiet");
  await git("update-ref", "refs/heads/main", oids["second"]);
  await git("update-ref", "refs/heads/main", oids["last"]);
  await git("remote", "add", "zeta", "short:group/zeta.git");
  await git("remote", "add", "Origin.Two", "https://example.com/two.git");
  await git("config", "remote.Origin.Two.pushurl", "ssh://git@example.com/two.git");
  await git("config", "url.https://example.com/.insteadOf", "short:");
  await git("config", "url.https://long.example.com/g/.insteadOf", "short:group/");
  await git("config", "url.ssh://git@example.com/.pushInsteadOf", "short:");
  await git("config", "--add", "beads.list", "one");
  await git("config", "--add", "beads.list", "two words # not a comment");
  here.write("included", "[beads]\n\tincluded = yes\n\tflag\n");
  await git("config", "include.path", here.path("included"));
}
