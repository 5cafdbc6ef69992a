import { expect, it } from "vitest";
import { sendTemplate } from "../../src/services/send-template.ts";
import { neighbours } from "../support/neighbours.ts";

it("gives the sections that whoever mends something asks for, and what is hoped for in its place", () => {
  const headings = (text: string) => text.match(/^## .*$/gm);
  const expected = ["## Repro", "## Error", "## Context", "## Hypotheses", "## Expected response"];
  expect(headings(sendTemplate(undefined))).toEqual(expected);
  expect(headings(sendTemplate("A release."))).toEqual(expected);
  expect(sendTemplate("A release.")).toMatch(/## Hypotheses\n\n## Expected response\n\nA release\.\n$/);
});

it("prints them and sends nothing; a section that is filled in by a flag goes along with what is sent", async () => {
  const { bd } = await neighbours();
  const printed = await bd("north/vc", "send", "beads", "Slow import", "--template");
  expect(printed).toMatchObject({ status: 0, stderr: "" });
  expect(printed.stdout).toBe(sendTemplate(undefined));
  expect((await bd("north/vc", "send", "beads", "x", "--template", "--json")).json).toEqual({
    template: sendTemplate(undefined),
  });
  expect((await bd("north/beads", "list", "--json")).json).toEqual([]);
  const sent = (await bd("north/vc", "send", "beads", "Slow", "-m", "10 s.", "--expect-text", "A patch release.", "--json")).json;
  const { body } = (await bd("north/beads", "show", sent.id, "--json")).json;
  expect(body).toBe("10 s.\n\n## Expected response\n\nA patch release.");
});

it("says who is online there", async () => {
  const { bd } = await neighbours([], { BD_AGENT_PID: "0" });
  for (let minute = 0; minute < 5; minute++) await bd("north/vc", "whoami");
  expect((await bd("north/vc", "send", "beads", "One", "--json")).json.online).toEqual([]);
  expect((await bd("north/vc", "send", "beads", "Two")).stdout).toContain("Nobody is online in beads now");
  await bd("north/beads", "create", "Something");
  expect((await bd("north/vc", "send", "beads", "Three", "--json")).json.online).toEqual(["north/beads"]);
  expect((await bd("north/vc", "send", "beads", "Four")).stdout).toContain("Online in beads: north/beads.");
});
