import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { copyDataset } from "../dataset.ts";
import type { Measure } from "../measure.ts";
import { bd, git, run } from "../program.ts";

const WRITES = 30;

/** What writes add to the object store: as they come, and once git has packed them. */
export const growth: Measure = {
  name: "growth",
  work: "growth a write at 50,000 issues",
  async take({ place, options }) {
    const size = options.quick ? 10_000 : 50_000;
    const { directory, free } = await copyDataset(place, size, "growth");
    const objects = join(directory, ".git", "objects");
    run(place, { words: bd("create", "First"), directory });
    // The same packing on both sides, or the difference would be that of the packing.
    const pack = () => run(place, { words: git("repack", "-a", "-d", "--quiet", "--window=20"), directory });
    pack();
    const before = sizeOf(objects);
    for (let turn = 0; turn < WRITES; turn++) run(place, { words: bd(...lineOf(turn, free[turn] ?? "")), directory });
    const loose = (sizeOf(objects) - before) / WRITES / 1024;
    pack();
    run(place, { words: git("prune-packed", "--quiet"), directory });
    const packed = (sizeOf(objects) - before) / WRITES / 1024;
    return [
      {
        work: `growth a write at ${size} issues, loose`,
        budget: "≤ 15 KB",
        measured: `${loose.toFixed(1)} KB`,
        met: loose <= 15,
      },
      { work: "the same, packed", budget: "≤ 1 KB", measured: `${packed.toFixed(2)} KB`, met: packed <= 1 },
    ];
  },
};

function lineOf(turn: number, id: string): string[] {
  if (turn % 3 === 0) return ["create", `Something that was found in turn ${turn}`];
  return turn % 3 === 1 ? ["reply", id, "-m", `Words of turn ${turn}.`] : ["update", id, "-p", "1"];
}

/** Bytes of all files below a folder. */
function sizeOf(folder: string): number {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) sum += statSync(join(entry.parentPath, entry.name)).size;
  }
  return sum;
}
