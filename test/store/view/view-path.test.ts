import { expect, test } from "vitest";
import { isViewPath } from "../../../src/store/view/view-path.ts";

test.each([
  ".beads/project.md",
  ".beads/issues/1a/vc-7k3xq2/issue.md",
  ".beads/issues/1a/vc-7k3xq2/claims/0001.md",
  ".beads/issues/1a/vc-7k3xq2/claims/0001.end.md",
  ".beads/issues/1a/vc-7k3xq2/messages/20261121T103000123Z-7k3xq2.md",
  ".beads/issues/1a/vc-7k3xq2/attachments/20261121T103000123Z-7k3xq2/repro.txt",
  ".beads/bulletin/2026-11/21/20261121T103000123Z-7k3xq2.md",
])("%s is shown", (path) => {
  expect(isViewPath(path)).toBe(true);
});

test.each([
  "README.md",
  ".git/config",
  ".beads/.gitignore",
  ".beads/.gitattributes",
  ".beads/../.git/config",
  ".beads/issues/../x/issue.md",
  ".beads/issues/1A/vc-7k3xq2/issue.md",
  ".beads/issues/1a/../issue.md",
  ".beads/issues/1a/.git/issue.md",
  ".beads/issues/1a/vc-7k3xq2\\..\\x/issue.md",
  ".beads/issues/1a/con/issue.md",
  ".beads/issues/1a/vc./issue.md",
  ".beads/issues/1a/vc-7k3xq2/attachments/20261121T103000123Z-7k3xq2/../../../x",
  ".beads//project.md",
  ".BEADS/project.md",
  ".beads/issues/1a//issue.md",
])("%s is not", (path) => {
  expect(isViewPath(path)).toBe(false);
});
