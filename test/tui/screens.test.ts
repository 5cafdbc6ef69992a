import { expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { uiIn } from "../support/headless-ui.ts";
import { neighbours } from "../support/neighbours.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const HOUR = 3_600_000;

/** A project in which something is on every screen. */
async function stage(width: number, height: number) {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  const erin = { env: { BD_ACTOR: "erin", BD_SESSION: "e" } };
  await bd(["create", "The parser", "--id", "vc-epi001", "-t", "epic"]);
  await bd(["create", "A stack of its own", "--id", "vc-one002", "--parent", "vc-epi001", "-p", "1"]);
  await bd(["create", "The callers", "--id", "vc-two003", "--parent", "vc-epi001", "--needs", "vc-one002"]);
  await bd(["create", "The release", "--id", "vc-rel004", "--needs", "vc-two003", "-p", "0"]);
  await bd(["create", "Done before", "--id", "vc-don005", "--parent", "vc-epi001"]);
  await bd(["close", "vc-don005", "-r", "It works."]);
  await bd(["claim", "vc-one002"], erin);
  await bd(["reply", "vc-one002", "-m", "Which version is it?", "--expects", "reply", "--to", "@person"], erin);
  await bd(["decide", "No recursion in the parser", "-l", "parser"]);
  const asked = await bd([
    "ask",
    "How deep may a plan be?",
    "--option",
    "a=1,000",
    "--option",
    "b=no bound",
    "--recommend",
    "b",
    "--json",
  ]);
  await bd(["escalate", "The release key is gone", "--level", "2", "--category", "blocked"]);
  const ui = await uiIn(here, directory, { now: START + HOUR, width, height });
  return { bd, ui, question: asked.json.id as string };
}

const SIZES = [
  ["60x20", 60, 20],
  ["80x24", 80, 24],
  ["120x40", 120, 40],
  ["200x50", 200, 50],
] as const;

test.each(SIZES)("every screen at %s", async (size, width, height) => {
  const { ui } = await stage(width, height);
  for (const [number, name] of [
    ["1", "needs-you"],
    ["4", "tree"],
    ["6", "inbox"],
    ["7", "agents"],
    ["8", "feed"],
    ["9", "decisions"],
  ] as const) {
    await ui.press(number);
    expect(widest(ui.frame())).toBeLessThanOrEqual(width);
    await expect(ui.frame()).toMatchFileSnapshot(`frames/${name}-${size}.txt`);
  }
  await ui.press("4", "/", "callers", "return", "5", "q");
  await expect(ui.frame()).toMatchFileSnapshot(`frames/graph-${size}.txt`);
});

test("a question is answered from where it waits, and is gone from there", async () => {
  const { ui, bd, question } = await stage(80, 24);
  expect(ui.frame()).toContain("How deep may a plan be?");
  await ui.press("/", "question", "return", "v");
  expect(ui.frame()).toContain("( ) a  1,000");
  expect(ui.frame()).toContain("(●) b  no bound");
  await ui.press("a");
  expect(ui.frame()).toContain("(●) a  1,000");
  await ui.press("return", "q");
  expect(ui.frame()).not.toContain("How deep may a plan be?");
  expect((await bd(["decide", "show", question, "--json"])).json).toMatchObject({ state: "answered", settled: { option: "a" } });
});

test("an escalation is looked at and resolved from the palette", async () => {
  const { ui, bd } = await stage(80, 24);
  await ui.press("/", "escalation", "return", ":", "over", "return", "A new key.", "return");
  expect((await bd(["escalate", "list", "--json"])).json).toEqual([]);
});

test("the keys of issues do for an escalation what they say: y looks at it, x ends it", async () => {
  const { ui, bd } = await stage(80, 24);
  await ui.press("/", "escalation", "return", "y");
  expect(ui.frame()).toContain("Acknowledged");
  expect((await bd(["escalate", "list", "--json"])).json).toMatchObject([{ acked: true }]);
  await ui.press("x", "A new key.", "return");
  expect((await bd(["escalate", "list", "--json"])).json).toEqual([]);
});

test("A accepts a decision that is proposed, and says so where it is accepted already", async () => {
  const { ui, bd } = await stage(80, 24);
  const { id } = (await bd(["decide", "Brackets nest", "--propose", "--json"])).json;
  await ui.press("9", "/", "nest", "return", "A");
  expect(ui.frame()).toContain(`Accepted ${id}: from now on it holds`);
  expect((await bd(["decide", "show", id, "--json"])).json.state).toBe("accepted");
  await ui.press("A");
  expect(ui.frame()).toContain(`${id} is accepted already.`);
  await ui.press("y");
  expect(ui.frame()).toContain("select an escalation or an issue or a message first.");
});

test("what changes nothing is not said to be done", async () => {
  const { ui, bd } = await stage(80, 24);
  await bd(["dep", "remove", "vc-rel004", "vc-two003"]);
  await ui.press("3", "/", "own", "return", "U");
  expect(ui.frame()).toContain("vc-one002 is claimed by erin/vc");
  await ui.press("q", "/", "release", "return", "c", "U", "U");
  expect(ui.frame()).toContain("vc-rel004 is not claimed.");
  await ui.press("u");
  expect(ui.frame()).toContain("There is nothing to take back.");
  await ui.press("o", "return");
  expect(ui.frame()).toContain("vc-rel004 is open already.");
});

test("an issue of another project that asks for a reply needs you, and its key opens the issue", async () => {
  const { here, bd } = await neighbours();
  const { json } = await bd("north/vc", "send", "beads", "Parser crash", "-m", "Nested.", "--expects", "reply", "--json");
  const ui = await uiIn(here, here.path("north/beads"), { now: START + HOUR });
  expect(ui.frame()).toMatch(/asked +north\/vc: \| Parser crash +of another project/);
  await ui.press("return");
  expect(ui.frame()).toContain(json.id.replace("beads:", ""));
});

test("what is opened is shown as its command shows it, and scrolled", async () => {
  const { ui } = await stage(80, 11);
  await ui.press("/", "question", "return", "return");
  expect(ui.frame()).toContain("How deep may a plan be?");
  expect(ui.frame()).toContain("no bound");
  await ui.press("q", "q", "4", "/", "callers", "return", "return");
  const top = ui.frame();
  expect(top).toContain("vc-two003");
  await ui.press("G");
  expect(ui.frame()).not.toBe(top);
  await ui.press("g", "g");
  expect(ui.frame()).toBe(top);
});

test("a filter leaves in the tree what a match is part of, and selects the match", async () => {
  const { ui } = await stage(80, 24);
  await ui.press("4", "/", "callers", "return");
  expect(ui.frame()).toMatch(/\n {2}○ P2 The parser .*\n {2}▸ ● P2 The callers/);
  expect(ui.frame()).not.toContain("A stack of its own");
  expect(ui.controller.shown.selected).toBe("vc-two003");
});

test("the graph selects the issue that it is about, says how each stands, and shows all of them whatever the filter is", async () => {
  const { ui } = await stage(120, 24);
  await ui.press("4", "/", "callers", "return", "9", "5");
  expect(ui.controller.shown.selected).toBe("vc-two003");
  expect(ui.frame()).toMatch(/◐ ! A stack of its own +erin\/vc +▸ ● ! The callers/);
  await ui.press("q", "h", "5");
  expect(ui.frame()).toMatch(/This issue +→ Waiting, 1 away/);
});

test("layers beyond the edge are hinted at", async () => {
  const { ui } = await stage(60, 20);
  await ui.press("4", "/", "callers", "return", "5", "q");
  expect(ui.frame()).toMatch(/^‹ Needed, 1 away|This issue ›|Waiting, 1 away ›/m);
});

test("a filter that is given up leaves selected what was before it", async () => {
  const { ui } = await stage(80, 24);
  await ui.press("4", "G");
  const { selected } = ui.controller.shown;
  await ui.press("/", "release", "escape");
  expect(ui.controller.shown.selected).toBe(selected);
});

test("drawn with ASCII there are no other letters on any screen, open or in its help", async () => {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "A title that is much longer than any of the narrow columns", "-m", "Text.", "--id", "vc-one001"]);
  await bd(["create", "Held", "--id", "vc-two002", "--needs", "vc-one001"]);
  await bd(["claim", "vc-one001"]);
  const ui = await uiIn(here, directory, { now: START + HOUR, ascii: true, width: 60, height: 20 });
  const frames: string[] = [];
  for (const keys of [..."123456789", "3", "return", "q", "?", "q", "n", "escape", ":", "escape", "/", "escape", "S"]) {
    await ui.press(keys);
    frames.push(ui.frame());
  }
  expect(frames.join("")).toMatch(/^[\n -~]*$/);
  expect(frames[1]).toContain("> @ P2");
});

