import { BeadsError } from "../errors.ts";
import { writeOutputFile } from "./output-file.ts";

/** What a bulletin is to be written to, and how one is known. */
export interface BulletinPlace {
  readonly typed: string;
  readonly directory: string;
  /** The first line of every bulletin. */
  readonly mark: string;
}

/**
 * Writes a bulletin, over an older one if there is one, and over nothing else; into a folder as `BULLETIN.md`. Answers its path.
 * @throws NOT_A_BULLETIN, NO_SUCH_FOLDER, NOT_A_FILE
 */
export async function writeBulletin({ typed, directory, mark }: BulletinPlace, lines: readonly string[]): Promise<string> {
  const [{ lstat, readFile, stat }, { join, resolve }] = await Promise.all([import("node:fs/promises"), import("node:path")]);
  const named = resolve(directory, typed);
  const isFolder = (await stat(named).catch(() => undefined))?.isDirectory() === true;
  const file = isFolder ? join(named, NAME) : named;
  const isThere = (await lstat(file).catch(() => undefined)) !== undefined;
  const text = isThere ? await readFile(file, "utf8").catch(() => "") : mark;
  if (!text.startsWith(mark)) throw notABulletin(file);
  const content = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return await writeOutputFile({ typed: file, directory, name: NAME }, content, { force: isThere });
}

const NAME = "BULLETIN.md";

function notABulletin(file: string): BeadsError {
  return new BeadsError("conflict", "NOT_A_BULLETIN", `${file} is there, and bd did not write it.`, {
    hints: ["Name another file with --output. A bulletin is known by its first line."],
    fields: { file },
  });
}
