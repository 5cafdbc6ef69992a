import vm from "node:vm";
import { expect, test } from "vitest";
import { packed } from "../../build/packed.ts";

const LARGE = `module.exports = [require("./a.cjs"), require("node:fs")];${" ".repeat(50_000)}`;

const CHUNKS = new Map([
  ["bin.cjs", 'module.exports = [require("./a.cjs"), require("./b.cjs"), () => require("./large.cjs")];'],
  ["library.cjs", 'module.exports = require("./b.cjs");'],
  ["a.cjs", 'module.exports = "a";'],
  ["b.cjs", 'module.exports = "b and " + require("./a.cjs");'],
  ["large.cjs", LARGE],
]);
const PLACES = new Map([
  ["bin.cjs", "reads.pack"],
  ["a.cjs", "writes.pack"],
]);

const { files, digest, firsts, begin } = packed(CHUNKS, { foreign: new Set(["large.cjs"]), places: PLACES });
const packs = [...files].filter(([name]) => name.startsWith(`${digest}-`));

/** The chunks of all packs by number, as the launcher has them. */
function load(asked: number | string): unknown {
  if (typeof asked === "string") return asked;
  const at = firsts.findLastIndex((first) => first <= asked);
  const chunks = vm.runInThisContext(packs[at]?.[1] ?? "") as ((exports: object, require: typeof load, module: object) => void)[];
  const module = { exports: {} };
  chunks[asked - (firsts[at] ?? 0)]?.(module.exports, load, module);
  return module.exports;
}

test("every chunk finds those that it asks for, by number, in whatever pack they are", () => {
  const [a, b, large] = load(begin) as [unknown, unknown, () => unknown];
  expect([a, b, large()]).toEqual(["a", "b and a", "./large.cjs"]);
});

test("nothing asks for a packed chunk by its name", () => {
  const names = [...CHUNKS.keys()].filter((name) => name !== "large.cjs");
  for (const text of files.values()) for (const name of names) expect(text).not.toContain(`require("./${name}")`);
});

test("a file of its own takes its chunks from the launcher of its build, whoever runs it, and from no other", () => {
  const run = (require: object) => {
    const module = { exports: {} };
    vm.runInThisContext(`(function (require, module) {${files.get("large.cjs")}\n})`)(require, module);
    return module.exports;
  };
  const launcher = (build: string) => Object.assign(load, { build });
  expect(run(launcher(digest))).toEqual(["a", "node:fs"]);
  expect(run((name: string) => (name === "../bd.js" ? { load: launcher(digest) } : undefined))).toEqual(["a", "node:fs"]);
  expect(() => run(launcher("another"))).toThrow("replaced");
});
