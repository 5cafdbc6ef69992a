/** How long things took: so many of them, and the spans within which a half, three quarters, nine in ten and all were over. Null where there are none. */
export interface Spread {
  readonly count: number;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly max: number | null;
}

/** The spread of some numbers, by the nearest rank: each is one of them. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
  return { count: sorted.length, p50: at(0.5), p75: at(0.75), p90: at(0.9), max: at(1) };
}
