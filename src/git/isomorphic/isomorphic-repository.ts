import { BeadsError } from "../../errors.ts";
import type { Settings } from "../config.ts";
import type { Environment } from "../environment.ts";
import type { Located } from "../locate.ts";
import { changesOf, chooseCommits, firstParents, isAncestor } from "../objects/history.ts";
import { diffTrees, listTree, readFiles } from "../objects/tree-walk.ts";
import { hasLooseFile, readRefInFiles, refBroken } from "../ref-files.ts";
import { resolveRemoteUrl } from "../remote-url.ts";
import type { Location, Oid, Repository } from "../repository.ts";
import { readFileConfig } from "./file-config.ts";
import { Objects } from "./objects.ts";

/** A repository read without any git program. Whatever writes or talks to a remote is refused with words. */
export class IsomorphicRepository implements Repository {
  readonly adapter = "isomorphic";
  readonly location: Location;
  readonly #objects: Objects;
  readonly #env: Environment;

  constructor({ location, format }: Pick<Located, "location" | "format">, env: Environment) {
    if (format.objectFormat !== "sha1") throw needed(`read a repository with ${format.objectFormat} object names`);
    if (format.refStorage !== "files") throw needed(`read references kept as ${format.refStorage}`);
    this.location = location;
    this.#env = env;
    this.#objects = new Objects(location);
  }

  async readRef(ref: string): Promise<Oid | null> {
    const found = readRefInFiles(this.location, ref);
    if (found === "ask" && hasLooseFile(this.location, ref)) throw refBroken(ref);
    return found === "ask" ? null : found;
  }

  async listRefs(prefix: string): Promise<ReadonlyMap<string, Oid>> {
    const refs = new Map<string, Oid>();
    for (const ref of await this.#objects.refsBelow(prefix)) {
      const oid = await this.readRef(ref);
      if (oid !== null) refs.set(ref, oid);
    }
    return refs;
  }

  async readFiles(commit: Oid, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return await readFiles(this.#objects, commit, paths);
  }

  async readBlobs(oids: readonly Oid[], take: (oid: Oid, content: Buffer) => void): Promise<void> {
    for (const oid of oids) take(oid, await this.#objects.blob(oid));
  }

  async listTree(commit: Oid, prefix: string): ReturnType<Repository["listTree"]> {
    return await listTree(this.#objects, commit, prefix);
  }

  async diffTrees(from: Oid | null, to: Oid): ReturnType<Repository["diffTrees"]> {
    return await diffTrees(this.#objects, from, to);
  }

  async listCommits(range: Parameters<Repository["listCommits"]>[0]): ReturnType<Repository["listCommits"]> {
    return await chooseCommits(this.#objects, await firstParents(this.#objects, range), range);
  }

  async walkChanges(...[range, take]: Parameters<Repository["walkChanges"]>): Promise<void> {
    for (const commit of (await firstParents(this.#objects, range)).toReversed()) take(await changesOf(this.#objects, commit));
  }

  async hasCommit(oid: Oid): Promise<boolean> {
    return (await this.#objects.kindOf(oid)) === "commit";
  }

  async isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean> {
    return await isAncestor(this.#objects, ancestor, descendant);
  }

  async config(): Promise<Settings> {
    return readFileConfig(this.location, this.#env);
  }

  async remoteUrl(name: string, direction: "fetch" | "push"): Promise<string> {
    return resolveRemoteUrl(await this.config(), name, direction);
  }

  async updateRefs(): Promise<never> {
    throw needed("move references");
  }

  async writeCommits(): Promise<never> {
    throw needed("write commits");
  }

  async listRemote(): Promise<never> {
    throw needed("ask a remote");
  }

  async fetch(): Promise<never> {
    throw needed("fetch");
  }

  async push(): Promise<never> {
    throw needed("push");
  }

  async replaceRemote(): Promise<never> {
    throw needed("push");
  }
}

function needed(what: string): BeadsError {
  return new BeadsError(
    "environment",
    "GIT_PROGRAM_NEEDED",
    `There is no git program on PATH, and without it bd cannot ${what}.`,
    {
      hints: ["Install git 2.39 or newer, or put it on PATH. Reading works without it."],
    },
  );
}
