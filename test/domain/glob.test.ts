import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globMatches, globsOverlap, parseGlob } from "../../src/domain/glob.ts";
import { namePattern, namesOverlap } from "../../src/domain/glob-name.ts";
import { GlobSet } from "../../src/domain/glob-set.ts";
import { globFromTyped } from "../../src/domain/glob-typed.ts";

const RUNS = { numRuns: 4000, seed: 20261121 };
const VECTORS = resolve(import.meta.dirname, "../../../shared/data/glob-overlap.json");

/** Which of these paths a glob covers. */
function covered(glob: string, paths: readonly string[]): string[] {
  return paths.filter((path) => globMatches(glob, path));
}

test("a glob covers the paths that its signs say", () => {
  const paths = ["src", "src/main.ts", "src/a/b.ts", "src/.env", "test/a.ts", "README.md"];
  expect({
    directory: covered("src", paths),
    slash: covered("src/", paths),
    star: covered("src/*", paths),
    ending: covered("src/*.ts", paths),
    deep: covered("src/**", paths),
    anywhere: covered("**/*.ts", paths),
    middle: covered("src/**/b.ts", paths),
    braces: covered("{src,test}/{main,a}.ts", paths),
    one: covered("src/?ain.ts", paths),
    top: covered(".", paths),
    slashed: covered("src/*/", paths),
  }).toEqual({
    directory: ["src", "src/main.ts", "src/a/b.ts", "src/.env"],
    slash: ["src", "src/main.ts", "src/a/b.ts", "src/.env"],
    star: ["src/main.ts", "src/.env"],
    ending: ["src/main.ts"],
    deep: ["src/main.ts", "src/a/b.ts", "src/.env"],
    anywhere: ["src/main.ts", "src/a/b.ts", "test/a.ts"],
    middle: ["src/a/b.ts"],
    braces: ["src/main.ts", "test/a.ts"],
    one: ["src/main.ts"],
    top: paths,
    slashed: ["src/main.ts", "src/a/b.ts", "src/.env"],
  });
});

test("brackets and braces without a comma are letters, since file names have them", () => {
  expect(covered("app/[id]/page.tsx", ["app/[id]/page.tsx", "app/i/page.tsx"])).toEqual(["app/[id]/page.tsx"]);
  expect(covered("{{cookiecutter.name}}/setup.py", ["{{cookiecutter.name}}/setup.py"])).toHaveLength(1);
});

test("a name with a file's ending is a file, unless a slash says that it is a directory", () => {
  expect([
    globsOverlap("README.md", "**/*.ts"),
    globsOverlap("conf.d", "conf.d/a.ts"),
    globsOverlap("conf.d/", "conf.d/a.ts"),
  ]).toEqual([false, false, true]);
  expect([globsOverlap(".github", "**/*.yml"), globsOverlap("v1.2", "v1.2/a.ts")]).toEqual([true, true]);
});

test("names that differ in case, or in how an umlaut is put together, are one", () => {
  expect(globMatches("SRC/Größe.ts", "src/gro\u0308ße.ts")).toBe(true);
  expect(globsOverlap("Makefile", "makefile")).toBe(true);
});

test("what is no glob is refused with words", () => {
  const bad = ["", "a\nb", "../x", "a/*/../b", "/etc", "C:/x", "!src", "src/**.ts", "{a,b", "a}", "{,a}", "f{1..3}", "a\\*"];
  for (const text of [...bad, `${"{a,b}".repeat(7)}`, "x".repeat(401)]) {
    expect(() => parseGlob(text), text).toThrow(expect.objectContaining({ code: "BAD_GLOB" }));
    expect([globMatches(text, "a"), globsOverlap(text, "**")]).toEqual([false, false]);
  }
});

test("what is typed counts from where the caller stands", () => {
  const place = { top: "/home/me/my work", from: ["src", "parse"] };
  const kept = Object.fromEntries(
    ["*.ts", "../lex", "../../", ".", "./a/", "..\\lex\\a.ts", "/home/me/my work/docs", "/home/me/my work", "../../{a,b}"].map(
      (typed) => [typed, globFromTyped(typed, place)],
    ),
  );
  expect(kept).toEqual({
    "*.ts": "src/parse/*.ts",
    "../lex": "src/lex",
    "../../": "**",
    ".": "src/parse",
    "./a/": "src/parse/a/",
    "..\\lex\\a.ts": "src/lex/a.ts",
    "/home/me/my work/docs": "docs",
    "/home/me/my work": "**",
    "../../{a,b}": "{a,b}",
  });
  for (const typed of ["../../../x", "/etc/passwd", "/home/me/my", "C:\\x"])
    expect(() => globFromTyped(typed, place)).toThrow(expect.objectContaining({ code: "OUTSIDE_WORK_TREE" }));
  for (const typed of ["", "*/../x", "src/\\*.ts"])
    expect(() => globFromTyped(typed, place)).toThrow(expect.objectContaining({ code: "BAD_GLOB" }));
});

