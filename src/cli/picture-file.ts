import { BeadsError } from "../errors.ts";
import { writeOutputFile } from "./output-file.ts";

/** Where a picture or page is to go, and how one is known. */
export interface PicturePlace {
  readonly typed: string;
  readonly directory: string;
  /** What every one of its kind begins with. */
  readonly mark: string;
  /** Its name in a folder. */
  readonly name: string;
}

/**
 * Writes a picture or page, over an older one of its kind if there is one, and over nothing else. Answers its path.
 * @throws NOT_WRITTEN_BY_BD, NO_SUCH_FOLDER, NOT_A_FILE
 */
export async function writePicture({ typed, directory, mark, name }: PicturePlace, lines: readonly string[]): Promise<string> {
  const [{ lstat, readFile, stat }, { join, resolve }] = await Promise.all([import("node:fs/promises"), import("node:path")]);
  const named = resolve(directory, typed);
  const isFolder = (await stat(named).catch(() => undefined))?.isDirectory() === true;
  const file = isFolder ? join(named, name) : named;
  const there = await lstat(file).catch(() => undefined);
  const text = there?.isFile() === true ? await readFile(file, "utf8").catch(() => "") : there === undefined ? mark : "";
  if (!text.startsWith(mark)) throw notOurs(file);
  const content = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return await writeOutputFile({ typed: file, directory, name }, content, { force: there !== undefined });
}

function notOurs(file: string): BeadsError {
  return new BeadsError("conflict", "NOT_WRITTEN_BY_BD", `${file} is there, and bd did not write it in this form.`, {
    hints: ["Name another file. What bd wrote is known by how it begins."],
    fields: { file },
  });
}
