import fc from "fast-check";
import { expect, test } from "vitest";
import { lessonsIn } from "../../src/domain/lesson.ts";

test.each<[string, string[]]>([
  ["Counted. Lesson: count brackets in a loop.", ["count brackets in a loop."]],
  ["lesson learned:  one  \nLessons: two", ["one", "two"]],
  ["**Lesson:** bold", ["bold"]],
  ["## Lessons\n\n- one\n  goes on\n- two\n\n## More\n\n- no lesson", ["one goes on", "two"]],
  ["# Lessons learned\n\nA sentence\nof two lines.\n\nAnother one.", ["A sentence of two lines.", "Another one."]],
  ["1. Lesson: in a list", ["in a list"]],
  ["A lesson for us all, and Lesson:", []],
  ["Lessoned: x\n### Unlesson\n- y", []],
  ["", []],
])("%j teaches %j", (text, lessons) => {
  expect(lessonsIn(text)).toEqual(lessons);
});

test("whatever stands in a text, a lesson is one line with something in it", () => {
  const parts = fc.array(fc.oneof(fc.string(), fc.constantFrom("# Lessons", "- ", "\n", "Lesson: ", "\r\n", "\u2028", "  ")));
  fc.assert(
    fc.property(parts, (words) => {
      for (const lesson of lessonsIn(words.join(""))) expect(lesson).toMatch(/^\S(?:.*\S)?$/);
    }),
  );
});
