import { BeadsError, exitStatus } from "../errors.ts";
import type { Host } from "./host.ts";
import { inert, jsonText } from "./print.ts";

/** The exit status of a bug. */
const BUG = 70;

/** Says a failure: words on stderr, or one JSON object on stdout. Answers the exit status. */
export function reportFailure(error: unknown, host: Host, mode: { readonly json: boolean; readonly quiet: boolean }): number {
  const failure = asFailure(error);
  try {
    if (mode.json) host.stdout.write(`${jsonText(failureJson(failure), host)}\n`);
    else host.stderr.write(inert(`${failureLines(failure, mode.quiet).join("\n")}\n`));
    if (failure.status === BUG && host.env["BD_DEBUG"]) host.stderr.write(`${stackOf(error)}\n`);
  } catch {
    // The status is all that can still be said: what was to be written to is full or broken.
  }
  return failure.status;
}

function stackOf(error: unknown): string {
  return (error instanceof Error && error.stack) || String(error);
}

interface Failure {
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly hints: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly status: number;
}

function failureJson({ kind, code, message, hints, fields }: Failure): object {
  return { error: { ...fields, kind, code, message, hints } };
}

function failureLines({ message, hints }: Failure, quiet: boolean): readonly string[] {
  return [`bd: ${message}`, ...(quiet ? [] : hints.map((hint) => `  ${hint}`))];
}

const DENIED = "bd writes with your rights: see whose that is with ls -l, or use a clone of your own. Reading works.";

/** Which words of the operating system are the environment's fault and not ours. */
const SYSTEM: Readonly<Record<string, readonly [code: string, words: string, hint: string]>> = {
  ENOSPC: ["DISK_FULL", "The disk is full", "Make room, and give the command again."],
  EDQUOT: ["DISK_FULL", "The disk quota is used up", "Make room, and give the command again."],
  EROFS: ["READ_ONLY", "The file system is read-only", "Reading works; write from a clone on another file system."],
  EACCES: ["PERMISSION_DENIED", "Permission was denied", DENIED],
  EPERM: ["PERMISSION_DENIED", "Permission was denied", DENIED],
  EMFILE: ["TOO_MANY_FILES", "Too many files are open", "Close some programs, or raise the limit that ulimit -n shows."],
  EIO: ["DISK_FAULT", "The disk answered with an error", "bd doctor says what can still be read."],
};

function asFailure(error: unknown): Failure {
  if (error instanceof BeadsError) {
    const { kind, code, message, hints, fields } = error;
    return { kind, code, message, hints, fields, status: exitStatus(kind) };
  }
  const { code = "", path, message } = error as NodeJS.ErrnoException;
  const known = SYSTEM[code];
  if (known !== undefined) {
    const words = `${known[1]}${path === undefined ? "" : `: ${path}`}.`;
    return {
      kind: "environment",
      code: known[0],
      message: words,
      hints: [known[2]],
      fields: {},
      status: exitStatus("environment"),
    };
  }
  const hints = ["This is a bug in bd. BD_DEBUG=1 shows where it happened."];
  return {
    kind: "bug",
    code: "BUG",
    message: `Something went wrong inside bd: ${message ?? String(error)}.`,
    hints,
    fields: {},
    status: BUG,
  };
}
