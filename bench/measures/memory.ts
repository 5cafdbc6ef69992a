import { rmSync } from "node:fs";
import { join } from "node:path";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { copyDataset } from "../dataset.ts";
import type { Measure } from "../measure.ts";
import { bd, peakOf } from "../program.ts";

const LIMIT_MIB = 110;

/** The peak of every kind of command over 10,000 issues, the first one (which builds the index) among them. */
export const memory: Measure = {
  name: "memory",
  work: "memory, any command at 10,000",
  async take({ place }) {
    const { directory, free } = await copyDataset(place, 10_000, "memory");
    const id = free[0] ?? "";
    const lines = [
      ["ready", "-n", "20"],
      ["list", "--all", "--json"],
      ["show", id],
      ["search", "parser"],
      ["status"],
      ["blocked"],
      ["log"],
    ];
    lines.push(["create", "Found"], ["update", id, "-p", "1"], ["reply", id, "-m", "Words"], ["close", id, "-r", "Done"]);
    const peaks: { name: string; memory: number }[] = [];
    const note = (name: string, line: string[]) => peaks.push({ name, memory: peakOf(place, { words: bd(...line), directory }) });
    note("first ready", ["ready"]);
    for (const line of lines) note(line[0] ?? "", line);
    rmSync(indexPlace(join(directory, ".git", "bd")), { force: true });
    note("list after the index was lost", ["list"]);
    const worst = peaks.reduce((most, peak) => (peak.memory > most.memory ? peak : most));
    return [
      {
        work: this.work,
        budget: `≤ ${LIMIT_MIB} MiB`,
        measured: `${worst.memory.toFixed(0)} MiB (${worst.name})`,
        met: worst.memory <= LIMIT_MIB,
      },
    ];
  },
};
