import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { packedManifest, type SourceManifest } from "../../build/manifest.ts";
import { manuals } from "../../build/manuals.ts";
import { COMMANDS } from "../../commands/index.ts";
import { roff } from "../../src/render/manual.ts";
import { scratch } from "../support/scratch.ts";
import { sourceOf } from "../support/source-tree.ts";

const SOURCE = JSON.parse(sourceOf("package.json")) as SourceManifest;
const has = (program: string) => spawnSync(program, ["--version"]).status === 0;

it("has a page for bd and for every verb that is shown, each and all of bounded size", async () => {
  const pages = await manuals(SOURCE);
  const shown = Object.entries(COMMANDS).flatMap(([name, { group }]) =>
    group === "hidden" ? [] : [`bd-${name.replace(" ", "-")}.1`],
  );
  expect(pages.map(({ file }) => file).sort()).toEqual(["bd.1", "git-beads.1", ...shown].sort());
  expect(Math.max(...pages.map(({ text }) => text.length))).toBeLessThan(24_000);
  expect(pages.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(600_000);
  expect(packedManifest(SOURCE, { man: pages.map(({ file }) => `man/${file}`) })).toMatchObject({
    man: expect.arrayContaining(["man/bd.1", "man/bd-claim.1"]),
    files: expect.arrayContaining(["man"]),
  });
});

it("escapes what troff would obey", () => {
  expect(roff(".so /etc/passwd")).toBe("\\&.so /etc/passwd");
  expect(roff("'a\\b-c…é")).toBe("\\(aqa\\eb\\-c...\\[u00E9]");
});

it.skipIf(!has("groff"))("is taken by groff without a warning", async () => {
  const here = scratch();
  const files = (await manuals(SOURCE)).map(({ file, text }) => here.write(`man/${file}`, text));
  const { status, stdout, stderr } = await here.run("groff", ["-ww", "-man", "-Tascii", "-z", ...files]);
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
});

it.skipIf(!has("man"))("is shown by man with its flags, examples and exit statuses", async () => {
  const here = scratch();
  const page = (await manuals(SOURCE)).find(({ file }) => file === "bd-claim.1");
  const file = here.write("bd-claim.1", page?.text ?? "");
  const { status, stdout, stderr } = await here.run("man", ["--warnings", "-l", "-P", "cat", file], {
    env: { ...here.env, MANWIDTH: "80", LC_ALL: "C.UTF-8" },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const text = stdout.replace(/.\u0008/g, "");
  expect(text).toMatch(/bd-claim - Claim an issue so that nobody else can have it\n/);
  expect(text).toMatch(/--steal\n? +Take over somebody's live claim; needs --reason\./);
  expect(text).toMatch(/WHEN TO USE IT\n +Before you start on an issue/);
  expect(text).toMatch(/EXAMPLES\n +\$ bd claim --next\n +Claimed vc-7k3xq2: .*\n +bug - P1 /);
  expect(text).toMatch(/EXIT STATUS\n +0 +you have it/);
});
