import { BeadsError } from "../errors.ts";
import { parseGlob } from "./glob.ts";

/** Where globs are typed. */
export interface GlobPlace {
  /** The top of the work tree as the file system names it, with `/`; null where there is none. */
  readonly top: string | null;
  /** The names that lead from there to where the caller stands. */
  readonly from: readonly string[];
}

/** What would begin an escaped character in a shell, and is no separator on any machine. */
const ESCAPE = /\\[*?[\]{},!\\]/;

/**
 * A glob as it is kept, from what was typed: it counts from where the caller stands, or is absolute, and may have `./`, `../` and backslashes.
 * The top of the work tree itself is `**`.
 * @throws BAD_GLOB, OUTSIDE_WORK_TREE
 */
export function globFromTyped(typed: string, place: GlobPlace): string {
  if (typed === "" || ESCAPE.test(typed)) return parseGlob(typed).text;
  const text = typed.replaceAll("\\", "/");
  const names: string[] = [];
  for (const name of [...startOf(text, place), ...namesOf(text, place)]) {
    if (name === "..") stepUp(names, typed);
    else if (name !== "." && name !== "") names.push(name);
  }
  const end = text.endsWith("/") && names.length > 0 ? "/" : "";
  return parseGlob(names.length === 0 ? "**" : `${names.join("/")}${end}`).text;
}

function isAbsolute(text: string): boolean {
  return text.startsWith("/") || /^[A-Za-z]:\//.test(text);
}

function startOf(text: string, { from }: GlobPlace): readonly string[] {
  return isAbsolute(text) ? [] : from;
}

/** The names of what was typed; of an absolute path, those below the top. */
function namesOf(text: string, { top }: GlobPlace): readonly string[] {
  if (!isAbsolute(text)) return text.split("/");
  const names = text.split("/").filter((name) => name !== "");
  const above = (top ?? "").split("/").filter((name) => name !== "");
  const isBelow = top !== null && above.every((name, at) => name === names[at]);
  if (!isBelow) throw outside(text);
  return names.slice(above.length);
}

function stepUp(names: string[], typed: string): void {
  const last = names.pop();
  if (last === undefined) throw outside(typed);
  if (/[*?{},]/.test(last)) parseGlob(`${last}/..`);
}

function outside(typed: string): BeadsError {
  return new BeadsError("usage", "OUTSIDE_WORK_TREE", `${JSON.stringify(typed)} leads out of this work tree.`, {
    hints: ["Reservations are of paths in this repository; another project's are written beads:src/parse/**."],
    fields: { glob: typed },
  });
}
