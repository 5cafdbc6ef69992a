import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EVERYDAY } from "../commands/everyday.ts";
import { COMMANDS } from "../commands/index.ts";
import { VERSION } from "../src/cli/version.ts";
import { jsonKeys } from "./support/json-keys.ts";
import { filesBelow, ROOT, sourceOf } from "./support/source-tree.ts";
import { commandSurface, dependencies, environment, errorCodes, FRONTMATTER } from "./support/surface.ts";

const FILE = "test/surface.json";
const ADVICE = `What others rely on has changed. If that is meant, write it anew with UPDATE_SURFACE=1 npx vitest run test/surface.test.ts,
look at the difference in ${FILE}, and say it in CHANGELOG.md.`;

async function surface(): Promise<object> {
  const parts = { commands: await commandSurface(), error_codes: errorCodes(), environment: environment() };
  return { ...parts, dependencies: dependencies(), frontmatter: FRONTMATTER, json: await jsonKeys() };
}

describe("the surface", () => {
  it("is what test/surface.json says", async () => {
    const now = await surface();
    if (process.env["UPDATE_SURFACE"] === "1") writeFileSync(join(ROOT, FILE), `${JSON.stringify(now, undefined, 2)}\n`);
    expect(existsSync(join(ROOT, FILE)), ADVICE).toBe(true);
    expect(now, ADVICE).toEqual(JSON.parse(sourceOf(FILE)));
  });

  it("has at most 60 root verbs, other names for them and topics of administration not counted", () => {
    const verbs = Object.entries(COMMANDS).filter(([name, { group }]) => !name.includes(" ") && group !== "hidden");
    expect(verbs.length).toBeLessThanOrEqual(60);
  });

  it("finds whatever begins with an everyday word among what is said every day", () => {
    const roots = new Set(Object.keys(EVERYDAY).map((name) => name.split(" ")[0] ?? ""));
    const same = Object.keys(COMMANDS).filter((name) => roots.has(name.split(" ")[0] ?? ""));
    expect(same.sort()).toEqual(Object.keys(EVERYDAY).sort());
    expect(COMMANDS).toMatchObject(EVERYDAY);
  });

  it("has at most 12 runtime dependencies", () => {
    expect(dependencies().length).toBeLessThanOrEqual(12);
  });

  it("is of the version that package.json names", () => {
    expect(VERSION).toBe((JSON.parse(sourceOf("package.json")) as { version: string }).version);
  });
});

describe("every verb", async () => {
  for (const [name, entry] of Object.entries(COMMANDS)) {
    const verb = await entry.load();

    it(`${name} has a summary that is one sentence`, () => {
      expect(verb.summary).toMatch(/^[A-Z`].*[.?]$/);
      expect(verb.summary.length).toBeLessThanOrEqual(90);
    });

    it(`${name} says what each of its flags and arguments is`, () => {
      const dumb = [...Object.entries(verb.flags), ...Object.entries(verb.args)].filter(([, { description }]) => !description);
      expect(dumb.map(([flag]) => flag)).toEqual([]);
    });

    it(`${name} gives no letter to two flags, and none that a global flag has`, () => {
      const letters = Object.values(verb.flags).flatMap(({ char, charAliases = [] }) => [char, ...charAliases].filter(Boolean));
      expect(letters.filter((letter, at) => letters.indexOf(letter) !== at)).toEqual([]);
      expect(letters.filter((letter) => ["C", "q", "h"].includes(letter ?? ""))).toEqual([]);
    });
  }

  it("is a class in a file of its name, of at most 60 lines", () => {
    const long = filesBelow("commands", /\.ts$/).filter(
      (path) => path !== "commands/index.ts" && classLines(sourceOf(path)) > 60,
    );
    expect(long).toEqual([]);
  });
});

/** The lines from `export class` to its closing brace. */
function classLines(text: string): number {
  return (/^export class [\s\S]*?^}/m.exec(text)?.[0] ?? "").split("\n").length;
}
