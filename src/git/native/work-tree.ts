import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BeadsError } from "../../errors.ts";
import type { Format } from "../git-directory.ts";
import type { Location, Oid, UncommittedWork } from "../repository.ts";
import { gitWords } from "../words.ts";
import type { GitProcess } from "./git-process.ts";
import { records } from "./record-stream.ts";

const STATUS = [
  "status",
  "--porcelain=v2",
  "-z",
  "--branch",
  "--no-renames",
  "--no-ahead-behind",
  "--untracked-files=all",
  "--ignore-submodules=dirty",
];

/** What of the work tree is in no commit: one `git status`, which leaves the user's index alone. @throws NO_WORK_TREE */
export async function readUncommitted(git: GitProcess): Promise<UncommittedWork> {
  if (git.location.workTree === null) {
    throw new BeadsError("environment", "NO_WORK_TREE", "There are no files checked out here, so there is nothing to save.", {
      hints: ["Run this in a clone or a linked worktree in which somebody works."],
    });
  }
  const lines = records(await git.read(STATUS));
  const heads = new Map(lines.filter((line) => line.startsWith("# ")).map((line) => split(line.slice(2), 1) as [string, string]));
  const oid = heads.get("branch.oid") ?? "(initial)";
  const branch = heads.get("branch.head") ?? "(detached)";
  const paths = new Map<string, boolean>();
  const repositories: string[] = [];
  for (const line of lines) {
    const entry = entryOf(line);
    if (entry === undefined) continue;
    if (entry.repository) repositories.push(entry.path);
    else paths.set(entry.path, entry.tracked || paths.get(entry.path) === true);
  }
  return {
    head: oid === "(initial)" ? null : oid,
    branch: branch === "(detached)" ? rebasedBranch(git.location) : branch,
    paths: [...paths].map(([path, tracked]) => ({ path, tracked })),
    repositories,
  };
}

/** How many fields stand before the path, by the letter that a line begins with. */
const FIELDS: Readonly<Record<string, number>> = { "1": 8, u: 10, "?": 1 };

function entryOf(line: string): { path: string; tracked: boolean; repository: boolean } | undefined {
  const kind = line[0] ?? "";
  const before = FIELDS[kind];
  if (before === undefined) return undefined;
  const parts = split(line, before);
  const path = parts[before] ?? "";
  if (kind === "?") return { path: path.replace(/\/$/, ""), tracked: false, repository: path.endsWith("/") };
  return { path, tracked: true, repository: (parts[2] ?? "").startsWith("S") };
}

/** So many words, and the rest as it is. */
function split(line: string, words: number): string[] {
  const parts: string[] = [];
  let at = 0;
  for (let count = 0; count < words; count++) {
    const blank = line.indexOf(" ", at);
    if (blank === -1) break;
    parts.push(line.slice(at, blank));
    at = blank + 1;
  }
  return [...parts, line.slice(at)];
}

/** The branch that a rebase which stopped half-way is about. */
function rebasedBranch({ gitDir }: Location): string | null {
  for (const folder of ["rebase-merge", "rebase-apply"]) {
    try {
      const name = readFileSync(join(gitDir, folder, "head-name"), "utf8").trim();
      if (name.startsWith("refs/heads/")) return name.slice("refs/heads/".length);
    } catch {
      // No rebase of this kind is under way.
    }
  }
  return null;
}

/** Makes a linked worktree; see `Repository`. @throws WORKTREE_NOT_MADE with git's words */
export async function addWorktree(
  git: GitProcess,
  { directory, commit, unborn }: { readonly directory: string; readonly commit: Oid; readonly unborn?: string },
): Promise<void> {
  const how = unborn === undefined ? [] : ["--no-checkout"];
  const run = await git.run(["worktree", "add", "--quiet", "--detach", ...how, "--", directory, commit]);
  if (run.status !== 0) {
    throw new BeadsError("environment", "WORKTREE_NOT_MADE", `git could not make a worktree there: ${gitWords(run.stderr)}`, {
      hints: ["Name a directory that does not exist yet."],
      fields: { directory },
    });
  }
  if (unborn === undefined) return;
  const gitDir = readFileSync(join(directory, ".git"), "utf8")
    .replace(/^gitdir: /, "")
    .trim();
  await git.read([`--git-dir=${gitDir}`, "symbolic-ref", "HEAD", `refs/heads/${unborn}`]);
}

/** A patch without any program of the user's. */
export async function diffText(
  git: GitProcess,
  format: Format,
  { from, to }: { readonly from: Oid | null; readonly to: Oid },
): Promise<string> {
  const nothing =
    format.objectFormat === "sha256"
      ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
      : "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  const plain = [
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--submodule=short",
    "--src-prefix=a/",
    "--dst-prefix=b/",
  ];
  return (await git.read(["diff-tree", "-p", "-r", ...plain, from ?? nothing, to])).toString("utf8");
}

/** Branches that contain a commit. */
export async function branchesWith(git: GitProcess, commit: Oid, limit: number): Promise<readonly string[]> {
  const run = await git.run([
    "for-each-ref",
    `--count=${limit}`,
    `--contains=${commit}`,
    "--format=%(refname:short)%00%(symref)%00",
    "refs/heads/",
    "refs/remotes/",
  ]);
  if (run.status !== 0) return [];
  const parts = records(run.stdout).map((part) => part.trim());
  // What only points at another branch (`origin/HEAD`) is none of its own.
  return parts.filter((name, at) => at % 2 === 0 && name !== "" && parts[at + 1] === "");
}

/** Commits of HEAD that no branch of a remote has. None on an unborn branch. */
export async function countUnshared(git: GitProcess, limit: number): Promise<number> {
  const run = await git.run(["rev-list", "--count", `--max-count=${limit}`, "HEAD", "--not", "--remotes"]);
  return run.status === 0 ? Number(run.stdout.toString("utf8").trim()) : 0;
}
