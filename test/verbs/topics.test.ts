import { afterAll, beforeAll, expect, it } from "vitest";
import { loadTopic } from "../../src/cli/help-topic.ts";
import { TOPICS } from "../../templates/topics/index.ts";
import { exampleShell, type World, worldOfExamples } from "../support/example-shell.ts";

let world: World;
beforeAll(async () => {
  world = await worldOfExamples();
});
afterAll(() => world.leave());

/** What would go on for as long as the topic says, and what is a server. */
const LASTS = /^bd (mcp|wait|watch --json|agent beat --every)/;

/** The commands of a page that stand on lines of their own, with what is behind a backslash, without what is said of them. */
function commandsOf(page: readonly string[]): string[] {
  const lines = page
    .join("\n")
    .replace(/ \\\n +/g, " ")
    .split("\n");
  const typed = lines.flatMap((line) => /^ {2}(bd (?:[^ ]| (?! ))+)/.exec(line)?.[1] ?? []);
  return typed.filter((line) => !line.includes(", bd ") && !LASTS.test(line));
}

it.each(Object.keys(TOPICS))("bd help %s: bd takes every command that it names", async (name) => {
  world.bringBack();
  for (const file of ["notes.md", "repro.txt"]) world.here.write(`dave/vc/${file}`, "What came of it.\n");
  const play = exampleShell(world.here);
  const refused: string[] = [];
  for (const command of commandsOf((await loadTopic(name))?.lines ?? [])) {
    const { output, status } = await play({ command, input: "From standard input.\n" });
    if (status === 2 || status === 70) refused.push(`${command}: ${output}`);
  }
  expect(refused).toEqual([]);
});
