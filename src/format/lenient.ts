import type { Frontmatter } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";
import { loadLenient } from "./lenient-packages.ts";
import { parseYaml } from "./lenient-yaml.ts";
import type { Shape } from "./shape.ts";
import { fitShape } from "./shape-check.ts";

const MAX_FILE = 4 * 1024 * 1024;
const MAX_FRONTMATTER = 256 * 1024;
/** gray-matter looks for comments in a way that is quadratic in the length of a run of white space. */
const MAX_BLANKS = 500;

/** Every engine of gray-matter but YAML's evaluates or guesses: each throws. */
function refuse(): never {
  throw new Error("only YAML is read");
}

const REFUSED = {
  json: refuse,
  js: refuse,
  javascript: refuse,
  coffee: refuse,
  coffeescript: refuse,
  cson: refuse,
  toml: refuse,
};

/**
 * Reads a file that is not in the form our serializer writes: edited by hand, imported, or broken. gray-matter splits it, hardened:
 * it sees no language, all other engines throw, it is always given options (without them it caches). YAML 1.2, core schema.
 * @throws MISSING_FRONTMATTER, MALFORMED_FRONTMATTER, CONFLICT_MARKERS, DUPLICATE_KEY, FILE_TOO_LARGE, INVALID_VALUE
 */
export function readLenient(path: string, text: string, shape: Shape): Frontmatter {
  if (text.length > MAX_FILE) throw invalid("FILE_TOO_LARGE", { path, line: null }, `is larger than ${MAX_FILE} characters`);
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  checkMarkers(path, clean);
  checkFrame(path, clean);
  const { matter } = loadLenient();
  const file = matter(clean.replace(/^---[ \t]*\n/, "---\n"), {
    engines: { ...REFUSED, yaml: { parse: (source: string) => ({ entries: parseYaml(path, source) }), stringify: refuse } },
  });
  const entries = (file.data as { entries?: ReturnType<typeof parseYaml> }).entries ?? [];
  return { entries: fitShape(path, entries, shape), body: bodyOf(file.content) };
}

/** Conflict markers in the body may be what a bead is about; in the frontmatter they are a merge that nobody finished. */
function checkMarkers(path: string, text: string): void {
  const end = endOfFrontmatter(text);
  const head = end < 0 ? text.slice(0, MAX_FRONTMATTER) : text.slice(0, end);
  const match = /^(?:<{7}|>{7}|\|{7})(?: |$)|^={7}$/m.exec(head);
  if (!match) return;
  throw invalid(
    "CONFLICT_MARKERS",
    { path, line: lineAt(head, match.index) },
    "holds the conflict markers of an unfinished merge",
    ["Choose one of the two sides and take the markers away."],
  );
}

/** The frame must be plain dashes: nothing that could choose another engine, and nothing too big for the YAML reader. */
function checkFrame(path: string, text: string): void {
  if (!/^---[ \t]*\n/.test(text)) {
    throw invalid("MISSING_FRONTMATTER", { path, line: 1 }, "does not start with a line of three dashes");
  }
  const end = endOfFrontmatter(text);
  if (end < 0)
    throw invalid("MALFORMED_FRONTMATTER", { path, line: 1 }, "has no line of three dashes that closes the frontmatter");
  if (end > MAX_FRONTMATTER)
    throw invalid("FILE_TOO_LARGE", { path, line: 1 }, `has a frontmatter of more than ${MAX_FRONTMATTER} characters`);
  const head = text.slice(0, end);
  const dashes = head.indexOf("\n---");
  if (dashes >= 0)
    throw invalid(
      "MALFORMED_FRONTMATTER",
      { path, line: lineAt(head, dashes + 1) },
      "has a line in the frontmatter that starts with dashes",
    );
  if (hasLongBlank(head))
    throw invalid("MALFORMED_FRONTMATTER", { path, line: 1 }, `has more than ${MAX_BLANKS} blanks in a row in the frontmatter`);
}

/** Where the line break before the closing dashes stands; -1 if nothing closes. */
function endOfFrontmatter(text: string): number {
  const match = /\n---[ \t]*(?:\n|$)/.exec(text);
  return match ? match.index : -1;
}

function hasLongBlank(head: string): boolean {
  let run = 0;
  for (let i = 0; i < head.length; i++) {
    run = /\s/.test(head.charAt(i)) ? run + 1 : 0;
    if (run > MAX_BLANKS) return true;
  }
  return false;
}

/** One blank line parts the body from the dashes; what gray-matter leaves of the closing line is white space. */
function bodyOf(content: string): string {
  return content.replace(/^[ \t]*\n/, "").replace(/\n+$/, "");
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
