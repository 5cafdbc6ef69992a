import { chmodSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GitProcess } from "../../../src/git/native/git-process.ts";
import { runProgram, runShortProgram } from "../../../src/git/native/run-program.ts";
import type { Location } from "../../../src/git/repository.ts";
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

/** Says the same for ever: `1` on standard output, `2` as a complaint. */
const loud = (stream: number) => `const all = Buffer.alloc(1 << 20, "y\\n"); for (;;) require("fs").writeSync(${stream}, all)`;

test("a program that never stops talking is ended, and what it said fills no memory", async () => {
  const refusal = { kind: "environment", code: "GIT_FAILED" };
  await expect(runProgram(process.execPath, ["-e", loud(1)], { directory, env })).rejects.toMatchObject(refusal);
  const run = () => runShortProgram(process.execPath, ["-e", loud(1)], { directory, env });
  expect(run).toThrow(expect.objectContaining(refusal));
});

test.skipIf(process.platform === "win32")("what a program leaves running behind it is not waited for", async () => {
  const script = "sleep 1000 & echo $!; echo left >&2";
  const run = await runProgram("/bin/sh", ["-c", script], { directory, env, grace: 100 });
  const left = Number(run.stdout.toString());
  expect([run.status, run.stderr]).toEqual([0, "left\n"]);
  // It is nobody's to end but its own.
  process.kill(left, 0);
  process.kill(left);
});

test("what a program said before it ended is read whole, however busy bd was meanwhile", async () => {
  const script = "require('fs').writeSync(1, Buffer.alloc(60_000, 'y'))";
  const running = runProgram(process.execPath, ["-e", script], { directory, env, grace: 1 });
  runShortProgram(process.execPath, ["-e", "setTimeout(() => {}, 300)"], { directory, env });
  expect((await running).stdout.length).toBe(60_000);
});

test("of endless complaints the beginning is kept", async () => {
  const script = "const all = Buffer.alloc(1 << 20, 'y'); for (let i = 0; i < 8; i++) require('fs').writeSync(2, all)";
  const run = await runProgram(process.execPath, ["-e", script], { directory, env });
  expect([run.status, run.stderr.length]).toEqual([0, 1 << 20]);
});

/** A program that does not end when it is told to, and says nothing. */
const DEAF = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";

test("a short program that never answers is killed, and its end is no answer", () => {
  const run = () => runShortProgram(process.execPath, ["-e", DEAF], { directory, env, longest: 50 });
  expect(run).toThrow(expect.objectContaining({ kind: "environment", code: "GIT_SILENT" }));
});

test.skipIf(process.platform === "win32").each([true, false])(
  "whoever has to answer in time waits for no git that is deaf, and leaves none behind (short: %s)",
  async (short) => {
    const here = scratch();
    const program = here.write("git", `#!/bin/sh\ntrap '' TERM\necho $$ > ${here.path("pid")}\nexec sleep 1000\n`);
    chmodSync(program, 0o755);
    const gitDir = here.root;
    const location: Location = { gitDir, commonDir: gitDir, workTree: null };
    const git = new GitProcess(program, location, { ...here.env, BD_PATIENCE: "500" });
    await expect(git.run(["rev-parse", "HEAD"], { short })).rejects.toMatchObject({ code: "GIT_SILENT" });
    expect(() => process.kill(Number(readFileSync(here.path("pid"), "utf8")), 0)).toThrow("ESRCH");
  },
);
