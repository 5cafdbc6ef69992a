import { issuePath } from "../../src/format/paths.ts";
import { copyDataset, importCommits } from "../dataset.ts";
import { interleave, ratio, WARMING } from "../interleave.ts";
import type { MadeCommit } from "../ledger-text.ts";
import type { Measure } from "../measure.ts";
import { bd, git, run } from "../program.ts";
import { ratioRow } from "../row.ts";

const CHANGED = 100;

/** `ready` when the ledger's tip has moved by a hundred changed issues since the index saw it. */
export const afterFetch: Measure = {
  name: "after-fetch",
  work: "ready after a fetch of 100 changed issues",
  async take({ place, options }) {
    const { directory, free } = await copyDataset(place, 10_000, "after-fetch");
    const gitIn = (...words: string[]) => run(place, { words: git(...words), directory }).stdout;
    const texts = new Map(free.slice(0, CHANGED).map((id) => [id, gitIn("show", `refs/beads/ledger:${issuePath(id)}`)]));
    const rounds = options.rounds + WARMING;
    await importCommits(place, directory, {
      ref: "refs/bench/next",
      from: "refs/beads/ledger^0",
      commits: changesOf(texts, rounds),
    });
    const tips = gitIn("rev-list", "--reverse", "refs/beads/ledger..refs/bench/next").trim().split("\n");
    const ready = () => run(place, { words: bd("ready", "--json", "-n", "20"), directory }).wall;
    const samples = interleave(
      {
        warm: ready,
        moved: (round) => {
          gitIn("update-ref", "refs/beads/ledger", tips[round] ?? "");
          return ready();
        },
      },
      options.rounds,
    );
    return [ratioRow("ready after a fetch of 100 changed issues", ratio(samples.moved, samples.warm), 1.3, "warm ready")];
  },
};

/** One commit a round, each giving every chosen issue another priority. */
function* changesOf(texts: ReadonlyMap<string, string>, rounds: number): Generator<MadeCommit> {
  for (let round = 0; round < rounds; round++) {
    const files = [...texts].map(([id, text]) => ({
      path: issuePath(id),
      content: text.replace(/^priority: \d$/m, `priority: ${round % 5}`),
    }));
    yield { at: Date.UTC(2026, 10, 2) + round * 60_000, subject: `vc: round ${round}`, files };
  }
}
