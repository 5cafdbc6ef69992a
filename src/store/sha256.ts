/**
 * SHA-256 of a short text, in hex. Here and not from `node:crypto`, because loading that costs a command 5 ms, and what is
 * hashed is the secret of a claim's marker: a few dozen letters. FIPS 180-4.
 */
export function sha256(text: string): string {
  const state = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
  const words = padded(new TextEncoder().encode(text));
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16));
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

const PRIMES = primes(64);
const ROUNDS = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

function fraction(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) >>> 0;
}

function padded(bytes: Uint8Array): Uint32Array {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const block = new DataView(new ArrayBuffer(length));
  bytes.forEach((byte, index) => {
    block.setUint8(index, byte);
  });
  block.setUint8(bytes.length, 0x80);
  block.setUint32(length - 4, bytes.length * 8);
  return Uint32Array.from({ length: length / 4 }, (_, index) => block.getUint32(index * 4));
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function compress(state: Uint32Array, block: Uint32Array): void {
  const word = expand(block);
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let round = 0; round < 64; round++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (ROUNDS[round] ?? 0) + (word[round] ?? 0)) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => {
    state[index] = (state[index] ?? 0) + value;
  });
}

function expand(block: Uint32Array): Uint32Array {
  const word = new Uint32Array(64);
  word.set(block);
  for (let index = 16; index < 64; index++) {
    const near = word[index - 15] ?? 0;
    const far = word[index - 2] ?? 0;
    const mixed = turn(near, 7) ^ turn(near, 18) ^ (near >>> 3);
    word[index] = (word[index - 16] ?? 0) + mixed + (word[index - 7] ?? 0) + (turn(far, 17) ^ turn(far, 19) ^ (far >>> 10));
  }
  return word;
}
