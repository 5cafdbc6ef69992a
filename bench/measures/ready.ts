import { copyDataset } from "../dataset.ts";
import { interleave, median, ratio } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode, run, usageOf } from "../program.ts";
import { type Row, ratioRow } from "../row.ts";

/** What can be worked on, from ledgers of two sizes with a warm index. */
export const ready: Measure = {
  name: "ready",
  work: "bd ready --json -n 20",
  async take({ place, options }) {
    const [small, large] = options.quick ? [1_000, 10_000] : [10_000, 100_000];
    const words = bd("ready", "--json", "-n", "20");
    const less = { words, directory: (await copyDataset(place, small, "ready-small")).directory };
    const more = { words, directory: (await copyDataset(place, large, "ready-large")).directory };
    const node = { words: emptyNode(), directory: place.root };
    const samples = interleave(
      { node: () => run(place, node).wall, less: () => run(place, less).wall, more: () => run(place, more).wall },
      options.rounds,
    );
    const cpu = usageOf(place, less).cpu / usageOf(place, node).cpu;
    const apart = Math.abs(median(samples.more) / median(samples.less) - 1);
    const rows: Row[] = [
      ratioRow(`bd ready --json -n 20, ${small} issues`, ratio(samples.less, samples.node), 1.7, "N0", `CPU ${cpu.toFixed(2)} ×`),
      ratioRow(`bd ready --json -n 20, ${large} issues`, ratio(samples.more, samples.node), 1.7, "N0"),
      { work: "the two, apart", budget: "≤ 15 %", measured: `${(apart * 100).toFixed(0)} %`, met: apart <= 0.15 },
    ];
    return rows;
  },
};
