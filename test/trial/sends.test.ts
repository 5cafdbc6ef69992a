import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { failOnePushInTen } from "../support/hooks.ts";
import { runAndKill } from "../support/kill.ts";
import { bd, bdJson, expectSound, race } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";
import { seededChance } from "../support/seeded-chance.ts";
import { PATIENCE, scaled } from "./scale.ts";

interface Ended {
  readonly title: string;
  readonly acknowledged: boolean;
}

const SENDS = scaled(1000);

/** Every so many sends both clones sync at once, and are killed in it as well. */
const SYNC_EVERY = 10;

test(
  `${SENDS} sends killed at random instants, over remotes that fail one push in ten: what was acknowledged is in the target once, the rest at most once`,
  async () => {
    const here = scratch();
    const { remotes, clones } = await stage(here);
    const { vc, beads } = remotes;
    const longest = await lifeOf(here, clones, beads);
    for (const remote of [vc, beads]) failOnePushInTen(remote);
    const chance = seededChance(20261121);
    const life = () => Math.round((((chance(1)[0] ?? 0) + 1) / 256) * longest);
    const ended: Ended[] = [];
    for (let turn = 0; turn < SENDS; turn += clones.length) {
      const lives = clones.map(life);
      const send = async (index: number): Promise<Ended> => {
        const title = `Send ${turn + index}`;
        const status = await runAndKill(here, clones[index] ?? "", ["send", beads, title, "-m", "x"], lives[index] ?? 0);
        return { title, acknowledged: status === 0 };
      };
      ended.push(...(await race(clones.length, send)));
      if (turn % SYNC_EVERY !== 0) continue;
      const patience = clones.map(life);
      await race(clones.length, (index) => runAndKill(here, clones[index] ?? "", ["sync"], patience[index] ?? 0));
    }
    for (const remote of [vc, beads]) rmSync(join(remote, "hooks/reference-transaction"));
    const waiting = (await bdJson<object[]>(here, clones[0] ?? "", ["outbox", "list"])).length;
    await deliverAll(here, clones, vc);
    const times = await timesIn(here, beads);
    const acknowledged = ended.filter((send) => send.acknowledged);
    const queued = ended.filter(({ title, acknowledged }) => !acknowledged && times.has(title)).length;
    console.info(
      `${ended.length} sends: ${acknowledged.length} acknowledged; ${queued} others arrived all the same; ${waiting} waited at the end.`,
    );
    expect(acknowledged.filter(({ title }) => times.get(title) !== 1)).toEqual([]);
    expect([...times].filter(([, count]) => count > 1)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.length).toBeLessThan(ended.length);
    for (const directory of [...clones, vc, beads]) await expectSound(here, directory);
    for (const clone of clones) await bdJson(here, clone, ["create", "The next command works"]);
  },
  PATIENCE,
);

/** Two clones of the sender, which know the target by its address alone. */
async function stage(here: Scratch) {
  const remotes = { vc: await here.remote("srv/vc.git"), beads: await here.remote("srv/beads.git") };
  const away = scratch();
  const target = await away.clone(remotes.beads, "beads");
  await bdJson(away, target, ["init", "--no-view"]);
  await bdJson(away, target, ["config", "set", "inbound.per_day", "100000"]);
  const clones = [await here.clone(remotes.vc, "a/vc"), await here.clone(remotes.vc, "b/vc")];
  for (const clone of clones) await bdJson(here, clone, ["init", "--no-view"]);
  return { remotes, clones };
}

/** How long a send is let live at most: three times as long as one alone takes here, so that kills fall before, into and behind it. */
async function lifeOf(here: Scratch, clones: readonly string[], target: string): Promise<number> {
  const began = performance.now();
  for (let turn = 0; turn < 4; turn++) await bdJson(here, clones[turn % 2] ?? "", ["send", target, `Warm-up ${turn}`, "-m", "x"]);
  return ((performance.now() - began) / 4) * 3;
}

/** A third clone, on another machine, delivers what is left of what it can see; then the two deliver the rest, and nothing waits any more. */
async function deliverAll(here: Scratch, clones: readonly string[], vc: string): Promise<void> {
  const elsewhere = scratch();
  const third = await elsewhere.clone(vc, "c/vc");
  for (const [home, clone] of [
    [elsewhere, third],
    ...[...clones, clones[0] ?? ""].map((clone) => [here, clone] as const),
  ] as const) {
    const synced = await bd(home, clone, ["sync"]);
    expect(synced.status, synced.stdout + synced.stderr).toBe(0);
  }
  for (const clone of clones) expect(await bdJson(here, clone, ["outbox", "list"])).toEqual([]);
}

/** How often each title is there in the target's ledger, as git has it. */
async function timesIn(here: Scratch, bare: string): Promise<Map<string, number>> {
  const grepped = await here.git(bare, "grep", "-h", "^title: Send", "beads", "--", ".beads/issues");
  const times = new Map<string, number>();
  for (const line of grepped.split("\n")) times.set(line.slice(7), (times.get(line.slice(7)) ?? 0) + 1);
  return times;
}
