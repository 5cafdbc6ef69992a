import { expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { type HeadlessUi, uiIn } from "../support/headless-ui.ts";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

async function stage(setting: { edit?: (text: string) => string } = {}): Promise<{ bd: RunBd; ui: HeadlessUi }> {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "Parser dies on brackets", "--id", "vc-bug001", "-t", "bug", "-l", "parser"]);
  const ui = await uiIn(here, directory, { now: START + 3_600_000, ...setting });
  return { bd, ui };
}

test("an issue is filed by a form: fields below each other, labels taken over, the text from the editor", async () => {
  const { ui, bd } = await stage({ edit: (text) => `${text}Written\nin the editor.\n` });
  await ui.press("n", "A new one", "return", "bug", "tab", "tab", "par", "right", "tab", "tab", "ctrl-e");
  await expect(ui.frame()).toMatchFileSnapshot("frames/form.txt");
  await ui.press("return");
  expect(ui.frame()).toContain("Filed vc-");
  const [, filed] = (await bd(["list", "--sort", "created", "--json"])).json;
  const { title, type, labels, body } = (await bd(["show", filed.id, "--json"])).json;
  expect([title, type, labels, body.trim()]).toEqual(["A new one", "bug", ["parser"], "Written\nin the editor."]);
});

test("what was refused comes back in its form, with the reason, and can be corrected", async () => {
  const { ui } = await stage();
  await ui.press("n", "A new one", "tab", "bugs", "ctrl-s");
  expect(ui.frame()).toContain('There is no issue type "bugs".');
  await ui.press("backspace", "ctrl-s");
  expect(ui.frame()).toContain("Filed vc-");
});

test("a title that is missing keeps the form open, at its field", async () => {
  const { ui } = await stage();
  await ui.press("n", "tab", "tab", "ctrl-s");
  expect(ui.frame()).toContain("▸ Title");
  await ui.press("escape");
  expect(ui.frame()).not.toContain("New issue");
});

test("a form that lacks what it needs says which field that is, and goes there", async () => {
  const { ui } = await stage();
  await ui.press("3", "n", "tab", "tab", "ctrl-s");
  expect(ui.frame()).toContain("▸ Title");
  expect(ui.frame()).toContain("Title is missing.  enter next");
  await ui.press("A");
  expect(ui.frame()).not.toContain("is missing");
  await ui.press("escape", "escape", "s", "ctrl-s");
  expect(ui.frame()).toMatch(/▸ To .*[\s\S]*\nTo is missing\./);
  await ui.press("somebody", "ctrl-s");
  expect(ui.frame()).toMatch(/▸ Title[\s\S]*\nTitle is missing\./);
  await ui.press("escape", "escape", "x", "return");
  expect(ui.frame()).toMatch(/Why is vc-bug001 over\?.*\nAn answer is needed\. {2}enter done/);
});

test("the editor is offered where there is a long text, by the name of its field where another is typed in", async () => {
  const { ui } = await stage();
  await ui.press("3", "n");
  expect(ui.frame()).toContain("ctrl-e Text in $EDITOR");
  await ui.press("ctrl-e");
  expect(ui.frame()).toContain("Nothing was written in the editor: all is as it was.");
  await ui.press("escape", "r");
  expect(ui.frame()).toContain("ctrl-e $EDITOR");
  await ui.press("escape", "x");
  expect(ui.frame()).not.toContain("ctrl-e");
});

test("the escape key gives up what is typed only when it is pressed twice, and never leads out", async () => {
  const { ui } = await stage();
  await ui.press("3", "n", "A long story", "escape");
  expect(ui.frame()).toContain("esc again gives up what is typed");
  await ui.press("!", "escape", "left");
  expect(ui.frame()).toContain("A long story!");
  await ui.press("escape", "escape");
  expect(ui.frame()).not.toContain("New issue");
  await ui.press("n", "escape", "escape", "escape");
  expect(ui.ended).toBe(false);
  expect(ui.frame()).toContain("q quits.");
});

test("the editor is for the long text, whichever field is typed in", async () => {
  const { ui } = await stage({ edit: () => "Written there." });
  await ui.press("n", "A new one", "tab", "ctrl-e");
  expect(ui.frame()).toMatch(/▸ Text +Written there\./);
});

test("an issue is found by words of its title, where one is asked for", async () => {
  const { ui, bd } = await stage();
  await bd(["create", "All about parsing", "--id", "vc-epi002", "-t", "epic"]);
  await bd(["create", "Parsing of dates", "--id", "vc-dat003"]);
  await ui.controller.read();
  await ui.press("3", "P", "parsing");
  expect(ui.frame()).toMatch(
    /vc-epi002 {2}All about parsing\n +vc-dat003 {2}Parsing of dates\nWhat is vc-bug001 part of\? parsing/,
  );
  await ui.press("right", "return");
  expect((await bd(["show", "vc-bug001", "--json"])).json.parent).toBe("vc-epi002");
  await ui.press("d", "dates", "right", "return");
  expect((await bd(["show", "vc-bug001", "--json"])).json.needs).toMatchObject([{ id: "vc-dat003" }]);
});

