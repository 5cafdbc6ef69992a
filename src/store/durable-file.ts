import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
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

/** What a disk writes at once or not at all, in bytes. */
const SECTOR = 512;

/**
 * Writes over what a small file holds, in its place: to replace a file takes ext4 eight times as long, since it puts the new one on the disk first.
 * For what may be lost, and is known for broken by whoever meets it half-way.
 */
export function writeOver(file: string, text: string): void {
  const bytes = Buffer.from(text);
  const handle = bytes.length > SECTOR ? undefined : openThere(file);
  if (handle === undefined) {
    writeWhole(file, text, { sync: false });
    return;
  }
  try {
    writeSync(handle, bytes, 0, bytes.length, 0);
    ftruncateSync(handle, bytes.length);
  } finally {
    closeSync(handle);
  }
}

function openThere(file: string): number | undefined {
  try {
    return openSync(file, "r+");
  } catch {
    return undefined;
  }
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
