import { renameSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bd, bdJson, expectSound, race } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** Where a send is killed, in its order: `#2` is the delivery into the target's ledger and `#3` what is written down of it. */
const BEFORE_STORED = ["write:journalled", "write:made"];
const STORED = [
  "write:swapped",
  "write:shown",
  "write:journalled#2",
  "write:swapped#2",
  "push:locked",
  "push:sent",
  "push:noted",
  "write:made#3",
  "write:swapped#3",
  "push:sent#2",
  "push:noted#2",
];

interface Stage {
  readonly here: Scratch;
  /** Two clones of the sender. */
  readonly clones: readonly [string, string];
  readonly remotes: { readonly vc: string; readonly beads: string };
}

/** With a clone of the target beside the sender's, or with its address alone. */
async function stage(beside: boolean): Promise<Stage> {
  const [here, away] = [scratch(), scratch()];
  const remotes = { vc: await here.remote("srv/vc.git"), beads: await here.remote("srv/beads.git") };
  const home = beside ? here : away;
  await bdJson(home, await home.clone(remotes.beads, "a/beads"), ["init", "--no-view"]);
  const clones = [await here.clone(remotes.vc, "a/vc"), await here.clone(remotes.vc, "b/vc")] as const;
  for (const clone of clones) await bdJson(here, clone, ["init", "--no-view"]);
  return { here, clones, remotes };
}

/** The titles in the target's ledger, as git has them. */
async function titlesIn(here: Scratch, bare: string): Promise<string[]> {
  const found = await here.tryGit(bare, "grep", "-h", "^title: ", "beads", "--", ".beads/issues");
  return found.stdout.split("\n").slice(0, -1);
}

async function settled({ here, clones, remotes }: Stage): Promise<void> {
  for (const clone of clones) expect(await bdJson(here, clone, ["outbox", "list"])).toEqual([]);
  for (const directory of [...clones, remotes.vc, remotes.beads]) await expectSound(here, directory);
}

for (const beside of [true, false]) {
  describe(beside ? "through a clone of the target" : "through a mirror of the target", () => {
    for (const point of BEFORE_STORED) {
      test(`a send killed at ${point} was never made, and the next one is`, async () => {
        const at = await stage(beside);
        const { here, clones, remotes } = at;
        const killed = await bd(here, clones[0], ["send", remotes.beads, "Killed"], { env: { BD_FAULT_AT: point } });
        expect(killed.signal).toBe("SIGKILL");
        await bdJson(here, clones[0], ["send", remotes.beads, "Next"]);
        for (const clone of clones) await bdJson(here, clone, ["sync"]);
        expect(await titlesIn(here, remotes.beads)).toEqual(["title: Next"]);
        await settled(at);
      });
    }

    for (const point of STORED) {
      test(`a send killed at ${point} gets there once, whoever goes on`, async () => {
        const at = await stage(beside);
        const { here, clones, remotes } = at;
        const killed = await bd(here, clones[0], ["send", remotes.beads, "Killed"], { env: { BD_FAULT_AT: point } });
        expect(killed.signal, `${point} was not reached: ${killed.stdout}${killed.stderr}`).toBe("SIGKILL");
        await race(2, (index) => bd(here, clones[index] ?? "", ["sync"]));
        for (const clone of clones) await bdJson(here, clone, ["sync"]);
        expect(await titlesIn(here, remotes.beads)).toEqual(["title: Killed"]);
        await settled(at);
      });
    }
  });
}

test("many clones and processes of the sender that deliver the same at once bring it once", async () => {
  const at = await stage(false);
  const { here, clones, remotes } = at;
  const away = here.path("away.git");
  await bdJson(here, clones[0], ["send", remotes.beads, "Send 0"]);
  renameSync(remotes.beads, away);
  for (let turn = 1; turn <= 5; turn++) await bdJson(here, clones[turn % 2] ?? "", ["send", "beads", `Send ${turn}`]);
  for (const clone of clones) await bdJson(here, clone, ["sync"]);
  renameSync(away, remotes.beads);
  await race(6, (index) => bd(here, clones[index % 2] ?? "", ["outbox", "retry"]));
  for (const clone of clones) await bdJson(here, clone, ["sync"]);
  for (const clone of clones) await bdJson(here, clone, ["sync"]);
  expect((await titlesIn(here, remotes.beads)).sort()).toEqual([0, 1, 2, 3, 4, 5].map((turn) => `title: Send ${turn}`));
  await settled(at);
});

test("an issue that a killed clone had brought, and another clone gave up, is open in one place", async () => {
  const { here, clones, remotes } = await stage(false);
  const [one, two] = clones;
  for (const clone of clones) await bdJson(here, clone, ["project", "add", "beads", remotes.beads]);
  const { id } = await bdJson<{ id: string }>(here, one, ["create", "It moves"]);
  await bdJson(here, one, ["sync"]);
  renameSync(remotes.beads, `${remotes.beads}.away`);
  const { entry } = await bdJson<{ entry: string }>(here, one, ["handoff", id, "--to", "beads", "-m", "Yours."]);
  await bdJson(here, two, ["sync"]);
  renameSync(`${remotes.beads}.away`, remotes.beads);
  await bdJson(here, one, ["outbox", "drop", entry, "--offline"]);
  const killed = await bd(here, two, ["outbox", "retry", entry], { env: { BD_FAULT_AT: "push:noted" } });
  expect(killed.signal).toBe("SIGKILL");
  expect(await titlesIn(here, remotes.beads)).toEqual(["title: It moves"]);
  for (const clone of [one, two, one]) await bdJson(here, clone, ["sync"]);
  for (const clone of clones) {
    expect(await bdJson(here, clone, ["show", id])).toMatchObject({ status: "closed", closed: { outcome: "handed-off" } });
  }
});
