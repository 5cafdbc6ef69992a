import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { bundleLenient, LENIENT, lenientStandIn } from "../../build/lenient.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const HAND_WRITTEN =
  "---\nid: a-1 # by hand\ntitle: 'Hello'\nstatus: open\ntype: task\npriority: P1\ncreated: 2026-11-21\nby: x\n---\n";

test("the bundled reader understands what people wrote, with no package beside it", async () => {
  const directory = mkdtempSync(join(tmpdir(), "bundled-"));
  try {
    const entryPoints = [join(ROOT, "src/format/issue-file.ts")];
    await build({
      entryPoints,
      outfile: join(directory, "reader.cjs"),
      bundle: true,
      format: "cjs",
      platform: "node",
      plugins: [lenientStandIn],
    });
    writeFileSync(join(directory, LENIENT), (await bundleLenient(ROOT)).text);
    const { parseIssue } = createRequire(import.meta.url)(
      join(directory, "reader.cjs"),
    ) as typeof import("../../src/format/issue-file.ts");
    expect(parseIssue(".beads/issues/00/a-1/issue.md", HAND_WRITTEN)).toMatchObject({
      title: "Hello",
      priority: 1,
      created: "2026-11-21T00:00:00Z",
    });
    expect(() => parseIssue(".beads/issues/00/a-1/issue.md", HAND_WRITTEN.replace("'Hello'", "["))).toThrow(/is no valid YAML/);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
