import { BeadsError } from "../errors.ts";

/** A file as it was named and what it holds. */
export interface ReadAttachment {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Reads the files of `--attach`. @throws ATTACHMENT_UNREADABLE for what is missing, a directory or no plain file */
export async function readAttachments(paths: readonly string[], directory: string): Promise<ReadAttachment[]> {
  if (paths.length === 0) return [];
  const [{ readFile, stat }, { resolve }] = await Promise.all([import("node:fs/promises"), import("node:path")]);
  const read = async (path: string): Promise<ReadAttachment> => {
    const file = resolve(directory, path);
    const found = await stat(file).catch((cause: NodeJS.ErrnoException) => unreadable(path, cause.code ?? "unknown", cause));
    if (!found.isFile()) unreadable(path, found.isDirectory() ? "a directory" : "no plain file");
    return {
      path,
      content: await readFile(file).catch((cause: NodeJS.ErrnoException) => unreadable(path, cause.code ?? "unknown", cause)),
    };
  };
  return Promise.all(paths.map(read));
}

function unreadable(path: string, why: string, cause?: unknown): never {
  throw new BeadsError("usage", "ATTACHMENT_UNREADABLE", `The file ${path} cannot be attached (${why}).`, {
    fields: { path },
    cause,
  });
}
