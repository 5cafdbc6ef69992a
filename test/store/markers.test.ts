import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Location } from "../../src/git/repository.ts";
import { createMarker, dropMarker, isClaimWatched, readProof, renameMarker } from "../../src/store/markers.ts";
import { sha256 } from "../../src/store/sha256.ts";
import { findWatchedProcess } from "../../src/store/watched-process.ts";
import { scratch } from "../support/scratch.ts";

const OP = "20261121T103000123Z-7k3xq2";
const NOBODY = { session: null, explicit: false };
const UNWATCHED = { BD_AGENT_PID: "0" };

function chanceFrom(seed: number): (count: number) => Uint8Array {
  return (count) => Uint8Array.from({ length: count }, (_, index) => (seed + index * 7) % 256);
}

/** A git directory with two linked worktrees', without git: markers ask nothing of it. */
function clone(name = "clone"): { root: string; main: Location; linked: (name: string) => Location } {
  const root = scratch().path(name);
  const commonDir = join(root, ".git");
  mkdirSync(join(commonDir, "worktrees", "a"), { recursive: true });
  mkdirSync(join(commonDir, "worktrees", "b"));
  return {
    root,
    main: { gitDir: commonDir, commonDir, workTree: root },
    linked: (worktree) => ({ gitDir: join(commonDir, "worktrees", worktree), commonDir, workTree: join(root, worktree) }),
  };
}

test("who wrote a marker can show the hash that stands in the claim's file", async () => {
  const { main } = clone();
  const { secret, hash } = createMarker(main, OP, chanceFrom(1), UNWATCHED);
  expect(hash).toBe(sha256(secret));
  expect(await readProof(main, { session: "s1", explicit: true })).toEqual({
    markers: [hash],
    session: "s1",
    explicit_session: true,
  });
});

test("a marker still proves its claim after it was named for it", async () => {
  const { main } = clone();
  const { hash } = createMarker(main, OP, chanceFrom(1), UNWATCHED);
  renameMarker(main, OP, "vc-7k3xq2", 1);
  expect(readdirSync(join(main.gitDir, "bd", "claims"))).toEqual(["vc-7k3xq2-1"]);
  expect((await readProof(main, NOBODY)).markers).toEqual([hash]);
});

test("naming a later epoch takes the markers of the earlier ones away", async () => {
  const { main } = clone();
  for (const epoch of [1, 2, 3]) {
    createMarker(main, `${OP}${epoch}`, chanceFrom(epoch), UNWATCHED);
    renameMarker(main, `${OP}${epoch}`, "vc-7k3xq2", epoch);
  }
  expect((await readProof(main, NOBODY)).markers).toHaveLength(1);
});

test("a dropped marker proves nothing, and dropping it again is no error", async () => {
  const { main } = clone();
  createMarker(main, OP, chanceFrom(1), UNWATCHED);
  expect(dropMarker(main, OP)).toBe(true);
  expect(dropMarker(main, OP)).toBe(false);
  expect((await readProof(main, NOBODY)).markers).toEqual([]);
});

test("another worktree of the same clone cannot show the marker", async () => {
  const { main, linked } = clone();
  createMarker(linked("a"), OP, chanceFrom(1), UNWATCHED);
  expect((await readProof(linked("b"), NOBODY)).markers).toEqual([]);
  expect((await readProof(main, NOBODY)).markers).toEqual([]);
  expect((await readProof(linked("a"), NOBODY)).markers).toHaveLength(1);
});

test("a copy of the whole clone is not the holder", async () => {
  const { root, main } = clone();
  createMarker(main, OP, chanceFrom(1), UNWATCHED);
  cpSync(root, `${root}-copy`, { recursive: true, preserveTimestamps: true });
  const commonDir = join(`${root}-copy`, ".git");
  expect(readdirSync(join(commonDir, "bd", "claims"))).toEqual([
    OP.replaceAll(/[TZ]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ]);
  expect((await readProof({ gitDir: commonDir, commonDir, workTree: null }, NOBODY)).markers).toEqual([]);
});

test.runIf(process.platform !== "win32")("only the user can read a marker", () => {
  const { main } = clone();
  createMarker(main, OP, chanceFrom(1), UNWATCHED);
  renameMarker(main, OP, "vc-7k3xq2", 1);
  expect(statSync(join(main.gitDir, "bd", "claims", "vc-7k3xq2-1")).mode & 0o777).toBe(0o600);
});

test("an id of any shape gives one file name in the folder of the markers", async () => {
  const { main } = clone();
  const ids = ["../../../escape", "A-1", "a-1", "con", ".hidden", "a/b", "ünïcode", "x".repeat(60)];
  for (const [index, id] of ids.entries()) {
    createMarker(main, `${OP}${index}`, chanceFrom(index), UNWATCHED);
    renameMarker(main, `${OP}${index}`, id, 1);
  }
  expect(readdirSync(join(main.gitDir, "bd", "claims"))).toHaveLength(ids.length);
  expect((await readProof(main, NOBODY)).markers).toHaveLength(ids.length);
});

test("a damaged marker is passed over and hides no other", async () => {
  const { main } = clone();
  createMarker(main, OP, chanceFrom(1), UNWATCHED);
  writeFileSync(join(main.gitDir, "bd", "claims", "vc-aaaaaa-1"), '{"secr');
  writeFileSync(join(main.gitDir, "bd", "claims", "vc-bbbbbb-1"), "[]");
  expect((await readProof(main, NOBODY)).markers).toHaveLength(1);
});

test("a claim is watched from every worktree while its process lives, and no longer", async () => {
  const { main, linked } = clone();
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  createMarker(linked("a"), OP, chanceFrom(1), { BD_AGENT_PID: String(child.pid) });
  renameMarker(linked("a"), OP, "vc-7k3xq2", 2);
  expect([main, linked("a"), linked("b")].map((location) => isClaimWatched(location, "vc-7k3xq2", 2))).toEqual([
    true,
    true,
    true,
  ]);
  expect(isClaimWatched(main, "vc-7k3xq2", 1)).toBe(false);
  child.kill("SIGKILL");
  await once(child, "close");
  expect(isClaimWatched(main, "vc-7k3xq2", 2)).toBe(false);
});

test("BD_AGENT_PID names the process to watch, and 0 or one that is gone watches none", () => {
  expect(findWatchedProcess({ BD_AGENT_PID: String(process.pid) })?.pid).toBe(process.pid);
  expect(findWatchedProcess({ BD_AGENT_PID: "0" })).toBeNull();
});

test.runIf(process.platform === "linux")("the process watched is above every shell in between", async () => {
  const module = join(import.meta.dirname, "../../src/store/watched-process.ts");
  const script = `import(${JSON.stringify(module)}).then((m) => console.log(m.findWatchedProcess({})?.pid))`;
  const child = spawn("sh", ["-c", `sh -c '"$0" -e "$1"; true' "$0" "$1"; true`, process.execPath, script]);
  let out = "";
  child.stdout.on("data", (data) => {
    out += data;
  });
  await once(child, "close");
  expect(Number(out)).toBe(process.pid);
});
