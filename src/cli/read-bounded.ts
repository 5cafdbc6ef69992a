import { BeadsError } from "../errors.ts";

/** Bytes that a text for people may have before it is looked at: more than any body may, so that bodies are told their own limit. */
export const MAX_TEXT = 8 * 1024 * 1024;

/** Bytes that a plan or an import may have. */
export const MAX_IMPORT = 256 * 1024 * 1024;

/** Reads a stream to its end, or until there are more bytes than the limit: a device may never end. */
export async function readUpTo(stream: AsyncIterable<Uint8Array | string>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    bytes += chunk.length;
    if (bytes > limit) break;
  }
  return Buffer.concat(chunks);
}

/** The same for a file, with the failures of the file system as they are. */
export async function readFileUpTo(path: string, limit: number): Promise<Buffer> {
  const { createReadStream } = await import("node:fs");
  return readUpTo(createReadStream(path), limit);
}

/** The bytes, unless they are too many. @throws INPUT_TOO_LARGE */
export function bounded(bytes: Buffer, name: string, limit: number): Buffer {
  if (bytes.length <= limit) return bytes;
  throw new BeadsError("usage", "INPUT_TOO_LARGE", `${name} has more than ${limit / 1024 / 1024} MiB.`, {
    hints: ["Large files belong into the repository itself, or elsewhere behind a link."],
    fields: { limit },
  });
}

/** The sentence of a file that cannot be read, and what to do about it. */
export function cannotRead(typed: string, cause: NodeJS.ErrnoException) {
  const why = cause.code === "ENOENT" ? "there is none" : cause.code === "EISDIR" ? "it is a directory" : cause.code;
  const hints = ["Paths count from where you stand; - reads standard input."];
  return [`The file ${typed} cannot be read: ${why}.`, { hints, cause }] as const;
}
