import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { BeadsError } from "../errors.ts";
import { type Environment, withoutRepository } from "./environment.ts";
import { findGitProgram } from "./find-program.ts";
import { gitWords } from "./words.ts";

/** A repository without a work tree that is to be made, with one remote. */
export interface NewBare {
  /** The git directory; nothing may be there yet. */
  readonly place: string;
  /** The URL of its remote `origin`, as git is to have it. */
  readonly url: string;
  /** `sha1` where nothing is said. */
  readonly format?: string;
}

/** Tells the drafts of one process apart. */
let drafts = 0;

/**
 * Makes a bare repository, without the hooks and templates of the user: whole beside its place first, then moved there, so that of two who make
 * it at once one wins and both find it. @throws GIT_MISSING, GIT_FAILED
 */
export async function initBare({ place, url, format = "sha1" }: NewBare, env: Environment): Promise<void> {
  const program = findGitProgram(env);
  if (program === undefined) throw new BeadsError("environment", "GIT_MISSING", "There is no git program on PATH.");
  const draft = `${place}.${process.pid}-${++drafts}.new`;
  mkdirSync(dirname(place), { recursive: true });
  rmSync(draft, { recursive: true, force: true });
  try {
    const git = starter(program, dirname(place), env);
    await git(["init", "--quiet", "--bare", "--template=", `--object-format=${format}`, "--", draft]);
    await git([`--git-dir=${draft}`, "config", "--local", "remote.origin.url", url]);
    renameSync(draft, place);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!["ENOTEMPTY", "EEXIST", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

/** Gives the remote `origin` of a bare repository another URL. @throws GIT_FAILED */
export async function setOrigin(place: string, url: string, env: Environment): Promise<void> {
  const program = findGitProgram(env);
  if (program === undefined) throw new BeadsError("environment", "GIT_MISSING", "There is no git program on PATH.");
  await starter(program, place, env)([`--git-dir=${place}`, "config", "--local", "remote.origin.url", url]);
}

function starter(program: string, directory: string, env: Environment) {
  return async (args: readonly string[]): Promise<void> => {
    const { runProgram } = await import("./native/run-program.ts");
    const run = await runProgram(program, args, { directory, env: { ...withoutRepository(env), LC_ALL: "C" } });
    if (run.status === 0) return;
    const words = gitWords(run.stderr);
    throw new BeadsError("environment", "GIT_FAILED", `git ${args[0]} failed: ${words}`.replace(/\.*$/, "."), {
      fields: { git: words },
    });
  };
}
