import { beforeEach, expect, it } from "vitest";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

let bd: RunBd;
const as = (name: string) => ({ env: { BD_ACTOR: `${name}/vc`, BD_SESSION: name } });
const team = async () => (await bd(["status", "--team", "--json"])).json;

beforeEach(async () => {
  ({ bd } = await trackedRepository(scratch()));
});

it("the phase follows from what is open, ready and held", async () => {
  expect(await team()).toMatchObject({ phase: "done", team: [] });
  await bd(["create", "One", "--id", "vc-one"]);
  expect((await team()).phase).toBe("idle");
  await bd(["defer", "vc-one", "--until", "+9d"]);
  expect((await team()).phase).toBe("dry");
  await bd(["undefer", "vc-one"]);
  await bd(["ask", "Which?", "--option", "a=A", "--gates", "vc-one"]);
  expect((await team()).phase).toBe("waiting");
  await bd(["create", "Two", "--id", "vc-two"]);
  await bd(["claim", "vc-two"], as("dave"));
  expect((await team()).phase).toBe("working");
  await bd(["pause", "Lunch"]);
  expect((await team()).phase).toBe("paused");
});

it("everybody has one line, with what they are on and their next step", async () => {
  for (const id of ["vc-one", "vc-two"]) await bd(["create", id, "--id", id]);
  await bd(["claim", "vc-one"], as("dave"));
  await bd(["checkpoint", "vc-one", "--next", "The last two callers."], as("dave"));
  await bd(["list"], as("erin"));
  const { team: members } = await team();
  expect(members.filter(({ kind }: { kind: string }) => kind === "agent")).toMatchObject([
    { name: "dave/vc", presence: "online", issue: "vc-one", next: "The last two callers." },
    { name: "erin/vc", presence: "online", issue: null, next: null },
  ]);
});

it("a checkpoint keeps how the team stood, and the next one takes its place", async () => {
  await bd(["create", "One", "--id", "vc-one"]);
  const first = (await bd(["checkpoint", "--team", "--decide", "continue", "--by", "+4h", "--json"])).json;
  expect(await team()).toMatchObject({ checkpoint: { id: first.id }, next_checkpoint: first.next_checkpoint });
  const second = (await bd(["checkpoint", "--team", "--decide", "escalate", "-m", "We are late.", "--json"])).json;
  expect(second).toMatchObject({ previous: first.id, escalation: { level: 2, category: "team", title: "We are late." } });
  expect(await team()).toMatchObject({ checkpoint: { id: second.id }, next_checkpoint: null });
  const { json } = await bd(["decide", "show", second.id, "--json"]);
  expect(json.body).toContain("idle: 1 open, 1 ready, 0 in progress, 0 blocked.");
});

it("work that runs dry is said once, and no more once there is enough again", async () => {
  await bd(["create", "One", "--id", "vc-one"]);
  await bd(["config", "set", "ready.low_water", "2"]);
  for (let turn = 0; turn < 3; turn++) await bd(["status"]);
  const open = async () => (await bd(["escalate", "list", "--json"])).json;
  expect(await open()).toMatchObject([{ level: 1, category: "low-water" }]);
  expect((await bd(["status", "--json"])).json.low_water).toEqual({ ready: 1, mark: 2 });
  expect((await bd(["close", "vc-one", "--suggest-next"])).stderr).toBe("Work runs dry: nothing ready, fewer than 2.\n");
  for (const title of ["Two", "Three"]) await bd(["create", title]);
  expect(await open()).toEqual([]);
  expect((await bd(["status", "--json"])).json.low_water).toBeNull();
});

it("where roles are named, others do not decide, and still propose", async () => {
  await bd(["config", "set", "roles.decide", "dave/vc"], as("dave"));
  const refused = await bd(["decide", "We use tabs", "--json"], as("erin"));
  expect([refused.status, refused.json.error.code, refused.json.error.fields?.role ?? refused.json.error.role]).toEqual([
    3,
    "ROLE_NEEDED",
    "decide",
  ]);
  const proposed = await bd(["decide", "We use tabs", "--propose", "--json"], as("erin"));
  expect(proposed.status).toBe(0);
  expect((await bd(["decide", "accept", proposed.json.id, "--json"], as("erin"))).json.error.code).toBe("ROLE_NEEDED");
  expect((await bd(["decide", "accept", proposed.json.id], as("dave"))).status).toBe(0);
});
