import { adler32 } from "./adler32.ts";

/** What a zlib stream begins with here: deflate, a window of 32 KiB, no dictionary, the fastest level; and a last block that is stored. */
const HEAD = [0x78, 0x01, 0x01];
/** The head, and the length of the block, twice. */
const BEFORE = 7;
const CHECK = 4;
const MOST = 0xffff;

/** Wraps at most 65,535 bytes into a zlib stream that does not compress them (RFC 1950 and 1951), without loading zlib. */
export function store(bytes: Uint8Array): Buffer {
  if (bytes.length > MOST) throw new RangeError("One block cannot hold so much.");
  const stream = Buffer.allocUnsafe(BEFORE + bytes.length + CHECK);
  stream.set(HEAD);
  stream.writeUInt16LE(bytes.length, 3);
  stream.writeUInt16LE(~bytes.length & MOST, 5);
  stream.set(bytes, BEFORE);
  stream.writeUInt32BE(adler32(bytes), BEFORE + bytes.length);
  return stream;
}

/** The bytes in a stream that `store` made; undefined for any other, and for one that does not match its checksum. */
export function unstore(stream: Buffer): Buffer | undefined {
  const length = stream.length - BEFORE - CHECK;
  if (length < 0 || HEAD.some((byte, at) => stream[at] !== byte)) return undefined;
  if (stream.readUInt16LE(3) !== length || stream.readUInt16LE(5) !== (~length & MOST)) return undefined;
  const bytes = stream.subarray(BEFORE, -CHECK);
  return stream.readUInt32BE(BEFORE + length) === adler32(bytes) ? bytes : undefined;
}
