import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha1 } from "../../src/format/sha1.ts";
import { copyDataset } from "../dataset.ts";
import { CPU_ROUNDS, interleave, ratio } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { bd, emptyNode } from "../program.ts";
import { cpuNote, ratioRow } from "../row.ts";
import { cpuOf, type Timer, wallOf } from "../times.ts";

export const READER = "dave/vc";

/** The inbox of an agent who never marked anything as read, in a ledger in which a third of all messages are to them. */
export const inbox: Measure = {
  name: "inbox",
  work: "bd inbox, 10,000 issues and 50,000 messages",
  async take({ place, options }) {
    const { directory } = await copyDataset(place, 10_000, "inbox", 5);
    readNothing(directory);
    const works = (timer: Timer) => {
      const timed = (words: string[]) => () => timer(place, { words, directory, env: { BD_ACTOR: READER, BD_SESSION: "bench" } });
      return { node: timed(emptyNode()), inbox: timed(bd("inbox", "--json", "-n", "20")), hook: timed(bd("inbox", "--inject")) };
    };
    const wall = interleave(works(wallOf), options.rounds);
    const cpu = interleave(works(cpuOf), CPU_ROUNDS);
    const row = (name: "inbox" | "hook", work: string) =>
      ratioRow(work, ratio(wall[name], wall.node), 1.7, "N0", cpuNote(ratio(cpu[name], cpu.node)));
    return [
      row("inbox", "bd inbox --json -n 20, 10000 issues and 50000 messages"),
      row("hook", "bd inbox --inject, nothing new since the last prompt"),
    ];
  },
};

/** Without a file, what is older than a month counts as read: the measure must not depend on the day. */
export function readNothing(directory: string): void {
  const folder = join(directory, ".git", "bd", "read");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${sha1(READER)}.json`), JSON.stringify({ name: READER, before: "", read: [] }));
}
