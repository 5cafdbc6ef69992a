import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../../src/render/prime/block.ts";
import { fitPage, tokensOf } from "../../../src/render/prime/fit.ts";
import { withNeeded } from "../../../src/render/prime/needed.ts";
import { fillTemplate, parseTemplate } from "../../../src/render/prime/template.ts";

const line = fc.string({ unit: "grapheme", maxLength: 120 }).map((text) => text.replace(/[\r\n]/g, " "));
const row = fc.record({ full: fc.array(line, { minLength: 1, maxLength: 3 }), short: line });
const block: fc.Arbitrary<Block> = fc
  .record({ rank: fc.nat(5), rows: fc.array(row, { maxLength: 8 }), beyond: fc.nat(3), least: fc.nat(3) })
  .map((made) => ({ ...made, more: "bd more", least: Math.min(made.least, made.rows.length) }));
const page = fc.record({ a: block, b: block, c: block }).map((blocks) => ({
  template: parseTemplate("# {{title}}\n\n## A\n{{a}}\n\n## B\n{{b}}\n\n{{c}}\n"),
  blocks,
  words: { title: "t" },
}));

describe("a page", () => {
  it("never has more tokens than it may, whatever stands in it", () => {
    fc.assert(
      fc.property(page, fc.integer({ min: 8, max: 2000 }), (made, tokens) => {
        expect(tokensOf(fitPage(made, tokens).join("\n"))).toBeLessThanOrEqual(tokens);
      }),
    );
  });

  it("is shown whole where it fits", () => {
    fc.assert(
      fc.property(page, (made) => {
        const lines = fitPage(made, 1_000_000).join("\n");
        for (const each of Object.values(made.blocks))
          for (const { full } of each.rows) for (const text of full) expect(lines).toContain(text);
      }),
    );
  });

  const rows = (name: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ full: [`${name}${at} with all its details`], short: `${name}${at} in short` }));
  const blockOf = (name: string, rank: number, least: number): Block => ({
    ...{ rank, rows: rows(name, 4), beyond: 0, more: `bd ${name}`, least },
  });
  const both = {
    template: parseTemplate("{{much}}\n\n{{little}}"),
    blocks: { much: blockOf("m", 1, 2), little: blockOf("l", 2, 1) },
    words: {},
  };
  const sizes = [
    [60, "m0 with all its details", "l0 with all its details"],
    [42, "m3 with all its details", "l3 in short"],
    [20, "m3 in short", "l0 in short"],
    [14, "m1 in short", "- 4: bd l"],
  ] as const;

  it.each(sizes)("of %i tokens gives up the details first, then rows, of what matters less first", (tokens, much, little) => {
    const lines = fitPage(both, tokens);
    expect(lines).toContain(much);
    expect(lines).toContain(little);
  });

  it("says how much it leaves out, and what shows it", () => {
    expect(fitPage(both, 20)).toContain("- And 3 more: bd l");
  });
});

describe("a wording", () => {
  const values: Record<string, string[]> = { one: ["first", "second"], empty: [], dollar: ["$& $1 {{one}}"] };
  const fill = (text: string) => fillTemplate(parseTemplate(text), (name) => values[name] ?? []).join("\n");

  it.each([
    ["a {{one}} b", "a first second b"],
    ["## H\n{{one}}", "## H\nfirst\nsecond"],
    ["## H\n{{empty}}", ""],
    ["{{empty}}\n{{one}}", "first\nsecond"],
    ["words\n\n\n\nmore", "words\n\nmore"],
    ["a\r\n\r\nb", "a\n\nb"],
    ["{{dollar}}!", "$& $1 {{one}}!"],
    ["{{unknown}}", ""],
    ["{{ one }}", "first\nsecond"],
    ["{{One}} {{a-b}}", "{{One}} {{a-b}}"],
  ])("%j becomes %j", (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  it("cannot leave out who is told and what to stop", () => {
    const template = withNeeded("Hello.\n\n{{stop}}", ["who", "stop", "foreign"]);
    expect(fillTemplate(template, (name) => [name])).toEqual(["who", "", "Hello.", "", "stop", "", "foreign"]);
  });
});
