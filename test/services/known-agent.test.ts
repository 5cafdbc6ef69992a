import { expect, test } from "vitest";
import { neighbours } from "../support/neighbours.ts";

test("an agent that has only read so far can be written to: its signs of life say that it is there", async () => {
  const { as } = await neighbours();
  const before = await as("north", "north/vc", "send", "zoe/beads", "For you", "--json");
  expect(before.json.error).toMatchObject({ code: "UNKNOWN_AGENT" });
  await as("zoe", "north/beads", "ready");
  expect(await as("north", "north/vc", "send", "zoe/beads", "For you", "--json")).toMatchObject({
    status: 0,
    json: { to: ["zoe/beads"], delivered: true },
  });
});

test("who only sent something is not suggested where an agent of the project is looked for", async () => {
  const { as } = await neighbours();
  expect((await as("north", "north/vc", "send", "beads", "Something", "--json")).status).toBe(0);
  const { json } = await as("north", "north/vc", "send", "nora/beads", "For you", "--json");
  expect(json.error.code).toBe("UNKNOWN_AGENT");
  expect(json.error.candidates).not.toContain("north/vc");
  expect(JSON.stringify(json.error.hints)).not.toContain("north/vc");
});
