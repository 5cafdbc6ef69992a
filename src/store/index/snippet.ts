import { endsInLetter, isBeyondAscii } from "./letters.ts";

const BEFORE = 40;
const LENGTH = 120;

/** A line of the first text that has one of the words, around that word; the last text's start if none has. White space is one blank. */
export function snippetOf(texts: Iterable<string>, words: readonly string[]): string {
  const wanted = words.map(fold).filter((word) => word !== "");
  let last = "";
  for (const text of texts) {
    const flat = text.replace(/\s+/g, " ").trim();
    const at = firstOf(fold(flat), wanted);
    if (at >= 0) return cut(flat, at);
    last = flat;
  }
  return cut(last, 0);
}

/** Lower case without accents, letter for letter, so that places in it are places in the text. */
function fold(text: string): string {
  // The usual case apart: letter by letter takes a search three milliseconds.
  if (!isBeyondAscii(text)) return text.toLowerCase();
  let folded = "";
  for (const letter of text) {
    const plain = letter.normalize("NFD").charAt(0).toLowerCase();
    folded += plain.length === letter.length ? plain : letter;
  }
  return folded;
}

function firstOf(text: string, words: readonly string[]): number {
  let first = -1;
  for (const word of words) {
    const at = startOf(text, word);
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  return first;
}

/** Where a word starts in a text, at the start of one of its words. */
function startOf(text: string, word: string): number {
  let at = text.indexOf(word);
  while (at > 0 && endsInLetter(text.charAt(at - 1))) at = text.indexOf(word, at + 1);
  return at;
}

function cut(text: string, at: number): string {
  const from = at <= BEFORE ? 0 : text.indexOf(" ", at - BEFORE) + 1 || at;
  const start = Math.min(from, at);
  const end = start + LENGTH >= text.length ? text.length : text.lastIndexOf(" ", start + LENGTH);
  const stop = end <= at ? start + LENGTH : end;
  return `${start > 0 ? "…" : ""}${text.slice(start, stop)}${stop < text.length ? "…" : ""}`;
}
