import type { Oid, TreeChange, TreeEntry } from "../repository.ts";
import type { ObjectSource } from "./object-source.ts";

const FOLDER = "040000";

/** Every file below a prefix at a commit, in git's order. */
export async function listTree(objects: ObjectSource, commit: Oid, prefix: string): Promise<readonly TreeEntry[]> {
  const entries: TreeEntry[] = [];
  await collect(objects, await objects.treeOf(commit), { base: "", prefix, entries });
  return entries;
}

interface Listing {
  readonly base: string;
  readonly prefix: string;
  readonly entries: TreeEntry[];
}

async function collect(objects: ObjectSource, tree: Oid, { base, prefix, entries }: Listing): Promise<void> {
  for (const entry of await objects.tree(tree)) {
    const path = base + entry.path;
    if (entry.mode !== FOLDER) {
      if (path.startsWith(prefix)) entries.push({ ...entry, path });
    } else if (`${path}/`.startsWith(prefix) || prefix.startsWith(`${path}/`)) {
      await collect(objects, entry.oid, { base: `${path}/`, prefix, entries });
    }
  }
}

/** The contents of some paths at a commit; what is missing, or is no file, is missing in the map. */
export async function readFiles(
  objects: ObjectSource,
  commit: Oid,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const root = await objects.treeOf(commit);
  for (const path of paths) {
    const oid = await findBlob(objects, root, path);
    if (oid !== undefined) files.set(path, await objects.blob(oid));
  }
  return files;
}

async function findBlob(objects: ObjectSource, root: Oid, path: string): Promise<Oid | undefined> {
  let tree = root;
  const names = path.split("/");
  for (const [depth, name] of names.entries()) {
    const entry = (await objects.tree(tree)).find((each) => each.path === name);
    const isLast = depth === names.length - 1;
    if (entry === undefined || isLast === (entry.mode === FOLDER) || entry.mode === "160000") return undefined;
    if (isLast) return entry.oid;
    tree = entry.oid;
  }
  return undefined;
}

/** The files in which two commits differ, in git's order: trees of one name are not opened. */
export async function diffTrees(objects: ObjectSource, from: Oid | null, to: Oid): Promise<readonly TreeChange[]> {
  const changes: TreeChange[] = [];
  await compare(objects, from === null ? null : await objects.treeOf(from), await objects.treeOf(to), { base: "", changes });
  const keyed = changes.map((change) => ({ change, key: Buffer.from(change.path) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ change }) => change);
}

interface Comparison {
  readonly base: string;
  readonly changes: TreeChange[];
}

async function compare(objects: ObjectSource, from: Oid | null, to: Oid | null, { base, changes }: Comparison): Promise<void> {
  if (from === to) return;
  const differing = differences(await entriesOf(objects, from), await entriesOf(objects, to));
  objects.expect?.(differing.reduce((sum, pair) => sum + pair.filter((entry) => entry?.mode === FOLDER).length, 0));
  for (const [old, now] of differing) {
    const path = base + ((now ?? old)?.path ?? "");
    const folders = [old, now].map((entry) => (entry?.mode === FOLDER ? entry.oid : null));
    await compare(objects, folders[0] ?? null, folders[1] ?? null, { base: `${path}/`, changes });
    if (now !== undefined && now.mode !== FOLDER) changes.push({ path, mode: now.mode, oid: now.oid });
    else if (old !== undefined && old.mode !== FOLDER) changes.push({ path, mode: null, oid: null });
  }
}

type Entries = ReadonlyMap<string, TreeEntry>;

async function entriesOf(objects: ObjectSource, tree: Oid | null): Promise<Entries> {
  return new Map(tree === null ? [] : (await objects.tree(tree)).map((entry) => [entry.path, entry]));
}

/** The entries of one name that are not the same, old and new. */
function differences(before: Entries, after: Entries): (readonly [TreeEntry | undefined, TreeEntry | undefined])[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => [before.get(name), after.get(name)] as const)
    .filter(([old, now]) => old?.oid !== now?.oid || old?.mode !== now?.mode);
}
