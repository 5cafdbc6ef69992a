import { expect, it } from "vitest";
import { usageFailure } from "../../src/cli/usage.ts";

it.each([
  ["home", "See bd help."],
  ["--help", "See bd help."],
  ["dep add", "See bd dep add --help."],
])("a wrong flag of %s leads to help that is there", async (name, hint) => {
  const error = Object.assign(new Error("Nonexistent flag: --wrong"), { flags: ["--wrong"] });
  await expect(usageFailure(error, name, ["json"])).rejects.toMatchObject({ code: "UNKNOWN_FLAG", hints: [hint] });
});
