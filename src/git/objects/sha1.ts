/**
 * The SHA-1 of some bytes, in hex: the name of a small object. By hand, since loading `node:crypto` costs more than to hash what one
 * write makes (docs/decisions/0005). It names what bd itself writes, and proves nothing.
 */
export function sha1(bytes: Uint8Array): string {
  const whole = bytes.length & ~63;
  const last = lastBlocks(bytes, whole);
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Int32Array(80);
  for (let at = 0; at < whole; at += 64) mix(state, words, bytes, at);
  for (let at = 0; at < last.length; at += 64) mix(state, words, last, at);
  return Array.from(new Uint32Array(state.buffer), (word) => word.toString(16).padStart(8, "0")).join("");
}

/** What is left over, a one, zeros, and the length in bits. */
function lastBlocks(bytes: Uint8Array, from: number): Uint8Array {
  const rest = bytes.subarray(from);
  const blocks = new Uint8Array(rest.length < 56 ? 64 : 128);
  blocks.set(rest);
  blocks[rest.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(blocks.length - 4, bytes.length << 3);
  return blocks;
}

/** Integers that are known to be there wherever they are looked up; every index passes for 0. */
type Known = [number, number, number, number, number];

/**
 * One block of 64 bytes (FIPS 180-4), written out: it runs a hundred times in a process that has just begun, where every call of a
 * function counts. The constants are signed, and so are the words: what goes beyond 32 bits is kept on the heap.
 */
function mix(state: Int32Array, schedule: Int32Array, bytes: Uint8Array, from: number): void {
  const s = state as unknown as Known;
  const w = schedule as unknown as Known;
  const input = new DataView(bytes.buffer, bytes.byteOffset + from, 64);
  for (let i = 0; i < 16; i++) w[i as 0] = input.getInt32(i * 4);
  for (let i = 16; i < 80; i++) {
    const x = w[(i - 3) as 0] ^ w[(i - 8) as 0] ^ w[(i - 14) as 0] ^ w[(i - 16) as 0];
    w[i as 0] = (x << 1) | (x >>> 31);
  }
  let a = s[0];
  let b = s[1];
  let c = s[2];
  let d = s[3];
  let e = s[4];
  for (let i = 0; i < 80; i++) {
    const f =
      i < 20
        ? (d ^ (b & (c ^ d))) + 0x5a827999
        : i < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : i < 60
            ? ((b & c) | (d & (b | c))) - 0x70e44324
            : (b ^ c ^ d) - 0x359d3e2a;
    const next = (((a << 5) | (a >>> 27)) + f + e + w[i as 0]) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  s[0] = (s[0] + a) | 0;
  s[1] = (s[1] + b) | 0;
  s[2] = (s[2] + c) | 0;
  s[3] = (s[3] + d) | 0;
  s[4] = (s[4] + e) | 0;
}
