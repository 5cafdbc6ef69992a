import { statSync } from "node:fs";
import { expect, test } from "vitest";
import type { BeadElsewhere } from "../../src/domain/elsewhere.ts";
import { type ExternalProject, elsewhereIn, writeStates } from "../../src/store/external.ts";
import { placeStamp, seenAt, sightPlace } from "../../src/store/external-place.ts";
import { scratch } from "../support/scratch.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;

const BEAD: BeadElsewhere = {
  id: "github.com/owner/beads:beads-1",
  status: "open",
  type: "task",
  parent: null,
  needs: [],
  defer_until: null,
  closed: null,
  title: "Theirs",
  holder: null,
  until: null,
  revisions: 1,
  updated: "2026-11-21T10:00:00Z",
};

test("states that stay the same are not written, so that the index has nothing to do", () => {
  const folder = scratch().root;
  const source = elsewhereIn(folder);
  expect(source.stamp()).toBeNull();
  expect(source.read()).toEqual([]);
  expect(writeStates(folder, [BEAD])).toBe(true);
  const stamp = source.stamp();
  expect(writeStates(folder, [{ ...BEAD }])).toBe(false);
  expect(source.stamp()).toBe(stamp);
  expect(writeStates(folder, [{ ...BEAD, revisions: 2 }])).toBe(true);
  expect(source.stamp()).not.toBe(stamp);
});

/** Makes a ledger of one commit in a fresh repository, and answers how to look at it and to move it. */
async function ledger(...init: string[]) {
  const here = scratch();
  const directory = await here.repository("beads", { init });
  const move = async () => {
    await here.git(directory, "commit", "-q", "--allow-empty", "-m", "Next");
    await here.git(directory, "update-ref", "refs/beads/ledger", "HEAD");
  };
  await move();
  return { here, directory, move, stamp: () => placeStamp(`${directory}/.git`) };
}

test("a ledger that moved has another stamp, and one whose refs were packed has the same", async () => {
  const { here, directory, move, stamp } = await ledger();
  const first = stamp();
  expect(first).toMatch(/^[0-9a-f]{40}$/);
  await move();
  const second = stamp();
  expect(second).not.toBe(first);
  await here.git(directory, "pack-refs", "--all");
  expect(statSync(`${directory}/.git/refs/beads/ledger`, { throwIfNoEntry: false })).toBeUndefined();
  expect(stamp()).toBe(second);
});

test("a ledger that moved has another stamp where refs are kept in tables", async (context) => {
  const { status } = await scratch().run("git", ["init", "-q", "--ref-format=reftable", "probe"]);
  context.skip(status !== 0, "this git knows no reftable");
  const { move, stamp } = await ledger("--ref-format=reftable");
  const first = stamp();
  expect(first).not.toBeNull();
  expect(stamp()).toBe(first);
  await move();
  expect(stamp()).not.toBe(first);
});

test("a repository without a ledger, or none at all, is no place", async () => {
  const here = scratch();
  const directory = await here.repository("beads");
  expect(placeStamp(`${directory}/.git`)).toBeNull();
  expect(placeStamp(here.path("nowhere"))).toBeNull();
  expect(sightPlace({ directory, common_dir: `${directory}/.git` }, undefined, NOW)).toBeUndefined();
});

test("what is known is as old as the last word that a ledger had of its remote, or as its last move", async () => {
  const here = scratch();
  const directory = await here.repository("beads");
  const common_dir = `${directory}/.git`;
  await here.git(directory, "update-ref", "refs/beads/ledger", "HEAD");
  const project = (places: ExternalProject["places"]): ExternalProject => {
    const names = { name: "beads", identity: "github.com/owner/beads", aliases: [] };
    return { ...names, places, asked: 0, around: null, read: NOW - 90 * MINUTE, missing: [] };
  };
  const alone = sightPlace({ directory, common_dir }, undefined, NOW);
  expect(alone?.seen).toBe(NOW);
  const contact = (fetched: number) => here.write("beads/.git/bd/contact.json", JSON.stringify({ remote: true, fetched }));
  contact(NOW - 60 * MINUTE);
  const first = sightPlace({ directory, common_dir }, undefined, NOW);
  if (first === undefined) throw new Error("There is no place.");
  expect(seenAt(project([first]), NOW)).toBe(NOW - 60 * MINUTE);
  await here.git(directory, "commit", "-q", "--allow-empty", "-m", "Next");
  await here.git(directory, "update-ref", "refs/beads/ledger", "HEAD");
  const moved = sightPlace({ directory, common_dir }, first, NOW + MINUTE);
  expect(moved?.seen).toBe(NOW + MINUTE);
  contact(NOW + 30 * MINUTE);
  expect(seenAt(project([first]), NOW + 31 * MINUTE)).toBe(NOW + 30 * MINUTE);
  expect(seenAt(project([]), NOW)).toBe(NOW - 90 * MINUTE);
  expect(seenAt({ ...project([]), read: null }, NOW)).toBeNull();
});
