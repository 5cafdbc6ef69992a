import { describe, expect, it } from "vitest";
import { withSections } from "../../src/services/body-sections.ts";

describe("sections of a body", () => {
  it("come behind a body that has none", () => {
    expect(withSections("Words.", { design: "A table.", acceptance: "- it works" })).toBe(
      "Words.\n\n## Design\n\nA table.\n\n## Acceptance criteria\n\n- it works",
    );
  });

  it("keep their place, and what stands around them, when they are written anew", () => {
    const body = "Before.\n\n## Design\n\nOld.\n\n### Detail\n\nOld too.\n\n## Notes\n\nKept.";
    expect(withSections(body, { design: "New." })).toBe("Before.\n\n## Design\n\nNew.\n\n## Notes\n\nKept.");
  });

  it("grow by what is appended to the notes", () => {
    const once = withSections("", { append_notes: "One." });
    expect(withSections(once, { append_notes: "Two." })).toBe("## Notes\n\nOne.\n\nTwo.");
  });

  it("do not end at a heading inside a code block", () => {
    const body = "## Notes\n\n```\n## not a heading\n```\n\n## Design\n\nKept.";
    expect(withSections(body, { notes: "New." })).toBe("## Notes\n\nNew.\n\n## Design\n\nKept.");
  });
});
