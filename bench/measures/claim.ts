import { copyDataset } from "../dataset.ts";
import { interleave, median } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode, git, run } from "../program.ts";
import { shareLedger } from "../remote.ts";
import { ratioRow } from "../row.ts";

/** A claim that the shared remote confirms, beside a bare push of one commit to that remote. */
export const claim: Measure = {
  name: "claim",
  work: "bd claim --next, confirmed by a local bare remote",
  async take({ place, options }) {
    const { directory } = await copyDataset(place, 1_000, "claim");
    const remote = shareLedger(place, directory, "claim.git");
    const commit = () =>
      run(place, {
        words: git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", `${performance.now()}`),
        directory,
      }).stdout.trim();
    const samples = interleave(
      {
        node: () => run(place, { words: emptyNode(), directory }).wall,
        push: (round) => {
          const words = git("push", "--quiet", "--no-verify", remote, `${commit()}:refs/heads/yardstick-${round}`);
          return run(place, { words, directory }).wall;
        },
        claim: () => {
          const { wall, stdout } = run(place, { words: bd("claim", "--next", "--json"), directory });
          if (!isConfirmed(stdout)) throw new Error(`not confirmed: ${stdout}`);
          return wall;
        },
      },
      options.rounds,
    );
    const against = median(samples.node) + median(samples.push);
    return [
      ratioRow(
        "bd claim --next, confirmed",
        median(samples.claim) / against,
        1.5,
        "(N0 + bare push)",
        `${median(samples.claim).toFixed(0)} ms`,
      ),
    ];
  },
};

function isConfirmed(stdout: string): boolean {
  const { confirmed, reach } = JSON.parse(stdout) as { confirmed: boolean; reach: string };
  return confirmed && reach === "pushed";
}
