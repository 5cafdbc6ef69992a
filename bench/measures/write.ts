import { copyDataset, type Dataset } from "../dataset.ts";
import { interleave, median, ratio, type Work } from "../interleave.ts";
import type { Bench, Measure } from "../measure.ts";
import { bd, emptyNode, run } from "../program.ts";
import { type Row, ratioRow } from "../row.ts";

const VERBS = ["create", "update", "reply", "close"] as const;
type Verb = (typeof VERBS)[number];

/** What is written all day, in a clone without a remote, view and index included, at three sizes. */
export const write: Measure = {
  name: "write",
  work: "bd create, update, reply, close (local)",
  async take(bench) {
    const sizes = bench.options.quick ? [100, 10_000] : [100, 10_000, 50_000];
    const works: Record<string, Work> = {
      node: () => run(bench.place, { words: emptyNode(), directory: bench.place.root }).wall,
    };
    for (const size of sizes) {
      const dataset = await copyDataset(bench.place, size, `write-${size}`);
      // Makes index and view, once and not in any figure.
      run(bench.place, { words: bd("create", "First"), directory: dataset.directory });
      for (const verb of VERBS) works[`${verb} ${size}`] = workOf(bench, dataset, verb);
    }
    const samples = interleave(works, bench.options.rounds);
    const node = samples.node ?? [];
    return VERBS.flatMap((verb) =>
      rowsOf(
        verb,
        sizes.map((size) => ({ size, samples: samples[`${verb} ${size}`] ?? [] })),
        node,
      ),
    );
  },
};

function workOf({ place }: Bench, { directory, free }: Dataset, verb: Verb): Work {
  const words: Record<Verb, (round: number) => string[]> = {
    create: (round) => ["create", `Something that was found in round ${round}`, "-p", "2"],
    update: (round) => ["update", free[0] ?? "", "-p", String(round % 2)],
    reply: (round) => ["reply", free[1] ?? "", "-m", `Words of round ${round}.`],
    // From the far end: a small ledger has few, and the others take theirs from the front. What is closed twice is opened in between.
    close: (round) => ["close", closable(free, round), "-r", "Done"],
  };
  return (round) => {
    const line = words[verb](round);
    if (verb === "close" && round >= free.length - 2) run(place, { words: bd("reopen", closable(free, round)), directory });
    return run(place, { words: bd(...line), directory }).wall;
  };
}

function closable(free: readonly string[], round: number): string {
  const usable = free.slice(2);
  return usable[usable.length - 1 - (round % usable.length)] ?? "";
}

function rowsOf(verb: Verb, at: readonly { size: number; samples: number[] }[], node: readonly number[]): Row[] {
  const medians = at.map(({ samples }) => median(samples));
  const apart = Math.max(...medians) / Math.min(...medians) - 1;
  return [
    ...at.map(({ size, samples }) => ratioRow(`bd ${verb}, ${size} issues`, ratio(samples, node), 2.2, "N0")),
    { work: `bd ${verb}, flat over sizes`, budget: "within 20 %", measured: `${(apart * 100).toFixed(0)} %`, met: apart <= 0.2 },
  ];
}
