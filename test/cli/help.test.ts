import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.ts";
import { globalFlags } from "../../src/cli/flags.ts";
import { loadHelpPage } from "../../src/cli/help-page.ts";
import { loadTopic, topicRows } from "../../src/cli/help-topic.ts";
import { findVerb } from "../../src/cli/router.ts";
import { allSettings } from "../../src/domain/setting.ts";
import { renderConcept, renderPage } from "../../src/render/help.ts";
import { PLAIN } from "../../src/render/style.ts";
import { TOPICS } from "../../templates/topics/index.ts";
import { bdIn } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";
import { ROOT, sourceOf } from "../support/source-tree.ts";

const SURFACE = JSON.parse(sourceOf("test/surface.json")) as { error_codes: string[]; environment: string[] };
const VERBS = Object.entries(COMMANDS).flatMap(([name, { alias }]) => (alias === undefined ? [name] : []));
const ROOTS = new Set(Object.keys(COMMANDS).map((name) => name.split(" ")[0] ?? ""));
const FLAGS = new Map<string, string[]>();
for (const [name, { load }] of Object.entries(COMMANDS)) {
  const flags = Object.entries({ ...globalFlags, ...(await load()).flags });
  FLAGS.set(
    name,
    flags.flatMap(([flag, { char, charAliases = [], aliases = [] }]) => [
      ...[flag, ...aliases].map((long) => `--${long}`),
      ...[char, ...charAliases].map((short) => `-${short}`),
    ]),
  );
}
const flagsOf = (name: string) => FLAGS.get(name) ?? [];
const ANY = new Set([...FLAGS.values()].flat());

/** A command with the flags that are its own: up to the next one, or to where words say more. */
function commandsIn(text: string): { name: string; verb: string | undefined; flags: string[] }[] {
  const joined = text.replace(/\\\n\s+/g, " ");
  return [...joined.matchAll(/\bbd ([a-z][^\n]*?)(?=\n| {2,}|\bbd [a-z]|$)/g)].map(([, line = ""]) => {
    const typed = line.split(/[\s;:,.)]+/).filter((word) => word !== "");
    const bare = line.replaceAll(/"[^"]*"/g, "").split(/[;,:]| (?:--? )?(?:is|or|and|says|brings|fills) /)[0] ?? "";
    return { name: line, verb: findVerb(typed, COMMANDS)?.name, flags: bare.match(/(?<=\s)--?[a-z][a-z-]*/g) ?? [] };
  });
}

