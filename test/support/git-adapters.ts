import { findGitProgram } from "../../src/git/find-program.ts";
import { IsomorphicRepository } from "../../src/git/isomorphic/isomorphic-repository.ts";
import { locate } from "../../src/git/locate.ts";
import { NativeRepository } from "../../src/git/native/native-repository.ts";
import type { CommitDraft, Repository, Signature } from "../../src/git/repository.ts";
import type { Scratch } from "./scratch.ts";

/** As the product opens it; the git program asked for everything; the adapter without a program. */
export type Adapter = Repository["adapter"] | "git program";

/** Opens a repository of a scratch folder with the adapter that is asked for. */
export function openWith(adapter: Adapter, directory: string, env: Scratch["env"]): Repository {
  const located = locate(directory, env);
  if (located === null) throw new Error(`no repository at ${directory}`);
  const program = findGitProgram(env);
  if (adapter === "isomorphic") return new IsomorphicRepository(located, env);
  if (program === undefined) throw new Error("the tests need git");
  return new NativeRepository(program, located, env, { inPlace: adapter === "git" });
}

export const SOMEBODY: Signature = { name: "Some Body", email: "body@example.com", at: Date.UTC(2026, 0, 2, 3, 4, 5) };

/** A commit of some files, by somebody. */
export function draft(
  parent: CommitDraft["parent"],
  files: Readonly<Record<string, string | Uint8Array | null>>,
  message = "change\n",
): CommitDraft {
  const writes = Object.entries(files).map(([path, content]) => ({ path, content }));
  return { parent, files: writes, message, author: SOMEBODY, committer: SOMEBODY };
}

/** What bd may never touch: HEAD, the index, the stash, tracked files, everybody's refs but bd's own, FETCH_HEAD. */
export async function footprint(scratch: Scratch, directory: string): Promise<Readonly<Record<string, string>>> {
  const questions: Readonly<Record<string, readonly string[]>> = {
    head: ["rev-parse", "--symbolic-full-name", "HEAD"],
    status: ["status", "--porcelain=v2", "--branch"],
    index: ["ls-files", "--stage"],
    stash: ["stash", "list"],
    refs: ["for-each-ref", "--format=%(refname) %(objectname)"],
    reflog: ["reflog", "--all"],
    config: ["config", "--local", "--list"],
    fetched: ["rev-parse", "--verify", "--quiet", "FETCH_HEAD"],
  };
  const answers = Object.entries(questions).map(async ([name, args]) => {
    const { stdout } = await scratch.tryGit(directory, ...args);
    return [
      name,
      stdout
        .split("\n")
        .filter((line) => !line.includes("refs/beads/"))
        .join("\n"),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}
