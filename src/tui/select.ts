import type { Content, Item, View } from "./screen.ts";

/** The items of a content that a filter leaves. */
export function narrowed<C extends Content>(content: C, filter: string): C {
  const words = wordsOf(filter);
  if (words.length === 0) return content;
  return { ...content, columns: content.columns.map((items) => items.filter((item) => hasAll(item.words.toLowerCase(), words))) };
}

/** True if every word of the pattern is in the text: outright, or with letters left out of a longer word. */
export function isLike(text: string, pattern: string): boolean {
  return hasAll(text.toLowerCase(), wordsOf(pattern));
}

function wordsOf(pattern: string): readonly string[] {
  return pattern
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** What stands there outright is found without a look at each word. */
function hasAll(text: string, words: readonly string[]): boolean {
  return words.every(
    (word) => text.includes(word) || (word.length > 1 && text.split(" ").some((other) => isSubsequence(word, other))),
  );
}

function isSubsequence(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === letters[at]) at += 1;
  return at === letters.length;
}

/** Where a key stands: its column and row; undefined where it is not there. */
export function placeOf({ columns }: Content, key: string | null): { readonly column: number; readonly row: number } | undefined {
  for (const [column, items] of columns.entries()) {
    const row = items.findIndex((item) => item.key === key);
    if (row >= 0) return { column, row };
  }
  return undefined;
}

/** The item of a key. */
export function itemOf(content: Content, key: string | null): Item | undefined {
  const place = placeOf(content, key);
  return place && content.columns[place.column]?.[place.row];
}

/** The key that is selected once something was read anew: the same, else what stands where it stood, else the first. */
export function keptSelection(before: Content | undefined, now: Content, key: string | null): string | null {
  if (placeOf(now, key) !== undefined) return key;
  if (now.home !== undefined && placeOf(now, now.home) !== undefined) return now.home;
  const old = before === undefined ? undefined : placeOf(before, key);
  const column = now.columns[old?.column ?? 0] ?? [];
  const near = column[Math.min(old?.row ?? 0, column.length - 1)];
  if (near !== undefined && near.aside !== true) return near.key;
  const all = now.columns.flat();
  return (all.find(({ aside }) => aside !== true) ?? all[0])?.key ?? null;
}

/** The key some rows further down or up, never beyond the ends. */
export function moved(content: Content, key: string | null, by: number): string | null {
  const place = placeOf(content, key);
  if (place === undefined) return keptSelection(undefined, content, null);
  const items = content.columns[place.column] ?? [];
  return items[Math.max(0, Math.min(items.length - 1, place.row + by))]?.key ?? key;
}

/** The key in the next column that has any, at about the same height. */
export function movedAside(content: Content, key: string | null, by: -1 | 1): string | null {
  const place = placeOf(content, key);
  if (place === undefined) return keptSelection(undefined, content, null);
  for (let column = place.column + by; column >= 0 && column < content.columns.length; column += by) {
    const items = content.columns[column] ?? [];
    if (items.length > 0) return items[Math.min(place.row, items.length - 1)]?.key ?? key;
  }
  return key;
}

/** The first row that is shown so that a row is in sight: in the middle, or where it was clicked. */
export function windowAt(rows: number, { height, anchor }: Pick<View, "height" | "anchor">, selected: number): number {
  if (rows <= height || selected < 0) return 0;
  const above = anchor === null ? Math.floor(height / 2) : Math.max(0, Math.min(height - 1, anchor));
  return Math.max(0, Math.min(rows - height, selected - above));
}
