import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { writeOver } from "../../src/store/durable-file.ts";

const root = mkdtempSync(join(tmpdir(), "bd-test-"));
afterAll(() => rmSync(root, { recursive: true }));

it("writes over what a file holds, shorter or longer, in its place", () => {
  const file = join(root, "small.json");
  writeFileSync(file, '{"kept":["a much longer text than the next"]}');
  const { ino } = statSync(file);
  for (const text of ['{"kept":[]}', '{"kept":["世界"]}', "{}"]) {
    writeOver(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
  }
  expect(statSync(file).ino).toBe(ino);
});

it("makes a file that is not there, and its folder", () => {
  const file = join(root, "new", "folder", "state.json");
  writeOver(file, "{}");
  expect(readFileSync(file, "utf8")).toBe("{}");
  expect(readdirSync(join(root, "new", "folder"))).toEqual(["state.json"]);
});

it("replaces a file by what a disk cannot write at once", () => {
  const file = join(root, "large.json");
  writeFileSync(file, "{}");
  const { ino } = statSync(file);
  const text = JSON.stringify({ kept: Array.from({ length: 100 }, (_, i) => `path ${i}`) });
  writeOver(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
  expect(statSync(file).ino).not.toBe(ino);
});
