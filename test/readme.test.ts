import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { COMMANDS } from "../commands/index.ts";
import { filesBelow, ROOT, sourceOf } from "./support/source-tree.ts";

const BLOCK = /^```console\n[\s\S]*?^```$/gm;
const command = (block: string) => block.split("\n").slice(1, 3).join("\n");
const played = filesBelow("test/transcripts", /\.md$/).flatMap((path) => sourceOf(path).match(BLOCK) ?? []);

test("README's examples are blocks of transcripts, word for word (UPDATE_TRANSCRIPTS=1 takes them over)", () => {
  const text = sourceOf("README.md");
  const taken = text.replace(
    BLOCK,
    (block) => played.find((other) => command(other) === command(block)) ?? "(no transcript plays this)",
  );
  if (process.env["UPDATE_TRANSCRIPTS"] === "1") writeFileSync(join(ROOT, "README.md"), taken);
  expect(readFileSync(join(ROOT, "README.md"), "utf8")).toBe(taken);
  expect(text.match(BLOCK)?.length).toBeGreaterThan(3);
});

test("README names only documents that are there", () => {
  const links = [...sourceOf("README.md").matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? "");
  expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
});

test("the walk-through names only files that are there", () => {
  const paths = [...sourceOf("docs/walk-through.md").matchAll(/`((?:src|commands)\/[^`]+)`/g)].map((match) => match[1] ?? "");
  expect(paths.length).toBeGreaterThan(25);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("README names only verbs that exist", () => {
  const verbs = [...sourceOf("README.md").matchAll(/(?:`|^)bd ([a-z]+)/gm)].map((match) => match[1] ?? "");
  const roots = new Set(["help", ...Object.keys(COMMANDS).map((name) => name.split(" ")[0])]);
  expect(verbs.filter((verb) => !roots.has(verb))).toEqual([]);
});
