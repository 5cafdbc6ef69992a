/** An object name in hex: 40 letters under SHA-1, 64 under SHA-256. */
export type Oid = string;

/** Where a repository lies. Linked worktrees share `commonDir` and have a `gitDir` each. All absolute. */
export interface Location {
  readonly gitDir: string;
  readonly commonDir: string;
  /** The root of the work tree that the caller stands in; null in a bare repository. */
  readonly workTree: string | null;
}

/** A file that one commit differs in from another, `mode` and `oid` null when it is gone. */
export interface TreeChange {
  readonly path: string;
  /** As in `TreeEntry`: a tree that somebody made by hand can hold a link or a submodule anywhere. */
  readonly mode: string | null;
  readonly oid: Oid | null;
}

export interface TreeEntry {
  readonly path: string;
  /** `100644`, `100755`, `120000` (a link) or `160000` (a submodule). */
  readonly mode: string;
  readonly oid: Oid;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Milliseconds since 1970 UTC; git keeps whole seconds. */
  readonly at: number;
}

export interface FileWrite {
  readonly path: string;
  /** UTF-8 text or bytes; null takes the file away (used by housekeeping of a view's tests only: beads are never deleted). */
  readonly content: string | Uint8Array | null;
  /** A plain file where nothing is said; the content of a link is where it leads. */
  readonly mode?: "100644" | "100755" | "120000";
}

/** What of a work tree no commit holds. Paths count from its root. */
export interface UncommittedWork {
  /** Null on an unborn branch. */
  readonly head: Oid | null;
  /** The short name of the branch that is checked out, or that is being rebased; null for a detached HEAD. */
  readonly branch: string | null;
  /** Files that are tracked and differ from HEAD, and files that are neither tracked nor ignored. */
  readonly paths: readonly { readonly path: string; readonly tracked: boolean }[];
  /** Submodules that stand at another commit, and repositories that lie inside. */
  readonly repositories: readonly string[];
}

