/** Where a text is laid out to be summed up, as bytes and as words of four. */
interface Room {
  readonly words: Uint32Array;
  readonly bytes: Buffer;
}

/** The room that stays, and how many bytes it has at least and at most: a very long text has one of its own. */
let room: Room | undefined;
const LEAST = 16_384;
const MOST = 1_048_576;

/**
 * Tells two texts apart: FNV-1a over the words of four bytes of their UTF-8, with the high bits of each step brought down. No step loses anything, so
 * texts of one length that differ in one word differ in this. By words and not by letters: a short command looks at some ten thousand letters while its
 * code is cold.
 */
export function checksum(text: string): number {
  const { words, bytes } = roomFor(3 * text.length + 4);
  const length = bytes.write(text);
  const count = (length + 3) >>> 2;
  for (let at = length; at < 4 * count; at++) bytes[at] = 0;
  let sum = 0x811c9dc5 ^ length;
  for (let i = 0; i < count; i++) {
    sum = Math.imul(sum ^ (words[i] as number), 0x01000193);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}

function roomFor(size: number): Room {
  if (room !== undefined && room.bytes.length >= size) return room;
  const words = new Uint32Array(Math.ceil(Math.max(LEAST, size) / 4));
  const made = { words, bytes: Buffer.from(words.buffer) };
  if (size <= MOST) room = made;
  return made;
}

/** A value as text that shows whether a single letter of it has changed: SQLite checks its pages' structure, and not what is in them. */
export function seal(value: unknown): string {
  const text = JSON.stringify(value);
  return `${checksum(text).toString(36)} ${text}`;
}

/** The value that was sealed. @throws SyntaxError where it is not what was sealed: damage, as far as an index is concerned */
export function unseal<T>(sealed: string): T {
  const at = sealed.indexOf(" ");
  const text = sealed.slice(at + 1);
  if (sealed.slice(0, at) !== checksum(text).toString(36)) throw broken();
  return JSON.parse(text) as T;
}

/** The failure of anything that is not what was kept. */
export function broken(): SyntaxError {
  return new SyntaxError("The index holds something else than what was put into it.");
}
