import { describe, expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { uiIn } from "../support/headless-ui.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const SECOND = 1_000;

/** A ledger of forty issues, and a clock that the test moves. */
async function stage(issues = 40) {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  const drafts = Array.from({ length: issues }, (_, n) => {
    const number = String(n).padStart(2, "0");
    return { id: `vc-num0${number}`, title: `Issue ${number}` };
  });
  const made = await bd(["create", "--from", here.write("issues.json", JSON.stringify(drafts))]);
  expect(made.stderr).toBe("");
  const clock = { now: START + 3_600_000 };
  const setting = {
    get now() {
      return clock.now;
    },
  };
  const ui = await uiIn(here, directory, setting);
  const later = () => {
    clock.now += SECOND;
  };
  return { ui, bd, later };
}

describe("a click", () => {
  test("on a screen's name opens that screen, also over an open issue", async () => {
    const { ui } = await stage();
    await ui.click("3");
    expect(ui.frame()).toContain("[3 List]");
    await ui.press("return");
    expect(ui.controller.shown.mode.kind).toBe("detail");
    await ui.click("8");
    expect(ui.frame()).toContain("[8 Feed]");
  });

  test("on a row selects it, and the list stays where it is; keys go on from there", async () => {
    const { ui } = await stage();
    await ui.press("3");
    const before = ui.frame();
    expect(before).toContain("▸ ○ P2 Issue 00");
    await ui.click("Issue 18");
    expect(ui.controller.shown.selected).toBe("vc-num018");
    expect(rowsIn(ui.frame())).toBe(rowsIn(before));
    await ui.press("j", "j", "j", "j");
    expect(ui.controller.shown.selected).toBe("vc-num022");
    expect(
      ui
        .frame()
        .split("\n")
        .findIndex((row) => row.includes("▸")),
    ).toBe(22);
    expect(ui.frame()).toContain("Issue 01");
    expect(ui.frame()).not.toContain("Issue 00");
  });

  test("twice in the same place opens what stands there; two clicks apart are two clicks", async () => {
    const { ui, later } = await stage();
    await ui.press("3");
    await ui.click("Issue 05");
    later();
    await ui.click("Issue 05");
    expect(ui.controller.shown.mode.kind).toBe("browse");
    await ui.click("Issue 05");
    expect(ui.controller.shown.mode).toMatchObject({ kind: "detail", opened: { id: "vc-num005" } });
  });

  test("on a card of the board selects it, whichever column, with and without lanes", async () => {
    const { ui, bd, later } = await stage(3);
    await bd(["claim", "vc-num001"], { env: { BD_ACTOR: "carol", BD_SESSION: "c" } });
    await bd(["defer", "vc-num002"]);
    ui.width = 200;
    await ui.press("2");
    for (const lanes of [false, true]) {
      if (lanes) await ui.press("L");
      for (const number of ["0", "1", "2", "0"]) {
        later();
        await ui.click(`Issue 0${number}`);
        expect(ui.controller.shown.selected).toBe(`vc-num00${number}`);
      }
    }
  });

  test("picks an action in the list of them, and does it the second time", async () => {
    const { ui, bd } = await stage(1);
    await ui.press("3", ":");
    await ui.click("Claim");
    expect(ui.controller.shown.mode.kind).toBe("palette");
    await ui.click("Claim");
    await ui.controller.ended;
    expect((await bd(["show", "vc-num000", "--json"])).json.status).toBe("in_progress");
  });

  test("in a form goes to the field, and one beside it gives nothing up that was written", async () => {
    const { ui } = await stage(1);
    await ui.press("3", "n", "A new one");
    await ui.click("Labels");
    await ui.press("core");
    await ui.click("3");
    expect(ui.controller.shown.mode).toMatchObject({
      kind: "ask",
      asking: { at: 3, answers: ["A new one", "task", "2", "core", "", ""] },
    });
  });

  test("on nothing does nothing", async () => {
    const { ui } = await stage(1);
    await ui.press("3");
    const before = ui.frame();
    await ui.controller.point({ kind: "click", column: 40, row: 12 });
    await ui.controller.point({ kind: "click", column: 400, row: 400 });
    expect(ui.frame()).toBe(before);
  });
});

describe("the wheel", () => {
  test("goes through a list, and through an open text, never beyond its ends", async () => {
    const { ui } = await stage();
    await ui.press("3");
    await ui.roll(-1);
    expect(ui.controller.shown.selected).toBe("vc-num000");
    await ui.roll(1);
    expect(ui.controller.shown.selected).toBe("vc-num003");
    await ui.press("?");
    const top = ui.frame();
    await ui.roll(1);
    expect(ui.frame()).not.toBe(top);
    await ui.roll(-1);
    expect(ui.frame()).toBe(top);
    expect(ui.controller.shown.selected).toBe("vc-num003");
  });
});

test("a key turns the mouse on and off, and says so", async () => {
  const { ui } = await stage(1);
  await ui.press("M");
  expect([ui.mouse, ui.frame()]).toEqual([true, expect.stringContaining("with shift held down it selects text")]);
  await ui.press("M");
  expect([ui.mouse, ui.frame()]).toEqual([false, expect.stringContaining("The mouse selects text.")]);
});

/** What is listed, whichever row of it is selected. */
function rowsIn(frame: string): string {
  return frame.replaceAll("▸", " ").replace(/ +\d+\/\d+\n$/, "");
}
