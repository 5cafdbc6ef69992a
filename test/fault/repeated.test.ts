import { expect, test } from "vitest";
import type { Point } from "../../src/store/points.ts";
import { bd, bdJson, expectSound, race, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";

/** Between the operation's decision and its answer: before the ref moves, behind it, and on the way to the remote. */
const POINTS: readonly Point[] = ["write:made", "write:swapped", "push:sent"];

const op = (turn: number) => `20261121T10300000${turn}Z-abcde0`;

interface Told {
  readonly changed: boolean;
  readonly op: string;
}

/** What is said with an operation id on an issue, and how the ledger's subject tells that it was done. */
const COMMANDS: readonly { readonly words: (id: string) => readonly string[]; readonly mark: RegExp }[] = [
  { words: () => ["create", "Filed while dying"], mark: /: new task: Filed while dying$/ },
  { words: () => ["claim", "--next"], mark: /: claimed by / },
  { words: (id) => ["reply", id, "-m", "Said while dying."], mark: /: Said while dying\.$/ },
  { words: (id) => ["update", id, "--append-notes", "Noted while dying."], mark: /: changed by / },
  { words: (id) => ["checkpoint", id, "-m", "Saved while dying."], mark: /: Saved while dying\.$/ },
  { words: (id) => ["handoff", id, "-m", "Handed off while dying."], mark: /: handed off by / },
  { words: (id) => ["close", id, "-r", "Closed while dying."], mark: /: Closed while dying\.$/ },
];

for (const { words, mark } of COMMANDS) {
  test(`bd ${words("")[0]}, killed at any point and repeated with its operation id, is done once`, async () => {
    const here = scratch();
    const remote = await here.remote("demo.git");
    const clone = await here.clone(remote, "clone");
    const ids = await seedLedger(here, clone, POINTS.length);
    for (const [turn, point] of POINTS.entries()) {
      const again = [...words(ids[turn] ?? ""), "--op-id", op(turn)];
      const killed = await bd(here, clone, again, { env: { BD_FAULT_AT: point } });
      expect(killed.signal, `${point} was not reached: ${killed.stdout}${killed.stderr}`).toBe("SIGKILL");
      const first = await bdJson<Told>(here, clone, again);
      const second = await bdJson<Told>(here, clone, again);
      expect([first.op, second.op, second.changed], `${point}: ${again.join(" ")}`).toEqual([op(turn), op(turn), false]);
    }
    await bdJson(here, clone, ["sync"]);
    const subjects = (await here.git(remote, "log", "--format=%s", "beads")).split("\n");
    expect(subjects.filter((subject) => mark.test(subject))).toHaveLength(POINTS.length);
    for (const directory of [remote, clone]) await expectSound(here, directory);
  });
}

test("the same command of two processes at once, with one operation id, is done once", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const clone = await here.clone(remote, "clone");
  await seedLedger(here, clone, 3);
  for (const [turn, words] of [
    ["claim", "--next"],
    ["create", "Filed twice"],
    ["reply", "demo-000000", "-m", "Twice."],
  ].entries()) {
    const told = await race(4, () => bdJson<Told & { readonly id: string }>(here, clone, [...words, "--op-id", op(turn + 5)]));
    expect(told.filter(({ changed }) => changed)).toHaveLength(1);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  }
  await bdJson(here, clone, ["sync"]);
  const subjects = (await here.git(remote, "log", "--format=%s", "beads")).split("\n");
  for (const shape of [/: claimed by /, /: Filed twice$/, /: Twice\.$/])
    expect(subjects.filter((line) => shape.test(line))).toHaveLength(1);
});
