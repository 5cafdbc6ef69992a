import * as fs from "node:fs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BeadsError } from "../../errors.ts";
import type { ObjectSource } from "../objects/object-source.ts";
import { type CommitObject, parseCommit, parseTree } from "../objects/parse-object.ts";
import type { Location, Oid, TreeEntry } from "../repository.ts";

/** Objects and refs of a repository through isomorphic-git. Trees and commits are parsed here, since it normalises what it parses. */
export class Objects implements ObjectSource {
  readonly #location: Location;
  /** isomorphic-git keeps its pack indexes in here; without it each object would load them anew. */
  readonly #cache: object = {};
  #shallow: ReadonlySet<string> | undefined;

  constructor(location: Location) {
    this.#location = location;
  }

  async blob(oid: Oid): Promise<Buffer> {
    return await this.#read(oid, "blob");
  }

  async tree(oid: Oid): Promise<readonly TreeEntry[]> {
    return parseTree(await this.#read(oid, "tree"));
  }

  async treeOf(commit: Oid): Promise<Oid> {
    return (await this.commit(commit)).tree;
  }

  /** A commit at which a shallow clone was cut has no parents, as git itself has it. */
  async commit(oid: Oid): Promise<CommitObject> {
    const commit = parseCommit(oid, await this.#read(oid, "commit"));
    this.#shallow ??= readShallow(this.#location);
    return this.#shallow.has(oid) ? { ...commit, parents: [] } : commit;
  }

  async kindOf(oid: Oid): Promise<string | undefined> {
    try {
      return (await this.#object(oid)).type;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async refsBelow(prefix: string): Promise<readonly string[]> {
    const git = await load();
    const names = await git.listRefs({ fs, gitdir: this.#location.commonDir, filepath: prefix.replace(/\/$/, "") });
    return names.map((name) => prefix + name).sort();
  }

  async #read(oid: Oid, kind: string): Promise<Buffer> {
    const found = await this.#object(oid).catch((cause: unknown) => {
      throw isNotFound(cause) ? missing(oid, cause) : unreadable(oid, cause);
    });
    if (found.type !== kind) throw missing(oid, undefined);
    return Buffer.from(found.object.buffer, found.object.byteOffset, found.object.byteLength);
  }

  async #object(oid: Oid): Promise<{ readonly type: string; readonly object: Uint8Array }> {
    const git = await load();
    const read = await git.readObject({ fs, gitdir: this.#location.commonDir, oid, format: "content", cache: this.#cache });
    return { type: read.type, object: read.object as Uint8Array };
  }
}

/** The package's functions as the one object that Node and the bundle agree upon: only Node names them one by one as well. */
async function load(): Promise<typeof import("isomorphic-git")["default"]> {
  return (await import("isomorphic-git")).default;
}

function readShallow(location: Location): ReadonlySet<string> {
  try {
    return new Set(readFileSync(join(location.commonDir, "shallow"), "utf8").split("\n"));
  } catch {
    return new Set();
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "NotFoundError";
}

function missing(oid: Oid, cause: unknown): BeadsError {
  return new BeadsError("environment", "OBJECT_MISSING", `The repository lacks the object ${oid}.`, {
    hints: [
      "Without the git program, objects that are borrowed from another repository or left out of a partial clone cannot be read.",
    ],
    fields: { oid },
    cause,
  });
}

function unreadable(oid: Oid, cause: unknown): BeadsError {
  return new BeadsError("environment", "OBJECT_UNREADABLE", `The object ${oid} could not be read without the git program.`, {
    fields: { oid },
    cause,
  });
}
