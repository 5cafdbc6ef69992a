import { expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { uiIn } from "../support/headless-ui.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const ERIN = { env: { BD_ACTOR: "erin/vc", BD_SESSION: "e" } };

async function stage() {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "Parser dies on brackets", "--id", "vc-bug001"]);
  await bd(["reply", "vc-bug001", "-m", "Which version?", "--to", "@person", "--expects", "ack"], ERIN);
  return { bd, ui: await uiIn(here, directory, { now: START + 3_600_000 }) };
}

type Rows = { readonly body: string; readonly taken_back: boolean }[];

test("what was closed and is open again says that its claim is gone", async () => {
  const { ui } = await stage();
  await ui.press("3", "c", "x", "done", "return", "u");
  expect(ui.frame()).toMatch(/Opened vc-\w+ again, without the claim of @person: c claims it\./);
  await ui.press("x", "done", "return", "u");
  expect(ui.frame()).toMatch(/Opened vc-\w+ again\.\n/);
});

test("u takes a reply back as bd reply --take-back does: it stays in the thread, marked", async () => {
  const { ui, bd } = await stage();
  await ui.press("3", "r", "The wrong issue", "return");
  expect(ui.frame()).toContain("Said on vc-bug001 to erin/vc (local). u takes it back.");
  await ui.press("u");
  expect(ui.frame()).toContain("Taken back on vc-bug001 (local): the thread shows it so.");
  const rows: Rows = (await bd(["thread", "vc-bug001", "--json"])).json;
  expect(rows.map(({ body, taken_back }) => [body, taken_back])).toEqual([
    ["Which version?", false],
    ["The wrong issue", true],
    ["I take this back.", false],
  ]);
  await ui.press("u");
  expect(ui.frame()).toContain("There is nothing to take back.");
});

test("u takes an acknowledgement back: what was asked waits again", async () => {
  const { ui } = await stage();
  await ui.press("6");
  expect(ui.frame()).toContain("wants ack");
  await ui.press("y");
  expect(ui.frame()).not.toMatch(/^▸ wants ack/m);
  await ui.press("u");
  expect(ui.frame()).toMatch(/^▸ wants ack/m);
});

test("u says of what cannot be taken back that it cannot", async () => {
  const { ui } = await stage();
  await ui.press("3", "c", "H", "ctrl-s", "Go on.", "return");
  expect(ui.frame()).toContain("Handed over vc-bug001");
  await ui.press("u");
  expect(ui.frame()).toContain("Hand over: that cannot be taken back.");
});
