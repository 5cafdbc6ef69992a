import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/git/open.ts";
import { handEdited, viewProblem } from "../../../src/store/view/hand-edited.ts";
import { updateView } from "../../../src/store/view/update.ts";
import { ISSUE, MESSAGE, PROJECT, shown } from "./ledger-fixture.ts";

test("a view that nobody touched has no edits, and neither has one that is behind", async () => {
  const { repository, change } = await shown();
  await updateView({ repository });
  expect(await handEdited({ repository })).toEqual([]);
  await change({ [ISSUE]: "two\n" });
  expect(await handEdited({ repository })).toEqual([]);
});

test("changed beads, new beads and links are named in order; missing, restored and other files are not", async () => {
  const { root, repository, change } = await shown();
  await change({ [MESSAGE]: "hello\n", [ISSUE]: "two\n" });
  await updateView({ repository });
  const fresh = ".beads/issues/1a/vc-aaaaaa/issue.md";
  mkdirSync(dirname(join(root, fresh)));
  writeFileSync(join(root, fresh), "new\n");
  writeFileSync(join(root, ISSUE), "one\n");
  writeFileSync(join(root, PROJECT), "mine\n");
  writeFileSync(join(root, `${ISSUE}~`), "backup of an editor\n");
  rmSync(join(root, MESSAGE));
  expect(await handEdited({ repository })).toEqual([fresh, PROJECT].sort());
  symlinkSync("issue.md", join(root, MESSAGE));
  expect(await handEdited({ repository })).toEqual([fresh, MESSAGE, PROJECT].sort());
});

test("in a copy of the whole clone only real edits count", async () => {
  const { root, repository, box } = await shown();
  await updateView({ repository });
  writeFileSync(join(root, PROJECT), "mine\n");
  cpSync(root, box.path("copy"), { recursive: true });
  const copy = await openRepository(box.path("copy"), box.env);
  expect(await handEdited({ repository: copy })).toEqual([PROJECT]);
});

test("the reason for having no view is said, and there is none where a view may be", async () => {
  const { repository, root } = await shown();
  expect(await viewProblem({ repository })).toBeNull();
  writeFileSync(join(root, ".beads"), "a file\n");
  expect(await viewProblem({ repository })).toBe(".beads is no directory, so there is no view.");
  expect(await handEdited({ repository })).toEqual([]);
});

test("where the code's branch tracks .beads, that is the reason", async () => {
  const { repository } = await shown({ files: { ".beads/project.md": "tracked\n" } });
  expect(await viewProblem({ repository })).toContain("tracks .beads");
});
