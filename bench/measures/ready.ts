import { copyDataset } from "../dataset.ts";
import { CPU_ROUNDS, interleave, median, ratio } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode } from "../program.ts";
import { cpuNote, ratioRow } from "../row.ts";
import { cpuOf, type Timer, wallOf } from "../times.ts";

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
    const works = (timer: Timer) => ({
      node: () => timer(place, node),
      less: () => timer(place, less),
      more: () => timer(place, more),
    });
    const wall = interleave(works(wallOf), options.rounds);
    const cpu = interleave(works(cpuOf), CPU_ROUNDS);
    const apart = Math.abs(median(wall.more) / median(wall.less) - 1);
    const row = (name: "less" | "more", size: number) =>
      ratioRow(
        `bd ready --json -n 20, ${size} issues`,
        ratio(wall[name], wall.node),
        1.7,
        "N0",
        cpuNote(ratio(cpu[name], cpu.node)),
      );
    return [
      row("less", small),
      row("more", large),
      { work: "the two, apart", budget: "≤ 15 %", measured: `${(apart * 100).toFixed(0)} %`, met: apart <= 0.15 },
    ];
  },
};
