import { BeadsError } from "../errors.ts";

/** A file as it was named and what it holds. */
export interface ReadAttachment {
  readonly path: string;
  readonly content: Uint8Array;
}

/** More than any project lets a file have: what is larger is not even read. */
const MAX_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 20;

/**
 * Reads the files of `--attach`. A link below the caller's work tree must not lead out of it: what somebody else put there decides then what is sent.
 * @throws ATTACHMENT_UNREADABLE for what is missing, a directory or no plain file; ATTACHMENT_LINK_OUT, ATTACHMENT_TOO_BIG, TOO_MANY_ATTACHMENTS
 */
export async function readAttachments(paths: readonly string[], directory: string): Promise<ReadAttachment[]> {
  if (paths.length === 0) return [];
  if (paths.length > MOST_FILES) throw tooMany(paths.length);
  const { resolve } = await import("node:path");
  const root = await workTreeOf(resolve(directory));
  return Promise.all(paths.map((path) => readOne(path, resolve(directory, path), root)));
}

async function readOne(path: string, file: string, root: string | undefined): Promise<ReadAttachment> {
  const { readFile, realpath, stat } = await import("node:fs/promises");
  const failed = (cause: NodeJS.ErrnoException) => unreadable(path, cause.code ?? "unknown", cause);
  const real = await realpath(file).catch(failed);
  if (root !== undefined && isBelow(file, root) && !isBelow(real, await realpath(root))) throw leadsOut(path);
  const found = await stat(real).catch(failed);
  if (!found.isFile()) unreadable(path, found.isDirectory() ? "a directory" : "no plain file");
  if (found.size > MAX_BYTES) throw tooBig(path, found.size);
  return { path, content: await readFile(real).catch(failed) };
}

/** The nearest folder upwards that is the root of a work tree. */
async function workTreeOf(directory: string): Promise<string | undefined> {
  const [{ existsSync }, { dirname, join }] = await Promise.all([import("node:fs"), import("node:path")]);
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder) && (folder.endsWith("/") || ["/", "\\"].includes(file[folder.length] ?? ""));
}

function unreadable(path: string, why: string, cause?: unknown): never {
  throw new BeadsError("usage", "ATTACHMENT_UNREADABLE", `The file ${path} cannot be attached (${why}).`, {
    fields: { path },
    cause,
  });
}

function leadsOut(path: string): BeadsError {
  return new BeadsError("usage", "ATTACHMENT_LINK_OUT", `${path} is a link that leads out of this work tree.`, {
    hints: ["Name the file that it leads to, if that is what you mean."],
    fields: { path },
  });
}

function tooBig(path: string, size: number): BeadsError {
  return new BeadsError("usage", "ATTACHMENT_TOO_BIG", `${path} has ${size} bytes; an attachment may have ${MAX_BYTES}.`, {
    hints: ["Attach the part that matters, or name the commit or URL that holds it."],
    fields: { name: path, size, limit: MAX_BYTES },
  });
}

function tooMany(count: number): BeadsError {
  return new BeadsError("usage", "TOO_MANY_ATTACHMENTS", `${count} files are too many: a message takes ${MOST_FILES}.`, {
    hints: ["Pack them into one, or attach those that matter."],
    fields: { count, limit: MOST_FILES },
  });
}
