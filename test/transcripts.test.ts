import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scratch } from "./support/scratch.ts";
import { filesBelow, ROOT, sourceOf } from "./support/source-tree.ts";
import { replay } from "./support/transcript.ts";
import { TranscriptShell } from "./support/transcript-shell.ts";

describe("transcripts", () => {
  for (const path of filesBelow("test/transcripts", /\.md$/)) {
    it(`say what bd says: ${path} (UPDATE_TRANSCRIPTS=1 writes them anew)`, async () => {
      const text = sourceOf(path);
      const played = await replay(text, new TranscriptShell(scratch()).play);
      if (process.env["UPDATE_TRANSCRIPTS"] === "1") writeFileSync(join(ROOT, path), played);
      else expect(played).toBe(text);
    });
  }
});

describe("the transcript player", () => {
  const echo = async ({ command, input }: { command: string; input: string | null }) => ({
    output: `${command}${input === null ? "" : ` < ${input.trimEnd()}`}`,
    status: command === "fail" ? 3 : 0,
  });

  it("replaces what stands below a command and leaves prose and other blocks alone", async () => {
    const text = "Prose $ a\n\n```console\n$ one\nold\nold\n$ fail\n```\n\n```sh\n$ kept\n```\n";
    const expected = "Prose $ a\n\n```console\n$ one\none\n$ fail\nfail\n[status 3]\n```\n\n```sh\n$ kept\n```\n";
    expect(await replay(text, echo)).toBe(expected);
  });

  it("gives a here-document to its command and keeps it as it was typed", async () => {
    const text = "```console\n$ say <<'END'\na\n\n$ b\nEND\nold\n```\n";
    expect(await replay(text, echo)).toBe("```console\n$ say <<'END'\na\n\n$ b\nEND\nsay < a\n\n$ b\n```\n");
  });

  it("changes nothing when it is played twice", async () => {
    const once = await replay("```console\n$ a\n$ b <<'END'\nx\nEND\n$ fail\n```\n", echo);
    expect(await replay(once, echo)).toBe(once);
  });
});