/** A commit to be made. `parent` may be an earlier entry of the same call, given by its index. */
export interface CommitDraft {
  readonly parent: Oid | number | null;
  readonly files: readonly FileWrite[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

export interface RefChange {
  readonly ref: string;
  /** The new value; null deletes. */
  readonly to: Oid | null;
  /** The value that it must have now; null: must not exist. */
  readonly from: Oid | null;
}

/** The steps of a lock on a ref: its content written, the lock taken, the ref moved; and a dead process's lock claimed. */
export type LockStep = "ref:drafted" | "ref:locked" | "ref:moved" | "ref:taken";

/** Who moves refs in place: its locks bear its name, so that what it leaves when it is killed is known for that and taken away. */
export interface LockOwner {
  /** A file name without `+`; no two processes ever share one. */
  readonly name: string;
  /** True if the process that a name stands for is surely gone. */
  isGone(name: string): boolean;
  /** Called between the steps: tests kill the process there. */
  reached?(step: LockStep): void;
}

export interface Commit {
  readonly oid: Oid;
  readonly parents: readonly Oid[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** A commit as the index needs it: when it was made and what it changed. */
export interface ChangedCommit {
  readonly oid: Oid;
  /** The first parent, against which the changes are; null for a root, and where a shallow clone was cut. */
  readonly parent: Oid | null;
  /** The committer's time, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly changes: readonly TreeChange[];
}

/** A commit of the code that carries a trailer, with the trailer's values. */
export interface TrailedCommit {
  readonly oid: Oid;
  /** The author's time, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly author: string;
  readonly subject: string;
  readonly values: readonly string[];
}

/** What a commit's signature is worth to this user; none, or one by a key that they know nothing of, proves nothing. */
export interface Verification {
  readonly state: "good" | "bad" | "unknown-key" | "none";
  /** As the key names them: an e-mail address, or a name with one. */
  readonly signer: string | null;
  /** The key's fingerprint or number. */
  readonly key: string | null;
}

/** How a push ended. Everything but `accepted` is followed by reading the remote back. */
export type PushOutcome =
  | { readonly state: "accepted" }
  /** The remote's branch moved first, or its ref could not be locked: fetch, rebuild, try again. */
  | { readonly state: "behind"; readonly words: string }
  /** A hook or the host said no to this content (`remote rejected … declined`). */
  | { readonly state: "declined"; readonly words: string }
  /** A protected branch, 403, read-only remote: trying again will not help. */
  | { readonly state: "forbidden"; readonly words: string }
  /** The network or the remote could not be reached before anything was sent. */
  | { readonly state: "unreachable"; readonly words: string }
  /** It broke off half-way: whether it landed is not known. */
  | { readonly state: "unknown"; readonly words: string };

export interface NetworkOptions {
  /** Milliseconds before the call is given up. */
  readonly timeout: number;
  /** Detached work: ssh with BatchMode, no askpass. */
  readonly detached?: boolean;
  /** Nobody sits at the terminal, if there is one: git and ssh find none to ask at. Askpass programs and credential helpers are used. */
  readonly unattended?: boolean;
  readonly signal?: AbortSignal;
}

/** The words of git's configuration that the product uses; keys in lower case but for the subsection (`remote.Origin.url`). */
export interface GitConfig {
  /** The last value of a key, or undefined. */
  get(key: string): string | undefined;
  /** Every value of a multi-valued key. */
  all(key: string): readonly string[];
  /** The entries of the form `<section>.<anything>.<name>`: the middle, and the value. */
  below(section: string, name: string): readonly { readonly name: string; readonly value: string }[];
  /** The names of the configured remotes, in the order of the file. */
  readonly remotes: readonly string[];
}

/** A git repository, without any notion of beads. Errors are BeadsError of kind environment. */
export interface Repository {
  readonly location: Location;
  /** What the adapter is: `git` or `isomorphic`. The second one only reads. */
  readonly adapter: "git" | "isomorphic";
  /** The version of the git program, such as `2.39.5`; not there without one. */
  version?(): Promise<string>;
  /** Cheap: a loose ref is read in place, anything else goes through git. */
  readRef(ref: string): Promise<Oid | null>;
  /** All refs below a prefix that ends in `/`. */
  listRefs(prefix: string): Promise<ReadonlyMap<string, Oid>>;
  /**
   * Swaps refs atomically, all or none. False when one did not have its expected value; throws for anything else. With an owner, they may be
   * moved in place.
   */
  updateRefs(changes: readonly RefChange[], owner?: LockOwner): Promise<boolean>;
  /** Makes the objects of some commits in one go and moves no ref. Answers their names in order. */
  writeCommits(drafts: readonly CommitDraft[]): Promise<readonly Oid[]>;
  /** The contents of some paths at a commit; a missing path is missing in the map. */
  readFiles(commit: Oid, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  /** Streams blobs in the order given. */
  readBlobs(oids: readonly Oid[], take: (oid: Oid, content: Buffer) => void): Promise<void>;
  /** Every file below a prefix (empty: all) at a commit, recursively, in git's order. */
  listTree(commit: Oid, prefix: string): Promise<readonly TreeEntry[]>;
  /** The files in which two commits differ, renames not followed. `from` null: everything of `to`. */
  diffTrees(from: Oid | null, to: Oid): Promise<readonly TreeChange[]>;
  /** Commits of `to` that are not in `from`, oldest first along first parents. */
  listCommits(range: { from: Oid | null; to: Oid; limit?: number; paths?: readonly string[] }): Promise<readonly Commit[]>;
  /** Commits by their names, in the order given. Not there where the adapter cannot do it. */
  readCommits?(oids: readonly Oid[]): Promise<readonly Commit[]>;
  /** What the commit's signature is worth (`git verify-commit`). Not there where the adapter cannot do it. */
  verifyCommit?(oid: Oid): Promise<Verification>;
  /**
   * Commits of any of `to` that are in none of `from` and carry a trailer (`key`, or one of several with commas), newest first; at most `limit` commits are looked at. What is
   * gone by now is passed over. Not there where the adapter cannot do it.
   */
  listTrailers?(range: {
    readonly from: readonly Oid[];
    readonly to: readonly Oid[];
    readonly key: string;
    readonly limit: number;
    /** True: none before what it is an ancestor of, whatever the clocks said; git then looks through the whole range. */
    readonly ordered?: boolean;
    /** Only what was committed since then, milliseconds since 1970 UTC. */
    readonly after?: number;
  }): Promise<readonly TrailedCommit[]>;
  /** Names of commits whose message holds some words literally, of those made since a time (milliseconds), newest first. Not there where the adapter cannot do it. */
  findWords?(sought: {
    readonly to: Oid;
    readonly words: string;
    readonly since: number;
    readonly limit: number;
  }): Promise<readonly Oid[]>;
  /** The commits of `listCommits` with the files that each changed against its first parent, oldest first; streamed. */
  walkChanges(range: { from: Oid | null; to: Oid }, take: (commit: ChangedCommit) => void): Promise<void>;
  /** True if the object is there and of that kind. */
  hasCommit(oid: Oid): Promise<boolean>;
  isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean>;
  /** What of the work tree is in no commit. The user's index is read and never refreshed. Not there where the adapter cannot do it. @throws NO_WORK_TREE */
  readUncommitted?(): Promise<UncommittedWork>;
  /**
   * Makes a linked worktree at a commit, with a detached HEAD; no hook runs. `unborn`: nothing is checked out, and HEAD is an unborn branch
   * of that name. Not there where the adapter cannot do it.
   */
  addWorktree?(made: { readonly directory: string; readonly commit: Oid; readonly unborn?: string }): Promise<void>;
  /** The differences of two commits as a patch; null: against nothing. Not there where the adapter cannot do it. */
  diffText?(from: Oid | null, to: Oid): Promise<string>;
  /** Short names of the branches, here and of remotes, that contain a commit, at most `limit`. Not there where the adapter cannot do it. */
  branchesWith?(commit: Oid, limit: number): Promise<readonly string[]>;
  /** How many commits of the branch that is checked out no branch of a remote has, at most `limit`. Not there where the adapter cannot do it. */
  countUnshared?(limit: number): Promise<number>;
  /** The configuration, from a cache that is checked against the stat of every file it came from. */
  config(): Promise<GitConfig>;
  /** Adds a value to a key of the user's own configuration, or takes it away; never of the repository's. Not there without a git program. */
  editUserConfig?(edit: { readonly key: string; readonly value: string; readonly remove?: boolean }): Promise<void>;
  /** The URL of a remote for fetch or push, after insteadOf and pushurl. May carry credentials: never print or store it. */
  remoteUrl(name: string, direction: "fetch" | "push"): Promise<string>;
  /** The tips of a remote's branches, by full ref name. Patterns are full ref names. */
  listRemote(remote: string, refs: readonly string[], options: NetworkOptions): Promise<ReadonlyMap<string, Oid>>;
  /** Brings a remote's ref and answers its tip, null if the remote has none; moves no ref of the caller's and no FETCH_HEAD. */
  fetch(remote: string, ref: string, options: NetworkOptions): Promise<Oid | null>;
  /** Lets git tidy up if it finds that it is time (`git maintenance run --auto`); not there without a git program. May take long. */
  maintain?(): Promise<void>;
  /** Pushes a commit to a remote's ref as a plain fast-forward: never forced, hooks of the user not run. */
  push(remote: string, commit: Oid, ref: string, options: NetworkOptions): Promise<PushOutcome>;
  /**
   * Replaces a remote's ref by a commit, whatever it holds, if it still has the value that the caller names (`from`; null: it must not be
   * there). For branches that the caller alone writes: commits may be dropped.
   */
  replaceRemote(
    remote: string,
    change: { readonly ref: string; readonly to: Oid; readonly from: Oid | null },
    options: NetworkOptions,
  ): Promise<PushOutcome>;
}
