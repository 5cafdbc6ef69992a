import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ViewFolder } from "../../../src/store/view/folder.ts";
import { scratch } from "../../support/scratch.ts";

const PATH = ".beads/project.md";

it("writes over what a killed process left under the same number", () => {
  const root = scratch().path("clone");
  mkdirSync(join(root, ".beads"), { recursive: true });
  writeFileSync(join(root, ".beads", `.view-${process.pid}.tmp`), "half a fi");
  const folder = new ViewFolder(root);
  folder.write(PATH, "whole\n");
  expect(readFileSync(join(root, PATH), "utf8")).toBe("whole\n");
  expect(folder.standing(PATH)).toBe("sealed");
  expect(readdirSync(join(root, ".beads"))).toEqual(["project.md"]);
});

it("writes through no link that somebody put in the way", () => {
  const here = scratch();
  const root = here.path("clone");
  mkdirSync(join(root, ".beads"), { recursive: true });
  const elsewhere = here.write("elsewhere.txt", "mine\n");
  symlinkSync(elsewhere, join(root, ".beads", `.view-${process.pid}.tmp`));
  new ViewFolder(root).write(PATH, "whole\n");
  expect(lstatSync(join(root, PATH)).isFile()).toBe(true);
  expect(readFileSync(elsewhere, "utf8")).toBe("mine\n");
});
