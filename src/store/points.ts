import type { LockStep } from "../git/repository.ts";

/** The named points of a write and of a push, in the order in which they are passed: tests kill the process at each. */
export const POINTS = [
  "write:locked",
  "write:journalled",
  "write:decided",
  "write:made",
  "ref:drafted",
  "ref:locked",
  "ref:moved",
  "write:swapped",
  "write:shown",
  "push:locked",
  "push:ready",
  "push:sent",
  "push:noted",
  "push:sifted",
  "fetch:brought",
  "push:read-back",
  "rebuild:made",
  "rebuild:swapped",
] as const;

export type Point = (typeof POINTS)[number] | LockStep;
