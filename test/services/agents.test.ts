import { expect, it } from "vitest";
import { neighbours } from "../support/neighbours.ts";

it("says who is online, who was seen earlier, and what they hold, here and in another project", async () => {
  const { bd, as } = await neighbours(["south/beads"]);
  expect((await bd("north/beads", "agent", "list")).stdout).toBe("Nobody has done anything in beads yet.\n");
  await as("early/beads", "north/beads", "create", "Old", "--id", "beads-old001");
  for (let minute = 0; minute < 8; minute++) await bd("north/beads", "status");
  await bd("north/beads", "create", "New", "--id", "beads-new001");
  await bd("north/beads", "claim", "beads-new001");
  await bd("north/vc", "send", "beads", "From elsewhere");
  const agents = (await bd("north/beads", "agent", "list", "--json")).json;
  const short = agents.map(({ name, presence, local }: Record<string, unknown>) => [name, presence, local]);
  expect(short).toEqual([
    ["north/vc", "online", false],
    ["north/beads", "online", true],
    ["early/beads", "earlier", true],
  ]);
  expect(agents[1]).toMatchObject({ kind: "agent", holds: [{ id: "beads-new001", title: "New" }] });
  expect(agents[2].seen_seconds_ago).toBeGreaterThan(300);
  const there = (await bd("north/vc", "agent", "list", "--project", "beads", "--json")).json;
  expect(there.map(({ name }: { name: string }) => name)).toContain("north/beads");
  const text = (await bd("north/vc", "agent", "list", "--project", "beads")).stdout;
  expect(text).toMatch(/north\/beads\s+online\n {2}holds beads-new001 until/);
  expect(await bd("north/vc", "agent", "list", "--project", "baeds", "--json")).toMatchObject({
    status: 1,
    json: { error: { code: "UNKNOWN_PROJECT", candidates: ["beads"] } },
  });
});

it("takes nobody for somebody of a project who only sent something there", async () => {
  const { bd } = await neighbours();
  const asPerson = ["--as-human", "--json"];
  await bd("north/vc", "send", "beads", "One", ...asPerson);
  expect((await bd("north/vc", "send", "beads", "Two", ...asPerson)).json.online).toEqual([]);
  expect((await bd("north/beads", "agent", "list", "--json")).json).toMatchObject([{ kind: "person", local: false }]);
  await bd("north/beads", "create", "Three", ...asPerson);
  expect((await bd("north/vc", "send", "beads", "Four", "--json")).json.online).toEqual(["@person"]);
});
