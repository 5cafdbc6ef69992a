import { expect, test } from "vitest";
import { runShortProgram } from "../../../src/git/native/run-program.ts";
import { scratch } from "../../support/scratch.ts";

const { directory, env } = { directory: scratch().root, env: process.env };

test("a program that ends before it has read its input was started: its status and its words are kept", () => {
  const script = "process.stderr.write('Permission denied'); process.exit(128)";
  const run = runShortProgram(process.execPath, ["-e", `require("fs").closeSync(0); ${script}`], {
    directory,
    env,
    input: Buffer.alloc(8 << 20),
  });
  expect(run).toMatchObject({ status: 128, stderr: "Permission denied" });
});

test("a program that cannot be started is said to be missing", () => {
  const run = () => runShortProgram("/nowhere/git", [], { directory, env });
  expect(run).toThrow(expect.objectContaining({ code: "GIT_MISSING" }));
});
