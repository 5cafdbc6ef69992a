import { readFileSync } from "node:fs";
import { join } from "node:path";
import { copyDataset } from "../dataset.ts";
import type { Measure } from "../measure.ts";
import { bd, git, run, runBeside } from "../program.ts";
import { shareLedger } from "../remote.ts";
import { idIn } from "./clones.ts";

const WORKTREES = 30;

/** Thirty worktrees of one clone that claim locally at the same time, and the one push that takes it all along. */
export const worktrees: Measure = {
  name: "worktrees",
  work: "30 worktrees, 300 local claims",
  async take({ place, options }) {
    const each = options.quick ? 3 : 10;
    const { directory } = await copyDataset(place, 1_000, "many/vc");
    const remote = shareLedger(place, directory, "many.git");
    run(place, { words: git("config", "core.logAllRefUpdates", "always"), directory: remote });
    const all = Array.from({ length: WORKTREES }, (_, index) => place.path(`many/worktree-${index}`));
    for (const path of all) run(place, { words: git("worktree", "add", "--quiet", "--detach", path), directory });
    run(place, { words: bd("ready", "-n", "1"), directory });
    const claimed: string[] = [];
    const started = performance.now();
    await Promise.all(
      all.map(async (path) => {
        for (let turn = 0; turn < each; turn++) {
          claimed.push(
            idIn((await runBeside(place, { words: bd("claim", "--next", "--offline", "--json"), directory: path })).stdout),
          );
        }
      }),
    );
    const rate = (claimed.length * 1000) / (performance.now() - started);
    run(place, { words: bd("sync"), directory });
    const pushes = readFileSync(join(remote, "logs/refs/heads/beads"), "utf8").trim().split("\n").length;
    const distinct = new Set(claimed).size;
    return [
      {
        work: `${WORKTREES} worktrees, ${claimed.length} local claims, distinct`,
        budget: "all",
        measured: String(distinct),
        met: distinct === WORKTREES * each,
      },
      { work: "their rate", budget: "≥ 25 claims/s", measured: `${rate.toFixed(1)} claims/s`, met: rate >= 25 },
      { work: "pushes for all of them", budget: "one", measured: String(pushes), met: pushes === 1 },
    ];
  },
};
