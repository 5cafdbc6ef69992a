import { BeadsError } from "../errors.ts";
import type { Host } from "./host.ts";
import { bounded, cannotRead, MAX_IMPORT, readFileUpTo } from "./read-bounded.ts";

/** A text that a command reads whole, and what to call it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** Reads a text file, or standard input for `-`. @throws SOURCE_UNREADABLE, SOURCE_NOT_TEXT, INPUT_TOO_LARGE */
export async function readSource(path: string, host: Host, directory: string): Promise<SourceFile> {
  const { basename, resolve } = await import("node:path");
  const name = path === "-" ? "standard input" : basename(path);
  const read = path === "-" ? await host.stdin.read(MAX_IMPORT) : await readBytes(resolve(directory, path), path);
  const bytes = bounded(read, name, MAX_IMPORT);
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (cause) {
    throw new BeadsError("usage", "SOURCE_NOT_TEXT", `${name} is not UTF-8 text.`, { cause });
  }
}

async function readBytes(path: string, typed: string): Promise<Buffer> {
  return readFileUpTo(path, MAX_IMPORT).catch((cause: NodeJS.ErrnoException) => {
    throw new BeadsError("usage", "SOURCE_UNREADABLE", ...cannotRead(typed, cause));
  });
}
