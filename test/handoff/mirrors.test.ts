import { chmodSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeHook } from "../support/hooks.ts";
import { bdJson, expectSound, race } from "../support/processes.ts";
import type { Scratch } from "../support/scratch.ts";
import { HTTP_PROGRAMS, startHttpHost } from "../support/transports/http-host.ts";
import { needing, WAYS } from "../support/transports/ways.ts";
import { BEADS, type Sent, titlesOn, twoProjects, twoRepositories, VC } from "./two-projects.ts";

/** The plainest way: both projects lie on a disk that both machines see. */
const onDisk = WAYS["a local path"]?.start as (typeof WAYS)[string]["start"];

/** Every mirror's git directory in a home. */
function mirrorsIn(home: Scratch): string[] {
  const folder = home.path("home/.cache/bd/mirrors");
  return readdirSync(folder).map((name) => join(folder, name, ".git"));
}

test("eight sends at once that all find no mirror make one, and each arrives once", async () => {
  const { server, host, vic } = await twoProjects(onDisk);
  const sent = await race(8, (index) => vic.json<Sent>(["send", host.url(BEADS), `send ${index}`, "-m", "x"]));
  await vic.json(["sync"]);
  const titles = await titlesOn(server, BEADS);
  expect([...titles.values()].flat().sort()).toEqual(sent.map(({ id }) => id).sort());
  expect(titles.size).toBe(8);
  expect(mirrorsIn(vic.home)).toHaveLength(1);
  for (const mirror of mirrorsIn(vic.home)) await expectSound(vic.home, mirror);
});

test("a project is known by its name where something has arrived, though its mirror is gone; a mistyped URL never is", async (context) => {
  needing(context, HTTP_PROGRAMS);
  const { host, vic } = await twoProjects(startHttpHost);
  await vic.json(["send", host.url(BEADS), "first", "-m", "x"]);
  await vic.bd(["send", host.url("tema/beads.git"), "astray", "-m", "x"]);
  rmSync(vic.home.path("home/.cache"), { recursive: true });
  expect(await vic.json<Sent>(["send", "beads", "second", "-m", "x"])).toMatchObject({ delivered: true });
});

/** Leaves nothing whole: every object ends after some bytes. */
function cutOff(objects: string): void {
  const files = readdirSync(objects, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    chmodSync(join(parentPath, name), 0o644);
    truncateSync(join(parentPath, name), 7);
  }
}

function fileForFolder(folder: string): void {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
}

test("a mirror that was deleted, or that is broken, is made anew, and nothing that waited is lost", async () => {
  const { server, host, vic } = await twoProjects(onDisk);
  await vic.json(["send", host.url(BEADS), "before", "-m", "x"]);
  const [mirror = ""] = mirrorsIn(vic.home);
  for (const [title, harm] of [
    ["behind a deleted one", () => rmSync(vic.home.path("home/.cache"), { recursive: true })],
    ["behind one without objects", () => rmSync(join(mirror, "objects"), { recursive: true })],
    ["behind one with a broken head", () => writeFileSync(join(mirror, "HEAD"), "noise\n")],
    ["behind one whose ledger is noise", () => writeFileSync(join(mirror, "refs/beads/ledger"), `${"1".repeat(40)}\n`)],
    ["behind one with an empty ref", () => writeFileSync(join(mirror, "refs/beads/remote"), "")],
    ["behind one whose ledger is empty", () => writeFileSync(join(mirror, "refs/beads/ledger"), "")],
    ["behind one whose objects are cut off", () => cutOff(join(mirror, "objects"))],
    ["behind one where bd has a file for a folder", () => fileForFolder(join(mirror, "bd"))],
    ["behind one that is a file", () => fileForFolder(mirror)],
  ] as const) {
    harm();
    expect(await vic.json<Sent>(["send", host.url(BEADS), title, "-m", "x"]), title).toMatchObject({ delivered: true });
    expect((await titlesOn(server, BEADS)).get(title), title).toHaveLength(1);
  }
  expect(await vic.json(["outbox", "list"])).toEqual([]);
});

