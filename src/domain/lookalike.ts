/** Words that say nothing about what a title is about. */
const EMPTY = new Set(
  "a an and are as at be by for from in into is it its of on or should so that the this to we when with".split(" "),
);

/** From here on two titles say nearly the same. */
export const ALIKE = 0.65;

/** How much two titles say the same, 0 to 1: the mean of shared words and of shared groups of three letters. Symmetric; 1 for equal ones. */
export function likeness(a: string, b: string): number {
  return likenessTo(a)(b);
}

/** The same for one title beside many. */
export function likenessTo(title: string): (other: string) => number {
  // Titles that are compared have words in common, which are taken apart once.
  const known = new Map<string, readonly string[]>();
  const left = words(title);
  const parts = triples(left, known);
  return (other) => {
    const right = words(other);
    if (left.size === 0 || right.size === 0) return fold(title) === fold(other) ? 1 : 0;
    return (overlap(left, right) + overlap(parts, triples(right, known))) / 2;
  };
}

function fold(title: string): string {
  return title.normalize("NFKC").toLowerCase().trim();
}

function words(title: string): Set<string> {
  const folded = fold(title);
  // The usual case apart: a class of letters of all scripts takes a millisecond to compile.
  const all = folded.match(/^[ -~]*$/.test(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
  return new Set(tellingOf(all).map(stem));
}

/** Those of a title's words, in lower case, that say what it is about; all of them where none does. */
export function tellingOf(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !EMPTY.has(word));
  return telling.length > 0 ? telling : words;
}

/** The few endings that English titles differ in: `crashes` and `crash`, `parsing` and `parse`. */
function stem(word: string): string {
  return word.length < 5 ? word : word.replace(/(?:ing|ies|es|ed|s|e)$/, "");
}

function triples(of: ReadonlySet<string>, known: Map<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  for (const word of of) {
    const parts = known.get(word) ?? triplesIn(` ${word} `);
    known.set(word, parts);
    for (const part of parts) found.add(part);
  }
  return found;
}

function triplesIn(padded: string): string[] {
  return Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3));
}

/** Dice's coefficient. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let both = 0;
  for (const member of a) if (b.has(member)) both += 1;
  return (2 * both) / (a.size + b.size);
}
