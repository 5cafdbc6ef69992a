import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepPlace } from "../../../src/store/events/code-place.ts";
import type { Ledger } from "../../../src/store/ledger.ts";
import { begin, issueOf, sit } from "../../support/ledgers.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const IDS = ["demo-aaaaaa", "demo-bbbbbb"];

async function place(): Promise<{
  here: Scratch;
  directory: string;
  ledger: Ledger;
  commit: (...lines: string[]) => Promise<string>;
}> {
  const here = scratch();
  const directory = await here.repository("demo");
  await begin(here, directory);
  const ledger = await sit(here, directory);
  await ledger.write("create", { issues: IDS.map((id) => issueOf({ id, title: `Title of ${id}` })), explicit: IDS }, "soon");
  const commit = async (...lines: string[]) => {
    await here.git(directory, "commit", "--quiet", "--allow-empty", ...lines.flatMap((line) => ["-m", line]));
    return await here.git(directory, "rev-parse", "HEAD");
  };
  return { here, directory, ledger, commit };
}

async function read(ledger: Ledger, since: string | null): Promise<{ words: string; cursor: string }[]> {
  const told = await Array.fromAsync((await ledger.events(since)).read({ code: true }));
  return told.map(({ event, cursor }) => ({ words: `${event.kind} ${event.bead}: ${event.subject}`, cursor }));
}

test("commits of any branch that name beads are told once, oldest first, and their cursors go on behind each", async () => {
  const { here, directory, ledger, commit } = await place();
  const { cursor } = await ledger.events(null);
  await commit("Fix one", `Bead: ${IDS[0]}`);
  await here.git(directory, "checkout", "--quiet", "-b", "deep/side");
  await commit("Fix both", `Bead: ${IDS[0]}\nBead: ${IDS[1]}\nBead: demo-nobody`);
  await commit("Close one", `Bead: ${IDS[0]}\nCloses-Bead: ${IDS[0]}`);
  await commit("Close the other", `Closes-Bead: ${IDS[1]}`);
  await here.git(directory, "checkout", "--quiet", "main");
  await commit("Nobody's", "Some words.");
  const words = [
    `commit ${IDS[0]}: Fix one`,
    `commit ${IDS[0]}: Fix both`,
    `commit ${IDS[1]}: Fix both`,
    `commit ${IDS[0]}: Close one`,
    `commit ${IDS[1]}: Close the other`,
  ];
  const told = await read(ledger, cursor);
  expect(told.map((each) => each.words)).toEqual(words);
  for (const [at, each] of told.entries())
    expect((await read(ledger, each.cursor)).map((later) => later.words)).toEqual(words.slice(at + 1));
  await here.git(directory, "merge", "--quiet", "--no-edit", "deep/side");
  await here.git(directory, "branch", "--quiet", "-d", "deep/side");
  expect(await read(ledger, told[4]?.cursor ?? "")).toEqual([]);
  await ledger.close();
});

test("what was there before the first look is not told, and the ledger's own commits never are", async () => {
  const { here, directory, ledger, commit } = await place();
  await commit("Old", `Bead: ${IDS[0]}`);
  const log = await ledger.events(null);
  await here.git(directory, "branch", "beads", "beads/ledger");
  await here.git(directory, "branch", "elsewhere", "beads/ledger");
  await here.git(directory, "branch", "beads-inbox/vc/x", "beads/ledger");
  expect(await Array.fromAsync(log.read({ code: true }))).toEqual([]);
  await ledger.close();
});

test("a clone remembers the newest two hundred and fifty-six places, and an older cursor is too old", async () => {
  const { directory, ledger } = await place();
  const { cursor } = await ledger.events(null);
  const folder = join(directory, ".git", "bd", "cursors");
  const name = cursor.split(".")[1] ?? "";
  utimesSync(join(folder, name), 0, 0);
  for (let turn = 0; turn < 256; turn++) keepPlace(folder, { seen: [String(turn)], told: [] });
  expect(readdirSync(folder)).toHaveLength(256);
  await expect(ledger.events(cursor)).rejects.toMatchObject({ code: "CURSOR_UNKNOWN" });
  await ledger.close();
});

test("where nothing can be kept, a cursor is of the ledger alone", () => {
  const here = scratch();
  here.write("cursors", "no folder");
  expect(keepPlace(here.path("cursors"), { seen: [], told: [] })).toBeNull();
});
