import { BeadsError } from "../errors.ts";
import { type Environment, withoutRepository } from "./environment.ts";
import { findGitProgram } from "./find-program.ts";
import { type Located, locate } from "./locate.ts";
import type { Repository } from "./repository.ts";

/**
 * Opens the repository that a directory lies in: through the git program, or reading only where there is none.
 * @throws NOT_A_REPOSITORY, REPOSITORY_REFUSED (git's `safe.directory` says no), NO_SUCH_DIRECTORY
 */
export async function openRepository(directory: string, env: Environment): Promise<Repository> {
  const located = locate(directory, env);
  if (located === null) throw notARepository(directory);
  const program = findGitProgram(env);
  if (located.doubtful) await askWhetherAllowed(directory, located, program, env);
  if (program === undefined) {
    const { IsomorphicRepository } = await import("./isomorphic/isomorphic-repository.ts");
    return new IsomorphicRepository(located, env);
  }
  const { NativeRepository } = await import("./native/native-repository.ts");
  return new NativeRepository(program, located, env);
}

/** git alone judges whether a repository of somebody else may be used. Its refusal is passed on, never overridden. */
async function askWhetherAllowed(
  directory: string,
  located: Located,
  program: string | undefined,
  env: Environment,
): Promise<void> {
  if (program === undefined) {
    if (located.ours) return;
    throw refused(directory, "it belongs to another user, and there is no git program to ask whether that is all right");
  }
  const { runProgram } = await import("./native/run-program.ts");
  const { gitWords } = await import("./words.ts");
  const run = await runProgram(program, ["rev-parse", "--git-dir"], {
    directory,
    env: { ...withoutRepository(env), LC_ALL: "C" },
  });
  if (run.status !== 0) throw refused(directory, gitWords(run.stderr));
}

function notARepository(directory: string): BeadsError {
  return new BeadsError("environment", "NOT_A_REPOSITORY", `${directory} is not in a git repository.`, {
    hints: ["Run bd inside a git repository, or make one with `git init`."],
    fields: { directory },
  });
}

function refused(directory: string, words: string): BeadsError {
  return new BeadsError(
    "environment",
    "REPOSITORY_REFUSED",
    `git refuses the repository of ${directory}: ${words.split("\n")[0]}`.replace(/\.*$/, "."),
    {
      hints: ["Only its owner, or you after you have judged it, can allow it: see `safe.directory` in `git help config`."],
      fields: { directory, git: words },
    },
  );
}
