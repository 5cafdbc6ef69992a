import { expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { uiIn } from "../support/headless-ui.ts";
import { neighbours } from "../support/neighbours.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const NOW = START + 3_600_000;
const MANY = 25;

test("what goes on below a narrow screen is counted at its head, on every list", async () => {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  const titles = Array.from({ length: MANY }, (_, n) => `Number ${n + 1}`);
  for (const title of titles) await bd(["create", title]);
  const ui = await uiIn(here, directory, { now: NOW, width: 60, height: 20 });
  const head = () => ui.frame().split("\n")[0];
  for (const screen of ["2", "3", "4", "8"]) {
    await ui.press(screen, "g", "g");
    expect(head(), screen).toMatch(/ 1\/25 vc$/);
    expect(ui.frame()).toContain("q quit");
    await ui.press("G");
    expect(head(), screen).toMatch(/ 25\/25 vc$/);
  }
  await ui.press("/", "Number 25");
  expect(head()).toMatch(/ 9 +vc$/);
});

test("what went to another project stands in the feed by that project's short name and its title", async () => {
  const { here, bd } = await neighbours();
  const { id } = (await bd("north/vc", "send", "beads", "Parser dies", "-t", "bug", "--json")).json;
  await bd("north/vc", "reply", `beads:${id}`, "-m", "Any news?");
  const ui = await uiIn(here, here.path("north/vc"), { now: NOW });
  await ui.press("8");
  expect(ui.frame()).toMatch(/for you {2}beads: Parser dies {2}sent, delivered by north\/vc: Any n/);
  expect(ui.frame()).toMatch(/for you {2}beads: Parser dies {2}sent, delivered by north\/vc {3}/);
  expect(ui.frame()).not.toContain("local:");
  await ui.press("/", id, "return");
  expect(ui.frame()).toContain("beads: Parser dies");
});