test("an agent that is stuck stands first, and says why", async () => {
  const { ui, bd } = await stage(60, 20);
  const env = { BD_ACTOR: "zoe", BD_SESSION: "z" };
  await bd(["claim", "vc-rel004"], { env });
  await bd(["agent", "beat", "--state", "stuck", "no key"], { env });
  await ui.press("7");
  expect(ui.frame().split("\n")[1]).toMatch(/^▸ stuck +zoe\/vc +no key/);
  await ui.press("8");
  expect(ui.frame()).toMatch(/No recursion in t… +decided/);
});

test("the palette names the key of each action, and what it is for by a short name", async () => {
  const { ui } = await stage(80, 24);
  await ui.press("/", "escalation", "return", ":");
  expect(ui.frame()).toMatch(/For escalation \w{6}\n/);
  expect(ui.frame()).toMatch(/I look at this escalation +y +look/);
  await ui.press("no such thing");
  expect(ui.frame()).toContain("No action is called so.");
});

test("what another clone pushed is fetched by R", async () => {
  const { here, bd, as } = await neighbours(["south/vc"]);
  const { json } = await bd("north/vc", "create", "Seen here", "--json");
  const ui = await uiIn(here, here.path("north/vc"), { now: START + HOUR });
  await as("south/vc", "south/vc", "update", json.id, "--title", "Seen there", "--json");
  await as("south/vc", "south/vc", "sync");
  await ui.press("3");
  expect(ui.frame()).toContain("Seen here");
  await ui.press("R");
  expect(ui.frame()).toContain("origin: fetched 1 commit");
  expect(ui.frame()).toContain("Seen there");
});

