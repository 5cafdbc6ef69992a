import type { ChangedCommit, Commit, Oid, Repository, Signature, TreeChange } from "../repository.ts";
import { type GitProcess, gitFailed } from "./git-process.ts";
import { asText, RecordStream } from "./record-stream.ts";
import { parseChange } from "./trees.ts";

/** Names cannot hold a newline, so the message is what stands after the ninth. */
const FORMAT = "%H%n%P%n%an%n%ae%n%at%n%cn%n%ce%n%ct%n%B";

/** What keeps `git log` from doing anything but what it is asked. */
const PLAIN = ["--first-parent", "-z", "--no-show-signature", "--no-color", "--no-notes", "--no-mailmap", "--encoding=UTF-8"];

/** Commits of `to` that are not in `from`, oldest first along first parents; with a limit, the newest of them. */
export async function listCommits(git: GitProcess, range: Parameters<Repository["listCommits"]>[0]): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  const stream = new RecordStream(asText((record) => commits.push(parseCommit(record))));
  const limit = range.limit === undefined ? [] : [`--max-count=${range.limit}`];
  await git.read(
    [
      "--literal-pathspecs",
      "log",
      "--no-patch",
      `--format=tformat:${FORMAT}`,
      ...PLAIN,
      ...limit,
      ...revisions(range),
      "--",
      ...(range.paths ?? []),
    ],
    { take: stream.push },
  );
  return commits.reverse();
}

/** Commits by their names, in the order given. */
export async function readCommits(git: GitProcess, oids: readonly Oid[]): Promise<readonly Commit[]> {
  if (oids.length === 0) return [];
  const commits: Commit[] = [];
  const stream = new RecordStream(asText((record) => commits.push(parseCommit(record))));
  const how = ["--no-walk=unsorted", "--no-patch", `--format=tformat:${FORMAT}`, ...PLAIN];
  await git.read(["log", ...how, "--stdin"], { take: stream.push, input: `${oids.join("\n")}\n` });
  return commits;
}

function revisions(range: { readonly from: Oid | null; readonly to: Oid }): readonly string[] {
  return [range.to, ...(range.from === null ? [] : [`^${range.from}`])];
}

function parseCommit(record: string): Commit {
  const [oid = "", parents = "", ...rest] = record.split("\n");
  const [authorName = "", authorEmail = "", authorAt = "", name = "", email = "", at = "", ...message] = rest;
  return {
    oid,
    parents: parents === "" ? [] : parents.split(" "),
    author: signature(authorName, authorEmail, authorAt),
    committer: signature(name, email, at),
    message: message.join("\n"),
  };
}

function signature(name: string, email: string, seconds: string): Signature {
  return { name, email, at: Number(seconds) * 1000 };
}

/** Streams commits, oldest first along first parents, with what each changed against its first parent. */
export async function walkChanges(
  git: GitProcess,
  range: { readonly from: Oid | null; readonly to: Oid },
  take: (commit: ChangedCommit) => void,
): Promise<void> {
  const walk = new ChangeWalk(take);
  const stream = new RecordStream(asText((record) => walk.push(record)));
  const how = [
    "--reverse",
    "--raw",
    "--no-renames",
    "--root",
    "-m",
    "--no-abbrev",
    "--no-relative",
    "--format=tformat:%x01%H %ct %P",
  ];
  const args = ["log", ...PLAIN, ...how, ...revisions(range), "--"];
  // What came since a while ago is little.
  if (range.from === null) await git.read(args, { take: stream.push });
  else stream.push(await git.read(args, { short: true }));
  walk.end();
}

/** Puts together the records of `git log --raw -z`: a head with \x01, then for each change its line and its path. */
class ChangeWalk {
  readonly #take: (commit: ChangedCommit) => void;
  #oid: Oid | undefined;
  #parent: Oid | undefined;
  #at = 0;
  #changes: TreeChange[] = [];
  #line: string | undefined;

  constructor(take: (commit: ChangedCommit) => void) {
    this.#take = take;
  }

  push(record: string): void {
    if (this.#line !== undefined) {
      this.#changes.push(parseChange(this.#line, record));
      this.#line = undefined;
    } else if (record.startsWith("\x01")) {
      this.end();
      const [oid = "", seconds = "", parent] = record.slice(1).split(" ");
      this.#oid = oid;
      this.#parent = parent;
      this.#at = Number(seconds) * 1000;
    } else if (record.trimStart() !== "") {
      this.#line = record;
    }
  }

  end(): void {
    if (this.#oid !== undefined)
      this.#take({ oid: this.#oid, parent: this.#parent || null, at: this.#at, changes: this.#changes });
    this.#oid = undefined;
    this.#changes = [];
  }
}

/** True if a commit is here. In a partial clone git would ask the remote for what it lacks: that is forbidden for this question. */
export async function hasCommit(git: GitProcess, oid: Oid): Promise<boolean> {
  const run = await git.run(["cat-file", "-e", `${oid}^{commit}`], {
    env: { GIT_ALLOW_PROTOCOL: "none", GIT_NO_LAZY_FETCH: "1" },
  });
  return run.status === 0;
}

export async function isAncestor(git: GitProcess, ancestor: Oid, descendant: Oid): Promise<boolean> {
  const run = await git.run(["merge-base", "--is-ancestor", ancestor, descendant]);
  if (run.status > 1) throw gitFailed("merge-base", run);
  return run.status === 0;
}
