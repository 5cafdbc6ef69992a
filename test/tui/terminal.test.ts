import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bdJson, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";
import { needingTmux, type Screen, Terminal, uiCommand } from "../support/tmux.ts";

/** A repository with issues, and the interface on a terminal in it. */
async function opened(screen: Screen = {}, issues = 3) {
  const here = scratch();
  const work = await here.repository("demo");
  const ids = await seedLedger(here, work, issues);
  const terminal = new Terminal(here, work, screen);
  terminal.type(`${uiCommand()}; echo ended $?`);
  await terminal.shows(/\[1 Needs( you)?\]/);
  return { here, work, ids, terminal };
}

test("keys work in a real terminal, the screen is given back, and the status is 0", async (context) => {
  needingTmux(context);
  const { terminal, here, work, ids } = await opened();
  terminal.keys("3", "j");
  await terminal.shows(/▸ .*demo-000001/);
  terminal.keys("c");
  await terminal.shows("Claimed demo-000001");
  expect(await bdJson(here, work, ["show", ids[1] ?? ""])).toMatchObject({ status: "in_progress" });
  terminal.keys("q");
  const after = await terminal.shows("ended 0");
  expect(after).not.toContain("[1 Needs]");
});

test("what another process writes shows by itself, and the selection stays", async (context) => {
  needingTmux(context);
  const { terminal, here, work } = await opened();
  terminal.keys("3", "j");
  await terminal.shows(/▸ .*demo-000001/);
  await bdJson(here, work, ["create", "Written elsewhere", "-p", "0"]);
  const screen = await terminal.shows("Written elsewhere");
  expect(screen).toMatch(/▸ .*demo-000001/);
  terminal.keys("q");
  await terminal.shows("ended 0");
});

test("a terminal that changes its size is filled anew", async (context) => {
  needingTmux(context);
  const { terminal } = await opened({ width: 120, height: 30 });
  terminal.keys("2");
  await terminal.shows("In progress");
  terminal.resize(60, 20);
  const narrow = await terminal.shows(/^1 \[2 Board\] 3/m);
  expect(Math.max(...narrow.split("\n").map((row) => row.length))).toBeLessThanOrEqual(60);
  terminal.keys("q");
  await terminal.shows("ended 0");
});

test("an issue is edited in the user's editor, and the interface comes back", async (context) => {
  needingTmux(context);
  const here = scratch();
  const work = await here.repository("demo");
  const [id = ""] = await seedLedger(here, work, 1);
  const editor = here.write("editor.sh", '#!/bin/sh\nprintf "A better title\\n\\nA body.\\n" > "$1"\n');
  const terminal = new Terminal(here, work, { env: { EDITOR: `sh ${editor}` } });
  terminal.type(uiCommand());
  await terminal.shows(/\[1 Needs( you)?\]/);
  terminal.keys("3", "e");
  await terminal.shows("A better title");
  expect(await bdJson(here, work, ["show", id])).toMatchObject({ title: "A better title", body: "A body." });
});

test("suspended, the shell has its screen; brought back, the interface has", async (context) => {
  needingTmux(context);
  const { terminal } = await opened();
  terminal.keys("3");
  await terminal.shows("[3 List]");
  terminal.keys("M");
  await terminal.hearsMouse(true);
  terminal.keys("C-z");
  await terminal.shows("Stopped");
  await terminal.hearsMouse(false);
  terminal.type("echo the shell $((40 + 2))");
  expect(await terminal.shows("the shell 42")).not.toContain("[3 List]");
  terminal.type("fg");
  await terminal.shows("[3 List]");
  await terminal.hearsMouse(true);
  terminal.keys("j");
  await terminal.shows(/▸ .*demo-000001/);
  terminal.keys("q");
  // The shell's own screen again: the interface is gone.
  await terminal.shows(/^(?![\s\S]*\[3 List\])[\s\S]*the shell 42/);
});

test("what changed while it was suspended is not drawn into the shell's screen", async (context) => {
  needingTmux(context);
  const { terminal } = await opened();
  terminal.keys("3", "y");
  await terminal.shows("Acknowledged");
  terminal.keys("C-z");
  await terminal.shows("Stopped");
  terminal.type("fg");
  // What was said is gone: the foot is another one than before.
  await terminal.shows("enter open");
  terminal.keys("q");
  const after = await terminal.shows(/Stopped/);
  expect(after).not.toContain("enter open");
});

