import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import type { ObjectSource } from "../objects/object-source.ts";
import type { CommitDraft, FileWrite, Oid, TreeEntry } from "../repository.ts";
import { identityLine, messageText, pathNames } from "./commit-text.ts";
import { loosePath } from "./loose-objects.ts";

const FOLDER = "040000";
const FILE = "100644";

/** What is written below a folder: a file's content, or a folder again. */
type Change = Map<string, Change | string | Uint8Array>;

/** Beyond this git is as fast, and keeps what it makes in one pack. */
const MOST_FILES = 24;
const MOST_BYTES = 1 << 20;

/** True for a small batch that only adds and changes files. */
export function isSmall(drafts: readonly CommitDraft[]): boolean {
  const files = drafts.flatMap((draft) => draft.files);
  const bytes = files.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  return drafts.length + files.length <= MOST_FILES && bytes <= MOST_BYTES && files.every(({ content }) => content !== null);
}

/**
 * Makes the objects of some commits as loose files, the way git writes them: files first, the commit last, each under a name that
 * `git gc` knows for rubbish until it is whole. Names come out exactly as from fast-import.
 * @throws whatever the file system says; then nothing that was written has a name, and git can be asked to do it instead.
 */
export async function writeLooseCommits(
  objects: string,
  source: ObjectSource,
  drafts: readonly CommitDraft[],
): Promise<readonly Oid[]> {
  const writer = new LooseWriter(objects, source);
  const oids: Oid[] = [];
  const roots: Oid[] = [];
  for (const draft of drafts) {
    const parent = typeof draft.parent === "number" ? oids[draft.parent] : draft.parent;
    if (parent === undefined) throw new RangeError("A commit cannot have a later one of the same call as its parent.");
    const known = typeof draft.parent === "number" ? roots[draft.parent] : undefined;
    const before = known ?? (parent === null ? null : await source.treeOf(parent));
    const tree = await writer.folder(before, gathered(draft.files));
    roots.push(tree);
    oids.push(writer.write("commit", Buffer.from(commitText(tree, parent, draft))));
  }
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
    const names = pathNames(path);
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

class LooseWriter {
  readonly #objects: string;
  readonly #source: ObjectSource;
  readonly #trees = new Map<Oid, readonly TreeEntry[]>();

  constructor(objects: string, source: ObjectSource) {
    this.#objects = objects;
    this.#source = source;
  }

  /** Writes a folder as it is after some changes. */
  async folder(before: Oid | null, changes: Change): Promise<Oid> {
    const entries = new Map((before === null ? [] : await this.#tree(before)).map((entry) => [entry.path, entry]));
    for (const [path, change] of changes) entries.set(path, await this.#entry(path, change, entries.get(path)));
    const sorted = inOrder([...entries.values()]);
    const oid = this.write("tree", treeBytes(sorted));
    this.#trees.set(oid, sorted);
    return oid;
  }

  async #entry(path: string, change: Change | string | Uint8Array, old: TreeEntry | undefined): Promise<TreeEntry> {
    if (!(change instanceof Map)) return { path, mode: FILE, oid: this.write("blob", bytesOf(change)) };
    return { path, mode: FOLDER, oid: await this.folder(old?.mode === FOLDER ? old.oid : null, change) };
  }

  async #tree(oid: Oid): Promise<readonly TreeEntry[]> {
    return this.#trees.get(oid) ?? (await this.#source.tree(oid));
  }

  /** An object that is there already is touched: a prune at this moment would take it for forgotten. */
  write(kind: string, content: Buffer): Oid {
    const head = Buffer.from(`${kind} ${content.length}\0`);
    const oid = createHash("sha1").update(head).update(content).digest("hex");
    const path = loosePath(this.#objects, oid);
    if (!touch(path)) put(path, deflateSync(Buffer.concat([head, content]), { level: 1 }));
    return oid;
  }
}

function bytesOf(content: string | Uint8Array): Buffer {
  return typeof content === "string" ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

/** git sorts a folder as if its name ended in a slash. */
function inOrder(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: Buffer.from(entry.mode === FOLDER ? `${entry.path}/` : entry.path) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ entry }) => entry);
}

function treeBytes(entries: readonly TreeEntry[]): Buffer {
  return Buffer.concat(
    entries.flatMap(({ path, mode, oid }) => [Buffer.from(`${mode.replace(/^0/, "")} ${path}\0`), Buffer.from(oid, "hex")]),
  );
}

function touch(path: string): boolean {
  try {
    // The file system's own now, as `touch` takes it: no result hangs on it.
    const now = new Date();
    utimesSync(path, now, now);
    return true;
  } catch {
    return false;
  }
}

function put(path: string, bytes: Buffer): void {
  const draft = join(dirname(path), `tmp_obj_${randomBytes(6).toString("hex")}`);
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(draft, bytes, { flag: "wx", mode: 0o444 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
