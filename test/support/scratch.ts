import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

/** What a program answered in a scratch folder. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What killed it, if anything did: `SIGKILL`. */
  readonly signal: string | null;
}

export interface NewRepository {
  /** Files of the first commit; `README.md` where nothing is said. */
  readonly files?: Readonly<Record<string, string>>;
  /** True for a repository without any commit. */
  readonly unborn?: boolean;
  /** Arguments of `git init`, such as `--object-format=sha256`. */
  readonly init?: readonly string[];
}

const GLOBAL_CONFIG = `[user]
	name = Test Person
	email = person@example.com
[init]
	defaultBranch = main
[beads]
	background = off
[gc]
	auto = 0
[maintenance]
	auto = false
`;

/** The day on which commits made with `Scratch.git` are dated, so that their ids are the same in every run. */
const COMMIT_DATE = "2026-01-02T03:04:05Z";

/** A temporary folder with its own home and git configuration, in which real repositories are made. */
export class Scratch {
  readonly root: string;
  /** The whole environment for processes in here: nothing of the developer's own git reaches them. */
  readonly env: Readonly<Record<string, string>>;

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), "bd-test-")));
    const home = this.path("home");
    mkdirSync(home);
    writeFileSync(join(home, "gitconfig"), GLOBAL_CONFIG);
    this.env = {
      PATH: process.env.PATH ?? "",
      ...(process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot }),
      HOME: home,
      USERPROFILE: home,
      XDG_CONFIG_HOME: join(home, ".config"),
      XDG_CACHE_HOME: join(home, ".cache"),
      XDG_STATE_HOME: join(home, ".state"),
      XDG_DATA_HOME: join(home, ".data"),
      GIT_CONFIG_GLOBAL: join(home, "gitconfig"),
      GIT_CONFIG_NOSYSTEM: "1",
      LC_ALL: "C",
      TZ: "UTC",
    };
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  /** Writes a file below the root and answers its path; folders are made. */
  write(path: string, content: string | Uint8Array): string {
    const full = this.path(path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  /** Makes a repository with one commit on `main`. */
  async repository(name: string, options: NewRepository = {}): Promise<string> {
    const directory = this.path(name);
    await this.git(this.root, "init", "--quiet", ...(options.init ?? []), directory);
    if (options.unborn === true) return directory;
    for (const [path, content] of Object.entries(options.files ?? { "README.md": "scratch\n" })) {
      this.write(join(name, path), content);
    }
    await this.git(directory, "add", "--all");
    await this.git(directory, "commit", "--quiet", "--message", "first");
    return directory;
  }

  /** Makes an empty bare repository. */
  async bare(name: string, ...init: string[]): Promise<string> {
    const directory = this.path(name);
    await this.git(this.root, "init", "--quiet", "--bare", ...init, directory);
    return directory;
  }

  /** Makes a bare repository with one commit on `main`: a shared remote to clone from. */
  async remote(name: string, options: NewRepository = {}): Promise<string> {
    const seed = await this.repository(`${name}.seed`, options);
    const directory = this.path(name);
    await this.git(this.root, "clone", "--quiet", "--bare", seed, directory);
    await this.git(directory, "remote", "remove", "origin");
    rmSync(seed, { recursive: true, force: true });
    return directory;
  }

  /** Clones a path or URL; further arguments go to `git clone`. */
  async clone(from: string, name: string, ...args: string[]): Promise<string> {
    const directory = this.path(name);
    await this.git(this.root, "clone", "--quiet", ...args, "--", from, directory);
    return directory;
  }

  /** Adds a linked worktree, on a new branch of the folder's name unless told otherwise. */
  async worktree(repository: string, name: string, ...args: string[]): Promise<string> {
    const directory = this.path(name);
    await this.git(repository, "worktree", "add", "--quiet", ...args, directory);
    return directory;
  }

  /** Runs git and answers its output without the last newline; throws with its words when it fails. */
  async git(directory: string, ...args: string[]): Promise<string> {
    const ran = await this.tryGit(directory, ...args);
    if (ran.status !== 0) throw new Error(`git ${args.join(" ")} in ${directory}: ${ran.status}\n${ran.stderr}${ran.stdout}`);
    return ran.stdout.replace(/\n$/, "");
  }

  /** Runs git, whatever its exit status. */
  tryGit(directory: string, ...args: string[]): Promise<Ran> {
    const env = { ...this.env, GIT_AUTHOR_DATE: COMMIT_DATE, GIT_COMMITTER_DATE: COMMIT_DATE };
    return this.run("git", args, { directory, env });
  }

  /** Runs any program with the scratch environment, whatever its exit status. */
  run(
    program: string,
    args: readonly string[],
    options: { readonly directory?: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
  ): Promise<Ran> {
    return new Promise((resolve) => {
      const child = execFile(
        program,
        [...args],
        { cwd: options.directory ?? this.root, env: options.env ?? this.env, maxBuffer: 1 << 28 },
        (error, stdout, stderr) => {
          const code = error?.code;
          resolve({
            status: error === null ? 0 : typeof code === "number" ? code : 1,
            stdout,
            stderr,
            signal: error?.signal ?? null,
          });
        },
      );
      child.stdin?.on("error", () => {});
      child.stdin?.end(options.input ?? "");
    });
  }

  /** Takes the folder away; also done by itself when the test, file or process ends. */
  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  [Symbol.dispose](): void {
    this.remove();
  }
}

/** How long the removal of a large scratch folder may take, in milliseconds: a bound against hanging. */
const TIDYING = 600_000;

const living = new Set<Scratch>();

function removeAll(): void {
  for (const each of living) each.remove();
}

try {
  afterAll(removeAll);
} catch {
  // Not in a test runner: a bench or a story, whose process ends when it is done.
  process.once("exit", removeAll);
}

/** A fresh scratch folder, removed after the test that asked for it, or after the file when it was made outside of a test. */
export function scratch(): Scratch {
  const made = new Scratch();
  living.add(made);
  try {
    onTestFinished(() => made.remove(), TIDYING);
  } catch {
    // Outside of a test: removed with the file.
  }
  return made;
}
