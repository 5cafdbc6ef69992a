import { expect, test } from "vitest";
import { newsLine } from "../../src/render/feed.ts";
import { newsSince } from "../../src/services/news.ts";
import { begin, claimOf, issueOf, sit } from "../support/ledgers.ts";
import { scratch } from "../support/scratch.ts";

const PROOF = { markers: [], session: null, explicit_session: false };
const ACTOR = (agent: string) => ({
  kind: "agent" as const,
  human: { name: "Test Person", email: "person@example.com" },
  agent,
  project: "local:demo",
  session: null,
});

test("counts what others filed, closed and took up since a time, and nothing of one's own", async () => {
  const here = scratch();
  const directory = await here.repository("demo");
  let now = Date.UTC(2026, 10, 21, 10);
  const seat = { now: () => now };
  await begin(here, directory);
  const eve = await sit(here, directory, { agent: "eve/demo", ...seat });
  const create = (id: string, by: string) =>
    eve.write(
      "create",
      { issues: [issueOf({ id, by, created: new Date(now).toISOString().replace(".000", "") })], explicit: [id] },
      "soon",
    );
  await create("demo-old", "eve/demo");
  now += 3_600_000;
  const since = new Date(now).toISOString().replace(".000", "");
  await create("demo-new", "eve/demo");
  await create("demo-mine", "dave/demo");
  await eve.write("claim", claimOf("demo-new", PROOF), "confirm");
  const closing = { force: true, with_children: false, follow_ups: [], proof: PROOF, reason: "Done.", outcome: "done" } as const;
  await eve.write("close", { ...closing, ids: ["demo-old"] }, "soon");
  const of = (agent: string) => newsSince({ ledger: eve, actor: ACTOR(agent) }, since);
  const none = { created: 0, closed: 0, messages: 0, decisions: 0 };
  expect(await of("dave/demo")).toEqual({ ...none, since, created: 1, closed: 1, others: ["eve/demo"] });
  expect(await of("eve/demo")).toEqual({ ...none, since, created: 1, others: ["dave/demo"] });
  expect(await newsSince({ ledger: eve, actor: ACTOR("dave/demo") }, null)).toEqual({ ...none, since: null, others: [] });
  await eve.close();
});

test("is a line that names three and counts the others", () => {
  const news = {
    since: "2026-11-21T10:30:00Z",
    created: 1,
    closed: 0,
    messages: 2,
    decisions: 1,
    others: ["a\u001b[2J", "b", "c", "d"],
  };
  expect(newsLine(news)).toBe("Since 2026-11-21 10:30 UTC: 1 created, 2 messages, 1 decision by a, b, c and 1 more (bd feed).");
  const none = { ...news, created: 0, messages: 0, decisions: 0 };
  expect(newsLine(none)).toMatch(/: work taken up by a, b, c and 1 more/);
  expect(newsLine({ ...none, others: [] })).toBe("Since 2026-11-21 10:30 UTC: nothing new from others.");
  expect(newsLine({ ...none, since: null })).toContain("First session");
});