test("with --mouse clicks and the wheel work, and nothing of them is typed, in pieces neither", async (context) => {
  needingTmux(context);
  const here = scratch();
  const work = await here.repository("demo");
  await seedLedger(here, work, 30);
  const terminal = new Terminal(here, work, {});
  terminal.type(`${uiCommand("--mouse")}; echo ended $?`);
  await terminal.hearsMouse(true);
  terminal.send("\u001b[<0;15;1M\u001b[<0;15;1m");
  await terminal.shows("[2 Board]");
  terminal.send("\u001b[<0;20;1M\u001b[<0;20;1m");
  await terminal.shows("[3 List]");
  terminal.send("\u001b[<65;5;5M");
  await terminal.shows(/▸ .*demo-000003/);
  terminal.send(..."\u001b[<0;9;9M");
  await terminal.shows(/▸ .*demo-000007/);
  terminal.send("\u001b[<0;9;9m", "\u001b[<0;9;11M\u001b[<0;9;11m\u001b[<0;9;11M\u001b[<0;9;11m");
  await terminal.shows(/^demo-000009 /m);
  terminal.send("\u001b[<64;5;5M", "q");
  await terminal.shows(/▸ .*demo-000009/);
  terminal.keys("q");
  expect(await terminal.shows("ended 0")).not.toMatch(/\[<|;9M/);
  await terminal.hearsMouse(false);
});

test("the mouse is the terminal's own again in the shell, in the editor, once suspended, and after a signal", async (context) => {
  needingTmux(context);
  const here = scratch();
  const work = await here.repository("demo");
  await seedLedger(here, work, 1);
  const editor = here.write("editor.sh", "#!/bin/sh\necho the editor\nread line\n");
  const terminal = new Terminal(here, work, { env: { EDITOR: `sh ${editor}`, BD_MOUSE: "on" } });
  terminal.type(`sh -c 'echo $$ > ../pid; exec ${uiCommand()}'; echo ended $?`);
  await terminal.hearsMouse(true);
  terminal.keys("3");
  await terminal.shows("[3 List]");
  terminal.keys("M");
  await terminal.hearsMouse(false);
  terminal.keys("M");
  await terminal.hearsMouse(true);
  terminal.keys("e");
  await terminal.shows("the editor");
  await terminal.hearsMouse(false);
  terminal.keys("Enter");
  await terminal.shows("[3 List]");
  await terminal.hearsMouse(true);
  process.kill(Number(readFileSync(join(work, "..", "pid"), "utf8")), "SIGTERM");
  await terminal.shows("ended 143");
  await terminal.hearsMouse(false);
});

test("killed by a signal that it can hear, it gives the screen back", async (context) => {
  needingTmux(context);
  const { terminal } = await opened();
  terminal.keys("2");
  await terminal.shows("[2 Board]");
  terminal.keys("C-c");
  expect(await terminal.shows(/ended \d+/)).not.toContain("[2 Board]");
});

test("what is pasted into a form stays one text, and the form is there after a change of size", async (context) => {
  needingTmux(context);
  const { terminal, here, work, ids } = await opened();
  terminal.keys("3", "r");
  await terminal.shows("empty for $EDITOR");
  terminal.paste("one line\nand 解析器\n");
  terminal.resize(60, 20);
  await terminal.shows("(3 lines)");
  terminal.keys("x", "C-s");
  await terminal.shows(`Said on ${ids[0]}`);
  expect(await bdJson(here, work, ["thread", ids[0] ?? ""])).toMatchObject([{ body: "one line\nand 解析器\nx" }]);
});

test("ended by a signal, it gives the screen back, and the status is the signal's", async (context) => {
  needingTmux(context);
  const here = scratch();
  const work = await here.repository("demo");
  await seedLedger(here, work, 1);
  const terminal = new Terminal(here, work, {});
  terminal.type(`sh -c 'echo $$ > ../pid; exec ${uiCommand()}'; echo ended $?`);
  await terminal.shows(/\[1 Needs( you)?\]/);
  process.kill(Number(readFileSync(join(work, "..", "pid"), "utf8")), "SIGTERM");
  expect(await terminal.shows("ended 143")).not.toContain("[1 Needs]");
});

test("asked to quit by SIGQUIT, it gives the screen and the mouse back, too", async (context) => {
  needingTmux(context);
  const here = scratch();
  const work = await here.repository("demo");
  await seedLedger(here, work, 1);
  const terminal = new Terminal(here, work, {});
  terminal.type(`sh -c 'echo $$ > ../pid; exec ${uiCommand()} --mouse'; echo ended $?`);
  await terminal.shows(/\[1 Needs( you)?\]/);
  process.kill(Number(readFileSync(join(work, "..", "pid"), "utf8")), "SIGQUIT");
  expect(await terminal.shows(/ended \d+/)).not.toContain("[1 Needs]");
  await terminal.hearsMouse(false);
});

test("a terminal that can move no cursor is none", async (context) => {
  needingTmux(context);
  const here = scratch();
  const work = await here.repository("demo");
  await seedLedger(here, work, 0);
  const terminal = new Terminal(here, work, {});
  terminal.type(`TERM=dumb ${uiCommand()}; echo ended $?`);
  expect(await terminal.shows("ended 2")).toContain("bd ui needs a terminal.");
});

test("without a terminal it says what prints the same", async () => {
  const here = scratch();
  const work = await here.repository("demo");
  await seedLedger(here, work, 0);
  const ran = await here.run(process.execPath, [uiCommand().split('"')[3] ?? "", "ui"], { directory: work });
  expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining("bd ui needs a terminal.")]);
});
