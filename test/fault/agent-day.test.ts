import { chmodSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bd, bdJson, claimsIn, expectSound, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const ID = "demo-000000";
const [CLAIM, HANDOFF, CLOSE] = ["1", "2", "3"].map((turn) => `20261121T10300000${turn}Z-day00${turn}`) as [
  string,
  string,
  string,
];

interface Row {
  readonly issue: string;
  readonly state: string;
  readonly stop: string | null;
}

const dave = { BD_ACTOR: "dave/demo" };
const erin = { BD_ACTOR: "erin/demo" };

/** A command that is killed, as a power cut would, at a point; it never answers. */
async function dies(
  here: Scratch,
  directory: string,
  words: readonly string[],
  at: { point: string; env: Record<string, string> },
) {
  const killed = await bd(here, directory, words, { env: { ...at.env, BD_FAULT_AT: at.point } });
  expect([killed.signal, killed.stdout], `${at.point} was not reached: ${killed.stderr}`).toEqual(["SIGKILL", ""]);
}

/** Uncommitted work of every kind. */
function work(here: Scratch, worktree: string): void {
  here.write(join(worktree, "README.md"), "changed\r\n");
  here.write(join(worktree, "src/new.bin"), new Uint8Array([0, 1, 255, 13, 10]));
  here.write(join(worktree, "run.sh"), "#!/bin/sh\n");
  chmodSync(here.path(worktree, "run.sh"), 0o755);
  symlinkSync("run.sh", here.path(worktree, "link"));
}

function contentOf(root: string): unknown {
  const bytes = ["README.md", "src/new.bin", "run.sh"].map((path) => readFileSync(join(root, path)).toString("base64"));
  return { bytes, mode: statSync(join(root, "run.sh")).mode & 0o111, link: readFileSync(join(root, "link"), "utf8") };
}

test("an agent that is killed amid a claim, a handoff and a close loses nothing, and nothing is done twice", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const main = await here.clone(remote, "main");
  await seedLedger(here, main, 1);
  const desk = await here.worktree(main, "desk");
  const other = await here.clone(remote, "erin");

  // The first death: the claim stands in this clone, and nobody was told.
  await dies(here, desk, ["claim", "--next", "--op-id", CLAIM], { point: "write:swapped", env: dave });
  expect(await bdJson<Row[]>(here, desk, ["mine"], { env: dave })).toMatchObject([{ issue: ID, state: "active", stop: null }]);
  const claimed = await bdJson(here, desk, ["claim", "--next", "--op-id", CLAIM], { env: dave });
  expect(claimed).toMatchObject({ id: ID, epoch: 1, confirmed: true, changed: false });

  // The work, and the loss of the whole worktree behind a checkpoint.
  work(here, "desk");
  await bdJson(here, desk, ["checkpoint", "--next", "The link.", "--push"], { env: dave });
  const before = contentOf(desk);
  rmSync(desk, { recursive: true, force: true });
  const rescued = here.path("rescued");
  await bdJson(here, main, ["checkpoint", "restore", ID, "--into", rescued], { env: dave });
  expect(contentOf(rescued)).toEqual(before);

  // The claim was proved by the worktree that is gone: it is taken up again in the one that stands for it now.
  expect(await bdJson<Row[]>(here, rescued, ["mine"], { env: dave })).toMatchObject([
    { issue: ID, state: "suspended", stop: "You claimed it in a worktree that is gone." },
  ]);
  expect(await bdJson(here, rescued, ["resume", "--claim"], { env: dave })).toMatchObject({ state: "active", epoch: 2 });

  // The second death: the handoff is on the remote, and the one who made it does not know.
  const handoff = ["handoff", ID, "-m", "Go on, please.", "--collect", "--op-id", HANDOFF];
  await dies(here, rescued, handoff, { point: "push:sent", env: dave });
  const told = await bd(here, rescued, ["resume"], { env: dave });
  expect([told.status, told.stdout.split("\n")[0]]).toEqual([3, expect.stringMatching(/^Stop: You handed it off at /)]);
  expect(await bdJson(here, rescued, handoff, { env: dave })).toMatchObject({ id: ID, epoch: 2, changed: false });

  // Somebody else goes on, with the files, and dies while closing.
  await bdJson(here, other, ["sync"], { env: erin });
  expect(await bdJson(here, other, ["resume", ID, "--claim"], { env: erin })).toMatchObject({ state: "active", epoch: 3 });
  await bdJson(here, other, ["checkpoint", "restore", ID, "--into", here.path("erins")], { env: erin });
  expect(contentOf(here.path("erins"))).toEqual(before);
  const close = ["close", ID, "-r", "The link, too.", "--op-id", CLOSE];
  await dies(here, other, close, { point: "write:made", env: erin });
  expect(await bdJson<Row[]>(here, other, ["mine"], { env: erin })).toMatchObject([{ issue: ID, state: "active" }]);
  await dies(here, other, close, { point: "push:sent", env: erin });
  expect(await bdJson(here, other, close, { env: erin })).toMatchObject({ id: ID, status: "closed", changed: false });

  // What git holds in the end: everything once.
  await bdJson(here, main, ["sync"], { env: dave });
  const subjects = (await here.git(remote, "log", "--format=%s", "beads")).split("\n");
  const count = (shape: RegExp) => subjects.filter((subject) => shape.test(subject)).length;
  expect([count(/claimed by|took over/), count(/: checkpoint by/), count(/: handed off by/), count(/: closed by/)]).toEqual([
    3, 1, 1, 1,
  ]);
  expect(await claimsIn(here, remote, "beads")).toEqual([`${ID}/0001`, `${ID}/0002`, `${ID}/0003`]);
  for (const directory of [remote, main, other]) await expectSound(here, directory);
});