describe.each(Object.keys(TOPICS))("bd help %s", (name) => {
  it("is a short page of 80 columns that names only what there is", async () => {
    const { lines } = (await loadTopic(name)) as { lines: readonly string[] };
    const text = lines.join("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(42);

    const commands = commandsIn(text);
    const known = commands.filter(({ name: line }) => !/^(in the git|itself|pushes from|works|writes)/.test(line));
    expect(known.length).toBeGreaterThan(4);
    const unknown = known.filter(({ verb, name: line }) => verb === undefined && !/^(help|setup) ?/.test(line));
    expect(unknown.map(({ name: line }) => line)).toEqual([]);
    const wrong = known.flatMap(({ verb, flags }) => flags.filter((flag) => !flagsOf(verb ?? "").includes(flag)));
    expect(wrong).toEqual([]);

    const anyFlag = text.match(/(?<![\w-])--[a-z][a-z-]+/g) ?? [];
    expect(anyFlag.filter((flag) => !ANY.has(flag))).toEqual([]);
    const codes = text.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
    expect(codes.filter((code) => ![...SURFACE.error_codes, ...SURFACE.environment].includes(code))).toEqual([]);
    const files = text.match(/\bdocs\/[\w-]+\.md\b/g) ?? [];
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    const settings = text.match(/\b(?:claim|fetch|push|escalate|ready|roles|beads|attachment)\.[a-z][a-z._0-9]*[a-z]\b/g) ?? [];
    const names = allSettings().map((setting) => setting.name);
    expect(settings.map((key) => key.replace(/\.\d\./, ".")).filter((key) => !names.includes(key))).toEqual([]);
  });
});

it("points from verbs to topics that are about them", () => {
  expect(Object.values(TOPICS).flatMap(({ verbs }) => verbs.filter((verb) => !ROOTS.has(verb)))).toEqual([]);
});

it("shows a verb by any of its names, with what it needs, its own flags first and where else to look", async () => {
  const page = await loadHelpPage("new", COMMANDS);
  expect(page).toMatchObject({ name: "create", aliases: ["new"], topics: ["readiness"] });
  expect((await loadHelpPage("close", COMMANDS))?.usage).toBe("bd close <id> ... [flags]");
  const claim = await loadHelpPage("claim", COMMANDS);
  expect(claim?.flags.map(({ heading }) => heading)).toEqual(["FLAGS", "FILTER FLAGS", "GLOBAL FLAGS"]);
  expect(claim?.exits.map(({ label }) => label)).toEqual(["0", "1", "2", "3", "4", "5"]);
});

it("lists topics, reads one, adds one to the verb of its name, and suggests the nearest", async () => {
  const here = scratch();
  const bd = bdIn(here, here.root);
  expect((await bd(["help", "topics", "--json"])).json).toEqual(topicRows());
  expect((await bd(["help", "claims"])).lines[0]).toBe(`claims: ${TOPICS["claims"]?.summary}`);
  const both = await bd(["help", "handoff"]);
  expect(both.stdout).toMatch(/^Pass an issue on[\s\S]*USAGE[\s\S]*\nhandoff: Passing work on/);
  expect((await bd(["handoff", "--help"])).stdout).not.toContain("handoff: Passing work on");
  expect((await bd(["help", "reservation", "--json"])).json.error).toMatchObject({
    code: "UNKNOWN_COMMAND",
    hints: ["Did you mean bd help reservations?", expect.stringContaining("bd help topics")],
  });
  expect((await bd(["storage", "--json"])).json.error.hints[0]).toBe("Did you mean bd help storage?");
});

describe("the help of every verb", () => {
  const verbs = Object.entries(COMMANDS).filter(([, { alias }]) => alias === undefined);

  it.each(verbs)("%s: a sentence, what each argument and flag is, and examples of its own", async (name, { load }) => {
    const { summary, description, args, flags } = await load();
    expect(summary).toMatch(/^[A-Z].{10,100}\.$/);
    expect(description).toMatch(/^$|[.]$/);
    const said = [...Object.values(args), ...Object.values(flags)].filter(({ hidden }) => hidden !== true);
    expect(said.map((each) => each.description ?? "").filter((text) => !/^.{3,160}\.$/.test(text))).toEqual([]);
    const { examples = [] } = (await loadHelpPage(name, COMMANDS)) ?? {};
    const typed = examples.flatMap(({ command }) => commandsIn(command.replace('--line "bd claim vc-7"', "--line")));
    expect(typed.map(({ verb }) => verb).filter((verb) => verb !== name)).toEqual([]);
    expect(typed.flatMap(({ flags: given }) => given.filter((flag) => !flagsOf(name).includes(flag)))).toEqual([]);
  });
});

describe.each([60, 80, 120])("help in a terminal of %i columns", (width) => {
  const style = { ...PLAIN, width };
  /** What is typed as one word, and a pair of a flag and its value, are not torn apart. */
  const isTorn = (line: string) => line.length > width && !/^ +(?:(?:\$|bd) )?(?:--?[a-z-]+ )?("[^"]*"|\S+)(?: \\)?$/.test(line);
  const broken = (lines: readonly string[]) => lines.filter((line) => isTorn(line) || /\s$/.test(line));

  it.each(VERBS)("bd %s: no line is wider, but for a word that is", async (name) => {
    const page = await loadHelpPage(name, COMMANDS);
    expect(page === undefined ? ["none"] : broken(renderPage(page, style))).toEqual([]);
  });

  it.each(Object.keys(TOPICS))("bd help %s: no line is wider, and no word is lost", async (name) => {
    const page = (await loadTopic(name)) as { topic: string; summary: string; lines: readonly string[] };
    const lines = renderConcept(page, style);
    expect(broken(lines)).toEqual([]);
    const wordsOf = (text: readonly string[]) => text.join(" ").split(/\s+/).filter(Boolean);
    expect(wordsOf(lines)).toEqual([`${name}:`, ...wordsOf([page.summary, ...page.lines])]);
  });
});
