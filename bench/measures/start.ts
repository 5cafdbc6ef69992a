import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { copyDataset } from "../dataset.ts";
import { interleave, median, ratio } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode, git, run, usageOf } from "../program.ts";
import { ratioRow } from "../row.ts";

/** How long bd takes to say anything, and the yardsticks themselves. */
export const start: Measure = {
  name: "start",
  work: "bd --version, bd --help",
  async take({ place, options }) {
    const { directory } = await copyDataset(place, 100, "start");
    const timed = (words: string[]) => () => run(place, { words, directory }).wall;
    const samples = interleave(
      {
        node: timed(emptyNode()),
        version: timed(bd("--version")),
        help: timed(bd("--help")),
        commit: (round) => {
          appendFileSync(join(directory, "README.md"), `${round}\n`);
          return timed(git("commit", "--quiet", "--no-verify", "--message", "one file", "README.md"))();
        },
      },
      options.rounds,
    );
    const { cpu } = usageOf(place, { words: emptyNode(), directory });
    return [
      {
        work: "N0: node -e 0",
        budget: "the yardstick",
        measured: `${median(samples.node).toFixed(1)} ms wall, ${cpu.toFixed(1)} ms CPU`,
        met: null,
      },
      {
        work: "G: git commit of one file",
        budget: "the yardstick",
        measured: `${median(samples.commit).toFixed(1)} ms wall`,
        met: null,
      },
      ratioRow("bd --version", ratio(samples.version, samples.node), 1.3, "N0"),
      ratioRow("bd --help", ratio(samples.help, samples.node), 1.3, "N0"),
    ];
  },
};
