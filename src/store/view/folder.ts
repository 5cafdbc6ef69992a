import {
  type BigIntStats,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { isSealed, seal } from "./seal.ts";

/** What stands at a path of the view. `odd`: a link, a directory, or something behind a link: never touched. */
export type Standing = "missing" | "sealed" | "unsealed" | "odd";

/** The view's directory in a worktree. Writes only below `.beads/`, and never through a symbolic link at any level. */
export class ViewFolder {
  readonly root: string;
  readonly #sound = new Set<string>(["."]);

  constructor(root: string) {
    this.root = root;
  }

  standing(path: string): Standing {
    const parent = this.#parent(dirname(path));
    if (parent !== "folder") return parent;
    const stat = this.#stat(path);
    if (stat === undefined) return "missing";
    if (!stat.isFile()) return "odd";
    return isSealed(path, stat) ? "sealed" : "unsealed";
  }

  /** The bytes of a file that stands there; undefined if it is gone by now. */
  read(path: string): Buffer | undefined {
    try {
      return readFileSync(join(this.root, path));
    } catch {
      return undefined;
    }
  }

  /** Writes a file whole or not at all. */
  write(path: string, content: string | Uint8Array): void {
    this.#make(dirname(path));
    const beside = join(this.root, ".beads", `.view-${process.pid}.tmp`);
    try {
      writeSealed(beside, path, content);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      // Left by one that was killed under the same number, or put there by somebody: it is never written through.
      rmSync(beside, { force: true });
      writeSealed(beside, path, content);
    }
    renameSync(beside, join(this.root, path));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { force: true });
  }

  #parent(folder: string): "folder" | "missing" | "odd" {
    if (this.#sound.has(folder)) return "folder";
    const above = this.#parent(dirname(folder));
    if (above !== "folder") return above;
    const stat = this.#stat(folder);
    if (stat === undefined) return "missing";
    if (!stat.isDirectory()) return "odd";
    this.#sound.add(folder);
    return "folder";
  }

  #make(folder: string): void {
    if (this.#parent(folder) === "folder") return;
    this.#make(dirname(folder));
    mkdirSync(join(this.root, folder));
    this.#sound.add(folder);
  }

  #stat(path: string): BigIntStats | undefined {
    return lstatSync(`${this.root}/${path}`, { bigint: true, throwIfNoEntry: false });
  }
}

/** Makes a file that must not exist yet, sealed as the given path. */
export function writeSealed(file: string, path: string, content: string | Uint8Array): void {
  const handle = openSync(file, "wx", 0o644);
  try {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    seal(handle, path);
  } finally {
    closeSync(handle);
  }
}
