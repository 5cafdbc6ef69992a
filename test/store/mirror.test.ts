import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { initBare } from "../../src/git/init-bare.ts";
import { makeMirror } from "../../src/store/mirror.ts";
import { findMirror, type Mirror, mirrorAt, mirrorsOf } from "../../src/store/mirrors.ts";
import { LEDGER_REF } from "../../src/store/refs.ts";
import { writeHook } from "../support/hooks.ts";
import { scratch } from "../support/scratch.ts";

const MIRROR: Mirror = { identity: "forge.test/owner/vc", url: "https://forge.test/owner/vc.git", source: "ledger", rank: 4 };

test("two who make a mirror at once find one and the same, whole", async () => {
  const here = scratch();
  const cache = here.path("cache ä");
  const places = await Promise.all(Array.from({ length: 4 }, () => makeMirror(cache, MIRROR, here.env)));
  expect(new Set(places).size).toBe(1);
  const place = places[0] ?? "";
  expect(readdirSync(place).sort()).toEqual([".git", "mirror.json"]);
  expect(await here.git(join(place, ".git"), "config", "remote.origin.url")).toBe(MIRROR.url);
  expect(mirrorAt(place)).toEqual(MIRROR);
  expect(mirrorAt(join(place, ".git"))).toEqual(MIRROR);
  expect(mirrorsOf(cache), "without a ledger it is no project").toEqual([]);
  const bare = join(place, ".git");
  const commit = await here.git(
    bare,
    "commit-tree",
    "-m",
    "A ledger",
    await here.git(bare, "hash-object", "-w", "-t", "tree", "--stdin"),
  );
  await here.git(bare, "update-ref", LEDGER_REF, commit);
  expect(mirrorsOf(cache)).toEqual([MIRROR]);
  await here.git(bare, "pack-refs", "--all");
  expect(mirrorsOf(cache)).toEqual([MIRROR]);
});

test("a broken mirror is made anew", async () => {
  const here = scratch();
  const cache = here.path("cache");
  const place = await makeMirror(cache, MIRROR, here.env);
  rmSync(join(place, ".git", "HEAD"));
  expect(findMirror(cache, MIRROR.identity)).toBeUndefined();
  await makeMirror(cache, MIRROR, here.env);
  expect(await here.git(join(place, ".git"), "rev-parse", "--is-bare-repository")).toBe("true");
  expect(readdirSync(place).sort()).toEqual([".git", "mirror.json"]);
});

test("a URL that is nearer to the user's own words replaces another, and is not replaced by one that is farther", async () => {
  const here = scratch();
  const cache = here.path("cache");
  const typed: Mirror = { ...MIRROR, url: "/srv/vc.git", source: "user", rank: 0 };
  const place = await makeMirror(cache, MIRROR, here.env);
  await makeMirror(cache, typed, here.env);
  expect(mirrorAt(place)).toEqual(typed);
  await makeMirror(cache, MIRROR, here.env);
  expect(mirrorAt(place)).toEqual(typed);
  expect(await here.git(join(place, ".git"), "config", "remote.origin.url")).toBe("/srv/vc.git");
});

test("a folder that only looks like a mirror is none", () => {
  const here = scratch();
  here.write("mirrors/short/mirror.json", JSON.stringify(MIRROR));
  here.write(`elsewhere/${"a".repeat(40)}/mirror.json`, JSON.stringify(MIRROR));
  expect(mirrorAt(here.path("mirrors/short"))).toBeUndefined();
  expect(mirrorAt(here.path(`elsewhere/${"a".repeat(40)}`))).toBeUndefined();
  expect(mirrorsOf(here.path("nowhere"))).toEqual([]);
});

test("neither templates nor hooks of the user come into a bare repository", async () => {
  const here = scratch();
  mkdirSync(here.path("template/hooks"), { recursive: true });
  writeFileSync(here.path("template/marker"), "x");
  writeHook(here.path("template"), "post-checkout", "exit 0");
  await here.git(here.root, "config", "--global", "init.templateDir", here.path("template"));
  await initBare({ place: here.path("made"), url: "https://forge.test/vc", format: "sha256" }, here.env);
  expect(existsSync(here.path("made/marker"))).toBe(false);
  expect(existsSync(here.path("made/hooks"))).toBe(false);
  expect(await here.git(here.path("made"), "rev-parse", "--show-object-format")).toBe("sha256");
  expect(readdirSync(here.root).filter((name) => name.startsWith("made"))).toEqual(["made"]);
});
