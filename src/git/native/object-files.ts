import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ObjectSource } from "../objects/object-source.ts";
import { type CommitObject, parseCommit, parseTree } from "../objects/parse-object.ts";
import type { Location, Oid, TreeEntry } from "../repository.ts";
import { type RawObject, readLoose } from "./loose-objects.ts";
import { PackFile } from "./pack-file.ts";

/** Thrown where the files do not answer: git has to be asked. It never leaves `ask`. */
export class NotInFiles extends Error {}

/** What one question may read, the bases of deltas counted; beyond that git itself is faster. */
const MOST_OBJECTS = 150;
const MOST_BYTES = 4 << 20;

/**
 * Objects read in place, so that small questions start no process. Objects never change, so a file that is there is right; one
 * that is not there may be borrowed, promised by a remote, or packed a moment ago: then git is asked.
 */
export class ObjectFiles {
  readonly location: Location;
  /** The folder of objects. */
  readonly folder: string;
  readonly #packs = new Map<string, PackFile>();
  /** What was made last, here: the next commit begins with it. */
  #made: ReadonlyMap<Oid, RawObject> = new Map();
  /** How many objects were unpacked so far, the bases of deltas counted. */
  unpacked = 0;

  constructor(location: Location) {
    this.location = location;
    this.folder = join(location.commonDir, "objects");
  }

  /** Keeps what was just written, in place of what was kept before. */
  keep(made: ReadonlyMap<Oid, RawObject>): void {
    this.#made = made;
  }

  read(oid: Oid): RawObject | undefined {
    const made = this.#made.get(oid);
    if (made !== undefined) return made;
    try {
      return readLoose(this.folder, oid) ?? this.#readPacked(oid) ?? (this.#openPacks() ? this.#readPacked(oid) : undefined);
    } catch {
      // Damage is git's to name.
      return undefined;
    }
  }

  #readPacked(oid: Oid): RawObject | undefined {
    for (const pack of this.#packs.values()) {
      const offset = pack.find(oid);
      if (offset !== undefined) return this.#counted(pack, offset);
    }
    return undefined;
  }

  #counted(pack: PackFile, offset: number): RawObject | undefined {
    const before = pack.unpacked;
    const found = pack.read(offset, (base) => this.read(base));
    this.unpacked += pack.unpacked - before;
    return found;
  }

  /** Looks at the folder again: packs come and go. True if there are some that were not there before. */
  #openPacks(): boolean {
    const folder = join(this.folder, "pack");
    const names = new Set(readdirSync(folder).filter((name) => name.endsWith(".idx")));
    for (const [name, pack] of this.#packs) {
      if (names.has(name)) continue;
      pack.close();
      this.#packs.delete(name);
    }
    const fresh = [...names].filter((name) => !this.#packs.has(name));
    for (const name of fresh) this.#packs.set(name, new PackFile(join(folder, name)));
    return fresh.length > 0;
  }

  /** Answers one question, or undefined where the files do not, or not soon enough. */
  async ask<T>(question: (source: ObjectSource) => Promise<T>): Promise<T | undefined> {
    try {
      return await question(new Question(this, readShallow(this.location)));
    } catch (error) {
      if (error instanceof NotInFiles) return undefined;
      throw error;
    }
  }
}

class Question implements ObjectSource {
  readonly #files: ObjectFiles;
  readonly #shallow: ReadonlySet<string>;
  readonly #trees = new Map<Oid, readonly TreeEntry[]>();
  readonly #before: number;
  #objects = 0;
  #bytes = 0;

  constructor(files: ObjectFiles, shallow: ReadonlySet<string>) {
    this.#files = files;
    this.#shallow = shallow;
    this.#before = files.unpacked;
  }

  expect(trees: number): void {
    if (this.#objects + trees > MOST_OBJECTS) throw new NotInFiles();
  }

  async blob(oid: Oid): Promise<Buffer> {
    return this.#read(oid, "blob");
  }

  async tree(oid: Oid): Promise<readonly TreeEntry[]> {
    const known = this.#trees.get(oid) ?? parseTree(this.#read(oid, "tree"));
    this.#trees.set(oid, known);
    return known;
  }

  async treeOf(commit: Oid): Promise<Oid> {
    return (await this.commit(commit)).tree;
  }

  async commit(oid: Oid): Promise<CommitObject> {
    const bytes = this.#read(oid, "commit");
    // git re-encodes what is not UTF-8.
    if (bytes.includes("\nencoding ")) throw new NotInFiles();
    const commit = parseCommit(oid, bytes);
    return this.#shallow.has(oid) ? { ...commit, parents: [] } : commit;
  }

  #read(oid: Oid, kind: string): Buffer {
    const unpacked = this.#files.unpacked - this.#before;
    if (Math.max(this.#objects++, unpacked) > MOST_OBJECTS || this.#bytes > MOST_BYTES) throw new NotInFiles();
    const found = this.#files.read(oid);
    if (found?.kind !== kind) throw new NotInFiles();
    this.#bytes += found.content.length;
    return found.content;
  }
}

function readShallow(location: Location): ReadonlySet<string> {
  const file = join(location.commonDir, "shallow");
  if (!existsSync(file)) return new Set();
  try {
    return new Set(readFileSync(file, "utf8").split("\n"));
  } catch {
    return new Set();
  }
}
