import { expect, test } from "vitest";
import { bd, expectSound, race, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";

const GLOBS = ["src/**", "src/parse/*.ts", "**/*.ts", "src/{parse,lex}/**", "src/parse/", "src/parse/a.ts"];

interface Answer {
  readonly granted?: boolean;
  readonly error?: { readonly code: string; readonly holder: string };
}

test("of six clones that reserve overlapping paths at once, the first on the remote has them, and the others are told who", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const clones = await race(GLOBS.length, (index) => here.clone(remote, `w${index}/demo`));
  await seedLedger(here, clones[0] ?? "", 0);
  await race(clones.length, (index) => bd(here, clones[index] ?? "", ["list"]));
  const ended = await race(clones.length, async (index) => {
    const call = { env: { BD_ACTOR: `w${index}/demo` } };
    const ran = await bd(here, clones[index] ?? "", ["reserve", GLOBS[index] ?? "", "--json"], call);
    return { status: ran.status, answer: JSON.parse(ran.stdout) as Answer };
  });
  const winners = ended.flatMap(({ status }, index) => (status === 0 ? [`w${index}/demo`] : []));
  expect(winners, JSON.stringify(ended)).toHaveLength(1);
  const losers = ended.filter(({ status }) => status === 3).map(({ answer }) => answer.error?.holder);
  expect(losers).toEqual(Array.from({ length: GLOBS.length - 1 }, () => winners[0]));
  const files = await here.git(remote, "ls-tree", "-r", "--name-only", "beads", ".beads/reservations");
  expect(files.split("\n")).toHaveLength(1);
  for (const directory of [remote, ...clones]) await expectSound(here, directory);
}, 120_000);
