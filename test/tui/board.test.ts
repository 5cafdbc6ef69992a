import { describe, expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { type HeadlessUi, uiIn } from "../support/headless-ui.ts";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const HOUR = 3_600_000;

/** A ledger with something in every column. */
async function stage(
  setting: { width?: number; height?: number } = {},
): Promise<{ bd: RunBd; ui: HeadlessUi; directory: string }> {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "Parser dies on brackets", "--id", "vc-bug001", "-t", "bug", "-p", "0", "-l", "parser", "-F", "-"]);
  await bd(["create", "解析器 für Pläne 👩‍👩‍👧 mit éclat", "--id", "vc-uni002", "-p", "1"]);
  await bd(["create", "Write the docs", "--id", "vc-doc003", "--needs", "vc-bug001"]);
  await bd(["create", "Later work", "--id", "vc-lat004", "--defer", "+9d"]);
  await bd(["create", "Taken work", "--id", "vc-tak005"]);
  await bd(["claim", "vc-tak005"], { env: { BD_ACTOR: "carol", BD_SESSION: "c" } });
  await bd(["create", "Done work", "--id", "vc-don006"]);
  await bd(["close", "vc-don006", "-r", "done"]);
  const ui = await uiIn(here, directory, { now: START + HOUR, ...setting });
  return { bd, ui, directory };
}

describe("the board", () => {
  test.each([
    ["60x20", 60, 20],
    ["80x24", 80, 24],
    ["120x40", 120, 40],
    ["200x50", 200, 50],
  ])("at %s", async (size, width, height) => {
    const { ui } = await stage({ width, height });
    await ui.press("2");
    await expect(ui.frame()).toMatchFileSnapshot(`frames/board-${size}.txt`);
  });

  test("keeps the selection on its issue when another process changes the order", async () => {
    const { ui, bd } = await stage();
    await ui.press("2", "j");
    expect(ui.controller.shown.selected).toBe("vc-uni002");
    await bd(["update", "vc-uni002", "-p", "0"]);
    await bd(["create", "More urgent", "-p", "0"]);
    await ui.controller.read();
    expect(ui.controller.shown.selected).toBe("vc-uni002");
  });
});

test("a card keeps most of its room for the title: who holds it is cut", async () => {
  const { ui, bd } = await stage({ width: 60, height: 20 });
  await bd(["create", "A title that is rather long for a card", "--id", "vc-lon007"]);
  await bd(["claim", "vc-lon007"], { env: { BD_ACTOR: "penelope", BD_SESSION: "p" } });
  await ui.controller.read();
  await ui.press("2", "l");
  expect(ui.frame()).toMatch(/A title that… {2}penel…/);
});

describe("the list", () => {
  test.each([
    ["60x20", 60, 20],
    ["80x24", 80, 24],
    ["120x40", 120, 40],
    ["200x50", 200, 50],
  ])("at %s", async (size, width, height) => {
    const { ui } = await stage({ width, height });
    await ui.press("3");
    await expect(ui.frame()).toMatchFileSnapshot(`frames/list-${size}.txt`);
  });

  test("is narrowed as it is typed; the filter stays on other screens until it is taken away", async () => {
    const { ui } = await stage();
    await ui.press("3", "/", "docs");
    expect(ui.frame()).toContain("Write the docs");
    expect(ui.frame()).not.toContain("Later work");
    await ui.press("return", "2");
    expect(ui.frame()).toContain("/docs");
    expect(ui.frame()).not.toContain("Parser dies");
    await ui.press("q");
    expect(ui.frame()).not.toContain("/docs");
    expect(ui.ended).toBe(false);
    await ui.press("q");
    expect(ui.ended).toBe(true);
  });
});

describe("what is done by a key", () => {
  test("is done as the command of that name does it, said at the foot, and taken back by u", async () => {
    const { ui, bd } = await stage();
    await ui.press("3", "c");
    expect(ui.frame()).toContain("Claimed vc-bug001 (confirmed). u takes it back.");
    expect((await bd(["show", "vc-bug001", "--json"])).json.status).toBe("in_progress");
    await ui.press("u");
    expect((await bd(["show", "vc-bug001", "--json"])).json.status).toBe("ready");
    await ui.press("x", "It keeps its own stack.", "return");
    expect((await bd(["show", "vc-bug001", "--json"])).json.closed.reason).toBe("It keeps its own stack.");
    await ui.press("u");
    expect((await bd(["show", "vc-bug001", "--json"])).json.status).toBe("ready");
    await ui.press("u");
    expect(ui.frame()).toContain("There is nothing to take back.");
  });

  test("is refused in the words of the command", async () => {
    const { ui } = await stage();
    await ui.press("3", "/", "taken", "return", "x", "mine", "return");
    expect(ui.frame()).toContain("vc-tak005 is claimed by carol/vc");
  });

  test("asks for what it needs, and can be given up", async () => {
    const { ui, bd } = await stage();
    await ui.press("n", "A new one", "ctrl-s");
    expect(ui.frame()).toMatch(/Filed vc-\w{6} \(local\)/);
    await ui.press("3", "p", "escape");
    expect((await bd(["show", "vc-bug001", "--json"])).json.priority).toBe(0);
    await ui.press(":", "priority", "return", "backspace", "3", "return");
    expect((await bd(["show", "vc-bug001", "--json"])).json.priority).toBe(3);
  });
});
