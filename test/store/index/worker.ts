import { rmSync } from "node:fs";
import { openRepository } from "../../../src/git/open.ts";
import { indexPlace } from "../../../src/store/index/index-place.ts";
import { openIndex } from "../../../src/store/index/open.ts";

/**
 * One of several processes that use one index at once: `node worker.ts <directory> <seed> <tips>`. Tip number k has k issues, so whatever is
 * read can be checked. Answers on its standard output how many snapshots were right, and what was wrong.
 */
const [directory = "", seed = "1", list = ""] = process.argv.slice(2);
const tips = list.split(",");
const repository = await openRepository(directory, process.env);
const file = indexPlace(`${repository.location.commonDir}/bd`);
const at = { now: 0, known: 0, me: "dave/vc" };
let state = Number(seed);
const chance = (below: number): number => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return (state >> 8) % below;
};
let right = 0;
const wrong: string[] = [];

for (let turn = 0; turn < 8; turn++) {
  if (chance(20) === 0) for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
  const index = openIndex(file, { warn: (line) => wrong.push(line), progress: () => undefined });
  for (let step = 0; step < 2; step++) {
    const count = chance(tips.length);
    const tip = tips[count] as string;
    try {
      if (chance(3) === 0) (await index.begin(repository, tip)).rollback();
      await index.sync(repository, tip);
      const snapshot = index.snapshot();
      const [total, rows, tipNow] = [snapshot.stats(at).total, snapshot.rows({}, at).length, snapshot.tip];
      if (total === count && rows === count && tipNow === tip) right += 1;
      else wrong.push(`${count}: ${total} ${rows} ${tipNow}`);
    } catch (error) {
      wrong.push(String(error));
    }
  }
  index.close();
}
process.stdout.write(JSON.stringify({ right, wrong }));
