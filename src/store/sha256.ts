/**
 * SHA-256 of a short text, in hex. Here and not from `node:crypto`, because loading that costs a command 5 ms, and what is
 * hashed is the secret of a claim's marker: a few dozen letters. FIPS 180-4.
 */
export function sha256(text: string): string {
  const state = words(START);
  rounds ??= words(ROUNDS);
  const blocks = padded(new TextEncoder().encode(text));
  for (let at = 0; at < blocks.length; at += 16) compress(state, rounds, expand(blocks.subarray(at, at + 16)));
  return Array.from(new Uint32Array(state.buffer), (word) => word.toString(16).padStart(8, "0")).join("");
}

/** The square roots of the first eight primes, and the cube roots of the first sixty-four: 32 bits behind the point. Written out, since to work them out takes longer than to hash. */
const START = `
  6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19
`;
const ROUNDS = `
  428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5
  d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174
  e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da
  983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967
  27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85
  a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070
  19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3
  748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2
`;

/** Read once: a process that shows what it holds hashes the secret of every claim. */
let rounds: Int32Array | undefined;

function words(text: string): Int32Array {
  return Int32Array.from(text.trim().split(/\s+/), (word) => Number.parseInt(word, 16));
}

function padded(bytes: Uint8Array): Uint32Array {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const block = new Uint8Array(length);
  block.set(bytes);
  block[bytes.length] = 0x80;
  const view = new DataView(block.buffer);
  view.setUint32(length - 4, bytes.length * 8);
  return Uint32Array.from({ length: length / 4 }, (_, index) => view.getUint32(index * 4));
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** Eight integers that are known to be there. */
type State = [number, number, number, number, number, number, number, number];

function compress(state: Int32Array, constants: Int32Array, schedule: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as State;
  for (let round = 0; round < 64; round++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const mixed = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + mixed + choice + (constants[round] ?? 0) + (schedule[round] ?? 0)) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + word;
}

function expand(block: Uint32Array): Int32Array {
  const word = new Int32Array(64);
  word.set(block);
  for (let index = 16; index < 64; index++) {
    const near = word[index - 15] ?? 0;
    const far = word[index - 2] ?? 0;
    const mixed = turn(near, 7) ^ turn(near, 18) ^ (near >>> 3);
    word[index] = (word[index - 16] ?? 0) + mixed + (word[index - 7] ?? 0) + (turn(far, 17) ^ turn(far, 19) ^ (far >>> 10));
  }
  return word;
}
