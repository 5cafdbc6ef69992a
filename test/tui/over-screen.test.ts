import { describe, expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { uiIn } from "../support/headless-ui.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

async function stage(size: { width?: number; height?: number } = {}) {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "Parser dies on brackets", "--id", "vc-bug001", "-m", "Open twenty thousand of them."]);
  return uiIn(here, directory, { now: START + 3_600_000, ...size });
}

describe("the keys", () => {
  test("stand all on a screen of 80 by 34", async () => {
    const ui = await stage({ height: 34 });
    await ui.press("?");
    expect(ui.frame()).toMatch(/j down +next/);
    expect(ui.frame()).toMatch(/9 or g e +Decisions/);
    expect(ui.frame()).not.toContain("there are more keys");
  });

  test.each([
    [60, 20],
    [80, 24],
  ])("are scrolled where there is less room, as on %i by %i, and the selection stays where it was", async (width, height) => {
    const ui = await stage({ width, height });
    await ui.press("3", "?");
    const { selected } = ui.controller.shown;
    expect(ui.frame()).toContain("there are more keys");
    expect(ui.frame()).not.toMatch(/9 or g e +Decisions/);
    await ui.press("G");
    expect(ui.frame()).toMatch(/9 or g e +Decisions/);
    await ui.press("g", "g");
    expect(ui.frame()).toMatch(/j down +next/);
    expect(ui.controller.shown.selected).toBe(selected);
  });
});

describe("a question about what is open", () => {
  test("leaves it in sight while it is answered, and when it is not", async () => {
    const ui = await stage();
    await ui.press("3", "return", "r", "Nested, or");
    expect(ui.frame()).toContain("Open twenty thousand of them.");
    expect(ui.frame()).toContain("Nested, or");
    await ui.press("escape", "escape");
    expect(ui.controller.shown.mode.kind).toBe("detail");
  });

  test("comes back to it, read anew, once it was answered", async () => {
    const ui = await stage();
    await ui.press("3", "return", "p", "backspace", "0", "return");
    expect(ui.controller.shown.mode.kind).toBe("detail");
    expect(ui.frame()).toMatch(/vc-bug001[\s\S]*P0/);
    await ui.press("q");
    expect(ui.controller.shown.mode.kind).toBe("browse");
  });
});
