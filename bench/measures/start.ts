import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { copyDataset } from "../dataset.ts";
import { CPU_ROUNDS, interleave, median, ratio } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode, git } from "../program.ts";
import { cpuNote, ratioRow } from "../row.ts";
import { cpuOf, type Timer, wallOf } from "../times.ts";

/** How long bd takes to say anything, and the yardsticks themselves. */
export const start: Measure = {
  name: "start",
  work: "bd --version, bd --help",
  async take({ place, options }) {
    const { directory } = await copyDataset(place, 100, "start");
    const works = (timer: Timer) => {
      const timed = (words: string[]) => () => timer(place, { words, directory });
      const commit = timed(git("commit", "--quiet", "--no-verify", "--message", "one file", "README.md"));
      return {
        node: timed(emptyNode()),
        version: timed(bd("--version")),
        help: timed(bd("--help")),
        commit: (round: number) => {
          appendFileSync(join(directory, "README.md"), `${round}\n`);
          return commit();
        },
      };
    };
    const wall = interleave(works(wallOf), options.rounds);
    const cpu = interleave(works(cpuOf), CPU_ROUNDS);
    const yardstick = (name: "node" | "commit") => `${median(wall[name]).toFixed(1)} ms, CPU ${median(cpu[name]).toFixed(1)} ms`;
    const row = (name: "version" | "help") =>
      ratioRow(`bd --${name}`, ratio(wall[name], wall.node), 1.3, "N0", cpuNote(ratio(cpu[name], cpu.node)));
    return [
      { work: "N0: node -e 0", budget: "the yardstick", measured: yardstick("node"), met: null },
      { work: "G: git commit of one file", budget: "the yardstick", measured: yardstick("commit"), met: null },
      row("version"),
      row("help"),
    ];
  },
};
