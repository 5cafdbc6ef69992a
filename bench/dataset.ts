import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MadeCommit, makeLedger } from "./ledger-text.ts";
import type { Place } from "./place.ts";

/** Counted up when what is made changes, so that no older ledger is taken. */
const VERSION = 1;
const CACHE = join(tmpdir(), `bd-bench-ledgers-${VERSION}`);
const WHO = "Bench <bench@example.com>";

/** A repository with a ledger, for one measure alone. */
export interface Dataset {
  readonly directory: string;
  /** Open issues that nothing blocks, in the order in which they were made. */
  readonly free: readonly string[];
}

/**
 * A fresh copy of the ledger of so many issues, with the usual talk or with just so many messages on each; made by `git fast-import` the first time,
 * and kept in the temporary folder.
 */
export async function copyDataset(place: Place, issues: number, name: string, messages: number | null = null): Promise<Dataset> {
  const cached = join(CACHE, messages === null ? String(issues) : `${issues}-${messages}`);
  if (!existsSync(cached)) await makeDataset(place, { issues, messages }, cached);
  const directory = place.path(name);
  cpSync(join(cached, "clone"), directory, { recursive: true, verbatimSymlinks: true });
  return { directory, free: JSON.parse(readFileSync(join(cached, "free.json"), "utf8")) as string[] };
}

async function makeDataset(
  place: Place,
  { issues, messages }: { readonly issues: number; readonly messages: number | null },
  cached: string,
): Promise<void> {
  process.stderr.write(`making a ledger of ${issues} issues\n`);
  const folder = `${cached}.${process.pid}.tmp`;
  const clone = join(folder, "clone");
  mkdirSync(folder, { recursive: true });
  gitIn(place, folder, "init", "--quiet", "clone");
  writeFileSync(join(clone, "README.md"), "bench\n");
  gitIn(place, clone, "add", "README.md");
  gitIn(place, clone, "commit", "--quiet", "--message", "first");
  const { commits, free } = makeLedger(issues, messages);
  await importCommits(place, clone, { ref: "refs/beads/ledger", from: null, commits });
  writeFileSync(join(folder, "free.json"), JSON.stringify(free));
  rmSync(cached, { recursive: true, force: true });
  renameSync(folder, cached);
}

/** Adds commits to a ref in one go. */
export async function importCommits(
  place: Place,
  directory: string,
  made: { ref: string; from: string | null; commits: Iterable<MadeCommit> },
): Promise<void> {
  const child = spawn("git", ["fast-import", "--quiet", "--force", "--done"], {
    cwd: directory,
    env: place.env,
    stdio: ["pipe", "ignore", "inherit"],
  });
  const ended = once(child, "close");
  let first = true;
  for (const commit of made.commits) {
    const parent = first && made.from !== null ? `from ${made.from}\n` : "";
    if (!child.stdin.write(commitText(made.ref, commit, parent))) await once(child.stdin, "drain");
    first = false;
  }
  child.stdin.end("done\n");
  const [status] = await ended;
  if (status !== 0) throw new Error(`git fast-import gave ${status}`);
}

function commitText(ref: string, { at, subject, files }: MadeCommit, parent: string): string {
  const head = `commit ${ref}\ncommitter ${WHO} ${Math.floor(at / 1000)} +0000\n${data(subject)}${parent}`;
  return head + files.map((file) => `M 100644 inline ${file.path}\n${data(file.content)}`).join("");
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function gitIn(place: Place, directory: string, ...words: string[]): void {
  const { status, stderr } = spawnSync("git", words, { cwd: directory, env: place.env, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
}
