import { issuePath } from "../../src/format/paths.ts";
import { copyDataset, importCommits } from "../dataset.ts";
import { interleave, ratio, WARMING } from "../interleave.ts";
import type { MadeCommit } from "../ledger-text.ts";
import type { Measure } from "../measure.ts";
import type { Place } from "../place.ts";
import { bd, git, run } from "../program.ts";
import { shareLedger } from "../remote.ts";
import { ratioRow } from "../row.ts";

const CHANGED = 100;

/**
 * `ready` after a hundred changed issues came: by bd's own fetch (a detached one, `bd sync`), which takes the index along before it ends, and when the
 * ledger's ref was moved behind bd's back, so that the command itself takes the index along.
 */
export const afterFetch: Measure = {
  name: "after-fetch",
  work: "ready after a fetch of 100 changed issues",
  async take({ place, options }) {
    const rounds = options.rounds + WARMING;
    const [moved, synced] = [
      await ledgerWithNews(place, "after-move", rounds),
      await ledgerWithNews(place, "after-sync", rounds),
    ];
    const remote = shareLedger(place, synced.directory, "after-sync.git");
    const ready = ({ directory }: News) => run(place, { words: bd("ready", "--json", "-n", "20"), directory }).wall;
    const samples = interleave(
      {
        "warm moved": () => ready(moved),
        "warm synced": () => ready(synced),
        moved: (round) => {
          run(place, { words: git("update-ref", "refs/beads/ledger", moved.tips[round] ?? ""), directory: moved.directory });
          return ready(moved);
        },
        synced: (round) => {
          const words = git("push", "--quiet", remote, `${synced.tips[round]}:refs/heads/beads`);
          run(place, { words, directory: synced.directory });
          run(place, { words: bd("sync"), directory: synced.directory });
          return ready(synced);
        },
      },
      options.rounds,
    );
    const row = (name: "moved" | "synced", work: string) =>
      ratioRow(work, ratio(samples[name], samples[`warm ${name}`]), 1.3, "warm ready");
    return [
      row("synced", "ready after bd's own fetch of 100 changed issues"),
      row("moved", "ready after the ref was moved by 100 changed issues"),
    ];
  },
};

/** A ledger of which a hundred issues change with each of some commits that it does not have yet. */
interface News {
  readonly directory: string;
  readonly tips: readonly string[];
}

async function ledgerWithNews(place: Place, name: string, rounds: number): Promise<News> {
  const { directory, free } = await copyDataset(place, 10_000, name);
  const gitIn = (...words: string[]) => run(place, { words: git(...words), directory }).stdout;
  const texts = new Map(free.slice(0, CHANGED).map((id) => [id, gitIn("show", `refs/beads/ledger:${issuePath(id)}`)]));
  await importCommits(place, directory, {
    ref: "refs/bench/next",
    from: "refs/beads/ledger^0",
    commits: changesOf(texts, rounds),
  });
  return { directory, tips: gitIn("rev-list", "--reverse", "refs/beads/ledger..refs/bench/next").trim().split("\n") };
}

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
