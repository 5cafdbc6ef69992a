/** A table of all codes of a prefix code: what the next bits lead to, as `symbol * 16 + length`; 0 where nothing does. */
export interface PrefixCode {
  readonly table: Uint16Array;
  /** How many bits a look-up takes. */
  readonly bits: number;
}

const LONGEST = 15;

/** Makes the table of the code whose symbols have these lengths in bits, 0 for none (RFC 1951, 3.2.2). @throws Error for lengths of no code */
export function prefixCode(lengths: Uint8Array): PrefixCode {
  const counts = new Uint16Array(LONGEST + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  counts[0] = 0;
  const next = new Uint16Array(LONGEST + 2);
  let bits = 0;
  for (let length = 1, code = 0; length <= LONGEST; length++) {
    code = (code + (counts[length - 1] as number)) << 1;
    next[length] = code;
    if (counts[length] !== 0) bits = length;
    if (code + (counts[length] as number) > 1 << length) throw new Error("a prefix code with too many words");
  }
  const table = new Uint16Array(1 << bits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const code = next[length] as number;
    next[length] = code + 1;
    for (let at = reversed(code, length); at < table.length; at += 1 << length) table[at] = symbol * 16 + length;
  }
  return { table, bits };
}

/** Codes stand in the stream with their first bit lowest. */
function reversed(code: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit++) turned |= ((code >> bit) & 1) << (length - 1 - bit);
  return turned;
}
