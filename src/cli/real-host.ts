import { fstatSync, statSync, writeSync } from "node:fs";
import { BeadsError } from "../errors.ts";
import type { Host, Input, Output } from "./host.ts";
import { randomBytes } from "./random.ts";
import { readUpTo } from "./read-bounded.ts";

/** The world as it is: this process's streams, clock, randomness and signals. What costs time is read when asked for. */
export function realHost(): Host {
  return {
    argv: process.argv.slice(2),
    env: process.env,
    get cwd() {
      return currentDirectory();
    },
    stdin: standardInput,
    stdout: output(1),
    stderr: output(2),
    now: Date.now,
    chance: randomBytes,
    platform: process.platform,
    get home() {
      return process.env["HOME"] || system().homedir();
    },
    get login() {
      return loginName();
    },
    pid: process.pid,
    get signal() {
      return interruption();
    },
  };
}

/** Loaded when it is first asked: most commands know all that from their environment. */
function system(): typeof import("node:os") {
  return process.getBuiltinModule("node:os");
}

/** What `node:os` calls devNull. */
const NOWHERE = process.platform === "win32" ? "\\\\.\\nul" : "/dev/null";

function currentDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new BeadsError("environment", "NO_SUCH_DIRECTORY", "The current directory is gone.", { cause });
  }
}

function loginName(): string {
  try {
    return system().userInfo().username;
  } catch {
    return process.env["USER"] ?? process.env["USERNAME"] ?? "somebody";
  }
}

const standardInput: Input = {
  get isTTY() {
    return process.stdin.isTTY === true;
  },
  read: (limit) => readUpTo(process.stdin, limit),
};

let interrupted: AbortController | undefined;

function interruption(): AbortSignal {
  interrupted ??= new AbortController();
  return interrupted.signal;
}

/** Milliseconds that work which listens for an interrupt has to tidy up. */
const GRACE = 2000;

/**
 * Ends the process at an interrupt with the status that shells expect (130, 143), running what is to run at exit. Work that
 * listens to `host.signal` is told and may end by itself. A second interrupt kills.
 */
export function endOnInterrupt(): void {
  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.once(signal, () => {
      if (interrupted === undefined) process.exit(status);
      interrupted.abort(signal);
      setTimeout(() => process.exit(status), GRACE).unref();
    });
  }
}

/** Writes with plain system calls, whole, whatever the other end is: Node's streams cost time and lose text at exit. */
function output(descriptor: 1 | 2): Output {
  let gone = false;
  return {
    get isTTY() {
      return isTerminal(descriptor) && streamOf(descriptor).isTTY === true;
    },
    get columns() {
      return (isTerminal(descriptor) && streamOf(descriptor).columns) || 80;
    },
    get gone() {
      return gone;
    },
    write(text) {
      if (!gone) gone = !writeAll(descriptor, Buffer.from(text, "utf8"));
    },
    bytes(content) {
      if (!gone) gone = !writeAll(descriptor, Buffer.from(content));
    },
  };
}

/** False for pipes, files and /dev/null, for which Node's streams need not be loaded to know it. */
function isTerminal(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isCharacterDevice() && found.rdev !== statSync(NOWHERE, { throwIfNoEntry: false })?.rdev;
  } catch {
    return false;
  }
}

function streamOf(descriptor: 1 | 2): Partial<NodeJS.WriteStream> {
  return descriptor === 1 ? process.stdout : process.stderr;
}

/** False when the reader has gone (`bd list | head`). A full pipe that does not block is waited for. */
function writeAll(descriptor: number, bytes: Buffer): boolean {
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE" || code === "EOF") return false;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}
