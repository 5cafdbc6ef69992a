/** An entry of a tree object. The name is its bytes, one letter each, so that one that is no UTF-8 stays what it is. */
export interface RawEntry {
  readonly name: string;
  readonly mode: string;
  /** 20 bytes, one letter each. */
  readonly oid: string;
}

export const FOLDER_MODE = "40000";

/** Takes a tree object apart: `<mode> <name>\0<20 bytes>`, again and again. */
export function parseRawTree(bytes: Buffer): RawEntry[] {
  const text = bytes.toString("latin1");
  const entries: RawEntry[] = [];
  for (let at = 0; at < text.length; ) {
    const space = text.indexOf(" ", at);
    const end = text.indexOf("\0", space);
    entries.push({ mode: text.slice(at, space), name: text.slice(space + 1, end), oid: text.slice(end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}

/** Puts a tree object together, in git's order. */
export function serializeRawTree(entries: readonly RawEntry[]): Buffer {
  const sorted = [...entries].sort(byName);
  return Buffer.from(sorted.map(({ mode, name, oid }) => `${mode} ${name}\0${oid}`).join(""), "latin1");
}

/** git sorts a folder as if its name ended in a slash. */
function byName(a: RawEntry, b: RawEntry): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function keyOf({ mode, name }: RawEntry): string {
  return mode === FOLDER_MODE ? `${name}/` : name;
}
