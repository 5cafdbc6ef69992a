import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Act, Stage } from "../src/services/demo/stage.ts";
import { demo } from "../src/services/demo.ts";
import { ROOT } from "./support/source-tree.ts";

const PATIENCE = 300_000;

/** `bd demo` as a process, the way `npm run demo` starts it. */
function play(folder: string, ...flags: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, TMPDIR: folder };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(ROOT, "src/bin.ts"), "demo", ...flags],
      { cwd: folder, env, maxBuffer: 1e8 },
      (error, stdout, stderr) => {
        done({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
      },
    );
  });
}

describe("bd demo", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "bd-demo-test-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("plays the story to its end, and plain git log holds the question and the answer", { timeout: PATIENCE }, async () => {
    const { status, stdout, stderr } = await play(folder, "--keep");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const log = stdout.slice(stdout.indexOf("$ git log --reverse"));
    expect(log).toContain("How deep are your brackets? Does it have to be one call for each?");
    expect(log).toContain("200,000 deep at most, one on each line of the plan. A loop is fine.");
    expect(stdout.match(/^\[status 3\]$/gm)).toHaveLength(1);
    expect(stdout).toContain("git fsck --strict");
    const kept = /^Everything is in (.*)\.$/m.exec(stdout)?.[1] ?? "";
    for (const place of [
      "remotes/vc.git",
      "remotes/beads.git",
      "north/vc",
      "south/vc",
      "north/beads",
      "south/beads",
      "trees/vc-review",
      "trees/beads-review",
    ]) {
      expect(existsSync(join(kept, place)), place).toBe(true);
    }
    expect(readFileSync(join(kept, "north/vc/.beads/project.md"), "utf8")).toContain("name: vc");
  });

  test("lets agents claim from one backlog, and nobody gets what somebody else has", { timeout: PATIENCE }, async () => {
    const issues = Array.from({ length: 20 }, (_, i) => ({
      id: `old-${i}`,
      title: `Issue ${i}`,
      priority: i % 5,
      created_at: "2026-01-01T00:00:00Z",
    }));
    const file = join(folder, "backlog.jsonl");
    writeFileSync(file, issues.map((issue) => JSON.stringify(issue)).join("\n"));
    const { status, stdout } = await play(folder, "--import", file, "--agents", "3", "--claims", "3", "--json");
    expect(status).toBe(0);
    const result = JSON.parse(stdout) as {
      kind: string;
      claims: number;
      distinct: number;
      runners: { claims: string[] }[];
      directory: null;
    };
    expect(result).toMatchObject({ kind: "race", claims: 9, distinct: 9, directory: null });
    expect(result.runners.map((runner) => runner.claims.length)).toEqual([3, 3, 3]);
  });

  test("takes only a folder that is empty", async () => {
    const used = join(folder, "used");
    mkdirSync(used);
    writeFileSync(join(used, "mine"), "");
    const full = await play(folder, "--dir", used);
    expect(full).toMatchObject({ status: 5, stdout: "" });
    expect(full.stderr).toContain("it is not empty");
    expect((await play(folder, "--dir", join(used, "mine"))).stderr).toContain("it cannot be made");
    expect(existsSync(join(used, "mine"))).toBe(true);
  });
});

describe("a story that breaks", () => {
  const stage = (answer: (act: Act) => { status: number; output: string }): Stage => ({
    root: "/nowhere",
    run: async (act) => answer(act),
    show: () => {},
    now: () => 0,
  });

  test("ends with words that say which command did what", async () => {
    const failing = stage(({ command }) => (command === "bd init" ? { status: 70, output: "boom" } : { status: 0, output: "" }));
    await expect(demo(failing, {})).rejects.toMatchObject({
      code: "DEMO_BROKEN",
      message: 'The story broke: "bd init" (north/vc) should have ended with status 0.',
      hints: ["It ended with status 70 and said: boom"],
    });
  });

  test("does not pass where both agents win the race", async () => {
    const ids = "vc-000000 beads:beads-000000 repro.txt Delivered RangeError parser crash north/vc beads-000000";
    await expect(
      demo(
        stage(() => ({ status: 0, output: ids })),
        {},
      ),
    ).rejects.toThrow("should have had exactly one winner");
  });
});