test("the password of a URL that was typed stands nowhere afterwards, and gets nowhere", async (context) => {
  needing(context, HTTP_PROGRAMS);
  const { server, host, vic } = await twoProjects(startHttpHost);
  const url = host.direct(BEADS).replace("://", "://reader:hunter2@");
  const ran = await vic.bd(["send", url, "by a URL with a password", "-m", "x", "--verbose"]);
  await vic.bd(["sync"]);
  expect(ran.stdout + ran.stderr).not.toContain("hunter2");
  expect(await vic.home.tryGit(vic.directory, "log", "-p", "--all", "-S", "hunter2", "--format=%H")).toMatchObject({
    stdout: "",
  });
  for (const file of filesBelow(vic.home.root))
    expect({ file, tells: readFileSync(file).includes("hunter2") }).toEqual({ file, tells: false });
  for (const repository of [VC, BEADS]) {
    const log = await server.git(server.path("srv", repository), "log", "-p", "--all");
    expect(log).not.toContain("hunter2");
  }
});

function filesBelow(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("a project of SHA-256 objects is sent to from one of SHA-1", async () => {
  const { server, host, vic } = await twoRepositories(onDisk);
  rmSync(server.path("srv", BEADS), { recursive: true });
  await server.bare(`srv/${BEADS}`, "--object-format=sha256");
  const there = await server.repository("seed", { init: ["--object-format=sha256"] });
  await server.git(there, "remote", "add", "origin", host.url(BEADS));
  await server.run("git", ["push", "--quiet", "origin", "main"], { directory: there });
  await bdJson(server, there, ["init"]);
  await vic.json(["init"]);
  expect(await vic.json<Sent>(["send", host.url(BEADS), "longer names", "-m", "x"])).toMatchObject({ delivered: true });
  expect((await titlesOn(server, BEADS)).size).toBe(1);
});

test("a project without a ledger gets it as soon as there is one, and one whose branch beads is none never does", async () => {
  const { server, host, vic, bea } = await twoRepositories(onDisk);
  await vic.json(["init"]);
  const early = await vic.bd(["send", host.url(BEADS), "too early", "-m", "x"]);
  expect(early.stdout + early.stderr).toMatch(/bd init/);
  await server.git(server.path("srv", BEADS), "update-ref", "refs/heads/beads", "refs/heads/main");
  await vic.bd(["sync"]);
  expect(await server.git(server.path("srv", BEADS), "log", "--format=%s", "beads")).toBe("first");
  await server.git(server.path("srv", BEADS), "update-ref", "-d", "refs/heads/beads");
  await bea.json(["init"]);
  await vic.json(["sync"]);
  if (early.status === 0) expect([...(await titlesOn(server, BEADS)).keys()]).toEqual(["too early"]);
  else expect(await vic.json(["outbox", "list", "--all"])).toEqual([]);
});

test("what was given up before it could be pushed does not arrive with what is sent next", async () => {
  const { server, host, vic } = await twoProjects(onDisk);
  const bare = server.path("srv", BEADS);
  writeHook(bare, "pre-receive", "exit 1");
  await vic.json(["send", host.url(BEADS), "given up", "-m", "x"]);
  const [waiting] = await vic.json<{ entry: string }[]>(["outbox", "list"]);
  await vic.json(["outbox", "drop", waiting?.entry ?? ""]);
  rmSync(join(bare, "hooks/pre-receive"));
  await vic.json(["send", host.url(BEADS), "sent next", "-m", "x"]);
  await vic.json(["sync"]);
  expect([...(await titlesOn(server, BEADS)).keys()]).toEqual(["sent next"]);
});

test("a ledger that was rewritten there is said to be, and what is sent waits until it may be followed", async () => {
  const { server, host, vic } = await twoProjects(onDisk);
  const bare = server.path("srv", BEADS);
  await vic.json(["send", host.url(BEADS), "before", "-m", "x"]);
  const other = await server.git(bare, "commit-tree", "-m", "rewritten", "beads~1^{tree}");
  await server.git(bare, "update-ref", "refs/heads/beads", other);
  const sent = await vic.json<Sent>(["send", host.url(BEADS), "after", "-m", "x"]);
  expect(sent).toMatchObject({
    delivered: false,
    reason: expect.stringContaining("rewritten"),
    hint: expect.stringContaining("--adopt"),
  });
  await vic.json(["sync"]);
  expect(await vic.json(["outbox", "list"])).toMatchObject([{ state: "failed", bead: sent.id }]);
  await vic.json(["sync", "--adopt"]);
  expect(await vic.json(["outbox", "list"])).toEqual([]);
  expect([...(await titlesOn(server, BEADS)).keys()]).toEqual(["after"]);
  expect(await server.git(bare, "merge-base", other, "beads")).toBe(other);
});
