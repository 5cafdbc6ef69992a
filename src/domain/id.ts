import { BeadsError } from "../errors.ts";
import type { Chance } from "./chance.ts";
import { toCompactStamp } from "./time.ts";

/** The 32 letters of ids: no i, l, o, u; lower case only, since some file systems fold case. */
export const ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

const RANDOM_LENGTH = 6;
const MAX_LENGTH = 128;
const PREFIX = /^[a-z0-9](?:[a-z0-9_-]{0,30}[a-z0-9])?$/;
const MOMENT = /^\d{8}T\d{9}Z-[0-9a-z]{6}$/;
const CHOSEN = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f:\u2028\u2029\ufeff]|^\s|\s$/;

/** Six letters of chance. 32 divides 256, so that each letter is equally likely, as with nanoid over the same alphabet. */
function randomPart(chance: Chance): string {
  let part = "";
  for (const byte of chance(RANDOM_LENGTH)) part += ID_ALPHABET[byte & 31];
  return part;
}

/** A new issue id: `<prefix>-<6 letters>`. Whoever calls checks that the ledger does not know it yet. */
export function mintId(prefix: string, chance: Chance): string {
  return `${prefix}-${randomPart(chance)}`;
}

/** A new id that sorts by time, for messages and operations: `20261121T103000123Z-7k3xq2`. Safe as a file name everywhere. */
export function mintMoment(now: number, chance: Chance): string {
  return `${toCompactStamp(now)}-${randomPart(chance)}`;
}

const LETTERS_SPACE = 2 ** 30;
/** Odd, so that its multiples visit every value of the letters before one comes again. */
const STRIDE = 0x2545f491;

/**
 * The id that something sent from elsewhere gets: its letters are those of the operation, so that whoever delivers it again meets the same
 * id. Where another bead has it already, the next of a fixed row is tried.
 */
export function deliveredId(prefix: string, op: string, attempt: number): string {
  const first = [...op.slice(-RANDOM_LENGTH)].reduce((sum, letter) => sum * 32 + Math.max(0, ID_ALPHABET.indexOf(letter)), 0);
  let rest = (first + attempt * STRIDE) % LETTERS_SPACE;
  let letters = "";
  for (let place = 0; place < RANDOM_LENGTH; place++) {
    letters = ID_ALPHABET[rest % 32] + letters;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}-${letters}`;
}

/** True for ids as `mintMoment` makes them. */
export function isMoment(text: string): boolean {
  return MOMENT.test(text);
}

/** True for anything that can be an issue's id: imported ones have any shape, but no colon (that names another project) and no control characters. */
export function isId(text: string): boolean {
  return text.length > 0 && text.length <= MAX_LENGTH && !FORBIDDEN.test(text) && text.isWellFormed();
}

/** The id, if it is one. @throws INVALID_ID */
export function checkId(text: string): string {
  if (isId(text)) return text;
  throw new BeadsError("usage", "INVALID_ID", `${JSON.stringify(text)} is not an id.`, {
    hints: [`An id has 1 to ${MAX_LENGTH} characters, none of them a colon or a control character.`],
    fields: { id: text },
  });
}

/** An id that somebody chose for a new issue: without what a shell or a file system would make something else of. @throws INVALID_ID */
export function checkChosenId(text: string): string {
  if (CHOSEN.test(text)) return checkId(text);
  throw new BeadsError("usage", "INVALID_ID", `${JSON.stringify(text)} cannot be chosen as an id.`, {
    hints: ["A chosen id has letters, digits, dots, - and _, and begins with a letter or digit."],
    fields: { id: text },
  });
}

/** The prefix, if new ids can start with it. @throws INVALID_PREFIX */
export function checkPrefix(text: string): string {
  if (PREFIX.test(text)) return text;
  throw new BeadsError("usage", "INVALID_PREFIX", `${JSON.stringify(text)} cannot be a prefix.`, {
    hints: ["A prefix has 1 to 32 characters out of a-z, 0-9, - and _, and starts and ends with a letter or digit."],
    fields: { prefix: text },
  });
}

/** What new ids of a project start with, from the project's name, accents left off; `bd` where nothing of the name can be used. */
export function prefixFrom(name: string): string {
  const folded = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 20)
    .replace(/^-+|-+$/g, "");
  return folded || "bd";
}
