import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/git/open.ts";
import { indexPlace } from "../../../src/store/index/index-place.ts";
import { openIndex } from "../../../src/store/index/open.ts";
import { scratch } from "../../support/scratch.ts";
import { commit, issue, issueFile, projectFile, START } from "./ledger.ts";

test("indexes of other versions stay beside it as long as they are in use, and go when nobody has written them for a week", async () => {
  const here = scratch();
  const repository = await openRepository(await here.repository("clone", { unborn: true }), here.env);
  const tip = await commit(repository, null, [projectFile()]);
  const folder = here.path("bd");
  mkdirSync(folder);
  const old = new Date(Date.now() - 8 * 86_400_000);
  for (const name of ["index.db", "index-1.1.1.db", "index-2.1.1.db", "index-2.1.1.db-wal", "index-notes.db", "view.json"])
    writeFileSync(join(folder, name), "");
  for (const name of ["index.db", "index-2.1.1.db", "index-notes.db", "view.json"]) utimesSync(join(folder, name), old, old);
  const index = openIndex(indexPlace(folder), { warn: () => undefined, progress: () => undefined });
  await index.sync(repository, tip);
  index.close();
  const names = readdirSync(folder).filter((name) => !name.startsWith(basename(indexPlace(folder))));
  expect(names.sort()).toEqual(["index-1.1.1.db", "index-2.1.1.db", "index-2.1.1.db-wal", "index-notes.db", "view.json"]);
});

test("an index that is taken away between two looks is read on, and catches up with the ledger", async () => {
  const here = scratch();
  const repository = await openRepository(await here.repository("clone", { unborn: true }), here.env);
  const a = await commit(repository, null, [projectFile(), issueFile(issue("vc-1"))]);
  const b = await commit(repository, a, [issueFile(issue("vc-2"))], 1);
  const file = indexPlace(here.path("bd"));
  const open = () => openIndex(file, { warn: () => undefined, progress: () => undefined });
  const ids = (index: ReturnType<typeof open>) =>
    index
      .snapshot()
      .rows({}, { now: START, known: START, me: "dave/vc" })
      .map((row) => row.issue.id);
  const holder = open();
  await holder.sync(repository, a);
  holder.rest();
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
  expect(ids(holder)).toEqual(["vc-1"]);
  expect(holder.tip).toBeNull();
  await holder.sync(repository, b);
  expect(ids(holder).sort()).toEqual(["vc-1", "vc-2"]);
  holder.close();
  const next = open();
  expect(next.tip).toBe(b);
  next.close();
});
