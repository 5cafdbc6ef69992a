/** The SHA-1 of a short text, in hex. By hand: `node:crypto` costs 5 to 8 ms at start, and nothing here is a secret. */
export function sha1(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const schedule = new Int32Array(80);
  for (let block = 0; block < words.length; block += 16) mix(state, schedule, words.subarray(block, block + 16));
  return Array.from(new Uint32Array(state.buffer), (word) => word.toString(16).padStart(8, "0")).join("");
}

function padded(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(((bytes.length + 8) >> 6) * 16 + 16);
  for (let i = 0; i < bytes.length; i++) words[i >> 2] = (words[i >> 2] ?? 0) | ((bytes[i] ?? 0) << (24 - (i & 3) * 8));
  words[bytes.length >> 2] = (words[bytes.length >> 2] ?? 0) | (0x80 << (24 - (bytes.length & 3) * 8));
  words[words.length - 1] = bytes.length * 8;
  return words;
}

/** What is looked up here is always in range; every index passes for 0. */
type Known = [number, number, number, number, number];

/** One block (FIPS 180-4), written out: every issue that is read costs one, and calls of functions would cost most of it. */
function mix(state: Int32Array, schedule: Int32Array, block: Int32Array): void {
  const s = state as unknown as Known;
  const w = schedule as unknown as Known;
  schedule.set(block);
  for (let i = 16; i < 80; i++) {
    const x = w[(i - 3) as 0] ^ w[(i - 8) as 0] ^ w[(i - 14) as 0] ^ w[(i - 16) as 0];
    w[i as 0] = (x << 1) | (x >>> 31);
  }
  let [a, b, c, d, e] = s;
  for (let i = 0; i < 80; i++) {
    const next = (((a << 5) | (a >>> 27)) + round(i, b, c, d) + e + w[i as 0]) | 0;
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

function round(i: number, b: number, c: number, d: number): number {
  if (i < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (i < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (i < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}