test("what was filed is selected, and what it says of a change are the fields that changed", async () => {
  const { ui, bd } = await stage({ edit: (text) => `${text}More.` });
  await ui.press("3", "n", "Another one", "ctrl-s");
  const { selected } = ui.controller.shown;
  expect(selected).not.toBe("vc-bug001");
  expect((await bd(["show", selected ?? "", "--json"])).json.title).toBe("Another one");
  await ui.press("e");
  expect(ui.frame()).toContain(`Updated ${selected} (body, local). u takes it back.`);
});

test("what was refused says so without flags, and with a time that can be read", async () => {
  const { ui, bd } = await stage();
  await bd(["claim", "vc-bug001"], { env: { BD_ACTOR: "carol", BD_SESSION: "c" } });
  await ui.press("3", "U");
  expect(ui.frame()).toMatch(/claimed by carol\/vc until \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  expect(ui.frame()).not.toContain("--force");
});

test("what is asked says how an answer looks and which keys there are, until something is typed", async () => {
  const { ui } = await stage();
  await ui.press("3", "D");
  expect(ui.frame()).toContain("Until when?   +3d, friday");
  expect(ui.frame()).toContain("enter done  esc back");
  await ui.press("+");
  expect(ui.frame()).not.toContain("friday");
});

test("what an answer looks like stands in rows of its own where there is no room beside it", async () => {
  const { ui } = await stage();
  Object.assign(ui, { width: 50, height: 20 });
  await ui.press("3", "H");
  expect(ui.frame()).toMatch(
    /▸ To whom\?\n {4}an agent, @somebody or another project; empty\n {4}for whoever takes it\n {2}In words\n/,
  );
  await ui.press("escape", "D");
  expect(ui.frame()).toMatch(/\+3d, friday, .*\nbrought back\nUntil when\?/);
});

test("several lines that are pasted are one text, and no commands where nothing is typed", async () => {
  const { ui, bd } = await stage();
  await ui.press("3");
  await ui.controller.press({ text: "c\nx\n", pasted: true });
  expect((await bd(["show", "vc-bug001", "--json"])).json.status).toBe("ready");
  await ui.press("r");
  await ui.controller.press({ text: "One line.\r\nAnother \u001b[31mone.", pasted: true });
  await ui.press("return");
  const [message] = (await bd(["thread", "vc-bug001", "--json"])).json;
  expect(message.body.trim()).toBe("One line.\nAnother  [31mone.");
});

test("a status is picked by its key and taken back", async () => {
  const { ui, bd } = await stage();
  const statusNow = async () => (await bd(["show", "vc-bug001", "--json"])).json.status;
  await ui.press("3", "S", "3", "return");
  expect(await statusNow()).toBe("deferred");
  await ui.press("u");
  expect(await statusNow()).toBe("ready");
  await ui.press("D", "+3d", "return");
  expect(await statusNow()).toBe("deferred");
  await ui.press("u");
  expect(await statusNow()).toBe("ready");
});

test("words of one's own answer a question that has options", async () => {
  const { ui, bd } = await stage();
  const { id } = (await bd(["ask", "How deep?", "--option", "a=1,000", "--option", "b=no bound", "--recommend", "b", "--json"]))
    .json;
  await ui.controller.read();
  await ui.press("v", "backspace", "about a hundred", "return");
  expect((await bd(["decide", "show", id, "--json"])).json.settled).toMatchObject({ option: null, reason: "about a hundred" });
});

test("a key that begins something else while something goes on says so; moving goes on", async () => {
  const { ui } = await stage();
  await ui.press("3");
  const claiming = ui.controller.press({ text: "c" });
  const other = ui.controller.press({ text: "U" });
  await Promise.all([claiming, other]);
  expect(ui.frame()).toContain("Wait for that to end first.");
  expect(ui.frame()).toContain("Claim ...");
  await ui.controller.press({ text: "2" });
  expect(ui.frame()).toContain("[2 Board]");
  await ui.controller.ended;
  expect(ui.frame()).toContain("Claimed vc-bug001");
});

test("a terminal that is too small says so, and works again once it is larger", async () => {
  const { ui } = await stage();
  await ui.press("3", "n", "A ti");
  Object.assign(ui, { width: 20, height: 5 });
  await ui.controller.resized();
  expect(ui.frame()).toBe("This terminal is too\nsmall for bd: make\nit larger, or q.\n\n\n");
  Object.assign(ui, { width: 80, height: 24 });
  await ui.press("tle");
  expect(ui.frame()).toContain("A title");
});
