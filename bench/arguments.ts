/** How the bench is run. */
export interface BenchOptions {
  /** Rounds of each measure, after warming up. */
  readonly rounds: number;
  /** Fewer rounds, smaller ledgers. */
  readonly quick: boolean;
  /** Only measures whose name contains one of these; all if empty. */
  readonly only: readonly string[];
}

const USAGE = "usage: npm run bench -- [--quick] [--rounds <n>] [--only <part of a name>]…";

/** Reads the bench's own arguments. @throws what is wrong, with the usage */
export function parseArguments(words: readonly string[]): BenchOptions {
  const rest = [...words];
  const only: string[] = [];
  let quick = false;
  let rounds: number | undefined;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--quick") quick = true;
    else if (word === "--only") only.push(rest.shift() ?? "");
    else if (word === "--rounds") rounds = Number(rest.shift());
    else throw new Error(`${word}? ${USAGE}`);
  }
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) throw new Error(USAGE);
  return { rounds: rounds ?? (quick ? 7 : 21), quick, only: only.filter((name) => name !== "") };
}
