/** The five ways in which a command can fail, and what each means to a caller. */
export type ErrorKind = "not-found" | "usage" | "conflict" | "invalid-data" | "environment";

const STATUS: Readonly<Record<ErrorKind, number>> = {
  "not-found": 1,
  usage: 2,
  conflict: 3,
  "invalid-data": 4,
  environment: 5,
};

/** What a failure carries besides its sentence. `fields` are printed beside the message under `--json`. */
export interface ErrorDetail {
  readonly hints?: readonly string[];
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error class of the product: recognised by `kind`, told apart by `code` (upper snake case, frozen by a test). */
export class BeadsError extends Error {
  override readonly name = "BeadsError";
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hints: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(kind: ErrorKind, code: string, message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.kind = kind;
    this.code = code;
    this.hints = detail.hints ?? [];
    this.fields = detail.fields ?? {};
  }
}

/** The exit status that belongs to a kind of failure (1 to 5). */
export function exitStatus(kind: ErrorKind): number {
  return STATUS[kind];
}
