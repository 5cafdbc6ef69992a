import { expect, test } from "vitest";
import { bdJson, expectSound, race, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";

interface Listed {
  readonly id: string;
  readonly labels: readonly string[];
}

test("twenty processes that create ten issues each make two hundred, and none of them fails", async () => {
  const here = scratch();
  const directory = await here.repository("demo");
  await seedLedger(here, directory, 0);
  const made = await race(20, async (index) => {
    const ids: string[] = [];
    for (let turn = 0; turn < 10; turn++)
      ids.push((await bdJson<Listed>(here, directory, ["create", `Issue ${index} ${turn}`])).id);
    return ids;
  });
  const listed = await bdJson<Listed[]>(here, directory, ["list", "--all"]);
  expect(new Set(made.flat()).size).toBe(200);
  expect(listed.map((row) => row.id).sort()).toEqual(made.flat().sort());
  await expectSound(here, directory);
}, 240_000);

test("five labels that are added to one issue at once are all there", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const clones = await race(5, (index) => here.clone(remote, `w${index}/demo`));
  const [id = ""] = await seedLedger(here, clones[0] ?? "", 1);
  await race(5, (index) => bdJson(here, clones[index] ?? "", ["label", "add", id, `label-${index}`]));
  await bdJson(here, clones[0] ?? "", ["sync"]);
  const [row] = await bdJson<Listed[]>(here, clones[0] ?? "", ["list"]);
  expect(row?.labels).toEqual(["label-0", "label-1", "label-2", "label-3", "label-4"]);
  for (const directory of [remote, ...clones]) await expectSound(here, directory);
}, 120_000);
