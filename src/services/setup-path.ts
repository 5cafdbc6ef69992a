import { join } from "node:path";
import { launcherText } from "../../templates/launcher.ts";
import { BeadsError } from "../errors.ts";
import { readOutside, removeOutside, writeOutside } from "../store/outside-file.ts";
import type { SetupFile, SetupMode, SetupResult } from "./setup-file.ts";

export interface SetupPathInput extends SetupMode {
  /** Absolute. */
  readonly directory: string;
  /** What a launcher starts: Node and the program, absolute. */
  readonly node: string;
  readonly program: string;
  readonly windows: boolean;
  /** The folders in which the user's shell looks for programs. */
  readonly path: readonly string[];
}

const NAMES = ["bd", "git-beads"] as const;
const MARK = "written by bd setup path";

/** Writes launchers for bd and git-beads into a folder, or takes them away. A file there that bd did not write is left alone. @throws LAUNCHER_TAKEN */
export async function setupPath(input: SetupPathInput): Promise<SetupResult> {
  const files = NAMES.map((name) => join(input.directory, input.windows ? `${name}.cmd` : name));
  for (const file of files) refuseForeign(file);
  const done = files.map((file) => change(file, input));
  const isFound = input.remove || input.path.includes(input.directory);
  return {
    what: "path",
    dry_run: input.dry_run,
    files: done,
    advice: isFound ? [] : [`${input.directory} is not on your PATH: add it in your shell's profile.`],
  };
}

function refuseForeign(file: string): void {
  const text = readOutside(file);
  if (text === undefined || text.includes(MARK)) return;
  throw new BeadsError("conflict", "LAUNCHER_TAKEN", `${file} is there already, and bd did not write it.`, {
    hints: ["Choose another folder with --dir."],
    fields: { file },
  });
}

function change(file: string, { remove, dry_run, node, program, windows }: SetupPathInput): SetupFile {
  const before = readOutside(file);
  if (remove) {
    if (before !== undefined && !dry_run) removeOutside(file);
    return { file, action: before === undefined ? "absent" : "removed" };
  }
  const after = launcherText({ node, program, windows });
  if (after === before) return { file, action: "unchanged" };
  if (!dry_run) writeOutside(file, after, 0o755);
  return { file, action: "written" };
}
