import { copyDataset } from "../dataset.ts";
import type { Bench, Measure } from "../measure.ts";
import { bd, git, run, runBeside } from "../program.ts";
import { cloneRemote, shareLedger } from "../remote.ts";
import type { Row } from "../row.ts";

const CLONES = 8;
const CLAIMS = 8;

/** The plain loop: take the first item that nobody has, say so in a file, push; on refusal drop it and look again. */
const PLAIN = `
for turn in 1 2 3 4 5 6 7 8; do
  while :; do
    git pull -q --rebase || { git rebase --abort 2>/dev/null; git reset -q --hard origin/main; continue; }
    item=$(for f in pool/*; do [ -e "claims/\${f##*/}" ] || { echo "\${f##*/}"; break; }; done)
    mkdir -p claims && echo "$0" > "claims/$item" && git add "claims/$item" && git commit -q --no-verify -m "claim $item"
    git push -q 2>/dev/null && break
    git reset -q --hard origin/main
  done
done
`;

/** Eight clones that each claim eight issues of one pool through one bare remote, beside a plain loop of git commands. */
export const clones: Measure = {
  name: "clones",
  work: "8 clones × 8 claims",
  async take(bench) {
    const ours = await claimWithBd(bench);
    const plain = await claimPlainly(bench);
    const ratio = ours.wall / plain;
    const rows: Row[] = [
      {
        work: `${CLONES} clones × ${CLAIMS} claims, distinct`,
        budget: "all 64",
        measured: String(ours.distinct),
        met: ours.distinct === CLONES * CLAIMS,
      },
      {
        work: "their wall time",
        budget: "≤ 0.5 × a plain loop",
        measured: `${ratio.toFixed(2)} × (${(ours.wall / 1000).toFixed(1)} s to ${(plain / 1000).toFixed(1)} s)`,
        met: ratio <= 0.5,
      },
    ];
    return rows;
  },
};

async function claimWithBd({ place }: Bench): Promise<{ wall: number; distinct: number }> {
  const { directory } = await copyDataset(place, 1_000, "pool");
  const remote = shareLedger(place, directory, "pool.git");
  const all = Array.from({ length: CLONES }, (_, clone) => cloneRemote(place, remote, `agent-${clone}/vc`));
  for (const clone of all) run(place, { words: bd("ready", "-n", "1"), directory: clone });
  const claimed: string[] = [];
  const started = performance.now();
  await Promise.all(
    all.map(async (clone) => {
      for (let turn = 0; turn < CLAIMS; turn++) {
        const { stdout } = await runBeside(place, { words: bd("claim", "--next", "--json"), directory: clone });
        claimed.push(idIn(stdout));
      }
    }),
  );
  return { wall: performance.now() - started, distinct: new Set(claimed).size };
}

/** The id of the issue that a claim answers. */
export function idIn(stdout: string): string {
  return (JSON.parse(stdout) as { id: string }).id;
}

async function claimPlainly({ place }: Bench): Promise<number> {
  const seed = place.path("plain-seed");
  const inSeed = (...words: string[]) => run(place, { words, directory: seed });
  run(place, { words: git("init", "--quiet", seed), directory: place.root });
  inSeed("sh", "-c", "mkdir pool; for i in $(seq 1000 1099); do echo $i > pool/$i; done");
  inSeed(...git("add", "--all"));
  inSeed(...git("commit", "--quiet", "--message", "pool"));
  const remote = place.path("plain.git");
  run(place, { words: git("clone", "--quiet", "--bare", seed, remote), directory: place.root });
  const all = Array.from({ length: CLONES }, (_, clone) => cloneRemote(place, remote, `plain-${clone}`));
  const started = performance.now();
  await Promise.all(
    all.map((clone, index) => runBeside(place, { words: ["sh", "-c", PLAIN, `clone-${index}`], directory: clone })),
  );
  return performance.now() - started;
}
