import { expect, test } from "vitest";
import { POINTS, type Point } from "../../src/store/points.ts";
import { writeHook } from "../support/hooks.ts";
import { bd, bdJson, expectSound, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

interface Row {
  readonly id: string;
  readonly title: string;
}

/** Two refs move behind what another clone was faster with, one after the other: the ledger, and what is known of the remote. */
const BETWEEN = ["ref:locked#2", "ref:drafted#3", "ref:locked#3", "ref:moved#2", "ref:moved#3"] as const;

type Place = Point | (typeof BETWEEN)[number];

/** Which command passes a point: the remote has moved before it, and has been told to decline a word where sifting is wanted. */
function commandFor(point: Place): readonly string[] {
  return point === "push:sifted" ? ["sync"] : ["create", "Killed here"];
}

for (const point of [...POINTS, ...BETWEEN]) {
  test(`a process killed at ${point} leaves a sound ledger, its write at most once, and the next command works`, async () => {
    const here = scratch();
    const { remote, one, two } = await stage(here, point);
    const killed = await bd(here, one, commandFor(point), { env: { BD_FAULT_AT: point } });
    expect(killed.signal, `${point} was not reached: ${killed.stdout}${killed.stderr}`).toBe("SIGKILL");
    await bdJson(here, one, ["create", "The next one"]);
    await bdJson(here, one, ["sync"]);
    await bdJson(here, two, ["sync"]);
    const [mine, theirs] = [await titles(here, one), await titles(here, two)];
    expect(mine).toEqual(theirs);
    expect(mine.filter((title) => title === "Killed here").length).toBeLessThanOrEqual(1);
    expect(mine).toEqual(expect.arrayContaining(["The next one", "From the other clone"]));
    for (const directory of [remote, one, two]) await expectSound(here, directory);
  });
}

async function stage(here: Scratch, point: Place): Promise<{ remote: string; one: string; two: string }> {
  const remote = await here.remote("demo.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await seedLedger(here, one, 1);
  await bdJson(here, two, ["create", "From the other clone"]);
  if (point !== "push:sifted") return { remote, one, two };
  writeHook(
    remote,
    "pre-receive",
    `while read old new ref; do git log --format=%B "$old..$new" | grep -q hunter2 && exit 1; done; exit 0`,
  );
  await bdJson(here, one, ["sync"]);
  await bdJson(here, one, ["create", "Say hunter2", "--offline"]);
  await bdJson(here, one, ["create", "Say nothing", "--offline"]);
  return { remote, one, two };
}

async function titles(here: Scratch, directory: string): Promise<string[]> {
  return (await bdJson<Row[]>(here, directory, ["list", "--all"])).map((row) => row.title).sort();
}
