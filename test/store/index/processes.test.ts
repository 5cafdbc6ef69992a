import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/git/open.ts";
import type { Oid } from "../../../src/git/repository.ts";
import { openIndex } from "../../../src/store/index/open.ts";
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

test("two indexes of one file within one process let each other write: who waits lets the other one go on", async () => {
  const here = scratch();
  const directory = await here.repository("clone", { unborn: true });
  const repository = await openRepository(directory, here.env);
  const first = await commit(repository, null, [projectFile()]);
  const second = await commit(repository, first, [issueFile(issue("vc-1"))], 1);
  const said: string[] = [];
  const options = { warn: (line: string) => said.push(line), progress: (line: string) => said.push(line) };
  const [one, other] = [openIndex(here.path("index.db"), options), openIndex(here.path("index.db"), options)];
  const draft = await one.begin(repository, first);
  const synced = other.sync(repository, second);
  await repository.hasCommit(second);
  draft.rollback();
  await synced;
  expect(other.snapshot().issue("vc-1")?.id).toBe("vc-1");
  expect(said).toEqual([]);
  one.close();
  other.close();
});

test("who is not to wait for another one is told so at once, and can write when that one has ended", async () => {
  const here = scratch();
  const repository = await openRepository(await here.repository("clone", { unborn: true }), here.env);
  const tip = await commit(repository, null, [projectFile()]);
  const options = { warn: () => {}, progress: () => {} };
  const [one, other] = [openIndex(here.path("index.db"), options), openIndex(here.path("index.db"), options)];
  const draft = await one.begin(repository, tip);
  await expect(other.begin(repository, tip, 0)).rejects.toMatchObject({ code: "INDEX_BUSY" });
  draft.rollback();
  (await other.begin(repository, tip, 0)).rollback();
  one.close();
  other.close();
});
