import { expect, it } from "vitest";
import { checkFields, fieldsJson, templateOf } from "../../src/render/fields.ts";
import { rowJson } from "../../src/render/row.ts";
import { issueOf, rowOf } from "./bead.ts";

const row = rowOf({
  issue: issueOf({ labels: ["a", "b"], needs: [{ id: "vc-aaaaaa", needs_success: false }], metadata: { team: "core" } }),
});

it("knows every field of a row, and the body", () => {
  const fields = [...Object.keys(rowJson(row)), "body"];
  expect(checkFields(fields)).toEqual(fields);
  expect(Object.keys(fieldsJson(row, fields))).toEqual(fields);
});

it.each([
  ["{id}: {title}", "vc-7k3xq2: Parser crash on empty input"],
  ["{labels} {needs}", "a,b vc-aaaaaa"],
  ["[{assignee}]", "[]"],
  ["{{{priority}}}", "{2}"],
  ["{children}", '{"total":0,"closed":0}'],
  ["no fields", "no fields"],
])("fills %j", (template, expected) => {
  expect(templateOf(template)(row)).toEqual([expected]);
});

it("ends lines where it is told to", () => {
  expect(templateOf("{id}\\n\\t{type}")(row)).toEqual(["vc-7k3xq2", "\ttask"]);
});

it.each(["{", "a}b", "{id", "{{id}", "{constructor}", "{__proto__}", "{}", "{ id }{x}"])("refuses %j", (template) => {
  expect(() => templateOf(template)).toThrow(expect.objectContaining({ kind: "usage" }));
});
