import { expect, test } from "vitest";
import { runAndKill } from "../support/kill.ts";
import { bd, bdJson, expectSound, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";
import { seededChance } from "../support/seeded-chance.ts";
import { PATIENCE, scaled } from "./scale.ts";

interface Ended {
  readonly title: string;
  readonly acknowledged: boolean;
}

test(
  `${scaled(1000)} writes killed at random instants: what was acknowledged is there once, the rest at most once`,
  async () => {
    const here = scratch();
    const remote = await here.remote("demo.git");
    const clones = [await here.clone(remote, "a/demo"), await here.clone(remote, "b/demo")];
    await seedLedger(here, clones[0] ?? "", 0);
    await bdJson(here, clones[1] ?? "", ["list"]);
    const chance = seededChance(20261121);
    const longest = await lifeOf(here, clones[0] ?? "");
    const ended: Ended[] = [];
    for (let turn = 0; turn < scaled(1000); turn += 2) {
      const lives = [0, 1].map(() => Math.round((((chance(1)[0] ?? 0) + 1) / 256) * longest));
      ended.push(
        ...(await Promise.all(
          lives.map(async (life, index) => {
            const title = `Write ${turn + index}`;
            return { title, acknowledged: (await runAndKill(here, clones[index] ?? "", ["create", title], life)) === 0 };
          }),
        )),
      );
    }
    for (const clone of clones) {
      const next = await bd(here, clone, ["sync"]);
      expect(next.status, next.stdout + next.stderr).toBe(0);
    }
    await bdJson(here, clones[0] ?? "", ["sync"]);
    for (const directory of [...clones, remote]) await expectSound(here, directory);
    const titles = (await bdJson<{ title: string }[]>(here, clones[0] ?? "", ["list", "--all", "-n", "0"])).map(
      (row) => row.title,
    );
    const times = new Map<string, number>();
    for (const title of titles) times.set(title, (times.get(title) ?? 0) + 1);
    const acknowledged = ended.filter((write) => write.acknowledged);
    console.info(`${ended.length} writes, ${acknowledged.length} acknowledged, ${titles.length} in the ledger.`);
    expect(acknowledged.filter(({ title }) => times.get(title) !== 1)).toEqual([]);
    expect([...times].filter(([, count]) => count > 1)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.length).toBeLessThan(ended.length);
  },
  PATIENCE,
);

/** How long a write is let live at most: three times as long as one alone takes here, since two run at once and kills are to fall before, into and behind them. */
async function lifeOf(here: Scratch, directory: string): Promise<number> {
  const began = performance.now();
  for (let turn = 0; turn < 4; turn++) await bdJson(here, directory, ["create", `Warm-up ${turn}`]);
  return ((performance.now() - began) / 4) * 3;
}
