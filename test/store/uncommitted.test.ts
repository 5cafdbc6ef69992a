import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readInside } from "../../src/store/read-inside.ts";
import { MOST_OF_ALL, MOST_OF_ONE, readWorth, weigh } from "../../src/store/uncommitted.ts";
import { scratch } from "../support/scratch.ts";

const workOf = (...paths: string[]) => ({
  ...{ head: null, branch: "main", repositories: [] },
  paths: paths.map((path) => ({ path, tracked: false })),
});

describe("what of a work tree is worth saving", () => {
  it("leaves out what is too large, alone or together, and says so", () => {
    const here = scratch();
    const half = new Uint8Array(MOST_OF_ONE);
    const names = Array.from({ length: MOST_OF_ALL / MOST_OF_ONE + 1 }, (_, index) => `part-${index}.bin`);
    for (const name of names) here.write(name, half);
    here.write("huge.bin", new Uint8Array(MOST_OF_ONE + 1));
    const { files, left_out } = weigh(here.root, workOf("huge.bin", ...names));
    expect(left_out).toEqual([
      { path: "huge.bin", why: "larger than 16 MiB" },
      { path: names.at(-1), why: "beyond 64 MiB of all files" },
    ]);
    expect(files).toHaveLength(names.length - 1);
  });

  it("names no more than a page of what it leaves out", () => {
    const here = scratch();
    const names = Array.from({ length: 60 }, (_, index) => `key-${index}.pem`);
    const { left_out } = weigh(here.root, workOf(...names));
    expect(left_out).toHaveLength(51);
    expect(left_out.at(-1)).toEqual({ path: "…", why: "and 10 more" });
  });

  it("leaves out what could not be laid in again everywhere, and so would keep all of it from coming back", () => {
    const here = scratch();
    here.write("a.txt", "a\n");
    const names = ["odd\\", "..\\up.txt", "sub/git~1/x"];
    const { files, left_out } = weigh(here.root, workOf(...names, "a.txt"));
    expect(left_out.map(({ path }) => path)).toEqual(names);
    expect(files.map(({ path }) => path)).toEqual(["a.txt"]);
  });

  it("takes a file whose place a folder took for gone, before what lies in the folder", () => {
    const here = scratch();
    mkdirSync(here.path("a"));
    here.write("a/b.txt", "b\n");
    const worth = weigh(here.root, workOf("a/b.txt", "a", "gone.txt"));
    expect(readWorth(here.root, worth).files).toEqual([
      { path: "a", content: null },
      { path: "gone.txt", content: null },
      { path: "a/b.txt", content: Buffer.from("b\n"), mode: "100644" },
    ]);
  });

  it("leaves out what cannot be read, and keeps the rest", { skip: process.platform === "win32" }, () => {
    const here = scratch();
    here.write("a.txt", "a\n");
    symlinkSync("loop", here.path("loop"));
    const { files, left_out } = weigh(here.root, workOf("loop/inside.txt", "a.txt"));
    expect(left_out).toEqual([{ path: "loop/inside.txt", why: "it cannot be read" }]);
    expect(files.map(({ path }) => path)).toEqual(["a.txt"]);
  });

  it.skipIf(process.platform === "win32")("follows nothing that was put in a file's place since it was looked at", () => {
    const here = scratch();
    const root = here.path("tree");
    here.write("secret/key.txt", "secret\n");
    for (const name of ["a.txt", "sub/key.txt", "pipe.txt", "kept.txt", "gone.txt"]) here.write(`tree/${name}`, "mine\n");
    symlinkSync("kept.txt", here.path("tree/link"));
    const worth = weigh(root, workOf("a.txt", "sub/key.txt", "pipe.txt", "kept.txt", "gone.txt", "link"));
    for (const name of ["a.txt", "sub", "pipe.txt", "gone.txt"]) rmSync(here.path(`tree/${name}`), { recursive: true });
    symlinkSync("../secret/key.txt", here.path("tree/a.txt"));
    symlinkSync("../secret", here.path("tree/sub"));
    execFileSync("mkfifo", [here.path("tree/pipe.txt")]);
    const why = "it became something else while it was looked at";
    expect(readWorth(root, worth)).toEqual({
      files: [
        { path: "gone.txt", content: null },
        { path: "kept.txt", content: Buffer.from("mine\n"), mode: "100644" },
        { path: "link", content: Buffer.from("kept.txt"), mode: "120000" },
      ],
      left_out: ["a.txt", "sub/key.txt", "pipe.txt"].map((path) => ({ path, why })),
    });
  });

  it.skipIf(process.platform === "win32")("takes a file in a folder that is a link by now for none of its own", () => {
    const here = scratch();
    here.write("tree/sub/a.txt", "mine\n");
    symlinkSync("sub", here.path("tree/other"));
    expect(readInside(here.path("tree"), "other/a.txt", false)).toMatch(/became something else/);
    expect(readInside(here.path("tree"), "sub/a.txt", false)).toMatchObject({ content: Buffer.from("mine\n") });
  });

  it("is told apart from any other state of the files", () => {
    const here = scratch();
    here.write("a.txt", "one\n");
    const first = weigh(here.root, workOf("a.txt")).fingerprint;
    expect(weigh(here.root, workOf("a.txt")).fingerprint).toBe(first);
    here.write("a.txt", "three\n");
    expect(weigh(here.root, workOf("a.txt")).fingerprint).not.toBe(first);
    expect(weigh(here.root, { ...workOf("a.txt"), branch: "side" }).fingerprint).not.toBe(first);
  });
});
