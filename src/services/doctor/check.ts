/** What one look found: all is well, something deserves a look, or something is broken. */
export interface Check {
  readonly name: string;
  readonly state: "ok" | "warn" | "fail";
  readonly words: string;
  /** What to do about it; null where nothing is to be done. */
  readonly advice: string | null;
  /** What it is about, one thing a line. */
  readonly details: readonly string[];
  /** What it was repaired from just now; null where nothing was. */
  readonly fixed: string | null;
  /** The exit status that a failure asks for: 4 for what is in the ledger, 5 for what is around it. */
  readonly status: 0 | 4 | 5;
}

/** What may be added to a look's words. */
export interface Note {
  readonly advice?: string;
  readonly details?: readonly string[];
  readonly fixed?: string;
}

export function ok(name: string, words: string, note: Note = {}): Check {
  return make(name, "ok", words, note, 0);
}

export function warn(name: string, words: string, note: Note = {}): Check {
  return make(name, "warn", words, note, 0);
}

export function fail(name: string, words: string, status: 4 | 5, note: Note = {}): Check {
  return make(name, "fail", words, note, status);
}

function make(name: string, state: Check["state"], words: string, note: Note, status: Check["status"]): Check {
  const { advice = null, details = [], fixed = null } = note;
  return { name, state, words, advice, details, fixed, status };
}
