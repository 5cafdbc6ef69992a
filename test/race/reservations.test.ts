import { expect, test } from "vitest";
import { globsOverlap } from "../../src/domain/glob.ts";
import { reservationFile } from "../../src/format/records/reservation-file.ts";
import { bd, expectSound, race, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

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

interface Held {
  readonly by: string;
  readonly paths: readonly string[];
}

test("six worktrees of two clones that reserve and release for a while never hold overlapping paths at one time", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const first = await here.clone(remote, "a/demo");
  await seedLedger(here, first, 0);
  const second = await here.clone(remote, "b/demo");
  await bd(here, second, ["list"]);
  const places = [first, second];
  for (let index = 0; index < 4; index++) places.push(await here.worktree(index % 2 === 0 ? first : second, `linked/w${index}`));
  const statuses = await race(places.length, async (index) => {
    const call = { env: { BD_ACTOR: `w${index}/demo`, BD_AGENT_PID: "0" } };
    const ended: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const globs = [0, 1].map((more) => GLOBS_OF[(index * 5 + turn * 3 + more) % GLOBS_OF.length] ?? "");
      ended.push((await bd(here, places[index] ?? "", ["reserve", ...globs], call)).status);
      if (turn % 2 === 1) ended.push((await bd(here, places[index] ?? "", ["reserve", "release", "--all"], call)).status);
    }
    return ended;
  });
  expect(new Set(statuses.flat()), JSON.stringify(statuses)).toEqual(new Set([0, 3]));
  await bd(here, first, ["sync"]);
  const history = await heldThrough(here, remote);
  // How many get something is a matter of luck; the first of each clone does, and gives it back.
  expect(history.length).toBeGreaterThan(3);
  for (const held of history)
    for (const [at, one] of held.entries())
      for (const other of held.slice(at + 1))
        if (one.by !== other.by)
          expect([one, other, one.paths.some((path) => other.paths.some((glob) => globsOverlap(path, glob)))]).toEqual([
            one,
            other,
            false,
          ]);
  for (const directory of [remote, first, second]) await expectSound(here, directory);
}, 240_000);

const GLOBS_OF = [
  "src/**",
  "src/a/*.ts",
  "src/{a,b}/**",
  "docs/",
  "docs/*.md",
  "**/*.ts",
  "lib/a/",
  "lib/**",
  "test/?.ts",
  "test/**",
];

/** What was reserved after each commit of the shared ledger. */
async function heldThrough(here: Scratch, remote: string): Promise<Held[][]> {
  const commits = (await here.git(remote, "rev-list", "--reverse", "beads")).split("\n");
  const held = new Map<string, Held>();
  const history: Held[][] = [];
  for (const commit of commits) {
    const changed = await here.git(
      remote,
      "diff-tree",
      "--root",
      "-r",
      "--no-commit-id",
      "--name-only",
      commit,
      "--",
      ".beads/reservations",
    );
    for (const path of changed.split("\n").filter(Boolean)) {
      const id = path.slice(path.lastIndexOf("/") + 1).split(".")[0] ?? "";
      if (path.endsWith(".end.md")) held.delete(id);
      else if (path.endsWith(`${id}.md`)) {
        const { by, paths } = reservationFile.parse(
          path,
          await here.git(remote, "show", `${commit}:${path}`).then((text) => `${text}\n`),
        );
        held.set(id, { by, paths });
      }
    }
    history.push([...held.values()]);
  }
  return history;
}
