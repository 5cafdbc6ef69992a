import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.ts";
import { guideFile, parseGuide } from "../../src/cli/parse-guide.ts";
import { exampleShell, WORLD, type World, worldOfExamples } from "../support/example-shell.ts";
import { filesBelow, ROOT, sourceOf } from "../support/source-tree.ts";
import { replay } from "../support/transcript.ts";

const FOLDER = "templates/verbs";
const isUpdate = process.env["UPDATE_TRANSCRIPTS"] === "1";
const VERBS = Object.entries(COMMANDS).flatMap(([name, { alias }]) => (alias === undefined ? [name] : []));

/** Compares what is written there with what was played, or writes it anew. */
function compare(path: string, played: string): void {
  if (isUpdate) writeFileSync(join(ROOT, path), played);
  else expect(played).toBe(sourceOf(path));
}

describe("the examples of help", () => {
  let world: World;
  beforeAll(async () => {
    world = await worldOfExamples();
  });
  afterAll(() => world.leave());

  it("are played in a world that is as it is told", () => {
    compare(WORLD, world.played);
  });

  it.each(VERBS)("bd %s answers as its help says (UPDATE_TRANSCRIPTS=1 writes that anew)", async (name) => {
    world.bringBack();
    const path = `${FOLDER}/${guideFile(name)}`;
    compare(path, await replay(sourceOf(path), exampleShell(world.here)));
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
