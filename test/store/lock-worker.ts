import { appendFileSync } from "node:fs";
import { setImmediate as turnOver } from "node:timers/promises";
import { takeLock } from "../../src/store/lock.ts";

/** Takes a lock some times and notes when it came in and went out: the notes of two holders at once would lie across. */
const [file = "", log = "", times = "0"] = process.argv.slice(2);
for (let turn = 0; turn < Number(times); turn++) {
  const lock = await takeLock(file, { timeout: 30_000 });
  appendFileSync(log, `in ${process.pid}.${turn}\n`);
  await turnOver();
  appendFileSync(log, `out ${process.pid}.${turn}\n`);
  lock.release();
}
