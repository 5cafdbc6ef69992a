import { BeadsError } from "../errors.ts";
import { writeOutputFile } from "./output-file.ts";

/** What a bulletin is to be written to, and how one is known. */
export interface BulletinPlace {
  readonly typed: string;
  readonly directory: string;
  /** The first line of every bulletin. */
  readonly mark: string;
}

/** Writes a bulletin, over an older one if there is one, and over nothing else. @throws NOT_A_BULLETIN, NO_SUCH_FOLDER, NOT_A_FILE */
export async function writeBulletin({ typed, directory, mark }: BulletinPlace, lines: readonly string[]): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  const { resolve } = await import("node:path");
  const file = resolve(directory, typed);
  const there = await readFile(file, "utf8").catch(() => undefined);
  if (there !== undefined && !there.startsWith(mark)) throw notABulletin(file);
  const content = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return await writeOutputFile({ typed, directory, name: "BULLETIN.md" }, content, { force: there !== undefined });
}

function notABulletin(file: string): BeadsError {
  return new BeadsError("conflict", "NOT_A_BULLETIN", `${file} is there, and bd did not write it.`, {
    hints: ["Name another file with --output. A bulletin is known by its first line."],
    fields: { file },
  });
}
