import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { inflate } from "../objects/inflate.ts";
import type { Oid } from "../repository.ts";
import type { RawObject } from "./loose-objects.ts";

const KINDS: Readonly<Record<number, string>> = { 1: "commit", 2: "tree", 3: "blob", 4: "tag" };
const OFFSET_DELTA = 6;
const NAME_DELTA = 7;
const HEADER = 8;
const FANOUT = 1024;
const NAME = 20;
/** Bytes of objects that are kept: deltas stand on one another, up to fifty deep, and neighbours stand on the same ones. */
const MOST_KEPT = 1 << 20;

/** One pack with its index (version 2), read in place, a few bytes at a time. The format: gitformat-pack(5). */
export class PackFile {
  readonly #index: number;
  readonly #pack: number;
  readonly #packSize: number;
  readonly #fanout: Buffer;
  readonly #kept = new Map<number, RawObject>();
  #bytes = 0;
  /** How many objects were unpacked so far, the bases of deltas counted. */
  unpacked = 0;

  /** @throws Error for an index of another version. */
  constructor(indexPath: string) {
    this.#index = openSync(indexPath, "r");
    this.#pack = openSync(indexPath.replace(/idx$/, "pack"), "r");
    this.#packSize = fstatSync(this.#pack).size;
    const head = readAt(this.#index, 0, HEADER + FANOUT);
    if (head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2)
      throw new Error(`${indexPath} is no index of version 2`);
    this.#fanout = head.subarray(HEADER);
  }

  close(): void {
    closeSync(this.#index);
    closeSync(this.#pack);
  }

  /** Where an object begins in the pack; undefined if it is not in there. */
  find(oid: Oid): number | undefined {
    const name = Buffer.from(oid, "hex");
    const first = name[0] ?? 0;
    const from = first === 0 ? 0 : this.#fanout.readUInt32BE((first - 1) * 4);
    const to = this.#fanout.readUInt32BE(first * 4);
    const names = readAt(this.#index, HEADER + FANOUT + from * NAME, (to - from) * NAME);
    for (let low = 0, high = to - from; low < high; ) {
      const middle = (low + high) >> 1;
      const order = name.compare(names, middle * NAME, middle * NAME + NAME);
      if (order === 0) return this.#offset(from + middle);
      if (order < 0) high = middle;
      else low = middle + 1;
    }
    return undefined;
  }

  /** After the names stand a checksum and an offset of four bytes each, then the offsets that need eight. */
  #offset(position: number): number {
    const count = this.#fanout.readUInt32BE(255 * 4);
    const table = HEADER + FANOUT + count * (NAME + 4);
    const offset = readAt(this.#index, table + position * 4, 4).readUInt32BE(0);
    if (offset < 0x80000000) return offset;
    return Number(readAt(this.#index, table + count * 4 + (offset - 0x80000000) * 8, 8).readBigUInt64BE(0));
  }

  /** Reads the object at a place. `base` answers an object by name: a delta may stand on one of another pack. */
  read(offset: number, base: (oid: Oid) => RawObject | undefined): RawObject | undefined {
    const found = this.#kept.get(offset) ?? this.#unpack(offset, base);
    if (found !== undefined) this.#keep(offset, found);
    return found;
  }

  #keep(offset: number, object: RawObject): void {
    if (this.#kept.has(offset)) return;
    this.#bytes += object.content.length;
    if (this.#bytes > MOST_KEPT) {
      this.#kept.clear();
      this.#bytes = object.content.length;
    }
    this.#kept.set(offset, object);
  }

  #unpack(offset: number, base: (oid: Oid) => RawObject | undefined): RawObject | undefined {
    this.unpacked += 1;
    const head = readAt(this.#pack, offset, Math.min(64, this.#packSize - offset));
    const { type, size, length } = parseHead(head);
    const kind = KINDS[type];
    if (kind !== undefined) return { kind, content: this.#inflate(offset + length, size) };
    const [under, skip] = this.#base({ type, head, length, offset }, base);
    if (under === undefined) return undefined;
    return { kind: under.kind, content: applyDelta(under.content, this.#inflate(offset + length + skip, size)) };
  }

  #base(
    {
      type,
      head,
      length,
      offset,
    }: { readonly type: number; readonly head: Buffer; readonly length: number; readonly offset: number },
    base: (oid: Oid) => RawObject | undefined,
  ): readonly [RawObject | undefined, number] {
    if (type === NAME_DELTA) return [base(head.toString("hex", length, length + NAME)), NAME];
    if (type !== OFFSET_DELTA) return [undefined, 0];
    let at = length;
    let byte = head[at++] ?? 0;
    let back = byte & 127;
    while (byte & 128) {
      byte = head[at++] ?? 0;
      back = (back + 1) * 128 + (byte & 127);
    }
    return [this.read(offset - back, base), at - length];
  }

  /** How long the compressed bytes are is not written anywhere: at most a little longer than what they hold. */
  #inflate(offset: number, size: number): Buffer {
    const most = Math.min(this.#packSize - offset, size + (size >> 10) + 64);
    const content = inflate(readAt(this.#pack, offset, most));
    if (content.length !== size) throw new Error(`object of ${content.length} bytes where ${size} were to be`);
    return content;
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = readSync(file, bytes, done, length - done, position + done);
    if (count === 0) throw new Error("the file ends early");
    done += count;
  }
  return bytes;
}

function parseHead(head: Buffer): { readonly type: number; readonly size: number; readonly length: number } {
  let at = 0;
  let byte = head[at++] ?? 0;
  const type = (byte >> 4) & 7;
  let size = byte & 15;
  for (let scale = 16; byte & 128; scale *= 128) {
    byte = head[at++] ?? 0;
    size += (byte & 127) * scale;
  }
  return { type, size, length: at };
}

/** Copies from the base and inserts, as the delta says. */
function applyDelta(base: Buffer, delta: Buffer): Buffer {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = delta[at++] ?? 0;
      value += (byte & 127) * scale;
      if (!(byte & 128)) return value;
    }
  };
  if (number() !== base.length) throw new Error("a delta on another base");
  const result = Buffer.allocUnsafe(number());
  let filled = 0;
  while (at < delta.length) {
    const order = delta[at++] ?? 0;
    if (order & 128) {
      let offset = 0;
      let size = 0;
      for (let bit = 0; bit < 4; bit++) if (order & (1 << bit)) offset += (delta[at++] ?? 0) * 256 ** bit;
      for (let bit = 0; bit < 3; bit++) if (order & (16 << bit)) size += (delta[at++] ?? 0) * 256 ** bit;
      filled += base.copy(result, filled, offset, offset + (size || 0x10000));
    } else {
      filled += delta.copy(result, filled, at, at + order);
      at += order;
    }
  }
  if (filled !== result.length) throw new Error("a delta that ends early");
  return result;
}
