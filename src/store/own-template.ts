import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { refuseLinkOut } from "./outside-file.ts";

/** A project's own wording, from its work tree; `trouble` says why it is not used. */
export interface OwnTemplate {
  readonly text: string | null;
  readonly trouble: string | null;
}

/** Bytes: it stands in every session's context. */
const LARGEST = 4096;

const NONE: OwnTemplate = { text: null, trouble: null };

/** Reads `.bd/templates/<name>.md` of a work tree. It is text with slots: nothing in it is executed, and no link leads out of the tree. */
export function readOwnTemplate(workTree: string | null, name: string): OwnTemplate {
  if (workTree === null) return NONE;
  const file = join(workTree, ".bd", "templates", `${name}.md`);
  if (!existsSync(file)) return NONE;
  try {
    refuseLinkOut(workTree, file);
    const text = readBegin(file);
    if (text === null) return { text: null, trouble: `.bd/templates/${name}.md has more than ${LARGEST} bytes` };
    return text.trim() === "" ? NONE : { text, trouble: null };
  } catch (error) {
    return { text: null, trouble: (error as Error).message };
  }
}

/** Null where it is longer than allowed. */
function readBegin(file: string): string | null {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(LARGEST + 1);
    const length = readSync(handle, bytes, 0, bytes.length, 0);
    return length > LARGEST ? null : bytes.toString("utf8", 0, length);
  } finally {
    closeSync(handle);
  }
}
