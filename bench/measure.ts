import type { BenchOptions } from "./arguments.ts";
import type { Place } from "./place.ts";
import type { Row } from "./row.ts";

/** What a measure is given. */
export interface Bench {
  readonly place: Place;
  readonly options: BenchOptions;
}

/** Some rows of the table, measured together. */
export interface Measure {
  readonly name: string;
  /** How its rows are called where it fails. */
  readonly work: string;
  take(bench: Bench): Promise<readonly Row[]>;
}
