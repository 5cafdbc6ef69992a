import { cp } from "node:fs/promises";
import { expect, test } from "vitest";
import { bd, bdJson, type ClaimAnswer, claimsIn, expectSound, race, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";

interface Refusal {
  readonly error: { readonly code: string; readonly holder: string };
}

test("of fifty processes that claim one issue, one holds it and forty-nine are told who", async () => {
  const here = scratch();
  const directory = await here.repository("one");
  const [id = ""] = await seedLedger(here, directory, 1);
  const ended = await race(50, (index) => bd(here, directory, ["claim", id, "--json"], { env: { BD_ACTOR: `w${index}/demo` } }));
  const winners = ended.flatMap((ran, index) => (ran.status === 0 ? [`w${index}/demo`] : []));
  expect(winners).toHaveLength(1);
  const losers = ended.filter((ran) => ran.status === 3).map((ran) => (JSON.parse(ran.stdout) as Refusal).error.holder);
  expect(losers).toEqual(Array.from({ length: 49 }, () => winners[0]));
  expect(await claimsIn(here, directory, "beads/ledger")).toEqual([`${id}/0001`]);
  await expectSound(here, directory);
}, 120_000);

test("clones whose agents have the same name, and a copy of one of them, have one holder among them", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const first = await here.clone(remote, "a/demo");
  const [id = ""] = await seedLedger(here, first, 1);
  const second = await here.clone(remote, "b/demo");
  await bdJson(here, second, ["list"]);
  const third = here.path("c/demo");
  await cp(first, third, { recursive: true });
  const env = { BD_ACTOR: "same/demo" };
  const ended = await race(3, (index) => bd(here, [first, second, third][index] ?? "", ["claim", id, "--json"], { env }));
  expect(ended.map((ran) => ran.status).sort(), ended.map((ran) => ran.stdout + ran.stderr).join("\n")).toEqual([0, 3, 3]);
  expect(await claimsIn(here, remote, "beads")).toEqual([`${id}/0001`]);
  const again = await race(3, (index) => bd(here, [first, second, third][index] ?? "", ["claim", id, "--json"], { env }));
  expect(again.map((ran) => ran.status)).toEqual(ended.map((ran) => ran.status));
  for (const directory of [first, second, third, remote]) await expectSound(here, directory);
}, 120_000);

test("eight clones that claim eight times each from one pool get sixty-four different issues, each confirmed", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const clones = await race(8, (index) => here.clone(remote, `w${index}/demo`));
  await seedLedger(here, clones[0] ?? "", 64);
  const claimed = await race(8, async (index) => {
    const mine: ClaimAnswer[] = [];
    const env = { BD_ACTOR: `w${index}/demo` };
    for (let turn = 0; turn < 8; turn++)
      mine.push(await bdJson<ClaimAnswer>(here, clones[index] ?? "", ["claim", "--next"], { env }));
    return mine;
  });
  const all = claimed.flat();
  expect(new Set(all.map((answer) => answer.id)).size).toBe(64);
  expect(all.every((answer) => answer.reach === "pushed" && answer.epoch === 1)).toBe(true);
  expect((await claimsIn(here, remote, "beads")).sort()).toEqual(all.map((answer) => `${answer.id}/0001`).sort());
  for (const directory of [remote, ...clones]) await expectSound(here, directory);
}, 240_000);

test("thirty linked worktrees make three hundred claims, all different", async () => {
  const here = scratch();
  const directory = await here.repository("demo");
  await seedLedger(here, directory, 300);
  const worktrees = await worktreesOf(here, directory, 30);
  const claimed = await race(30, async (index) => {
    const mine: ClaimAnswer[] = [];
    const env = { BD_ACTOR: `t${index}/demo` };
    for (let turn = 0; turn < 10; turn++)
      mine.push(await bdJson<ClaimAnswer>(here, worktrees[index] ?? "", ["claim", "--next"], { env }));
    return mine;
  });
  expect(new Set(claimed.flat().map((answer) => answer.id)).size).toBe(300);
  expect(await claimsIn(here, directory, "beads/ledger")).toHaveLength(300);
  await expectSound(here, directory);
}, 240_000);

async function worktreesOf(here: ReturnType<typeof scratch>, directory: string, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let index = 0; index < count; index++) made.push(await here.worktree(directory, `t${index}`));
  return made;
}

test("of eight agents in eight clones that claim at once where the project allows three, three hold something and five are told who does", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const clones = await race(8, (index) => here.clone(remote, `w${index}/demo`));
  await seedLedger(here, clones[0] ?? "", 8);
  await bdJson(here, clones[0] ?? "", ["config", "set", "claim.wip.project", "3"]);
  await race(8, (index) => bdJson(here, clones[index] ?? "", ["sync"]));
  const ended = await race(8, (index) => {
    const env = { BD_ACTOR: `w${index}/demo` };
    return bd(here, clones[index] ?? "", ["claim", `demo-00000${index}`, "--json"], { env });
  });
  const refused = ended.filter(({ status }) => status === 3).map(({ stdout }) => JSON.parse(stdout).error);
  expect(ended.filter(({ status }) => status === 0)).toHaveLength(3);
  expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => "WIP_LIMIT"));
  for (const { held } of refused) expect(held).toHaveLength(3);
  expect(await claimsIn(here, remote, "beads")).toHaveLength(3);
  for (const directory of [remote, ...clones]) await expectSound(here, directory);
}, 120_000);
