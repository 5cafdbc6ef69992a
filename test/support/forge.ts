import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import type { Scratch } from "./scratch.ts";

/** A file of a tree that git itself would not make: names may hold anything but a slash. */
export interface Forged {
  /** Parts of the path; a text is cut at its slashes. */
  readonly path: string | readonly string[];
  readonly content: string | Uint8Array;
  /** `100644` unless told otherwise. With `160000` the content is the name of a commit. */
  readonly mode?: string;
}

type Tree = Map<string, { mode: string; oid: string } | Tree>;

/**
 * Commits files over a bare repository's branch with nothing that git checks on the way, as somebody who pushes with a program of
 * their own can, and moves the branch there.
 */
export async function forge(
  here: Scratch,
  bare: string,
  files: readonly Forged[],
  { message = "forged\n", branch = "refs/heads/beads" } = {},
): Promise<string> {
  const tip = await here.git(bare, "rev-parse", branch);
  const root = await readTree(here, bare, tip);
  for (const { path, content, mode = "100644" } of files) {
    const parts = typeof path === "string" ? path.split("/") : [...path];
    const oid = mode === "160000" ? String(content) : writeObject(bare, "blob", Buffer.from(content));
    folderOf(root, parts.slice(0, -1)).set(parts.at(-1) ?? "", { mode, oid });
  }
  const seconds = Math.floor(Date.UTC(2026, 10, 21) / 1000);
  const who = `Mallory <mallory@example.com> ${seconds} +0000`;
  const head = `tree ${writeTree(bare, root)}\nparent ${tip}\nauthor ${who}\ncommitter ${who}\n\n`;
  const oid = writeObject(bare, "commit", Buffer.from(head + message));
  await here.git(bare, "update-ref", branch, oid);
  return oid;
}

function folderOf(root: Tree, parts: readonly string[]): Tree {
  let folder = root;
  for (const part of parts) {
    const found = folder.get(part);
    const next: Tree = found instanceof Map ? found : new Map();
    folder.set(part, next);
    folder = next;
  }
  return folder;
}

async function readTree(here: Scratch, bare: string, tip: string): Promise<Tree> {
  const root: Tree = new Map();
  const listed = (await here.git(bare, "ls-tree", "-r", "-z", tip)).split("\0").filter((line) => line !== "");
  for (const line of listed) {
    const [mode = "", , oid = ""] = line.slice(0, line.indexOf("\t")).split(" ");
    const parts = line.slice(line.indexOf("\t") + 1).split("/");
    folderOf(root, parts.slice(0, -1)).set(parts.at(-1) ?? "", { mode, oid });
  }
  return root;
}

function writeTree(bare: string, tree: Tree): string {
  const entries = [...tree].map(([name, entry]) => {
    const { mode, oid } = entry instanceof Map ? { mode: "40000", oid: writeTree(bare, entry) } : entry;
    const key = Buffer.from(entry instanceof Map ? `${name}/` : name);
    return { key, bytes: Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, "hex")]) };
  });
  const sorted = entries.sort((a, b) => Buffer.compare(a.key, b.key));
  return writeObject(bare, "tree", Buffer.concat(sorted.map(({ bytes }) => bytes)));
}

function writeObject(bare: string, kind: string, content: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${kind} ${content.length}\0`), content]);
  const oid = createHash("sha1").update(whole).digest("hex");
  const file = join(bare, "objects", oid.slice(0, 2), oid.slice(2));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, deflateSync(whole));
  return oid;
}
