import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BeadsError } from "../errors.ts";
import type { Act, Outcome, Stage } from "../services/demo/stage.ts";
import type { Host } from "./host.ts";

/** A folder for a play, and how to leave it. */
export interface Theatre extends Stage {
  /** Takes the folder away, if the play made it. */
  leave(): void;
}

export interface TheatreOptions {
  readonly host: Host;
  /** A folder that does not exist yet or is empty; else one is made among the temporary ones. */
  readonly directory: string | undefined;
  readonly keep: boolean;
  readonly show: (lines: readonly string[]) => void;
}

const GIT_CONFIG = `[user]
\tname = Demo
\temail = demo@example.com
[init]
\tdefaultBranch = main
[core]
\tpager = cat
[beads]
\tbackground = off
[advice]
\tdetachedHead = false
[protocol "file"]
\tallow = always
`;

/** Makes a folder in which commands know nothing of the user's own set-up: another home, another git configuration, this very bd on the path. */
export function openTheatre({ host, directory, keep, show }: TheatreOptions): Theatre {
  const root = realpathSync(
    directory === undefined ? mkdtempSync(join(tmpdir(), "bd-demo-")) : emptyFolder(resolve(host.cwd, directory)),
  );
  for (const folder of ["bin", "home", "remotes", "north", "south", "trees"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "home/.gitconfig"), GIT_CONFIG);
  writeLauncher(root);
  const env = environment(root, host);
  return {
    root,
    show,
    now: host.now,
    run: (act) => runShell(root, act, { env, signal: host.signal }),
    leave: () => {
      if (!keep && directory === undefined) rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function emptyFolder(folder: string): string {
  const refuse = (why: string, cause?: unknown): never => {
    throw new BeadsError("environment", "DEMO_FOLDER", `The folder ${folder} cannot be used for the demo: ${why}.`, { cause });
  };
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    return refuse("it cannot be made", cause);
  }
  return readdirSync(folder).length === 0 ? folder : refuse("it is not empty");
}

/** `bd` and `node` as the commands of the play find them: the program that runs now. */
function writeLauncher(root: string): void {
  const [node, script = ""] = process.argv;
  const words = [node ?? process.execPath, ...process.execArgv, script].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  writeFileSync(join(root, "bin/bd"), `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(join(root, "bin/bd"), 0o755);
  symlinkSync(process.execPath, join(root, "bin/node"));
}

function environment(root: string, host: Host): Record<string, string> {
  const kept = ["TMPDIR", "TEMP", "TMP", "SystemRoot", "NODE_COMPILE_CACHE", "LD_LIBRARY_PATH"].flatMap((name) =>
    host.env[name] === undefined ? [] : [[name, host.env[name]]],
  );
  return {
    ...Object.fromEntries(kept),
    PATH: `${join(root, "bin")}:${host.env["PATH"] ?? ""}`,
    HOME: join(root, "home"),
    GIT_CONFIG_GLOBAL: join(root, "home/.gitconfig"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
    TZ: "UTC",
    NO_COLOR: "1",
  };
}

/** Runs a line in a shell; each of the play's agents has a session of its own. What it prints comes in the order in which it was printed. */
function runShell(
  root: string,
  act: Act,
  { env, signal }: { env: Record<string, string>; signal: AbortSignal },
): Promise<Outcome> {
  const session = act.directory.replaceAll("/", "-");
  return new Promise((done, fail) => {
    const child = spawn("sh", ["-c", `{ ${act.command}\n} 2>&1`], {
      cwd: join(root, act.directory),
      env: { ...env, BD_SESSION: session },
      stdio: ["ignore", "pipe", "inherit"],
      signal,
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", fail);
    child.on("close", (status) => done({ status: status ?? 1, output }));
  });
}
