import { main } from "../../src/main.ts";
import { fakeHost, START, StoryClock } from "./fake-host.ts";
import type { Scratch } from "./scratch.ts";
import { seededChance } from "./seeded-chance.ts";

/** What one command said. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of standard output. */
  readonly lines: readonly string[];
  /** Standard output as JSON; undefined where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it with matchers
  readonly json: any;
}

/** Runs bd in process in a directory of a scratch folder, a minute after the last time. */
export type RunBd = (
  words: readonly string[],
  options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
) => Promise<Said>;

/** A way to run bd with one clock and one seed. */
export function bdIn(here: Scratch, directory: string, seed = 5): RunBd {
  const clock = new StoryClock(START);
  const chance = seededChance(seed);
  return async (words, { cwd = directory, env = {} } = {}) => {
    clock.tick();
    const host = fakeHost({ cwd, env: { ...here.env, ...env }, now: clock.now, chance });
    const status = await main([...words], host);
    const { stdout, stderr } = host.written;
    return { status, stdout, stderr, lines: stdout.split("\n").slice(0, -1), json: jsonIn(stdout) };
  };
}

/** bd as an agent runs it in its own clone of the project `vc`: `dave/vc` in `~/dave/vc`, or where `directory` says. */
export function bdOf(
  here: Scratch,
  name: string,
  seed: number,
  more: { readonly directory?: string; readonly env?: Readonly<Record<string, string>> } = {},
): RunBd {
  const bd = bdIn(here, more.directory ?? here.path(name, "vc"), seed);
  return (words, options) => bd([...words], { ...options, env: { BD_ACTOR: `${name}/vc`, ...more.env, ...options?.env } });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A repository `dave/vc` with an empty ledger, and bd in it. */
export async function trackedRepository(here: Scratch): Promise<{ readonly directory: string; readonly bd: RunBd }> {
  const directory = await here.repository("dave/vc");
  const bd = bdIn(here, directory);
  const { status, stderr } = await bd(["init", "--quiet"]);
  if (status !== 0) throw new Error(stderr);
  return { directory, bd };
}
