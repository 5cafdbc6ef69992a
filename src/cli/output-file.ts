import { BeadsError } from "../errors.ts";

/** Where a file is to go: what was typed, the directory from which it counts, and the name for a folder or where nothing was typed. */
export interface OutputPlace {
  readonly typed: string | undefined;
  readonly directory: string;
  readonly name: string;
}

/**
 * Writes a file that the user asked for, and answers its path. What is there is only replaced with `force`; a link that is there is replaced and
 * never followed, since what it leads to is not what was asked for.
 * @throws FILE_EXISTS, NO_SUCH_FOLDER, NOT_A_FILE
 */
export async function writeOutputFile(
  place: OutputPlace,
  content: Uint8Array,
  { force }: { readonly force: boolean },
): Promise<string> {
  const { lstat, rename, rm, writeFile } = await import("node:fs/promises");
  const file = await targetOf(place);
  const there = await lstat(file).catch(() => undefined);
  if (there?.isDirectory() === true) throw notAFile(file);
  if (there !== undefined && !force) throw exists(file);
  const beside = there === undefined ? file : `${file}.${process.pid}.tmp`;
  try {
    await writeFile(beside, content, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw noFolder(file, error);
    throw code === "EEXIST" ? exists(file) : error;
  }
  if (beside === file) return file;
  await rename(beside, file).catch(async (error: unknown) => {
    await rm(beside, { force: true });
    throw error;
  });
  return file;
}

async function targetOf({ typed, directory, name }: OutputPlace): Promise<string> {
  const [{ stat }, { join, resolve }] = await Promise.all([import("node:fs/promises"), import("node:path")]);
  if (typed === undefined) return join(directory, name);
  const target = resolve(directory, typed);
  const isFolder = /[\\/]$/.test(typed) || (await stat(target).catch(() => undefined))?.isDirectory() === true;
  return isFolder ? join(target, name) : target;
}

function exists(file: string): BeadsError {
  return new BeadsError("conflict", "FILE_EXISTS", `${file} is there already.`, {
    hints: ["Name another file with --output, or give --force to replace it."],
    fields: { file },
  });
}

function noFolder(file: string, cause: unknown): BeadsError {
  return new BeadsError("usage", "NO_SUCH_FOLDER", `There is no folder for ${file}.`, { fields: { file }, cause });
}

function notAFile(file: string): BeadsError {
  return new BeadsError("usage", "NOT_A_FILE", `${file} is a folder.`, { fields: { file } });
}
