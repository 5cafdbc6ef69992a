import { copyDataset } from "../dataset.ts";
import { median } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, run } from "../program.ts";
import { cloneRemote, shareLedger } from "../remote.ts";

const LIMIT_MS = 2_500;

/** The first command in a fresh clone: the ledger is found on the remote and the index is built. */
export const firstCommand: Measure = {
  name: "first-command",
  work: "first command after a clone, 10,000 issues",
  async take({ place, options }) {
    const { directory } = await copyDataset(place, 10_000, "first");
    const remote = shareLedger(place, directory, "first.git");
    const samples = Array.from({ length: Math.min(options.rounds, 5) }, (_, round) => {
      const clone = cloneRemote(place, remote, `first-${round}`);
      return run(place, { words: bd("ready", "--json", "-n", "20"), directory: clone }).wall;
    });
    const taken = median(samples);
    return [
      { work: this.work, budget: `≤ ${LIMIT_MS / 1000} s`, measured: `${(taken / 1000).toFixed(2)} s`, met: taken <= LIMIT_MS },
    ];
  },
};
