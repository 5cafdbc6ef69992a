import { BeadsError } from "../../errors.ts";
import { changesOf, chooseCommits } from "../objects/history.ts";
import type { ObjectSource } from "../objects/object-source.ts";
import { diffTrees, readFiles } from "../objects/tree-walk.ts";
import type {
  ChangedCommit,
  Commit,
  CommitDraft,
  GitConfig,
  LockOwner,
  Oid,
  RefChange,
  Repository,
  TreeChange,
} from "../repository.ts";
import { NotInFiles, ObjectFiles } from "./object-files.ts";
import { isShortAncestor, shortRange } from "./short-history.ts";

/** Beyond so many names in one question a process is no slower. */
const MOST_NAMES = 24;

/** Beyond so many commits whose changes are wanted git is faster. */
const MOST_COMMITS = 12;

/** Who has said how objects are to be synced, shared or named gets what git makes of it. */
const PARTICULAR = [
  "core.fsync",
  "core.fsyncmethod",
  "core.fsyncobjectfiles",
  "core.sharedrepository",
  "extensions.compatobjectformat",
];

/**
 * The small questions that most commands ask, answered from the files of the repository: a process costs as much as a hundred
 * objects. Each answers undefined where git has to be asked instead; what is taken is taken whole or not at all.
 */
export class QuickReads extends ObjectFiles {
  async readFiles(commit: Oid, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer> | undefined> {
    if (paths.length > MOST_NAMES) return undefined;
    return await this.ask((source) => readFiles(source, commit, paths));
  }

  async readBlobs(oids: readonly Oid[], take: (oid: Oid, content: Buffer) => void): Promise<true | undefined> {
    if (oids.length > MOST_NAMES) return undefined;
    const blobs = await this.ask(async (source) => {
      const read: Buffer[] = [];
      for (const oid of oids) read.push(await source.blob(oid));
      return read;
    });
    if (blobs === undefined) return undefined;
    for (const [index, content] of blobs.entries()) take(oids[index] ?? "", content);
    return true;
  }

  async diffTrees(from: Oid | null, to: Oid): Promise<readonly TreeChange[] | undefined> {
    return from === null ? undefined : await this.ask((source) => diffTrees(source, from, to));
  }

  async listCommits(range: Parameters<Repository["listCommits"]>[0]): Promise<readonly Commit[] | undefined> {
    if (range.from === null) return undefined;
    return await this.ask(async (source) => await chooseCommits(source, await shortRange(source, range.from, range.to), range));
  }

  async readCommits(oids: readonly Oid[]): Promise<readonly Commit[] | undefined> {
    if (oids.length > MOST_NAMES) return undefined;
    return await this.ask(async (source) => {
      const read: Commit[] = [];
      for (const oid of oids) {
        const { tree: _, ...commit } = await source.commit(oid);
        read.push(commit);
      }
      return read;
    });
  }

  async walkChanges(...[{ from, to }, take]: Parameters<Repository["walkChanges"]>): Promise<true | undefined> {
    if (from === null) return undefined;
    const walked = await this.ask((source) => changesIn(source, from, to));
    if (walked === undefined) return undefined;
    for (const commit of walked) take(commit);
    return true;
  }

  /**
   * Makes the objects of a small batch in place. Where the parent is not to be had here (borrowed, promised), or the file system says no, git
   * is asked: it does it, or says why not.
   */
  async writeCommits(drafts: readonly CommitDraft[], config: GitConfig): Promise<readonly Oid[] | undefined> {
    // There git syncs loose objects unless it is told not to.
    if (process.platform === "win32") return undefined;
    if (PARTICULAR.some((key) => config.get(key) !== undefined)) return undefined;
    const { isSmall, writeLooseCommits } = await import("./loose-writer.ts");
    if (!isSmall(drafts)) return undefined;
    try {
      return writeLooseCommits(this, drafts);
    } catch (error) {
      if (error instanceof BeadsError || error instanceof RangeError) throw error;
      return undefined;
    }
  }

  /** Moves refs in place where that is surely what git would do; git looks whether the new commits are there, and so does this. */
  async swapRefs(changes: readonly RefChange[], config: GitConfig, owner: LockOwner): Promise<boolean | "ask"> {
    const { isUsual, swapRefs, swapsIn } = await import("./swap-ref.ts");
    const swaps = swapsIn(changes);
    if (swaps === undefined || !isUsual(config)) return "ask";
    for (const { to } of swaps) if (!(await this.hasCommit(to))) return "ask";
    return swapRefs(this.location, swaps, owner);
  }

  /** True if it is here; what is not among the files may still be elsewhere. */
  async hasCommit(oid: Oid): Promise<true | undefined> {
    return await this.ask(async (source) => (await source.commit(oid)) !== undefined || undefined);
  }

  async isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean | undefined> {
    return await this.ask((source) => isShortAncestor(source, ancestor, descendant));
  }
}

async function changesIn(source: ObjectSource, from: Oid, to: Oid): Promise<readonly ChangedCommit[]> {
  const commits = await shortRange(source, from, to);
  if (commits.length > MOST_COMMITS) throw new NotInFiles();
  const walked: ChangedCommit[] = [];
  for (const commit of commits.toReversed()) walked.push(await changesOf(source, commit));
  return walked;
}
