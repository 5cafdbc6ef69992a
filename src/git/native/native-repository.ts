import { BeadsError } from "../../errors.ts";
import type { Settings } from "../config.ts";
import type { Environment } from "../environment.ts";
import type { Format } from "../git-directory.ts";
import type { Located } from "../locate.ts";
import { readRefInFiles } from "../ref-files.ts";
import { noSuchRemote, resolveRemoteUrl } from "../remote-url.ts";
import type {
  CommitDraft,
  Location,
  NetworkOptions,
  Oid,
  PushOutcome,
  Repository,
  TrailedCommit,
  Verification,
} from "../repository.ts";
import type { ConfigCache } from "./config-cache.ts";
import { GitProcess } from "./git-process.ts";
import type { PushTarget } from "./push.ts";
import type { QuickReads } from "./quick-reads.ts";

/** A repository as the git program has it. Each way to reach it is a file of its own, loaded when it is first used. */
export class NativeRepository implements Repository {
  readonly adapter = "git";
  readonly location: Location;
  readonly #git: GitProcess;
  readonly #format: Format;
  #config: Promise<ConfigCache> | undefined;
  #reads: Promise<QuickReads> | undefined;
  readonly #inPlace: boolean;

  /** `inPlace: false` leaves everything to the git program. */
  constructor(
    program: string,
    { location, format }: Pick<Located, "location" | "format">,
    env: Environment,
    { inPlace = true }: { readonly inPlace?: boolean } = {},
  ) {
    this.location = location;
    this.#inPlace = inPlace && format.objectFormat === "sha1";
    this.#format = format;
    this.#git = new GitProcess(program, location, env);
  }

  async #quick(): Promise<QuickReads | undefined> {
    if (!this.#inPlace) return undefined;
    this.#reads ??= import("./quick-reads.ts").then((loaded) => new loaded.QuickReads(this.location));
    return await this.#reads;
  }

