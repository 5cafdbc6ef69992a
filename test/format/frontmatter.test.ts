import assert from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as yaml from "yaml";
import type { Yaml } from "../../src/domain/yaml.ts";
import { serializeFrontmatter } from "../../src/format/frontmatter.ts";
import { readLenient } from "../../src/format/lenient.ts";
import { readStrict } from "../../src/format/strict.ts";
import * as any from "./arbitrary.ts";

const RUNS = { numRuns: 2000, seed: 20261121 };

/** A file that holds one key, `x`, and what it says. */
function fileOf(value: Yaml, body = ""): string {
  return serializeFrontmatter([["x", { value }]], [], body);
}

function frontmatterOf(file: string): string {
  return file.slice(4, file.indexOf("\n---\n", 3) + 1);
}

test("the strict reader understands everything that the serializer writes", () => {
  fc.assert(
    fc.property(any.yaml, any.body, (value, body) => {
      const read = readStrict(fileOf(value, body));
      assert.deepStrictEqual(read, { entries: [{ key: "x", value: { value }, line: 2 }], body });
    }),
    RUNS,
  );
});

test("strict and lenient reader agree on everything that the serializer writes", () => {
  fc.assert(
    fc.property(any.yaml, any.body, (value, body) => {
      const file = fileOf(value, body);
      assert.deepStrictEqual(readLenient("x.md", file, {}), readStrict(file));
    }),
    RUNS,
  );
});

test("what the strict reader takes at all, it takes as the lenient reader does", () => {
  const line = fc.oneof(
    fc.tuple(any.text, any.text).map(([key, value]) => `${key}: ${value}`),
    any.text.map((value) => `key: ${value}`),
    any.text.map((value) => `- ${value}`),
    any.text.map((value) => `  - ${value}`),
    any.text.map((value) => `  in: ${value}`),
    fc.constantFrom("", "a:", "b:", "c: 1", "d: true", "e: []", "  - x", "  k: v"),
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      const file = `---\n${lines.join("\n")}\n---\n`;
      const strict = readStrict(file);
      if (strict === undefined) return;
      taken += 1;
      assert.deepStrictEqual(readLenient("x.md", file, {}), strict);
    }),
    { numRuns: 5000, seed: 20261121 },
  );
  expect(taken).toBeGreaterThan(100);
});

test("readers of YAML 1.2 and of YAML 1.1 read the same texts", () => {
  fc.assert(
    fc.property(any.text, (value) => {
      const source = frontmatterOf(fileOf(value));
      for (const version of ["1.2", "1.1"] as const) {
        assert.deepStrictEqual(yaml.parse(source, { version, schema: version === "1.2" ? "core" : "yaml-1.1" }), {
          x: { value },
        });
      }
    }),
    RUNS,
  );
});

test("everything stands on lines of its own, without anchors, tags or flow", () => {
  const text = serializeFrontmatter(
    [
      ["id", "beads-7k3xq2"],
      ["title", "Parser: crash"],
      ["nothing", null],
      ["none", []],
      ["labels", ["a", "no", "1e3"]],
      ["metadata", { a: { b: [1, [2, { c: null, d: true }], []] }, "x y": "2026-11-21" }],
    ],
    [
      { key: "first", value: 1, after: null },
      { key: "later", value: "x", after: "title" },
      { key: "behind nothing", value: "y", after: "nothing" },
    ],
    "# Body\n\n---\nmore\n\n",
  );
  expect(text).toBe(`---
first: 1

id: beads-7k3xq2

title: "Parser: crash"

later: x

behind nothing: "y"

labels:
  - a
  - "no"
  - "1e3"

metadata:
  a:
    b:
      - 1
      - - 2
        - c: null
          d: true
      - []
  x y: "2026-11-21"
---

# Body

---
more
`);
});

test("the shortest form that nobody misreads is plain for ordinary texts", () => {
  for (const plain of [
    "a",
    "beads-7k3xq2",
    "dave/vc",
    "beads:beads-7k3xq2",
    "What happens now?",
    "(a), b & c",
    "ünïcödé",
    "20261121T103000123Z-7k3xq2",
    "20261121T103000123Z-0a1b2c",
    "553295e4b848bee7",
    "3 bugs",
    "2.1.0-rc1",
    "😀 yes",
  ]) {
    expect(frontmatterOf(fileOf(plain))).toBe(`x:\n  value: ${plain}\n`);
  }
});
