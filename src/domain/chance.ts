/** Tells the time in milliseconds since 1970 UTC. Comes in from outside, so that laws and tests have no clock of their own. */
export type Clock = () => number;

/** Gives `count` random bytes. Seeded in tests. */
export type Chance = (count: number) => Uint8Array;
