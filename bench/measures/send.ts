import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CPU_ROUNDS, interleave, ratio, type Work } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import type { Place } from "../place.ts";
import { bd, emptyNode, git, run } from "../program.ts";
import { cpuNote, ratioRow } from "../row.ts";
import { cpuOf, type Timer, wallOf } from "../times.ts";

/** Something for the project next door: three writes in two ledgers, and none of them is pushed. */
export const send: Measure = {
  name: "send",
  work: "bd send to a clone on this machine (local)",
  async take({ place, options }) {
    const directory = makeClone(place, "beside/vc");
    makeClone(place, "beside/beads");
    const works = (timer: Timer): Record<"node" | "send", Work> => ({
      node: () => timer(place, { words: emptyNode(), directory }),
      send: (round) => {
        const words = bd("send", "beads", `Found in round ${round}`, "-m", "It does not work when there is nothing to read.");
        return timer(place, { words, directory });
      },
    });
    const wall = interleave(works(wallOf), options.rounds);
    const cpu = interleave(works(cpuOf), CPU_ROUNDS);
    return [ratioRow(this.work, ratio(wall.send, wall.node), 2.5, "N0", cpuNote(ratio(cpu.send, cpu.node)))];
  },
};

function makeClone(place: Place, name: string): string {
  const directory = place.path(name);
  run(place, { words: git("init", "--quiet", directory), directory: place.root });
  writeFileSync(join(directory, "README.md"), "bench\n");
  run(place, { words: git("add", "README.md"), directory });
  run(place, { words: git("commit", "--quiet", "--message", "first"), directory });
  run(place, { words: bd("init", "--quiet"), directory });
  return directory;
}
