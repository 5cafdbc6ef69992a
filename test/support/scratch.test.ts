import { existsSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { type Scratch, scratch } from "./scratch.ts";

const outside = scratch();
let before: Scratch;
beforeAll(() => {
  before = scratch();
});
let gone: string;

test("a scratch repository has one commit by a fixed person, with the same id in every run", async () => {
  const here = scratch();
  gone = here.root;
  const directory = await here.repository("some where/ü");
  expect(await here.git(directory, "log", "--format=%H %an %ae %s")).toBe(
    "0ae92253e0eb8f08d2e6fffcb250453fa22898be Test Person person@example.com first",
  );
});

test("a scratch folder is gone after its test, and the others are still there", () => {
  expect(existsSync(gone)).toBe(false);
  expect(existsSync(outside.root)).toBe(true);
  expect(existsSync(before.root)).toBe(true);
});

test("a scratch remote can be cloned, and its clone can have worktrees", async () => {
  const here = scratch();
  const remote = await here.remote("remote.git");
  const clone = await here.clone(remote, "clone");
  const worktree = await here.worktree(clone, "feature");
  expect(await here.git(worktree, "rev-parse", "--abbrev-ref", "HEAD")).toBe("feature");
  expect(await here.git(clone, "config", "beads.background")).toBe("off");
  expect((await here.tryGit(clone, "rev-parse", "--verify", "-q", "nothing")).status).toBe(1);
});
