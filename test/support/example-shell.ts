import { spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../src/main.ts";
import { fakeHost, START } from "./fake-host.ts";
import { uiIn } from "./headless-ui.ts";
import { type Scratch, scratch } from "./scratch.ts";
import { ROOT, sourceOf } from "./source-tree.ts";
import { type Play, replay, type Step } from "./transcript.ts";
import { TranscriptShell } from "./transcript-shell.ts";

/** Where the world of all examples is written down. */
export const WORLD = "test/verbs/world.md";

/** When examples are played: behind all that made their world. */
const LATER = START + 30 * 60_000;

/**
 * Plays the examples of one verb as the agent dave/vc in its clone. What takes a whole terminal, a server or a play of its own gets that: `bd ui`
 * answers with its first frame, `bd mcp --http` with what it says before it is interrupted, `bd mcp` and `bd demo` are processes.
 */
export function exampleShell(here: Scratch): Play {
  const directory = here.path("dave/vc");
  const shell = new TranscriptShell(here, { directory, start: LATER, seed: 11, env: { BD_ACTOR: "dave/vc" } });
  return async (step) => {
    if (/\bbd ui\b/.test(step.command)) return { output: await firstFrame(here, directory), status: 0 };
    if (/\bbd mcp --http/.test(step.command)) return served(here, directory);
    if (step.command === "bd demo") return { output: "", status: await curtain(here, directory) };
    if (/(^|\| )bd (demo|mcp)\b/.test(step.command)) return asProcess(here, directory, step);
    const { output, status } = await shell.play(step);
    return { output: ofAnyMachine(output), status };
  };
}

/** What differs from one machine to the next, as it was on somebody's laptop. A ledger's commits name the place where it is shared. */
function ofAnyMachine(output: string): string {
  return output
    .replace(/^( +Worktree: .* on ).*$/gm, "$1laptop")
    .replace(/^( +host +).*$/gm, "$1laptop")
    .replace(/^( +process +)\d+/gm, "$14711")
    .replace(/^(ok +git +).*$/gm, "$12.52.0")
    .replace(/^(ok +node +).*$/gm, "$126.10.0")
    .replace(/(the ledger is at )[0-9a-f]+/, "$15f0c1e2b9a");
}

async function firstFrame(here: Scratch, directory: string): Promise<string> {
  return (await uiIn(here, directory, { now: LATER + 600_000, width: 56, height: 8 })).frame().trimEnd();
}

/** Any free port, shown as the one that was typed. */
async function served(here: Scratch, directory: string) {
  const interrupt = new AbortController();
  const world = fakeHost({ cwd: directory, env: here.env });
  const stdout = {
    ...world.stdout,
    write: (text: string) => {
      world.stdout.write(text);
      interrupt.abort("SIGINT");
    },
  };
  const status = await main(["mcp", "--http", "--port", "0"], { ...world, stdout, signal: interrupt.signal });
  const output = world.written.all
    .trimEnd()
    .replaceAll(here.root, "~")
    .replace(/127\.0\.0\.1:\d+/, "127.0.0.1:7421");
  return { output, status: interrupt.signal.aborted ? 0 : status };
}

async function asProcess(here: Scratch, directory: string, { command }: Step) {
  const program = `bd() { '${process.execPath}' '${join(ROOT, "dist/bd.js")}' "$@"; }`;
  const env = { ...here.env, BD_ACTOR: "dave/vc" };
  const { stdout, stderr, status } = await here.run("sh", ["-c", `${program}\n${command}`], { directory, env });
  return { output: `${stdout}${stderr}`.trim().replaceAll(here.root, "~"), status };
}

/** A long play goes up, and is interrupted: that it comes to its end is a test of its own. */
function curtain(here: Scratch, directory: string): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, "dist/bd.js"), "demo"], { cwd: directory, env: here.env });
    child.stdout.once("data", () => child.kill("SIGINT"));
    child.once("close", (status) => done(status === 130 ? 0 : (status ?? 1)));
  });
}

/** The projects in which examples are played. */
export interface World {
  readonly here: Scratch;
  /** `test/verbs/world.md` as it says now. */
  readonly played: string;
  /** Brings everything back to how it was: in place, since a claim is held in the very directory in which it was made. */
  bringBack(): void;
  leave(): void;
}

/** Makes the world of `test/verbs/world.md`. */
export async function worldOfExamples(): Promise<World> {
  const here = scratch();
  const played = await replay(sourceOf(WORLD), new TranscriptShell(here).play);
  const aside = mkdtempSync(join(tmpdir(), "bd-examples-"));
  cpSync(here.root, join(aside, "world"), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const bringBack = () => restore(join(aside, "world"), here.root);
  return { here, played, bringBack, leave: () => rmSync(aside, { recursive: true, force: true }) };
}

function restore(from: string, to: string): void {
  const wanted = new Set(readdirSync(from));
  for (const name of readdirSync(to)) if (!wanted.has(name)) rmSync(join(to, name), { recursive: true, force: true });
  for (const name of wanted) restoreEntry(join(from, name), join(to, name));
}

function restoreEntry(from: string, to: string): void {
  const kept = lstatSync(from);
  const now = lstatSync(to, { throwIfNoEntry: false });
  if (kept.isDirectory() && now?.isDirectory() !== true) rmSync(to, { force: true });
  if (kept.isDirectory()) {
    mkdirSync(to, { recursive: true });
    restore(from, to);
  } else if (now === undefined || now.size !== kept.size || now.mtimeMs !== kept.mtimeMs) {
    rmSync(to, { recursive: true, force: true });
    if (kept.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else copyFileSync(from, to);
    if (!kept.isSymbolicLink()) utimesSync(to, kept.atime, kept.mtime);
  }
}
