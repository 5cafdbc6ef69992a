import { copyDataset } from "../dataset.ts";
import { CPU_ROUNDS, interleave, ratio } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode, run } from "../program.ts";
import { cpuNote, ratioRow } from "../row.ts";
import { cpuOf, type Timer, wallOf } from "../times.ts";

/** What every session of an agent begins with, in a ledger with much talk. */
export const prime: Measure = {
  name: "prime",
  work: "bd prime, 10,000 issues",
  async take({ place, options }) {
    const { directory } = await copyDataset(place, 10_000, "prime", 5);
    const env = { BD_ACTOR: "dave/vc", BD_SESSION: "bench" };
    // Prime ends in time even where the index is not there yet: the measure is of one that is.
    run(place, { words: bd("ready", "-n", "1"), directory, env });
    const works = (timer: Timer) => {
      const timed = (words: string[]) => () => timer(place, { words, directory, env });
      return { node: timed(emptyNode()), usual: timed(bd("prime")), compact: timed(bd("prime", "--compact")) };
    };
    const wall = interleave(works(wallOf), options.rounds);
    const cpu = interleave(works(cpuOf), CPU_ROUNDS);
    const row = (name: "usual" | "compact", work: string) =>
      ratioRow(work, ratio(wall[name], wall.node), 2, "N0", cpuNote(ratio(cpu[name], cpu.node)));
    return [
      row("usual", "bd prime, 10000 issues and 50000 messages"),
      row("compact", "bd prime --compact, 10000 issues and 50000 messages"),
    ];
  },
};
