/** Something that is timed again and again; answers milliseconds. `round` counts from 0, warming up included. */
export type Work = (round: number) => number;

/** How often each work runs before anything counts. */
export const WARMING = 2;

/**
 * Times several works in turns, so that a slow minute of the machine falls on all of them alike.
 * Answers each work's samples, in milliseconds.
 */
export function interleave<K extends string>(works: Readonly<Record<K, Work>>, rounds: number): Record<K, number[]> {
  const names = Object.keys(works) as K[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < rounds + WARMING; round++) {
    // Another order each time, and every other time the other way round: nobody always runs behind the same neighbour, whose traces cost.
    const turned = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
    for (const name of round % 2 === 0 ? turned : turned.reverse()) {
      const taken = works[name](round);
      if (round >= WARMING) samples[name].push(taken);
    }
  }
  return samples;
}

/** How often processor time is taken: it varies little. */
export const CPU_ROUNDS = 5;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** The median of one work as a multiple of another's. */
export function ratio(samples: readonly number[], yardstick: readonly number[]): number {
  return median(samples) / median(yardstick);
}
