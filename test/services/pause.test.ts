import { beforeEach, describe, expect, it } from "vitest";
import { bdOf, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: RunBd;
let erin: RunBd;

/** One project with a bare remote and two clones; dave holds vc-parser. */
beforeEach(async () => {
  here = scratch();
  await here.git(here.root, "init", "-q", "--bare", "remotes/vc.git");
  for (const name of ["dave", "erin"]) await here.git(here.root, "clone", "-q", "remotes/vc.git", `${name}/vc`);
  dave = bdOf(here, "dave", 5);
  erin = bdOf(here, "erin", 6);
  await dave(["init", "--quiet"]);
  for (const id of ["vc-parser", "vc-lexer"]) await dave(["create", id, "--id", id]);
  await dave(["claim", "vc-parser"]);
  await erin(["sync"]);
});

const errorOf = async (who: RunBd, ...words: string[]) => {
  const { status, json } = await who([...words, "--json"]);
  return [status, json.error?.code];
};

describe("while the project is paused", () => {
  beforeEach(async () => {
    await erin(["pause", "The disk is full", "-m", "Back soon."]);
    await dave(["sync"]);
  });

  it("nobody claims, in whatever way it is asked for", async () => {
    for (const words of [
      ["claim", "vc-lexer"],
      ["claim", "--next"],
      ["ready", "--claim"],
      ["update", "vc-lexer", "--claim"],
    ])
      expect([words.join(" "), ...(await errorOf(erin, ...words))]).toEqual([words.join(" "), 3, "PROJECT_PAUSED"]);
  });

  it("a holder is told by each of their commands, but under --json, and whoever holds nothing only by ready", async () => {
    for (const words of [["show", "vc-parser"], ["list"], ["reply", "vc-parser", "-m", "ok"], ["ready"], ["ready", "--explain"]])
      expect([words.join(" "), (await dave(words)).stderr]).toEqual([
        words.join(" "),
        expect.stringContaining("You hold vc-parser"),
      ]);
    expect((await dave(["list", "--json"])).stderr).toBe("");
    expect((await dave(["list", "--quiet"])).stderr).toBe("");
    expect((await erin(["list"])).stderr).toBe("");
    expect((await erin(["ready"])).stderr).toMatch(/^Paused \(level 3\) by erin\/vc .*The disk is full/);
  });

  it("what is held can be answered, closed and released", async () => {
    for (const words of [
      ["reply", "vc-parser", "-m", "I stop."],
      ["release", "vc-parser"],
      ["close", "vc-lexer", "-r", "Done."],
    ])
      expect([words.join(" "), (await dave(words)).status]).toEqual([words.join(" "), 0]);
  });

  it("status says it first, and as a field; the text says who held what", async () => {
    const { json } = await dave(["status", "--json"]);
    expect(json).toMatchObject({
      paused: { title: "The disk is full", by: "erin/vc", level: 3, pausing: true },
      escalations: [{}],
    });
    expect((await dave(["escalate", "show", json.paused.short, "--json"])).json).toMatchObject({
      body: expect.stringMatching(
        /^Back soon\.\n\n## State\n[\s\S]*1 ready, 1 in progress[\s\S]*- vc-parser: vc-parser, held by dave\/vc since /,
      ),
    });
  });

  it("it ends with --off, and with the escalation that made it", async () => {
    const { json } = await erin(["pause", "--off", "It is back.", "--json"]);
    expect(json.ended).toMatchObject([{ title: "The disk is full", open: false, reason: "It is back.", changed: true }]);
    expect((await erin(["claim", "vc-lexer"])).status).toBe(0);
    expect(await errorOf(erin, "pause", "--off")).toEqual([1, "NOT_PAUSED"]);
    await dave(["sync"]);
    const raised = await dave(["escalate", "Gone", "--level", "3", "--json"]);
    await dave(["release", "vc-parser"]);
    expect(await errorOf(dave, "claim", "vc-parser")).toEqual([3, "PROJECT_PAUSED"]);
    await dave(["escalate", "resolve", raised.json.id]);
    expect((await dave(["claim", "vc-parser"])).status).toBe(0);
  });
});

it("a pause ends by itself once its time is up, and nothing is written for it", async () => {
  await erin(["pause", "Lunch", "--for", "5m"]);
  expect(await errorOf(erin, "claim", "vc-lexer")).toEqual([3, "PROJECT_PAUSED"]);
  for (let turn = 0; turn < 5; turn++) await erin(["list"]);
  expect((await erin(["status", "--json"])).json).toMatchObject({ paused: null, escalations: [] });
  expect((await erin(["claim", "vc-lexer"])).status).toBe(0);
  expect(await errorOf(erin, "pause", "Again", "--for", "soonish")).toEqual([2, "BAD_TIME"]);
});

it("a claim made without the remote is lost to a pause that was there first", async () => {
  await erin(["claim", "vc-lexer", "--offline"]);
  await dave(["pause", "Stop"]);
  const { json } = await erin(["sync", "--json"]);
  expect(json.lost).toMatchObject([{ code: "PROJECT_PAUSED" }]);
});

it("what is escalated about an issue stands on it until it is over", async () => {
  const { json } = await erin(["escalate", "It hangs", "--issue", "vc-lexer", "--json"]);
  expect((await erin(["show", "vc-lexer", "--json"])).json.escalations).toMatchObject([{ id: json.id, title: "It hangs" }]);
  expect((await erin(["show", "vc-lexer"])).stdout).toContain("ESCALATED\n  ");
  expect((await erin(["show", "vc-parser", "--json"])).json.escalations).toEqual([]);
  await erin(["escalate", "resolve", json.id]);
  expect((await erin(["show", "vc-lexer", "--json"])).json.escalations).toEqual([]);
});

it("what failed attempts raised is over once they are forgiven", async () => {
  for (let turn = 0; turn < 3; turn++) {
    await erin(["claim", "vc-lexer"]);
    await erin(["release", "vc-lexer", "--failed", "-m", "No."]);
  }
  const open = async () => (await erin(["escalate", "list", "--json"])).json;
  await erin(["create", "Something"]);
  expect(await open()).toMatchObject([{ category: "circuit", issue: "vc-lexer" }]);
  await erin(["update", "vc-lexer", "--reset-attempts"]);
  expect(await open()).toEqual([]);
});

it("what is about a closed issue stays open and does not rise", async () => {
  await erin(["config", "set", "escalate.rise", "2m"]);
  for (const id of ["vc-lexer", "vc-parser"]) await erin(["escalate", id, "--issue", id, "--level", "1"]);
  await erin(["close", "vc-lexer", "-r", "Done."]);
  for (let turn = 0; turn < 2; turn++) await erin(["status"]);
  const rows: { issue: string; level: number }[] = (await erin(["escalate", "list", "--json"])).json;
  expect(rows.map(({ issue, level }) => `${issue} ${level}`)).toEqual(["vc-parser 2", "vc-lexer 1"]);
});

it("a dry run says what would be done and does nothing", async () => {
  const asked = await erin(["pause", "Lunch", "--dry-run"]);
  expect(asked.lines[0]).toMatch(/^Would pause /);
  expect(asked.stderr).not.toContain("ALERT");
  expect((await erin(["escalate", "list", "--json"])).json).toEqual([]);
  expect((await erin(["claim", "vc-lexer"])).status).toBe(0);
});

it("what is said again under one operation id is done once, and answers as the first time", async () => {
  const op = (letters: string) => ["--op-id", `20261121T103000000Z-${letters}`, "--json"];
  const raise = () => erin(["escalate", "The key is gone", ...op("aaaaaa")]);
  expect((await raise()).json).toMatchObject({ changed: true, folded: false, short: "aaaaaa" });
  expect((await raise()).json).toMatchObject({ changed: false, folded: false, short: "aaaaaa" });
  await dave(["sync"]);
  await dave(["escalate", "resolve", "aaaaaa"]);
  await erin(["sync"]);
  expect((await raise()).json).toMatchObject({ changed: false, short: "aaaaaa", open: false });
  await erin(["pause", "Lunch"]);
  for (const ended of [1, 0])
    expect((await erin(["pause", "--off", ...op("bbbbbb")])).json).toMatchObject({ ended: Array(ended).fill({ open: false }) });
});

describe("what is typed wrongly", () => {
  it.each<[string, string[], number, string]>([
    ["a level", ["escalate", "x", "--level", "5"], 2, "BAD_FLAG"],
    ["a category", ["escalate", "x", "--category", "Two words"], 2, "BAD_CATEGORY"],
    ["an issue", ["escalate", "x", "--issue", "vc-nothing"], 1, "ISSUE_NOT_FOUND"],
    ["an empty title", ["escalate", " "], 2, "EMPTY_TITLE"],
    ["an escalation", ["escalate", "ack", "zz"], 1, "ESCALATION_NOT_FOUND"],
    ["a pause without a reason", ["pause"], 2, "MISSING_ARGUMENT"],
    ["no verdict", ["checkpoint", "--team"], 2, "MISSING_ARGUMENT"],
    ["nothing to revise", ["checkpoint", "--team", "--decide", "revise"], 2, "NOTE_MISSING"],
  ])("%s is refused with its code", async (_, words, status, code) => {
    expect(await errorOf(erin, ...words)).toEqual([status, code]);
  });
});
