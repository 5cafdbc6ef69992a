import { expect, test } from "vitest";
import { openRepository } from "../../../src/git/open.ts";
import { scratch } from "../../support/scratch.ts";

test("commits of the branch that is checked out are counted as long as no remote's branch has them", async () => {
  const here = scratch();
  const remote = await here.remote("code.git");
  const clone = await here.clone(remote, "clone");
  const repository = await openRepository(clone, here.env);
  expect(await repository.countUnshared?.(100)).toBe(0);
  for (const word of ["one", "two", "three"]) await here.git(clone, "commit", "-q", "--allow-empty", "-m", word);
  expect(await repository.countUnshared?.(100)).toBe(3);
  expect(await repository.countUnshared?.(2)).toBe(2);
  await here.git(clone, "push", "-q", "origin", "HEAD~1:refs/heads/main");
  expect(await repository.countUnshared?.(100)).toBe(1);
});
