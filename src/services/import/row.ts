/** Why a line of the source cannot come in. */
export interface Fault {
  /** 1 and up. */
  readonly line: number;
  readonly id: string | null;
  readonly reason: string;
}

/** One record of the source, as its line says it. */
export interface Row {
  readonly line: number;
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** What the lines of a file hold, before anything is translated. */
export interface Reading {
  /** Lines that are not blank. */
  readonly lines: number;
  /** What the `_schema` header says, where the file starts with one. */
  readonly schema: string | null;
  readonly issues: readonly Row[];
  readonly tombstones: readonly Row[];
  /** Records that are no issues, such as memories: kind to count. */
  readonly others: Readonly<Record<string, number>>;
  /** Lines with an id that another line has too; the one changed last came in. */
  readonly repeated: readonly Fault[];
  readonly faults: readonly Fault[];
}

/** The text of a field; undefined where it is missing, null or blank. */
export function textOf(record: Readonly<Record<string, unknown>>, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = record[key];
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return undefined;
}

/** The objects of a list field; what is no object is left out. */
export function objectsOf(record: Readonly<Record<string, unknown>>, ...keys: readonly string[]): Record<string, unknown>[] {
  for (const key of keys) {
    const value = record[key];
    if (Array.isArray(value)) return value.filter((entry) => typeof entry === "object" && entry !== null);
  }
  return [];
}
