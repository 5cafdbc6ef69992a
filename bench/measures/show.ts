import { copyDataset } from "../dataset.ts";
import { CPU_ROUNDS, interleave, ratio } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode } from "../program.ts";
import { cpuNote, ratioRow } from "../row.ts";
import { cpuOf, type Timer, wallOf } from "../times.ts";

/** One issue with its thread, and a full-text search. */
export const show: Measure = {
  name: "show",
  work: "bd show, bd search word, 10,000 issues",
  async take({ place, options }) {
    const { directory, free } = await copyDataset(place, 10_000, "show");
    const works = (timer: Timer) => {
      const timed = (words: string[]) => () => timer(place, { words, directory });
      return { node: timed(emptyNode()), show: timed(bd("show", free[0] ?? "")), search: timed(bd("search", "parser")) };
    };
    const wall = interleave(works(wallOf), options.rounds);
    const cpu = interleave(works(cpuOf), CPU_ROUNDS);
    const row = (name: "show" | "search", work: string) =>
      ratioRow(`${work}, 10000 issues`, ratio(wall[name], wall.node), 1.8, "N0", cpuNote(ratio(cpu[name], cpu.node)));
    return [row("show", "bd show"), row("search", "bd search word")];
  },
};
