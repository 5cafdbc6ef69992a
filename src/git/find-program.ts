import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, sep } from "node:path";
import type { Environment } from "./environment.ts";

/** The path of the git program on PATH; undefined if there is none. Relative entries are passed over: they are not the user's choice. */
export function findGitProgram(env: Environment): string | undefined {
  const windows = process.platform === "win32";
  const path = env.PATH ?? (windows ? env.Path : undefined) ?? "";
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const program = `${folder}${sep}${windows ? "git.exe" : "git"}`;
    if (isProgram(program)) return program;
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    // Most folders of PATH have none: that is asked first in the way that throws nothing.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
