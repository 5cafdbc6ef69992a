import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, "../..");

/** Files below a folder of the repository, as paths from its root with `/`; none where there is no such folder. */
export function filesBelow(folder: string, ending: RegExp): readonly string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && ending.test(entry.name));
  return files.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/")).sort();
}

/** The text of a file of the repository. */
export function sourceOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** An import: of a package or `node:` module as written, of a file as its path from the root. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

const IMPORTS = [
  /(?:^|\n)\s*(?:import|export)\s(?:[^;"'`]*?\sfrom\s)?\s*["']([^"']+)["']/g,
  /\bimport\(\s*["'`]([^"'`]+)["'`]\s*\)/g,
];

/** Every import of a file, of types too, static and dynamic. */
export function importsOf(path: string): readonly Import[] {
  const text = withoutComments(sourceOf(path));
  const found = IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));
  return found.map((to) => ({ from: path, to: to.startsWith(".") ? posix.join(dirname(path), to) : to }));
}

/** Comments that begin a line; whatever stands behind code is left, as it may be part of a string. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, "").replace(/^\s*\/\/.*$/gm, "");
}
