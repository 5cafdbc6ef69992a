import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.ts";
import { guideFile, parseGuide } from "../../src/cli/parse-guide.ts";
import { exampleShell, keep } from "../support/example-shell.ts";
import { type Scratch, scratch } from "../support/scratch.ts";
import { filesBelow, ROOT, sourceOf } from "../support/source-tree.ts";
import { replay } from "../support/transcript.ts";
import { TranscriptShell } from "../support/transcript-shell.ts";

const WORLD = "test/verbs/world.md";
const FOLDER = "templates/verbs";
const isUpdate = process.env["UPDATE_TRANSCRIPTS"] === "1";
const VERBS = Object.entries(COMMANDS).flatMap(([name, { alias }]) => (alias === undefined ? [name] : []));

/** Plays what is written there, and compares it or writes it anew. */
async function playFile(path: string, play: Parameters<typeof replay>[1]): Promise<void> {
  const text = sourceOf(path);
  const played = await replay(text, play);
  if (isUpdate) writeFileSync(join(ROOT, path), played);
  else expect(played).toBe(text);
}

describe("the examples of help", () => {
  const aside = mkdtempSync(join(tmpdir(), "bd-examples-"));
  let here: Scratch;
  let bringBack: () => void;
  beforeAll(async () => {
    here = scratch();
    await playFile(WORLD, new TranscriptShell(here).play);
    bringBack = keep(here, join(aside, "world"));
  });
  afterAll(() => rmSync(aside, { recursive: true, force: true }));

  it.each(VERBS)("bd %s answers as its help says (UPDATE_TRANSCRIPTS=1 writes that anew)", async (name) => {
    bringBack();
    await playFile(`${FOLDER}/${guideFile(name)}`, exampleShell(here));
  });
});

describe("the guide of every verb", () => {
  it("is a file, and there is no other", () => {
    expect(filesBelow(FOLDER, /\.md$/)).toEqual(VERBS.map((name) => `${FOLDER}/${guideFile(name)}`).sort());
  });

  it.each(VERBS)("bd %s: when it is used, and what it answers", (name) => {
    const text = sourceOf(`${FOLDER}/${guideFile(name)}`);
    const { when, examples } = parseGuide(text);
    expect(text.split("\n")[0]).toBe(`# bd ${name}`);
    expect(when).toMatch(/^[A-Z].{20,400}[.]$/);
    expect(examples.filter(({ command }) => !command.includes(`bd ${name}`))).toEqual([]);
    const answered = examples.filter(({ answer }) => answer !== null && answer.length > 0);
    expect(answered.length).toBeGreaterThan(0);
  });
});
