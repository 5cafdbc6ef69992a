import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { classifyPath } from "../../../src/format/paths.ts";
import { begin, sit } from "../../support/ledgers.ts";
import { scratch } from "../../support/scratch.ts";
import { type HandMade, writeByHand } from "../../support/written-by-hand.ts";

const EXAMPLE = resolve(import.meta.dirname, "../../../.beads.example");

/** The files of the example's records, as the ledger has them. */
function exampleRecords(): [path: string, text: string][] {
  const files = readdirSync(EXAMPLE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const all = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return all.flatMap((file) => {
    const path = `.beads/${file.slice(EXAMPLE.length + 1).replaceAll("\\", "/")}`;
    return classifyPath(path).kind === "record" ? [[path, readFileSync(file, "utf8")] as [string, string]] : [];
  });
}

async function eventsOf(commits: readonly HandMade[]) {
  const here = scratch();
  const directory = await here.repository("demo");
  await begin(here, directory);
  const ledger = await sit(here, directory);
  const { tip } = await ledger.snapshot();
  await writeByHand(here, directory, commits);
  const told = await Array.fromAsync((await ledger.events(tip)).read({ code: false }));
  await ledger.close();
  return told.map(({ event }) => event);
}

const one = ([path, text]: [string, string]): HandMade => ({ files: { [path]: text } });

test("decisions, reservations, escalations, notes and checkpoints are told by their words", async () => {
  const records = exampleRecords();
  const events = await eventsOf(records.map(one));
  const short = events.map(({ kind, title, by }) => `${kind} by ${by}: ${title ?? ""}`);
  // The example may grow.
  expect(short).toEqual(
    expect.arrayContaining([
      "acknowledged by @steve: The release key is gone",
      "acknowledged by dave/vc: Plans are parsed without recursion",
      "answered by @steve: How deep may a plan be?",
      "asked by erin/beads: How deep may a plan be?",
      "checkpoint by erin/beads: ",
      "decided by erin/beads: Plans are parsed without recursion",
      "forgotten by dave/vc: build-flags",
      "paused by erin/beads: The release key is gone",
      "reserved by erin/beads: ",
      "resumed by @steve: The release key is gone",
      "risen by carol/beads: The release key is gone",
      "unreserved by erin/beads: ",
    ]),
  );
  const paused = events.find(({ kind }) => kind === "paused");
  expect(paused).toMatchObject({ bead: "beads-m4n8ra", to: ["@all"], type: "irreversible" });
  expect(events.find(({ kind }) => kind === "resumed")).toMatchObject({ bead: "beads-m4n8ra", title: paused?.title });
  expect(events.find(({ kind }) => kind === "asked")).toMatchObject({ expects: "reply", to: ["@steve"], bead: null });
});

test("what belongs to a record whose own file comes in the same commit is told with its title", async () => {
  const records = exampleRecords().filter(([path]) => path.includes("/decisions/"));
  const events = await eventsOf([{ files: Object.fromEntries(records) }]);
  expect(events.map(({ title }) => title)).not.toContain(null);
  expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["decided", "asked", "answered", "acknowledged"]));
});

test("a file that cannot be read stops nothing: what its path says is told", async () => {
  const records = exampleRecords();
  const broken = records.map(([path]): HandMade => one([path, "---\nid: [\n"]));
  const events = await eventsOf([...broken, one(records[0] as [string, string])]);
  const kinds = [
    "decided",
    "escalated",
    "acknowledged",
    "risen",
    "resolved",
    "reserved",
    "unreserved",
    "remembered",
    "checkpoint",
  ];
  expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
  for (const { record, by } of events) expect([typeof record, by]).toEqual(["string", "dave/vc"]);
});

test("a note that says the same again is no news, one that is forgotten is, and renewals are not", async () => {
  const [path, gone] = exampleRecords().find(([name]) => name.includes("/memory/")) as [string, string];
  const text = gone.replace("forgotten: true\n\n", "");
  const events = await eventsOf([
    one([path, text]),
    one([path, text.replace(/^op: .*$/m, "op: again")]),
    one([path, `${text}More.\n`]),
    one([path, gone]),
    one([path, gone.replace(/^op: .*$/m, "op: again")]),
    one([path, text]),
  ]);
  expect(events.map(({ kind }) => kind)).toEqual(["remembered", "remembered", "forgotten", "remembered"]);
});
