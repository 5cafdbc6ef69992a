import type { Chance, Clock } from "../domain/chance.ts";

/** Where text goes: standard output or standard error. */
export interface Output {
  readonly isTTY: boolean;
  /** The width of the terminal, or 80. */
  readonly columns: number;
  /** True once the reader went away: whoever goes on for long ends then. */
  readonly gone?: boolean;
  /** Writes at once and whole; a reader that went away is no error. */
  write(text: string): void;
  /** The same for bytes that are no text. */
  bytes(content: Uint8Array): void;
}

/** Where text comes from. */
export interface Input {
  readonly isTTY: boolean;
  /** Everything up to the end, or more than so many bytes where it does not end before. */
  read(limit: number): Promise<Buffer>;
}

/** All that the program may know of the world outside its files and git: nothing below the edge reaches past it. */
export interface Host {
  /** What was typed behind the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: Clock;
  readonly chance: Chance;
  /** As `process.platform`. */
  readonly platform: string;
  readonly home: string;
  /** The login name, for agents whose directory says nothing. */
  readonly login: string;
  readonly pid: number;
  /** Raised when the user interrupts. */
  readonly signal: AbortSignal;
}
