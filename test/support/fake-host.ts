import type { Host } from "../../src/cli/host.ts";
import type { Chance, Clock } from "../../src/domain/chance.ts";
import { seededChance } from "./seeded-chance.ts";

/** When every scripted story begins: 2026-11-21T10:30:00Z. */
export const START = Date.UTC(2026, 10, 21, 10, 30);

/** A clock that goes on a minute a command. It stands still within one, so that its stamps are round, unless something waits on it. */
export class StoryClock {
  #time: number;
  #asked = 0;

  constructor(start: number) {
    this.#time = start;
  }

  readonly now: Clock = () => {
    this.#asked += 1;
    return this.#time + Math.max(0, this.#asked - 1000);
  };

  /** Begins the next command. */
  tick(): void {
    this.#time += 60_000;
    this.#asked = 0;
  }
}

export interface FakeWorld {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now?: Clock;
  readonly chance?: Chance;
  readonly stdin?: string;
  readonly isTTY?: boolean;
}

/** A Host whose streams are kept: each on its own, and both in the order in which they were written. */
export interface FakeHost extends Host {
  readonly written: { readonly stdout: string; readonly stderr: string; readonly all: string };
}

/** A world for one command, run in process. */
export function fakeHost({ cwd, env, now, chance, stdin = "", isTTY = false }: FakeWorld): FakeHost {
  const written = { stdout: "", stderr: "", all: "" };
  const output = (name: "stdout" | "stderr") => ({
    isTTY,
    columns: 80,
    write(text: string) {
      written[name] += text;
      written.all += text;
    },
    bytes(content: Uint8Array) {
      this.write(Buffer.from(content).toString("latin1"));
    },
  });
  return {
    argv: [],
    env,
    cwd,
    stdin: { isTTY: false, read: async () => Buffer.from(stdin) },
    stdout: output("stdout"),
    stderr: output("stderr"),
    now: now ?? new StoryClock(START).now,
    chance: chance ?? seededChance(1),
    platform: process.platform,
    home: env["HOME"] ?? cwd,
    login: "tester",
    pid: process.pid,
    signal: new AbortController().signal,
    written,
  };
}