  async version(): Promise<string> {
    const words = (await this.#git.read(["version"])).toString("utf8");
    return /\d+(?:\.\d+)+/.exec(words)?.[0] ?? words.trim();
  }

  async readRef(ref: string): Promise<Oid | null> {
    const found = this.#format.refStorage === "files" ? readRefInFiles(this.location, ref) : "ask";
    return found === "ask" ? await (await import("./refs.ts")).readRef(this.#git, this.#format, ref) : found;
  }

  async listRefs(prefix: string): Promise<ReadonlyMap<string, Oid>> {
    return await (await import("./refs.ts")).listRefs(this.#git, prefix);
  }

  /** Whoever held a lock may have died while git waited for it: bd knows its own dead, and git does not. */
  async updateRefs(...[changes, owner]: Parameters<Repository["updateRefs"]>): Promise<boolean> {
    const moved = await this.#swapRefs(changes, owner);
    if (moved !== "ask") return moved;
    try {
      return await (await import("./refs.ts")).updateRefs(this.#git, this.#format, changes);
    } catch (error) {
      const freed = error instanceof BeadsError && error.code === "REF_LOCKED" ? await this.#swapRefs(changes, owner) : "ask";
      if (freed === "ask") throw error;
      return freed;
    }
  }

  async #swapRefs(...[changes, owner]: Parameters<Repository["updateRefs"]>): Promise<boolean | "ask"> {
    if (owner === undefined || !this.#format.plainRefs) return "ask";
    return (await (await this.#quick())?.swapRefs(changes, await this.config(), owner)) ?? "ask";
  }

  async writeCommits(drafts: Parameters<Repository["writeCommits"]>[0]): Promise<readonly Oid[]> {
    const config = await this.config();
    const written = await (await this.#quick())?.writeCommits(drafts, config);
    const unsigned = written ?? (await this.#import(drafts, config));
    if (config.get("beads.sign") === undefined) return unsigned;
    const { isSigning, signCommits } = await import("./signing.ts");
    return isSigning(config) ? await signCommits(this.#git, drafts, { unsigned, config }) : unsigned;
  }

  async #import(drafts: readonly CommitDraft[], config: Settings): Promise<readonly Oid[]> {
    const { importCommits } = await import("./fast-import.ts");
    return await importCommits(this.#git, drafts, { syncing: config.get("core.fsync") });
  }

  async readFiles(commit: Oid, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const files = await (await this.#quick())?.readFiles(commit, paths);
    return files ?? (await (await import("./blobs.ts")).readFiles(this.#git, commit, paths));
  }

  async readBlobs(oids: readonly Oid[], take: (oid: Oid, content: Buffer) => void): Promise<void> {
    if (await (await this.#quick())?.readBlobs(oids, take)) return;
    await (await import("./blobs.ts")).readBlobs(this.#git, oids, take);
  }

  async listTree(commit: Oid, prefix: string): ReturnType<Repository["listTree"]> {
    return await (await import("./trees.ts")).listTree(this.#git, commit, prefix);
  }

  async diffTrees(from: Oid | null, to: Oid): ReturnType<Repository["diffTrees"]> {
    const changes = await (await this.#quick())?.diffTrees(from, to);
    return changes ?? (await (await import("./trees.ts")).diffTrees(this.#git, from, to));
  }

  async listCommits(range: Parameters<Repository["listCommits"]>[0]): ReturnType<Repository["listCommits"]> {
    const commits = await (await this.#quick())?.listCommits(range);
    return commits ?? (await (await import("./commits.ts")).listCommits(this.#git, range));
  }

  async listTrailers(range: Parameters<NonNullable<Repository["listTrailers"]>>[0]): Promise<readonly TrailedCommit[]> {
    return await (await import("./trailers.ts")).listTrailers(this.#git, range);
  }

  async findWords(sought: Parameters<NonNullable<Repository["findWords"]>>[0]): Promise<readonly Oid[]> {
    return await (await import("./trailers.ts")).findWords(this.#git, sought);
  }

  async readCommits(oids: readonly Oid[]): ReturnType<Repository["listCommits"]> {
    const commits = await (await this.#quick())?.readCommits(oids);
    return commits ?? (await (await import("./commits.ts")).readCommits(this.#git, oids));
  }

  async verifyCommit(oid: Oid): Promise<Verification> {
    return await (await import("./verify.ts")).verifyCommit(this.#git, oid);
  }

  async walkChanges(...[range, take]: Parameters<Repository["walkChanges"]>): Promise<void> {
    if (await (await this.#quick())?.walkChanges(range, take)) return;
    await (await import("./commits.ts")).walkChanges(this.#git, range, take);
  }

  async hasCommit(oid: Oid): Promise<boolean> {
    return (await (await this.#quick())?.hasCommit(oid)) ?? (await (await import("./commits.ts")).hasCommit(this.#git, oid));
  }

  async isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean> {
    const found = await (await this.#quick())?.isAncestor(ancestor, descendant);
    return found ?? (await (await import("./commits.ts")).isAncestor(this.#git, ancestor, descendant));
  }

  async readUncommitted(): ReturnType<NonNullable<Repository["readUncommitted"]>> {
    return await (await import("./work-tree.ts")).readUncommitted(this.#git);
  }

  async addWorktree(made: Parameters<NonNullable<Repository["addWorktree"]>>[0]): Promise<void> {
    await (await import("./work-tree.ts")).addWorktree(this.#git, made);
  }

  async diffText(from: Oid | null, to: Oid): Promise<string> {
    return await (await import("./work-tree.ts")).diffText(this.#git, this.#format, { from, to });
  }

  async branchesWith(commit: Oid, limit: number): Promise<readonly string[]> {
    return await (await import("./work-tree.ts")).branchesWith(this.#git, commit, limit);
  }

  async countUnshared(limit: number): Promise<number> {
    return await (await import("./work-tree.ts")).countUnshared(this.#git, limit);
  }

  async config(): Promise<Settings> {
    this.#config ??= import("./config-cache.ts").then((loaded) => new loaded.ConfigCache(this.#git));
    return await (await this.#config).read();
  }

  async editUserConfig(edit: Parameters<NonNullable<Repository["editUserConfig"]>>[0]): Promise<void> {
    await (await import("./user-config.ts")).editUserConfig(this.#git, edit);
  }

  async remoteUrl(name: string, direction: "fetch" | "push"): Promise<string> {
    const config = await this.config();
    if (!config.stripped) return resolveRemoteUrl(config, name, direction);
    const run = await this.#git.run(["remote", "get-url", ...(direction === "push" ? ["--push"] : []), "--", name]);
    if (run.status !== 0) throw noSuchRemote(config, name);
    return run.stdout.toString("utf8").replace(/\n$/, "");
  }

  async listRemote(remote: string, refs: readonly string[], options: NetworkOptions): Promise<ReadonlyMap<string, Oid>> {
    return await (await import("./network.ts")).listRemote(this.#git, remote, refs, options);
  }

  async fetch(remote: string, ref: string, options: NetworkOptions): Promise<Oid | null> {
    return await (await import("./fetch.ts")).fetchRef(this.#git, this.#format, remote, ref, options);
  }

  async maintain(): Promise<void> {
    await (await import("./maintain.ts")).maintain(this.#git);
  }

  async push(remote: string, commit: Oid, ref: string, options: NetworkOptions): Promise<PushOutcome> {
    return await this.#push(remote, { commit, ref }, options);
  }

  async replaceRemote(...[remote, { ref, to, from }, options]: Parameters<Repository["replaceRemote"]>): Promise<PushOutcome> {
    return await this.#push(remote, { commit: to, ref, expected: from }, options);
  }

  async #push(
    remote: string,
    what: Omit<PushTarget, "remote" | "named" | "tracked">,
    options: NetworkOptions,
  ): Promise<PushOutcome> {
    const config = await this.config();
    const { isTracked, pushRef } = await import("./push.ts");
    const tracked = isTracked(config.all(`remote.${remote}.fetch`), what.ref);
    return await pushRef(this.#git, { remote, named: config.remotes.includes(remote), tracked, ...what }, options);
  }
}
