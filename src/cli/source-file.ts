import { BeadsError } from "../errors.ts";
import type { Host } from "./host.ts";

/** A text that a command reads whole, and what to call it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** Reads a text file, or standard input for `-`. @throws SOURCE_UNREADABLE, SOURCE_NOT_TEXT */
export async function readSource(path: string, host: Host, directory: string): Promise<SourceFile> {
  const { basename, resolve } = await import("node:path");
  const name = path === "-" ? "standard input" : basename(path);
  const bytes = path === "-" ? await host.stdin.read() : await readBytes(resolve(directory, path), path);
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (cause) {
    throw new BeadsError("usage", "SOURCE_NOT_TEXT", `${name} is not UTF-8 text.`, { cause });
  }
}

async function readBytes(path: string, typed: string): Promise<Buffer> {
  const { readFile } = await import("node:fs/promises");
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new BeadsError("usage", "SOURCE_UNREADABLE", `The file ${typed} cannot be read (${cause.code}).`, { cause });
  });
}
