import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { loosen } from "../../src/mcp/loosen.ts";
import { TOOLS } from "../../src/mcp/tools.ts";

const shape = z.object({
  id: z.string(),
  body: z.string().optional(),
  due: z.string().nullable().optional(),
  priority: z.int().min(0).max(4).optional(),
  labels: z.array(z.string()).optional(),
  shared: z.boolean().optional(),
  verdict: z.enum(["verified", "not-fixed"]).optional(),
  timeout: z.string().optional(),
});

describe("an input that a model wrote is taken as it was meant", () => {
  const cases: readonly (readonly [string, object, object])[] = [
    ["what it had nothing for is left out", { id: "x", body: "", priority: null, labels: [], verdict: " " }, { id: "x" }],
    ["null clears what can be cleared, and an empty text does not", { id: "x", due: null }, { id: "x", due: null }],
    ["an empty text clears nothing", { id: "x", due: "" }, { id: "x" }],
    ["one thing stands for a list of one", { id: "x", labels: "docs" }, { id: "x", labels: ["docs"] }],
    ["a list may be written as text", { id: "x", labels: '["a","b"]' }, { id: "x", labels: ["a", "b"] }],
    ["a number may be written as text, with the P of a priority", { id: "x", priority: "P2" }, { id: "x", priority: 2 }],
    ["a text may be a number", { id: "x", timeout: 60 }, { id: "x", timeout: "60" }],
    ["true and false may be words", { id: "x", shared: "False" }, { id: "x", shared: false }],
    ["one of several words may be written otherwise", { id: "x", verdict: "NOT_FIXED" }, { id: "x", verdict: "not-fixed" }],
    ["what has to be given stays, however empty", { id: "" }, { id: "" }],
    ["what is not known stays, to be refused", { id: "x", notes: "" }, { id: "x", notes: "" }],
    ["what can be meant in several ways stays", { id: "x", priority: "high" }, { id: "x", priority: "high" }],
  ];
  test.each(cases)("%s", (_, typed, meant) => {
    expect(loosen(shape, typed)).toEqual(meant);
  });

  test("nothing at all is an input without fields", () => {
    expect(loosen(shape, undefined)).toEqual({});
  });
});

const BY_NAME = TOOLS.map((tool) => [tool.name, tool.input] as const);

describe("laws of every tool's input", () => {
  const anything = fc.dictionary(
    fc.constantFrom(...new Set(TOOLS.flatMap(({ input }) => Object.keys(input.shape))), "__proto__", "constructor", "notes"),
    fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
      fc.constantFrom("", "2", "P1", "[]"),
    ),
  );

  test.each(BY_NAME)("%s: once is enough, and no field is made up", (_, input) => {
    fc.assert(
      fc.property(anything, (typed) => {
        const meant = loosen(input, typed) as object;
        expect(loosen(input, meant)).toEqual(meant);
        expect(Object.keys(typed)).toEqual(expect.arrayContaining(Object.keys(meant)));
      }),
    );
  });

  test.each(BY_NAME)("%s: a right input with something in each field stays as it is", (_, input) => {
    fc.assert(
      fc.property(rightFor(input), (typed) => {
        expect(input.strict().safeParse(typed).success).toBe(true);
        expect(loosen(input, typed)).toEqual(typed);
      }),
    );
  });
});

interface Field {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Inputs that a tool takes as they are: any of its fields, and those that have to be given. */
function rightFor(input: z.ZodObject): fc.Arbitrary<object> {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: "input" });
  const fields = Object.entries(properties).map(([name, field]) => [name, rightValue(field as Field)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

function rightValue({ type, enum: words, minimum = 0, maximum = 9 }: Field): fc.Arbitrary<unknown> {
  const text = fc.string({ minLength: 1 }).filter((value) => value.trim() !== "");
  if (words !== undefined) return fc.constantFrom(...words);
  if (Array.isArray(type)) return fc.oneof(text, fc.constant(null));
  if (type === "array") return fc.array(text, { minLength: 1 });
  if (type === "integer") return fc.integer({ min: minimum, max: Math.min(maximum, 200) });
  return type === "boolean" ? fc.boolean() : text;
}
