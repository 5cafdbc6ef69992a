import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/git/open.ts";
import type { Oid } from "../../../src/git/repository.ts";
import { scratch } from "../../support/scratch.ts";
import { commit, issue, issueFile, projectFile } from "./ledger.ts";

const WORKER = new URL("worker.ts", import.meta.url).pathname;
const run = promisify(execFile);

test("processes that bring one index to different tips, and delete it now and then, never read anything wrong", async () => {
  const here = scratch();
  const directory = await here.repository("clone", { unborn: true });
  const repository = await openRepository(directory, here.env);
  const tips: Oid[] = [await commit(repository, null, [projectFile()])];
  for (let n = 1; n < 12; n++) tips.push(await commit(repository, tips.at(-1) as Oid, [issueFile(issue(`vc-${n}`))], n));
  const ends = await Promise.all(
    [1, 2, 3, 4].map((seed) =>
      run(process.execPath, [WORKER, directory, String(seed), tips.join(",")], { env: { ...here.env } }),
    ),
  );
  for (const { stdout } of ends) expect(JSON.parse(stdout)).toEqual({ right: 16, wrong: [] });
}, 120_000);
