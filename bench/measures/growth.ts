import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { copyDataset } from "../dataset.ts";
import type { Bench, Measure } from "../measure.ts";
import { bd, git, run } from "../program.ts";

const WRITES = 30;

/** What writes add to the object store: as they come, and once git has packed them. */
export const growth: Measure = {
  name: "growth",
  work: "growth a write at 50,000 issues",
  async take(bench) {
    const { place, options } = bench;
    const size = options.quick ? 10_000 : 50_000;
    const { directory, free } = await copyDataset(place, size, "growth");
    const objects = join(directory, ".git", "objects");
    run(place, { words: bd("create", "First"), directory });
    const from = tipOf(bench, directory);
    const before = sizeOf(objects);
    for (let turn = 0; turn < WRITES; turn++) run(place, { words: bd(...lineOf(turn, free[turn] ?? "")), directory });
    const loose = (sizeOf(objects) - before) / WRITES / 1024;
    const packed = packedSize(bench, directory, { from, to: tipOf(bench, directory) }) / WRITES / 1024;
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

function tipOf({ place }: Bench, directory: string): string {
  return run(place, { words: git("rev-parse", "refs/beads/ledger"), directory }).stdout.trim();
}

/** Bytes that some commits take in a pack beside the objects that were there before. */
function packedSize({ place }: Bench, directory: string, { from, to }: { from: string; to: string }): number {
  const script = `printf '%s\\n' ${to} ^${from} | git pack-objects --revs --thin --delta-base-offset --stdout -q | wc -c`;
  return Number(run(place, { words: ["sh", "-c", script], directory }).stdout.trim());
}

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
