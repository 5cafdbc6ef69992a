import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join, sep } from "node:path";
import type { Ring } from "./bell.ts";

/** A watch on the places where a repository keeps its refs. */
export interface RefWatch {
  /** False where the file system tells nothing, or not everything: then somebody has to look now and then. */
  readonly works: boolean;
  stop(): void;
}

/** Branches with more folders than this are looked at now and then: each folder costs the system a watch. */
const MOST_FOLDERS = 200;
/** What in the git directory itself says that refs moved. */
const TELLING: ReadonlySet<string> = new Set(["packed-refs", "refs", "reftable"]);

/** Rings whenever the ledger's refs or the code's branches may have moved. Nothing is read here: a ring is a reason to look. */
export function watchRefs(commonDir: string, rang: (ring: Ring) => void): RefWatch {
  const folders = new RefFolders(commonDir, rang);
  folders.begin();
  return folders;
}

/** The folders whose entries git renames when it moves a ref. Folders come and go with the refs in them. */
class RefFolders implements RefWatch {
  readonly #root: string;
  readonly #rang: (ring: Ring) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #blind = false;

  constructor(root: string, rang: (ring: Ring) => void) {
    this.#root = root;
    this.#rang = rang;
  }

  get works(): boolean {
    return !this.#blind;
  }

  begin(): void {
    this.#add(this.#root);
    this.#add(join(this.#root, "refs"));
    this.#add(join(this.#root, "refs", "beads"));
    this.#add(join(this.#root, "reftable"));
    this.#addTree(join(this.#root, "refs", "heads"));
  }

  stop(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #addTree(folder: string): void {
    this.#add(folder);
    if (!this.#watchers.has(folder)) return;
    for (const entry of entriesOf(folder)) if (entry.isDirectory()) this.#addTree(join(folder, entry.name));
  }

  #add(folder: string): void {
    if (this.#watchers.has(folder)) return;
    if (this.#watchers.size >= MOST_FOLDERS) {
      this.#blind = true;
      return;
    }
    try {
      const watcher = watch(folder, (_event, name) => this.#seen(folder, name));
      watcher.on("error", () => this.#lose(folder));
      this.#watchers.set(folder, watcher);
    } catch (error) {
      // What is not there is no loss: the folder above tells when it comes.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#blind = true;
    }
  }

  #lose(folder: string): void {
    this.#drop(folder);
    if (folder === this.#root) this.#blind = true;
    this.#rang({ code: true });
  }

  /** With everything below: what was a folder's own watch sees nothing once the folder is another one. */
  #drop(folder: string): void {
    for (const [path, watcher] of this.#watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      this.#watchers.delete(path);
    }
  }

  #seen(folder: string, name: string | null): void {
    if (name === null) this.#rang({ code: true });
    if (name === null || (folder === this.#root && !TELLING.has(name))) return;
    const child = join(folder, name);
    if (this.#watchers.has(child)) this.#drop(child);
    if (isFolder(child)) this.#enter(folder, child);
    this.#rang({ code: this.#isCode(folder, name) });
  }

  #isCode(folder: string, name: string): boolean {
    const refs = join(this.#root, "refs");
    return folder === refs ? name === "heads" : folder !== join(refs, "beads");
  }

  #enter(folder: string, child: string): void {
    const refs = join(this.#root, "refs");
    if (folder === this.#root || folder === refs) this.begin();
    else if (child.startsWith(join(refs, "heads"))) this.#addTree(child);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
