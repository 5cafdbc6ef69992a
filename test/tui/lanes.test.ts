import { expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { uiIn } from "../support/headless-ui.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

async function stage(width: number) {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "The parser", "--id", "vc-epi001", "-t", "epic"]);
  await bd(["create", "A stack of its own", "--id", "vc-one002", "--parent", "vc-epi001", "-p", "1", "-l", "core"]);
  await bd(["create", "The callers", "--id", "vc-two003", "--parent", "vc-epi001", "--needs", "vc-one002"]);
  await bd(["create", "Write the docs", "--id", "vc-doc004", "-l", "docs", "-a", "@person"]);
  await bd(["create", "Taken work", "--id", "vc-tak005"]);
  await bd(["claim", "vc-tak005"], { env: { BD_ACTOR: "carol", BD_SESSION: "c" } });
  return uiIn(here, directory, { now: START + 3_600_000, width, height: 18 });
}

test("a key parts the board into lanes by epic, assignee and label, and then into none", async () => {
  const ui = await stage(100);
  await ui.press("2");
  const plain = ui.frame();
  for (const lanes of ["epic", "assignee", "label"]) {
    await ui.press("L");
    await expect(ui.frame()).toMatchFileSnapshot(`frames/lanes-${lanes}.txt`);
  }
  await ui.press("L");
  expect(ui.frame()).toBe(plain);
});

test("the selection stays on its issue when the lanes change, and moves through the lanes of its column", async () => {
  const ui = await stage(100);
  await ui.press("2", "G");
  const { selected } = ui.controller.shown;
  await ui.press("L");
  expect(ui.controller.shown.selected).toBe(selected);
  await ui.press("g", "g");
  expect(ui.frame()).toMatch(/── The parser.*\n▸ /);
});

test("a lane counts all of its issues, and says how many of them stand in columns beyond the edge", async () => {
  const ui = await stage(60);
  await ui.press("2", "L");
  expect(ui.frame()).toMatch(/── The parser 3, 1 out of sight\n/);
  expect(ui.frame()).toMatch(/── no epic 2\n/);
  await ui.press("l", "l");
  expect(ui.frame()).toMatch(/── The parser 3, 2 out of sight\n/);
  ui.width = 200;
  expect(ui.frame()).toMatch(/── The parser 3\n/);
});
