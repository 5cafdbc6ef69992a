import { cpus } from "node:os";
import { parseArguments } from "./arguments.ts";
import type { Bench, Measure } from "./measure.ts";
import { MEASURES } from "./measures/index.ts";
import { makePlace } from "./place.ts";
import { type Row, renderTable } from "./row.ts";

/** Takes every measure that was asked for, and prints one table. A measure that fails is a line of it, and stops no other. */
async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2));
  const chosen = MEASURES.filter(({ name }) => options.only.length === 0 || options.only.some((part) => name.includes(part)));
  const bench: Bench = { place: makePlace(), options };
  const rows: Row[] = [];
  for (const measure of chosen) {
    process.stderr.write(`measuring ${measure.name}\n`);
    rows.push(...(await takeOrSay(measure, bench)));
  }
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, medians of ${options.rounds} rounds in turns\n\n`,
  );
  process.stdout.write(`${renderTable(rows)}\n`);
  if (rows.some((row) => row.met === false)) process.exitCode = 1;
}

async function takeOrSay(measure: Measure, bench: Bench): Promise<readonly Row[]> {
  try {
    return await measure.take(bench);
  } catch (error) {
    return [{ work: measure.work, budget: "", measured: `failed: ${(error as Error).message}`, met: false }];
  }
}

await main();
