import { expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { uiIn } from "../support/headless-ui.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

async function stage() {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "The parser", "--id", "vc-par001"]);
  await bd(["create", "Read a number", "--id", "vc-num002", "--parent", "vc-par001"]);
  await bd(["create", "Read a date", "--id", "vc-dat003", "--parent", "vc-par001"]);
  await bd(["close", "vc-num002", "-r", "It reads them"]);
  return { bd, ui: await uiIn(here, directory, { now: START + 3_600_000 }) };
}

test("a key shows what is closed below the list, says so at the head, and takes it away again", async () => {
  const { ui } = await stage();
  await ui.press("3");
  expect(ui.frame()).not.toContain("Read a number");
  await ui.press("C");
  const [head = "", ...rows] = ui.frame().split("\n");
  expect(head).toMatch(/ \+closed vc$/);
  expect(rows.slice(0, 3).map((row) => /The parser|Read a \w+/.exec(row)?.[0])).toEqual([
    "The parser",
    "Read a date",
    "Read a number",
  ]);
  await ui.press("C");
  expect(ui.frame()).not.toContain("Read a number");
  expect(ui.frame()).not.toContain("+closed");
});

test("what is closed stands in the tree below what it is part of", async () => {
  const { ui } = await stage();
  await ui.press("3", "C", "4");
  expect(ui.frame()).toMatch(/The parser[^\n]*\n[^\n]*Read a date[^\n]*\n[^\n]* ✓ [^\n]*Read a number/);
});

test("a filter that finds nothing says where to look on, and what is found there can be opened again", async () => {
  const { ui, bd } = await stage();
  await ui.press("3", "/", "a number", "return");
  expect(ui.frame()).toContain("C looks through");
  await ui.press("C", "o", "return");
  await ui.controller.ended;
  expect(ui.frame()).toContain("Read a number");
  expect((await bd(["show", "vc-num002", "--json"])).json).toMatchObject({ status: "ready" });
  await ui.press("q", "/", "nothing of the sort", "return");
  expect(ui.frame()).toMatch(/q takes the filter away\.\s*\n/);
});

test("on another screen the key says where that is", async () => {
  const { ui } = await stage();
  await ui.press("7", "C");
  expect(ui.frame()).toContain("What is closed is shown in the list (3) and in the tree (4).");
});
