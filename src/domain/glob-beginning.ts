/**
 * True where the letters before any sign tell that no path is common to both globs, as they do for nearly all of many: what a glob covers begins
 * with them. False says nothing.
 */
export function areApart(a: string, b: string): boolean {
  const [left, right] = [beginningOf(a), beginningOf(b)];
  return left !== undefined && right !== undefined && !left.startsWith(right) && !right.startsWith(left);
}

/** The same for a path, which is taken letter by letter. */
export function isApartFrom(glob: string, path: string): boolean {
  const letters = beginningOf(glob);
  return letters !== undefined && !foldPath(path).startsWith(letters);
}

/** A path as globs compare it: one form of each letter, without capitals. */
export function foldPath(path: string): string {
  // What is plain already, as nearly every path is, needs no table of letters.
  return /^[ -~]*$/.test(path) ? path.toLowerCase() : path.normalize("NFC").toLowerCase();
}

/** The letters with which everything that a glob covers begins; undefined where it would have to be looked at more closely. */
export function beginningOf(glob: string): string | undefined {
  if (!/^[!-~][ -~]*$/.test(glob) || /^\.(?:\/|$)|\/\.(?:\/|$)|\/\//.test(glob)) return undefined;
  const end = glob.search(/[*?{]/);
  const letters = (end < 0 ? glob : glob.slice(0, end)).toLowerCase();
  return letters.endsWith("/") ? letters.slice(0, -1) : letters;
}
