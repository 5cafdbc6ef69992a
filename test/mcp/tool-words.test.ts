import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { advise } from "../../src/mcp/tool-words.ts";

const { error_codes } = JSON.parse(readFileSync("test/surface.json", "utf8")) as { error_codes: readonly string[] };

describe("what a failure says to a model", () => {
  test("names no command and no flag for any code that has words of its own here", () => {
    for (const code of error_codes) {
      const { hints } = advise({ code, message: "No.", hints: [] });
      for (const hint of hints) expect([code, hint]).toEqual([code, expect.not.stringMatching(/\bbd [a-z]|--[a-z]/)]);
    }
  });

  test("keeps a hint that anybody can follow, and puts the tools behind it", () => {
    const { hints } = advise({
      code: "ISSUE_NOT_FOUND",
      message: "There is no issue vc-1.",
      hints: ["Did you mean vc-2?", "bd list --all shows every issue."],
    });
    expect(hints[0]).toBe("Did you mean vc-2?");
    expect(hints.join(" ")).toContain("search");
    expect(hints.join(" ")).not.toContain("bd list");
  });

  test("names a command where no tool does it, but none that takes something by force", () => {
    expect(advise({ code: "NO_LEDGER", message: "None.", hints: ["bd init makes one."] }).hints).toEqual(["bd init makes one."]);
    expect(advise({ code: "UNHEARD_OF", message: "No.", hints: ["Give --force with --reason."] }).hints).toEqual([]);
  });
});
