import { existsSync, mkdirSync } from "node:fs";
import { expect, it } from "vitest";
import { makeFolder } from "../../src/store/folder.ts";
import { scratch } from "../support/scratch.ts";

it("makes a folder with its parents, and is content with one that is there", () => {
  const here = scratch();
  makeFolder(here.path("a", "b", "c"));
  makeFolder(here.path("a", "b", "c"));
  expect(existsSync(here.path("a", "b", "c"))).toBe(true);
});

it("says why it cannot, and ends", () => {
  const here = scratch();
  here.write("file", "x\n");
  mkdirSync(here.path("there"));
  expect(() => makeFolder(here.path("file"))).toThrow("EEXIST");
  expect(() => makeFolder(here.path("file", "below"))).toThrow("ENOTDIR");
  if (existsSync("/proc/self")) expect(() => makeFolder("/proc/nowhere/below")).toThrow("ENOENT");
});
