import { BeadsError } from "../errors.ts";
import type { Host } from "./host.ts";
import { bounded, cannotRead, MAX_TEXT, readFileUpTo } from "./read-bounded.ts";

/** The parsed `bodyFlags`. */
export interface BodyFlags {
  readonly message?: string | undefined;
  readonly file?: string | undefined;
  readonly stdin?: boolean | undefined;
}

/** Reads a body from where the flags say; at most one place. Line ends become LF, a byte order mark goes. */
export async function readBody(flags: BodyFlags, host: Host, directory: string): Promise<string | undefined> {
  const given = [flags.message !== undefined, flags.file !== undefined, flags.stdin === true].filter(Boolean).length;
  if (given > 1) {
    throw new BeadsError("usage", "BODY_TWICE", "The text was given more than once.", {
      hints: ["Use one of -m <text>, -F <file>, -F - or --stdin."],
    });
  }
  if (flags.message !== undefined) return tidy(flags.message);
  if (flags.stdin === true || flags.file === "-") {
    return decode(bounded(await host.stdin.read(MAX_TEXT), "Standard input", MAX_TEXT), "Standard input");
  }
  return flags.file === undefined ? undefined : decode(await readFrom(directory, flags.file), flags.file);
}

async function readFrom(directory: string, file: string): Promise<Buffer> {
  const { resolve } = await import("node:path");
  const bytes = await readFileUpTo(resolve(directory, file), MAX_TEXT).catch((cause: NodeJS.ErrnoException) => {
    throw new BeadsError("usage", "BODY_UNREADABLE", ...cannotRead(file, cause));
  });
  return bounded(bytes, file, MAX_TEXT);
}

function decode(bytes: Buffer, name: string): string {
  try {
    return tidy(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new BeadsError("usage", "BODY_NOT_TEXT", `${name} is not UTF-8 text.`, {
      cause,
      hints: ["Binary files go with --attach."],
    });
  }
}

function tidy(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}
