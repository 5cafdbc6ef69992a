import { BeadsError } from "../errors.ts";
import { areApart, foldPath, isApartFrom } from "./glob-beginning.ts";
import { expandBraces, MOST_ALTERNATIVES } from "./glob-braces.ts";
import { type NamePattern, nameMatches, namePattern, namesOverlap } from "./glob-name.ts";
import { oneLine } from "./strip.ts";

const MOST_LETTERS = 400;

/** `**`: any number of names, none too. */
export const ANY = null;

/** One of the texts that a glob stands for, part by part. */
export type GlobParts = readonly (NamePattern | typeof ANY)[];

/**
 * A set of paths, from the top of the work tree: `*` is any run of characters within a name, `?` any one, `**` any number of names, `{a,b}` one
 * of these. A glob that ends in a slash, or whose last name has no `*`, no `?` and no ending such as `.ts`, is a directory: it covers what lies
 * below, too. Brackets are letters: file names have them. Names that differ in case only are one, since they are on many machines.
 */
export interface Glob {
  readonly text: string;
  readonly alternatives: readonly GlobParts[];
}

/** A glob from its text; `./` and doubled slashes count for nothing. @throws BAD_GLOB */
export function parseGlob(text: string): Glob {
  const why = fault(text);
  if (why !== undefined) throw badGlob(text, why);
  const texts = expandBraces(text);
  if (texts === undefined) {
    throw badGlob(text, `its braces do not fit together, or stand for more than ${MOST_ALTERNATIVES} paths`);
  }
  return { text, alternatives: texts.map((each) => partsOf(text, each)) };
}

/** The same, for text that others wrote: undefined where it is none. */
export function findGlob(text: string): Glob | undefined {
  const known = parsed.get(text);
  if (known !== undefined) return known ?? undefined;
  const glob = attempt(text);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(text, glob ?? null);
  return glob;
}

const parsed = new Map<string, Glob | null>();
const MOST_KEPT = 4096;

function attempt(text: string): Glob | undefined {
  try {
    return parseGlob(text);
  } catch (error) {
    if (error instanceof BeadsError) return undefined;
    throw error;
  }
}

/** True if there is a path that both cover. What is no glob covers nothing. */
export function globsOverlap(a: string, b: string): boolean {
  if (areApart(a, b)) return false;
  const [one, other] = [findGlob(a), findGlob(b)];
  if (one === undefined || other === undefined) return false;
  return one.alternatives.some((left) => other.alternatives.some((right) => partsOverlap(left, right)));
}

/** True if a glob covers a path, which counts from the top of the work tree and is taken letter by letter. */
export function globMatches(glob: string, path: string): boolean {
  if (isApartFrom(glob, path)) return false;
  const found = findGlob(glob);
  if (found === undefined) return false;
  const names = foldPath(path).split("/");
  return found.alternatives.some((parts) => partsMatch(parts, names));
}

/** True if the parts cover a path's names. Steps back to the last `**` only. */
export function partsMatch(parts: GlobParts, names: readonly string[], first = 0): boolean {
  let [part, name, star, from] = [first, first, -1, 0];
  while (name < names.length) {
    const wanted = parts[part];
    if (wanted === ANY) {
      star = part++;
      from = name;
    } else if (wanted !== undefined && nameMatches(wanted, names[name] ?? "")) {
      part += 1;
      name += 1;
    } else if (star >= 0) {
      part = star + 1;
      name = ++from;
    } else return false;
  }
  while (parts[part] === ANY) part += 1;
  return part === parts.length;
}

/** A walk over pairs of places in both; each pair is looked at once. */
function partsOverlap(a: GlobParts, b: GlobParts): boolean {
  const seen = new Set<number>();
  const open: [number, number][] = [[0, 0]];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const [i, j] = place;
    const key = i * (b.length + 1) + j;
    if (seen.has(key)) continue;
    seen.add(key);
    if (i === a.length && j === b.length) return true;
    const [left, right] = [a[i], b[j]];
    if (left === ANY) open.push([i + 1, j]);
    if (right === ANY) open.push([i, j + 1]);
    if (left === undefined || right === undefined) continue;
    if (left === ANY ? right !== ANY : right === ANY || namesOverlap(left, right)) {
      open.push([left === ANY ? i : i + 1, right === ANY ? j : j + 1]);
    }
  }
  return false;
}

/** What keeps a text from being a glob, as the end of a sentence. */
function fault(text: string): string | undefined {
  if (text.length > MOST_LETTERS) return `it is longer than ${MOST_LETTERS} characters`;
  if (text === "" || oneLine(text) !== text) return "it is empty, or has characters that no path should have";
  if (text.includes("\\")) return "paths are written with /, and nothing is escaped";
  if (text.startsWith("/") || /^[A-Za-z]:/.test(text)) return "it counts from the top of the work tree, so it has no / in front";
  if (text.startsWith("!")) return "a glob cannot leave something out";
  if (/\{[^{},/]*\.\.[^{},/]*\}/.test(text)) return "a row of numbers or letters cannot be given in braces";
  return undefined;
}

function partsOf(text: string, expanded: string): GlobParts {
  const names = foldPath(expanded)
    .split("/")
    .filter((name) => name !== "" && name !== ".");
  const last = names.at(-1);
  if (last === undefined && !expanded.startsWith(".")) throw badGlob(text, "it names nothing");
  if (names.includes("..")) throw badGlob(text, "it leads out of the work tree, or upwards behind a wildcard");
  if (names.some((name) => name !== "**" && name.includes("**")))
    throw badGlob(text, "** stands alone between slashes: src/**/*.ts");
  const parts = names.map((name) => (name === "**" ? ANY : namePattern(name)));
  if (last === undefined) return EVERYTHING;
  if (last === "**") return [...parts.slice(0, -1), ...EVERYTHING];
  return expanded.endsWith("/") || !(/[*?]/.test(last) || FILE.test(last)) ? [...parts, ANY] : parts;
}

/** A name with an ending, as files have: nothing lies below it, unless a slash behind it says so. */
const FILE = /^.+\.[a-z][a-z0-9_]{0,9}$/;

/** Every path has at least one name. */
const EVERYTHING: GlobParts = [namePattern("*"), ANY];

function badGlob(text: string, why: string): BeadsError {
  return new BeadsError("usage", "BAD_GLOB", `${JSON.stringify(oneLine(text))} names no paths: ${why}.`, {
    hints: ["Globs look like src/parse, src/**/*.ts, docs/*.md or src/{a,b}/**."],
    fields: { glob: text },
  });
}
