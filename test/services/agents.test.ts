import { expect, it } from "vitest";
import { neighbours } from "../support/neighbours.ts";

/** Nobody is watched: what was heard last speaks alone. */
const UNWATCHED = { BD_AGENT_PID: "0" };

it("says who is online, who was seen earlier, and what they hold, here and in another project", async () => {
  const { bd, as } = await neighbours(["south/beads"], UNWATCHED);
  await as("early/beads", "north/beads", "create", "Old", "--id", "beads-old001");
  for (let minute = 0; minute < 8; minute++) await bd("north/beads", "status");
  await bd("north/beads", "create", "New", "--id", "beads-new001");
  await bd("north/beads", "claim", "beads-new001");
  await bd("north/vc", "send", "beads", "From elsewhere");
  const agents = (await bd("north/beads", "agent", "list", "--json")).json;
  const short = agents.map(({ name, presence, local, source }: Record<string, unknown>) => [name, presence, local, source]);
  expect(short).toEqual([
    ["north/beads", "online", true, "beat"],
    ["north/vc", "online", false, "ledger"],
    ["early/beads", "stale", true, "beat"],
  ]);
  expect(agents[0]).toMatchObject({ kind: "agent", human: "@person", issue: "beads-new001", title: "New", command: "claim" });
  expect(agents[0]).toMatchObject({ holds: [{ id: "beads-new001", title: "New" }], since: agents[0].holds[0].since });
  expect(agents[2].seen_seconds_ago).toBeGreaterThan(300);
  const there = (await bd("north/vc", "agent", "list", "--project", "beads", "--json")).json;
  expect(there.map(({ name }: { name: string }) => name)).toContain("north/beads");
  const text = (await bd("north/vc", "agent", "list", "--project", "beads")).stdout;
  expect(text).toMatch(/north\/beads\s+online, on beads-new001 since 2026-11-21 10:4\d: New\n {2}in \S+north\/beads\n/);
  expect(await bd("north/vc", "agent", "list", "--project", "baeds", "--json")).toMatchObject({
    status: 1,
    json: { error: { code: "UNKNOWN_PROJECT", candidates: ["beads"] } },
  });
});

it("takes nobody for somebody of a project who only sent something there", async () => {
  const { bd } = await neighbours([], UNWATCHED);
  const asPerson = ["--as-human", "--json"];
  for (let minute = 0; minute < 5; minute++) await bd("north/vc", "status", "--as-human");
  await bd("north/vc", "send", "beads", "One", ...asPerson);
  expect((await bd("north/vc", "send", "beads", "Two", ...asPerson)).json.online).toEqual([]);
  expect((await bd("north/beads", "agent", "list", "--json", "--as-human")).json).toMatchObject([
    { kind: "person", local: false },
    { kind: "agent", presence: "stale" },
  ]);
  await bd("north/beads", "create", "Three", ...asPerson);
  expect((await bd("north/vc", "send", "beads", "Four", "--json")).json.online).toEqual(["@person"]);
});
