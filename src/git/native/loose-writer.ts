import { existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FOLDER_MODE, parseRawTree, type RawEntry, serializeRawTree } from "../objects/raw-tree.ts";
import { sha1 } from "../objects/sha1.ts";
import { store } from "../objects/stored.ts";
import type { CommitDraft, FileWrite, Oid } from "../repository.ts";
import { identityLine, messageText, pathNames } from "./commit-text.ts";
import { loosePath, type RawObject } from "./loose-objects.ts";
import { NotInFiles, type ObjectFiles } from "./object-files.ts";

const FILE_MODE = "100644";

/** Beyond this git is as fast, and keeps what it makes in one pack. */
const MOST_FILES = 24;
const MOST_BYTES = 1 << 16;

/** Up to so many bytes for all objects of one call it costs more to load zlib than to write them as they are. */
const MOST_STORED = 14_000;

/** What is written below a folder: a file's content, or a folder again. */
type Change = Map<string, Change | string | Uint8Array>;

/** True for a small batch that only adds and changes plain files. */
export function isSmall(drafts: readonly CommitDraft[]): boolean {
  const files = drafts.flatMap((draft) => draft.files);
  const bytes = files.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  return (
    drafts.length + files.length <= MOST_FILES &&
    bytes <= MOST_BYTES &&
    files.every(({ content, mode }) => content !== null && mode === undefined)
  );
}

/**
 * Makes the objects of some commits as loose files, the way git writes them: files first, each commit after its trees, and none under a
 * name before it is whole. Names come out exactly as from fast-import.
 * @throws NotInFiles where a parent is not to be had in place, else what the file system says: git can then be asked to do it.
 */
export function writeLooseCommits(files: ObjectFiles, drafts: readonly CommitDraft[]): readonly Oid[] {
  const writer = new LooseWriter(files);
  const oids: Oid[] = [];
  const roots: Oid[] = [];
  for (const draft of drafts) {
    const parent = typeof draft.parent === "number" ? oids[draft.parent] : draft.parent;
    if (parent === undefined) throw new RangeError("A commit cannot have a later one of the same call as its parent.");
    const known = typeof draft.parent === "number" ? roots[draft.parent] : undefined;
    const before = known ?? (parent === null ? null : writer.treeOf(parent));
    const tree = writer.folder(before, gathered(draft.files));
    roots.push(tree);
    oids.push(writer.add("commit", Buffer.from(commitText(tree, parent, draft))));
  }
  writer.write();
  return oids;
}

function commitText(tree: Oid, parent: Oid | null, { author, committer, message }: CommitDraft): string {
  const parents = parent === null ? "" : `parent ${parent}\n`;
  return `tree ${tree}\n${parents}author ${identityLine(author)}\ncommitter ${identityLine(committer)}\n\n${messageText(message)}`;
}

/** The writes of a commit as a tree of changes. A file takes the place of a folder and the other way round, the later write counts. */
function gathered(files: readonly FileWrite[]): Change {
  const root: Change = new Map();
  for (const { path, content } of files) {
    const names = pathNames(path).map((name) => Buffer.from(name).toString("latin1"));
    let folder = root;
    for (const name of names.slice(0, -1)) {
      const below = folder.get(name);
      const next: Change = below instanceof Map ? below : new Map();
      folder.set(name, next);
      folder = next;
    }
    if (content !== null) folder.set(names.at(-1) ?? "", content);
  }
  return root;
}

/** Gathers objects, and writes them in the order in which they came: none before what it names. */
class LooseWriter {
  readonly #files: ObjectFiles;
  readonly #objects = new Map<Oid, Buffer>();
  readonly #made = new Map<Oid, RawObject>();
  readonly #trees = new Map<Oid, readonly RawEntry[]>();

  constructor(files: ObjectFiles) {
    this.#files = files;
  }

  treeOf(commit: Oid): Oid {
    const tree = /^tree ([0-9a-f]{40})\n/.exec(this.#read(commit, "commit").toString("latin1", 0, 46))?.[1];
    if (tree === undefined) throw new NotInFiles();
    return tree;
  }

  /** Adds a folder as it is after some changes. */
  folder(before: Oid | null, changes: Change): Oid {
    const entries = new Map((before === null ? [] : this.#tree(before)).map((entry) => [entry.name, entry]));
    for (const [name, change] of changes) entries.set(name, this.#entry(name, change, entries.get(name)));
    const all = [...entries.values()];
    const oid = this.add("tree", serializeRawTree(all));
    this.#trees.set(oid, all);
    return oid;
  }

  add(kind: string, content: Buffer): Oid {
    const bytes = Buffer.concat([Buffer.from(`${kind} ${content.length}\0`), content]);
    const oid = sha1(bytes);
    this.#objects.set(oid, bytes);
    this.#made.set(oid, { kind, content });
    return oid;
  }

  write(): void {
    const bytes = this.#objects.values().reduce((sum, object) => sum + object.length, 0);
    const zlib = bytes > MOST_STORED ? process.getBuiltinModule("node:zlib") : undefined;
    for (const [oid, object] of this.#objects) {
      const path = loosePath(this.#files.folder, oid);
      const folder = path.slice(0, path.lastIndexOf("/"));
      if (makeFolder(folder) || !touch(path))
        put(folder, path, zlib === undefined ? store(object) : zlib.deflateSync(object, { level: 1 }));
    }
    this.#files.keep(this.#made);
  }

  #entry(name: string, change: Change | string | Uint8Array, old: RawEntry | undefined): RawEntry {
    const isFolder = change instanceof Map;
    const under = old?.mode === FOLDER_MODE ? hexOf(old.oid) : null;
    const oid = isFolder ? this.folder(under, change) : this.add("blob", bytesOf(change));
    return { name, mode: isFolder ? FOLDER_MODE : FILE_MODE, oid: Buffer.from(oid, "hex").toString("latin1") };
  }

  #tree(oid: Oid): readonly RawEntry[] {
    return this.#trees.get(oid) ?? parseRawTree(this.#read(oid, "tree"));
  }

  #read(oid: Oid, kind: string): Buffer {
    const found = this.#files.read(oid);
    if (found?.kind !== kind) throw new NotInFiles();
    return found.content;
  }
}

function hexOf(bytes: string): Oid {
  return Buffer.from(bytes, "latin1").toString("hex");
}

function bytesOf(content: string | Uint8Array): Buffer {
  return typeof content === "string" ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

/** Makes the folder where it is missing, as in a young repository most are; true if it was. To be told so by an error costs ten times as much. */
function makeFolder(folder: string): boolean {
  if (existsSync(folder)) return false;
  mkdirSync(folder, { recursive: true });
  return true;
}

/** True for an object that is there already: a prune at this moment would take it for forgotten unless it is touched. */
function touch(path: string): boolean {
  // Mostly it is new.
  if (!existsSync(path)) return false;
  try {
    // The file system's own now, as `touch` takes it: no result hangs on it.
    const now = new Date();
    utimesSync(path, now, now);
    return true;
  } catch {
    return false;
  }
}

/** Writes a file under a name of its own, which `git gc` knows for rubbish, until it is whole. */
function put(folder: string, path: string, bytes: Buffer): void {
  const draft = `${folder}/tmp_obj_${process.pid}_${process.hrtime.bigint()}`;
  try {
    create(draft, bytes);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A folder that nothing is in may be taken away at any time: `git gc` does so. */
function create(draft: string, bytes: Buffer): void {
  try {
    writeFileSync(draft, bytes, { flag: "wx", mode: 0o444 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, bytes, { flag: "wx", mode: 0o444 });
  }
}
