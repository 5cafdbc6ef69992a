import { expect, test } from "vitest";
import { bd, bdJson, expectSound, race, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";

const OPTIONS = ["a", "b", "c", "d", "e", "f"];

interface Question {
  readonly id: string;
  readonly settled: { readonly by: string; readonly option: string };
}

interface Refusal {
  readonly error: { readonly code: string; readonly by: string; readonly option: string };
}

test("of six processes in two clones that answer one question, one is heard and five are told that somebody was faster", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const clones = await race(2, (index) => here.clone(remote, `w${index}/demo`));
  const [first = ""] = clones;
  const [gated = ""] = await seedLedger(here, first, 1);
  const options = OPTIONS.flatMap((key) => ["--option", `${key}=Number ${key}`]);
  const { id } = await bdJson<Question>(here, first, ["ask", "Which?", ...options, "--gates", gated]);
  await race(2, (index) => bdJson(here, clones[index] ?? "", ["sync"]));
  const ended = await race(6, (index) => {
    const env = { BD_ACTOR: `w${index}/demo` };
    return bd(here, clones[index % 2] ?? "", ["answer", id, OPTIONS[index] ?? "", "--json"], { env });
  });
  const winners = ended.flatMap(({ status }, index) => (status === 0 ? [{ by: `w${index}/demo`, option: OPTIONS[index] }] : []));
  expect(winners, ended.map(({ stdout, stderr }) => stdout + stderr).join("\n")).toHaveLength(1);
  const [winner] = winners;
  const losers = ended.filter(({ status }) => status === 3).map(({ stdout }) => (JSON.parse(stdout) as Refusal).error);
  expect(losers.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => "ALREADY_ANSWERED"));
  // Whoever came second in a clone is told of the first one there, who may lose to another clone in turn.
  const given = OPTIONS.map((option, index) => ({ by: `w${index}/demo`, option }));
  for (const { by, option } of losers) expect(given).toContainEqual({ by, option });
  expect(losers.filter(({ by }) => by === winner?.by).length).toBeGreaterThanOrEqual(2);
  const files = (await here.git(remote, "ls-tree", "-r", "--name-only", "beads")).split("\n");
  expect(files.filter((path) => path.startsWith(`.beads/decisions/${id}/`))).toHaveLength(1);
  await race(2, (index) => bdJson(here, clones[index] ?? "", ["sync"]));
  for (const clone of clones) {
    expect((await bdJson<Question>(here, clone, ["decide", "show", id])).settled).toMatchObject(winner ?? {});
    expect(await bdJson<{ id: string }[]>(here, clone, ["ready"])).toMatchObject([{ id: gated }]);
    await expectSound(here, clone);
  }
  await expectSound(here, remote);
}, 120_000);
