import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "./folder.ts";

/** Writes a file whole or not at all: beside it first, on disk before the rename where `sync` asks for it. */
export function writeWhole(file: string, text: string, options: { sync: boolean }): void {
  // Named after this process: two never share it, and what one that was killed left under the same number is overwritten.
  const beside = `${file}.${process.pid}.tmp`;
  let handle: number;
  try {
    handle = openSync(beside, "w", 0o644);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    makeFolder(dirname(file));
    handle = openSync(beside, "w", 0o644);
  }
  try {
    writeSync(handle, text);
    if (options.sync) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}

/** The text of a file; undefined if it is not there. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** Takes a file away; it is no error if it is gone. */
export function removeFile(file: string): void {
  rmSync(file, { force: true });
}

/** The JSON in a file; undefined if the file is not there or broken off half-way. */
export function readJson<T>(file: string): T | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
