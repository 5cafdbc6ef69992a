import { writeSync } from "node:fs";
import type { LockStep } from "../../src/git/repository.ts";
import { lockOwner } from "../../src/store/lock-owner.ts";
import { type Adapter, draft, openWith } from "./git-adapters.ts";

/**
 * A process that puts so many commits on a ref, one on the other's, as writers of a clone do: `node ref-worker.ts <directory> <ref> <adapter> <count>
 * <name> [<step>#<n>[#<signal>]]`. Prints each commit once it stands. Dies at a step, or stops, when it comes there for the n-th time.
 */
const [directory = "", ref = "", adapter = "git", count = "0", name = "", fault = ""] = process.argv.slice(2);
const [step = "", turn = "1", signal = "SIGKILL"] = fault.split("#");

let passed = 0;
function reached(at: string): void {
  if (at === step && ++passed === Number(turn)) process.kill(process.pid, signal);
}

const repository = openWith(adapter as Adapter, directory, process.env as Record<string, string>);
const owner = lockOwner({ reached: (at) => reached(at satisfies LockStep | string) });
for (let n = 0; n < Number(count); ) {
  const from = await repository.readRef(ref);
  const [to = ""] = await repository.writeCommits([draft(from, { [name]: `${n}\n` }, `${name} ${n} on ${from}\n`)]);
  if (!(await repository.updateRefs([{ ref, to, from }], owner))) continue;
  writeSync(1, `${to}\n`);
  n++;
}
