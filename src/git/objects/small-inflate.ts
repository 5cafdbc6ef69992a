import { adler32 } from "./adler32.ts";
import { type PrefixCode, prefixCode } from "./prefix-code.ts";

/** For each symbol from 257 on: the shortest length that it stands for, and how many more bits say which (RFC 1951, 3.2.5). */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const FARTHEST = 29;
const END = 256;
/** The order in which the lengths of the code of lengths stand. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * Unpacks a small zlib stream by hand; what stands behind its end is passed over. zlib does it faster, but loading it costs several times as
 * much as to unpack a few kilobytes (docs/decisions/0005). @throws Error for a stream that is damaged or ends early
 */
export function smallInflate(stream: Uint8Array): Buffer {
  return new SmallInflate(stream).run();
}

class SmallInflate {
  private readonly stream: Uint8Array;
  private at = 2;
  /** Bits that were taken from the stream and not used yet, the next one lowest, and how many. */
  private held = 0;
  private count = 0;
  private bytes: Buffer;
  private length = 0;

  constructor(stream: Uint8Array) {
    this.stream = stream;
    this.bytes = Buffer.allocUnsafe(stream.length * 4 + 64);
  }

  run(): Buffer {
    const [method = 0, flags = 0] = this.stream;
    if ((method & 15) !== 8 || (method * 256 + flags) % 31 !== 0 || flags & 32) throw new Error("no zlib stream");
    while (!this.block());
    const bytes = this.bytes.subarray(0, this.length);
    this.align();
    if (this.take(8) * 0x1000000 + this.take(8) * 0x10000 + this.take(8) * 256 + this.take(8) !== adler32(bytes))
      throw new Error("a checksum that does not match");
    return bytes;
  }

  /** True after the last one. */
  private block(): boolean {
    const last = this.take(1);
    const kind = this.take(2);
    if (kind === 0) this.stored();
    else if (kind === 1) this.coded(...fixed());
    else if (kind === 2) this.dynamic();
    else throw new Error("a block of no known kind");
    return last === 1;
  }

  private take(bits: number): number {
    while (this.count < bits) this.feed();
    const value = this.held & ((1 << bits) - 1);
    this.held >>>= bits;
    this.count -= bits;
    return value;
  }

  /** What a code looks at beyond its symbol is never beyond the checksum. */
  private feed(): void {
    const byte = this.stream[this.at++];
    if (byte === undefined) throw new Error("a stream that ends early");
    this.held |= byte << this.count;
    this.count += 8;
  }

  private symbol({ table, bits }: PrefixCode): number {
    while (this.count < bits) this.feed();
    const found = table[this.held & ((1 << bits) - 1)] as number;
    if (found === 0) throw new Error("bits that are no code");
    const length = found & 15;
    this.held >>>= length;
    this.count -= length;
    return found >> 4;
  }

  private align(): void {
    this.take(this.count & 7);
  }

  private stored(): void {
    this.align();
    const length = this.take(16);
    if (this.take(16) !== (~length & 0xffff)) throw new Error("a stored block of no length");
    for (let i = 0; i < length; i++) this.put(this.take(8));
  }

  private dynamic(): void {
    const letters = this.take(5) + 257;
    const all = letters + this.take(5) + 1;
    const given = this.take(4) + 4;
    const order = new Uint8Array(ORDER.length);
    for (let i = 0; i < given; i++) order[ORDER[i] as number] = this.take(3);
    const lengths = this.lengths(prefixCode(order), all);
    this.coded(prefixCode(lengths.subarray(0, letters)), prefixCode(lengths.subarray(letters)));
  }

  private lengths(code: PrefixCode, all: number): Uint8Array {
    const lengths = new Uint8Array(all);
    for (let at = 0; at < all; ) {
      const symbol = this.symbol(code);
      const again = symbol === 16 ? lengths[at - 1] : symbol < 16 ? symbol : 0;
      const times = symbol < 16 ? 1 : symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      if (again === undefined || at + times > all) throw new Error("lengths that do not fit");
      lengths.fill(again, at, at + times);
      at += times;
    }
    return lengths;
  }

  private coded(letters: PrefixCode, distances: PrefixCode): void {
    for (;;) {
      const symbol = this.symbol(letters);
      if (symbol === END) return;
      if (symbol < END) this.put(symbol);
      else this.copy(symbol - END - 1, distances);
    }
  }

  private copy(which: number, distances: PrefixCode): void {
    const shortest = LENGTHS[which];
    if (shortest === undefined) throw new Error("a length of no meaning");
    const length = shortest + this.take(LENGTH_BITS[which] as number);
    const far = this.symbol(distances);
    if (far > FARTHEST) throw new Error("a distance of no meaning");
    const more = far < 4 ? 0 : (far >> 1) - 1;
    const distance = (far < 4 ? far : (2 + (far & 1)) << more) + 1 + this.take(more);
    if (distance > this.length) throw new Error("a copy from before the beginning");
    for (let i = 0; i < length; i++) this.put(this.bytes[this.length - distance] as number);
  }

  private put(byte: number): void {
    if (this.length === this.bytes.length) this.bytes = Buffer.concat([this.bytes], this.length * 2);
    this.bytes[this.length++] = byte;
  }
}

type Codes = readonly [letters: PrefixCode, distances: PrefixCode];

let known: Codes | undefined;

/** The code of blocks that bring none (RFC 1951, 3.2.6). Made once: a delta that stands on fifty others has it fifty times. */
function fixed(): Codes {
  if (known !== undefined) return known;
  const letters = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
  known = [prefixCode(letters), prefixCode(new Uint8Array(30).fill(5))];
  return known;
}