describe.skipIf(!existsSync(VECTORS))("the list of pairs with what must come out", () => {
  test("comes out as it says, in both orders", () => {
    const vectors = JSON.parse(readFileSync(VECTORS, "utf8")) as { a: string; b: string; overlap: boolean }[];
    expect(vectors.length).toBeGreaterThan(10);
    for (const { a, b, overlap } of vectors)
      expect([a, b, globsOverlap(a, b), globsOverlap(b, a)]).toEqual([a, b, overlap, overlap]);
  });
});

/** All texts over some letters up to a length, in order of length. */
function texts(letters: readonly string[], longest: number): string[] {
  let row = [""];
  const all: string[] = [];
  for (let length = 1; length <= longest; length++) {
    row = row.flatMap((text) => letters.map((letter) => text + letter));
    all.push(...row);
  }
  return all;
}

const NAMES = texts(["a", "b", "."], 6).filter((name) => name !== "." && name !== "..");

/** The law of one name again, as a regular expression. */
function nameLaw(pattern: string): RegExp {
  const source = pattern.replace(/[.*?]/g, (sign) => (sign === "*" ? ".*" : sign === "?" ? "." : "\\."));
  return new RegExp(`^${source}$`);
}

test("two names overlap exactly if one of all short names fits both", () => {
  const pattern = fc.array(fc.constantFrom("a", "b", ".", "*", "?"), { minLength: 1, maxLength: 3 }).map((all) => all.join(""));
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      fc.pre(![a, b].some((text) => text === "." || text === ".."));
      const [p, q] = [nameLaw(a), nameLaw(b)];
      expect([a, b, namesOverlap(namePattern(a), namePattern(b))]).toEqual([
        a,
        b,
        NAMES.some((name) => p.test(name) && q.test(name)),
      ]);
    }),
    RUNS,
  );
});

/** Every path of up to six names that are one or two letters of two. */
const PATHS = [
  ...texts(["a/", "b/"], 6).map((path) => path.slice(0, -1)),
  ...texts(["a/", "b/", "ab/"], 4).map((path) => path.slice(0, -1)),
];

const part = fc.constantFrom("a", "b", "*", "?", "**", "{a,b}", "a*", "{a,b/a}");
const globs = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "", "/"))
  .map(([parts, end]) => parts.join("/") + end);

/** The law of a whole glob again, as regular expressions over texts that braces were taken out of in another way. */
function law(glob: string): RegExp[] {
  const all = [glob];
  for (let at = 0; at < all.length; at++) {
    const found = /\{([^{}]*)\}/.exec(all[at] ?? "");
    if (found === null) continue;
    const [before, after] = [all[at]?.slice(0, found.index) ?? "", all[at]?.slice(found.index + found[0].length) ?? ""];
    all.splice(at--, 1, ...(found[1] ?? "").split(",").map((choice) => before + choice + after));
  }
  return all.map((text) => {
    const names = text.replace(/\/$/, "").split("/");
    const last = names.at(-1) ?? "";
    const below = last !== "**" && (text.endsWith("/") || !/[*?]/.test(last));
    const sources = names.map((name, at) => {
      if (name === "**") return at === names.length - 1 ? "(?:[^/]+/)+" : "(?:[^/]+/)*";
      return `${name.replace(/[[\]*?]/g, (sign) => (sign === "*" ? "[^/]*" : sign === "?" ? "[^/]" : `\\${sign}`))}/`;
    });
    return new RegExp(`^${sources.join("")}${below ? "(?:[^/]+/)*" : ""}$`);
  });
}

test("a glob covers exactly the paths that its regular expression does", () => {
  fc.assert(
    fc.property(globs, (glob) => {
      const laws = law(glob);
      for (const path of PATHS)
        expect([glob, path, globMatches(glob, path)]).toEqual([glob, path, laws.some((each) => each.test(`${path}/`))]);
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test("two globs overlap exactly if one of all short paths is covered by both, in either order", () => {
  fc.assert(
    fc.property(globs, globs, (a, b) => {
      const found = PATHS.some((path) => globMatches(a, path) && globMatches(b, path));
      expect([a, b, globsOverlap(a, b), globsOverlap(b, a)]).toEqual([a, b, found, found]);
    }),
    { ...RUNS, numRuns: 1500 },
  );
});

test("the worst that somebody can write is still compared", () => {
  const many = `${"*a".repeat(60)}/${"**/*/".repeat(30)}${"{*a,*b}".repeat(5)}`;
  expect(globsOverlap(many, many)).toBe(true);
  expect(globMatches(`${"*a".repeat(100)}b`, "a".repeat(5000))).toBe(false);
});

test("a set of globs finds exactly those that cover a path", () => {
  fc.assert(
    fc.property(fc.array(globs, { maxLength: 8 }), (all) => {
      const set = new GlobSet<string>();
      for (const glob of all) set.add(glob, glob);
      for (const path of PATHS) {
        const covering = new Set(all.filter((glob) => globMatches(glob, path)));
        expect([path, set.find(path)]).toEqual([path, covering]);
      }
    }),
    { ...RUNS, numRuns: 60 },
  );
});
