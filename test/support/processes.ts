import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Ran, Scratch } from "./scratch.ts";

/** The built program: races and faults are between real processes. */
export const PROGRAM = join(import.meta.dirname, "../../dist/bd.js");

export interface Call {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Starts the built `bd` in a directory and answers how it ended. */
export function bd(here: Scratch, directory: string, args: readonly string[], call: Call = {}): Promise<Ran> {
  if (!existsSync(PROGRAM)) throw new Error("dist/bd.js is missing: npm run build makes it.");
  const env = { ...here.env, ...call.env };
  return here.run(process.execPath, [PROGRAM, ...args], {
    directory,
    env,
    ...(call.input === undefined ? {} : { input: call.input }),
  });
}

/** Runs `bd … --json` and answers its value. @throws with everything it said unless its status is 0. */
export async function bdJson<T>(here: Scratch, directory: string, args: readonly string[], call: Call = {}): Promise<T> {
  const ran = await bd(here, directory, [...args, "--json"], call);
  if (ran.status !== 0) throw new Error(`bd ${args.join(" ")}: status ${ran.status}\n${ran.stdout}${ran.stderr}`);
  return JSON.parse(ran.stdout) as T;
}

/** All at once, in the order given. */
export function race<T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => run(index)));
}

/** Makes a ledger with issues `demo-000000` and on, ready to be claimed. */
export async function seedLedger(here: Scratch, directory: string, issues: number): Promise<string[]> {
  await bdJson(here, directory, ["init", "--name", "demo", "--prefix", "demo", "--no-view"]);
  const ids = Array.from({ length: issues }, (_, index) => `demo-${String(index).padStart(6, "0")}`);
  if (issues === 0) return ids;
  const graph = here.write(`graph-${issues}.json`, JSON.stringify(ids.map((id) => ({ id, title: `Work ${id}` }))));
  await bdJson(here, directory, ["create", "--from", graph]);
  return ids;
}

/** Asserts what git itself has to say of a repository after a race or a crash. */
export async function expectSound(here: Scratch, directory: string): Promise<void> {
  const fsck = await here.tryGit(directory, "fsck", "--strict", "--no-dangling");
  expect(fsck, `${fsck.stdout}${fsck.stderr}`).toMatchObject({ status: 0 });
}

/** The claim files of the ledger at a ref: `issue/epoch`, one for each claim that was ever made. */
export async function claimsIn(here: Scratch, directory: string, ref: string): Promise<string[]> {
  const paths = (await here.git(directory, "ls-tree", "-r", "--name-only", ref)).split("\n");
  const claim = /^\.beads\/issues\/[0-9a-f]{2}\/([^/]+)\/claims\/(\d{4})\.md$/;
  return paths.flatMap((path) => {
    const found = claim.exec(path);
    return found === null ? [] : [`${found[1]}/${found[2]}`];
  });
}

export interface ClaimAnswer {
  readonly id: string;
  readonly epoch: number;
  readonly reach: string;
}
