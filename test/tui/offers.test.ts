import { expect, test } from "vitest";
import { START } from "../support/fake-host.ts";
import { type HeadlessUi, uiIn } from "../support/headless-ui.ts";
import { neighbours } from "../support/neighbours.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const NOW = START + 3_600_000;

/** The keys at the foot. */
const foot = (ui: HeadlessUi) => ui.frame().trimEnd().split("\n").at(-1);

/** A bug that vc sent to beads and that was closed there, in the interface of vc. */
async function closedThere() {
  const { here, bd } = await neighbours();
  const { id } = (await bd("north/vc", "send", "beads", "Parser dies", "-t", "bug", "--json")).json;
  await bd("north/beads", "claim", id);
  await bd("north/beads", "close", id, "-r", "A loop now.");
  const ui = await uiIn(here, here.path("north/vc"), { now: NOW, width: 120 });
  return { ui, bd, id };
}

test("what was closed elsewhere needs you until it is verified, which V does as the command does", async () => {
  const { ui, bd, id } = await closedThere();
  expect(ui.frame()).toMatch(/verify it +north\/beads: \| Parser dies/);
  expect(foot(ui)).toContain("V verified  N not fixed");
  await ui.press("6", "return", "q", "1", "return");
  expect(foot(ui)).toContain("V verified  N not fixed");
  await ui.press(":");
  expect(ui.frame()).toMatch(/Verified: it works here +V +verify/);
  expect(ui.frame()).toMatch(/Not fixed: open it again +N +not-fixed/);
  expect(ui.frame()).not.toContain("Claim");
  await ui.press("escape", "V", "return");
  expect(ui.frame()).toContain(`Verified beads:${id} (delivered).`);
  expect((await bd("north/beads", "show", id, "--json")).json).toMatchObject({
    status: "closed",
    verdict: { verdict: "verified" },
  });
  await ui.press("q");
  expect(ui.frame()).not.toContain("verify it");
});

test("what is not fixed is opened again there, with the words that say why", async () => {
  const { ui, bd, id } = await closedThere();
  await ui.press("N", "Two brackets.", "return");
  expect(ui.frame()).toContain(`Said that beads:${id} is not fixed (delivered): it opens again there.`);
  expect((await bd("north/beads", "show", id, "--json")).json.status).toBe("ready");
  expect((await bd("north/beads", "thread", id)).stdout).toContain("Two brackets.");
});

async function alone() {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "A stack of its own", "--id", "vc-one002"]);
  return { bd, ui: await uiIn(here, directory, { now: NOW, width: 200, height: 40 }) };
}

test("the list of actions has only what can be done to what is selected, and follows what becomes of it", async () => {
  const { ui } = await alone();
  const listed = async () => {
    await ui.press(":");
    const frame = ui.frame();
    await ui.press("escape");
    return ["Claim", "Release", "Close", "Open again", "Acknowledge", "Accept a"].filter((title) =>
      new RegExp(`^[▸ ] ${title}`, "m").test(frame),
    );
  };
  await ui.press("3");
  expect(await listed()).toEqual(["Claim", "Close"]);
  await ui.press("c");
  expect(await listed()).toEqual(["Release", "Close"]);
  expect(foot(ui)).not.toContain("c claim");
  await ui.press("2", "x", "done", "return", "l", "l", "l", "l");
  expect(await listed()).toEqual(["Open again"]);
});

test("the foot has keys of issues only where one is selected, those of the board only there, and u where something was done", async () => {
  const { ui, bd } = await alone();
  expect(foot(ui)).not.toMatch(/ [rxuecL] \w|enter open/);
  await ui.press("7");
  expect(foot(ui)).not.toMatch(/ [rxue] \w|L lanes|enter open/);
  await ui.press("2");
  expect(foot(ui)).toMatch(/^enter open +c claim .* L lanes .* x close/);
  await ui.press("3", "c", "j");
  expect(foot(ui)).toMatch(/U release .* u undo/);
  const { id } = (await bd(["ask", "How deep?", "--option", "a=1", "--option", "b=2", "--json"])).json;
  await ui.press("9", "return");
  expect(foot(ui)).toContain("v answer");
  await bd(["answer", id, "a"]);
  await ui.controller.read();
  expect(foot(ui)).not.toMatch(/v answer|A accept/);
});

test("a message on the bulletin is acknowledged and answered where it is selected, though no issue stands for it", async () => {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  const env = { BD_ACTOR: "carol/vc", BD_SESSION: "carol" };
  await bd(["send", "@all", "main is frozen", "--expects", "ack"], { env });
  const ui = await uiIn(here, directory, { now: NOW, width: 120 });
  await ui.press("6");
  expect(foot(ui)).toContain("y ack");
  await ui.press("y");
  expect(ui.frame()).toContain("Acknowledged on ");
  expect((await bd(["inbox", "--json"])).json).toEqual([]);
});
