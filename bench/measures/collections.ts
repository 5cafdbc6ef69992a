import { copyDataset } from "../dataset.ts";
import type { Measure } from "../measure.ts";
import { bd, run } from "../program.ts";
import { READER, readNothing } from "./inbox.ts";

/** The first few make the code caches, apart from those of other measures: V8 takes none that was made under other flags. */
const WARM = 5;
const LINE = /^\[\d+:0x[0-9a-f]+\].* (?:Scavenge|Mark-Compact)/gm;
/** What certainly has something collected: where that is not seen, V8 says it in other words. */
const CONTROL = ["list", "--all", "--json"];

/**
 * What V8 stops for to collect memory: once a read has made more objects than there is room for, which costs it as much as a tenth of its time
 * (docs/decisions/0014). Reads of every day end before that. The hook has nothing new to tell, since the runs before it were of the same session.
 */
export const collections: Measure = {
  name: "collections",
  work: "reads without a collection of memory",
  async take({ place }) {
    const { directory } = await copyDataset(place, 10_000, "collections", 5);
    readNothing(directory);
    const reads = [["ready"], ["list", "-n", "20"], ["inbox", "--json", "-n", "20"], ["inbox", "--inject"]];
    const env = { BD_ACTOR: READER, BD_SESSION: "bench", XDG_CACHE_HOME: place.path("collections-cache") };
    const countIn = (words: readonly string[]) => {
      const [node = "", ...rest] = bd(...words);
      return run(place, { words: [node, "--trace-gc", ...rest], directory, env }).stdout.match(LINE)?.length ?? 0;
    };
    if (countIn(CONTROL) === 0) throw new Error("V8 does not say what it collects in words that are known here.");
    const found = reads.map((words) => {
      for (let warm = 0; warm < WARM; warm++) countIn(words);
      return { name: words.slice(0, 2).join(" "), count: countIn(words) };
    });
    const worst = found.reduce((most, each) => (each.count > most.count ? each : most));
    return [
      {
        work: this.work,
        budget: "0",
        measured: worst.count === 0 ? "0" : `${worst.count} (${worst.name})`,
        met: worst.count === 0,
      },
    ];
  },
};