test("what is opened in the inbox is read, and what is not is marked on every list", async () => {
  const { ui, bd } = await stage(80, 24);
  const unread = async () => (await bd(["inbox", "--unread", "--json"])).json.length;
  await bd(["reply", "vc-two003", "-m", "For your information.", "--to", "@person"], {
    env: { BD_ACTOR: "erin", BD_SESSION: "e" },
  });
  expect(await unread()).toBe(2);
  await ui.press("4");
  expect(ui.frame()).toMatch(/A stack of its own .*\*1 msg/);
  await ui.press("6", "G", "return");
  expect(ui.frame()).toContain("For your information.");
  expect(await unread()).toBe(1);
  await ui.press("q");
  expect(ui.frame()).not.toContain("For your information.");
  await ui.press("m");
  expect(ui.frame()).toContain("Read on vc-one002: 1.");
  expect(ui.frame()).toMatch(/asks you {4}erin\/vc: Which version/);
  await ui.press("4");
  expect(ui.frame()).toMatch(/A stack of its own .* 1 msg/);
});

test("an issue is handed to another project by its name, and to nobody who is not known", async () => {
  const { here, bd } = await neighbours();
  const { json } = await bd("north/vc", "create", "Theirs", "--json");
  const ui = await uiIn(here, here.path("north/vc"), { now: START + HOUR });
  await ui.press("3", "H", "@nobody", "return", "It is theirs.", "return");
  expect(ui.frame()).toContain("@nobody");
  expect(ui.frame()).toContain("Hand over");
  expect((await bd("north/vc", "show", json.id, "--json")).json.status).toBe("ready");
  await ui.press("up", "ctrl-u", "beads", "ctrl-s");
  expect(ui.frame()).toMatch(new RegExp(`${json.id} moves to beads as beads:beads-\\w+ \\(delivered\\)`));
  expect((await bd("north/beads", "list", "--json")).json).toMatchObject([{ title: "Theirs" }]);
});

test("each row of another project's words has its bar, and facts are set in below their own", async () => {
  const { here, bd } = await neighbours();
  const body = Array.from({ length: 40 }, (_, n) => `word${n}`).join(" ");
  await bd("north/vc", "send", "beads", "Parser crash", "-m", body);
  const ui = await uiIn(here, here.path("north/beads"), { now: START + HOUR, width: 60, height: 20 });
  await ui.press("3", "return");
  const rows = ui.frame().split("\n");
  const words = rows.filter((row) => row.includes("word"));
  expect(words.length).toBeGreaterThan(3);
  expect(words.every((row) => row.startsWith("| "))).toBe(true);
  const origin = rows.findIndex((row) => row.startsWith("  origin"));
  expect(rows[origin + 1]).toMatch(/^ {14}\S/);
});

test("what is set in in a text stays set in, its next rows too", async () => {
  const { ui, bd } = await stage(60, 20);
  const code = `    const answer = ${"very ".repeat(12)}long`;
  await bd(["create", "With code", "-m", `Run this:\n\n${code}`, "--id", "vc-cod006"]);
  await ui.controller.read();
  await ui.press("3", "/", "code", "return", "return");
  expect(ui.frame()).toMatch(/\n {4}const answer = very .*\n {4}very/);
});

test("ages, messages and ids stand below each other, whatever else a row says", async () => {
  const { ui } = await stage(120, 24);
  await ui.press("4");
  const rows = ui.frame().split("\n").slice(1, 5);
  expect(new Set(rows.map((row) => row.indexOf(" min ago"))).size).toBe(1);
  expect(new Set(rows.map((row) => row.search(/vc-\w{6}$/))).size).toBe(1);
});

test("an empty project says on every screen what can be done", async () => {
  const here = scratch();
  const { directory } = await trackedRepository(here);
  const ui = await uiIn(here, directory, { now: START + HOUR });
  for (const number of "12345689") {
    await ui.press(number);
    expect(ui.frame().split("\n")[2]?.trim(), number).not.toBe("");
  }
});

/** Plain letters only here: each takes one column. */
function widest(frame: string): number {
  return Math.max(...frame.split("\n").map((row) => row.length));
}
