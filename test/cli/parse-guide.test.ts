import { expect, it } from "vitest";
import { guideFile, parseGuide } from "../../src/cli/parse-guide.ts";

const TEXT = `# bd say

When there is
something to say.

\`\`\`console setup
$ mkdir it
\`\`\`

\`\`\`console
$ bd say <<'END'
One

END
Said.

  To nobody.
[status 3]
$ bd say more
\`\`\`

\`\`\`console lines
$ bd say --loud
$ bd say --low
\`\`\`
`;

it("reads when a verb is used, its examples with what they answer, and nothing of their set-up", () => {
  expect(parseGuide(TEXT)).toEqual({
    when: "When there is something to say.",
    examples: [
      { command: "bd say <<'END'\nOne\n\nEND", answer: ["Said.", "", "  To nobody.", "[status 3]"] },
      { command: "bd say more", answer: [] },
      { command: "bd say --loud", answer: null },
      { command: "bd say --low", answer: null },
    ],
  });
});

it("calls a guide after its verb", () => {
  expect(guideFile("dep add")).toBe("dep-add.md");
});
