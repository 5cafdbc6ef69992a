import { readFileSync } from "node:fs";
import { inflate } from "../objects/inflate.ts";
import type { Oid } from "../repository.ts";

/** An object as it is stored: `commit`, `tree`, `blob` or `tag`, and its bytes. */
export interface RawObject {
  readonly kind: string;
  readonly content: Buffer;
}

/** The file of a loose object. Put together by hand: `join` looks at every letter, and twenty objects are written by one command. */
export function loosePath(objects: string, oid: Oid): string {
  return `${objects}/${oid.slice(0, 2)}/${oid.slice(2)}`;
}

/** Reads a loose object; undefined if there is none. */
export function readLoose(objects: string, oid: Oid): RawObject | undefined {
  let packed: Buffer;
  try {
    packed = readFileSync(loosePath(objects, oid));
  } catch {
    return undefined;
  }
  const bytes = inflate(packed);
  const end = bytes.indexOf(0);
  return { kind: bytes.toString("latin1", 0, bytes.indexOf(0x20)), content: bytes.subarray(end + 1) };
}
