import { BeadsError } from "../errors.ts";
import { cut, stripControls } from "./strip.ts";

/** A note is read at every session's start: what is longer belongs into an issue or a decision. Characters. */
export const NOTE_LENGTH = 500;

const KEY_LENGTH = 40;
const KEY_WORDS = 5;
/** Words that say nothing about what a note is about. */
const EMPTY_WORDS = new Set(
  "a an and are as at be but by do for from has have i if in is it its not of on or so that the then this to was we when with you".split(
    " ",
  ),
);

/** The text of a note as it is stored. @throws NOTE_EMPTY, NOTE_TOO_LONG */
export function checkNote(text: string): string {
  const body = stripControls(text).trim();
  if (body === "") {
    throw new BeadsError("usage", "NOTE_EMPTY", "There is nothing to remember.", {
      hints: ['bd remember "Integration tests need a running redis"'],
    });
  }
  const length = Array.from(body).length;
  if (length <= NOTE_LENGTH) return body;
  throw new BeadsError("usage", "NOTE_TOO_LONG", `A note has at most ${NOTE_LENGTH} characters, and this has ${length}.`, {
    hints: [
      "Every session reads the notes: keep the one sentence that helps.",
      "What is longer belongs into an issue or a decision.",
    ],
    fields: { length, limit: NOTE_LENGTH },
  });
}

/** A key as it is stored: one word, lower case, safe in a file's name. @throws BAD_NOTE_KEY */
export function checkNoteKey(text: string): string {
  const key = text.trim().toLowerCase();
  if (hasKeyLetters(key) && key.length <= KEY_LENGTH) return key;
  throw new BeadsError("usage", "BAD_NOTE_KEY", `${JSON.stringify(cut(text, 60))} is no key for a note.`, {
    hints: [`A key has letters, digits, dots, - and _, begins with a letter or digit, and has at most ${KEY_LENGTH} characters.`],
    fields: { key: text },
  });
}

/** The key that a text gives itself: the first words that say something. The same text gives the same key. */
export function keyOf(body: string): string {
  const words = body.toLowerCase().match(/[\p{Ll}\p{Lo}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  const chosen = (telling.length > 0 ? telling : words).slice(0, KEY_WORDS);
  let key = "";
  for (const word of chosen) {
    const longer = key === "" ? word.slice(0, KEY_LENGTH) : `${key}-${word}`;
    if (longer.length > KEY_LENGTH) break;
    key = longer;
  }
  return key === "" ? "note" : key;
}

/** Another key for a text whose own is taken by another text: with some letters of its digest (hex). */
export function keyBeside(key: string, digest: string): string {
  const tail = digest.slice(0, 5);
  return `${key.slice(0, KEY_LENGTH - tail.length - 1)}-${tail}`;
}

function hasKeyLetters(key: string): boolean {
  return /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}._-]*$/u.test(key);
}
