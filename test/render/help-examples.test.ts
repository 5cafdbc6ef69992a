import { expect, it } from "vitest";
import { renderExamples } from "../../src/render/help-examples.ts";

it("shows examples that can be pasted, and of a long answer its beginning", () => {
  const answer = Array.from({ length: 12 }, (_, at) => `line ${at}`);
  const lines = renderExamples(
    [
      { command: "bd say \"a b c d e f\" --to everybody <<'END'\nkept as it is\nEND", answer: ["Said."] },
      { command: "bd a", answer: null },
      { command: "bd b", answer: null },
      { command: "bd c", answer },
    ],
    { width: 26, ascii: false },
  );
  expect(lines).toEqual([
    '$ bd say "a b c d e f" \\',
    "    --to everybody \\",
    "    <<'END'",
    "kept as it is",
    "END",
    "Said.",
    "",
    "$ bd a",
    "$ bd b",
    "",
    "$ bd c",
    ...answer.slice(0, 8),
    "…",
  ]);
});

it("shows the signs of answers in ASCII where nothing else may be used", () => {
  const examples = [{ command: "bd ready", answer: ["○ vc-7k3xq2 · Größe…"] }];
  expect(renderExamples(examples, { width: 80, ascii: true })).toEqual(["$ bd ready", "o vc-7k3xq2 - Gr??e.."]);
});
