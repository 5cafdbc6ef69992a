import { copyDataset } from "../dataset.ts";
import { interleave, ratio } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode, run, usageOf } from "../program.ts";
import { ratioRow } from "../row.ts";

/** One issue with its thread, and a full-text search. */
export const show: Measure = {
  name: "show",
  work: "bd show, bd search word, 10,000 issues",
  async take({ place, options }) {
    const { directory, free } = await copyDataset(place, 10_000, "show");
    const one = { words: bd("show", free[0] ?? ""), directory };
    const word = { words: bd("search", "parser"), directory };
    const node = { words: emptyNode(), directory };
    const samples = interleave(
      { node: () => run(place, node).wall, one: () => run(place, one).wall, word: () => run(place, word).wall },
      options.rounds,
    );
    const cpu = (command: typeof node) => `CPU ${(usageOf(place, command).cpu / usageOf(place, node).cpu).toFixed(2)} ×`;
    return [
      ratioRow("bd show, 10,000 issues", ratio(samples.one, samples.node), 1.8, "N0", cpu(one)),
      ratioRow("bd search word, 10,000 issues", ratio(samples.word, samples.node), 1.8, "N0", cpu(word)),
    ];
  },
};
