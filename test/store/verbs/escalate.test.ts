import { expect, test } from "vitest";
import type { Escalation } from "../../../src/domain/escalation.ts";
import { levelOf } from "../../../src/domain/escalation.ts";
import type { Ledger } from "../../../src/store/ledger.ts";
import { START } from "../../support/fake-host.ts";
import { begin, claimOf, issueOf, sit } from "../../support/ledgers.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const HOUR = 3_600_000;

function report(letters: string, partial: Partial<Escalation> = {}): { readonly escalation: Escalation } {
  const id = `20261121T103000123Z-${letters}`;
  return {
    escalation: {
      ...{
        id,
        title: "The key is gone",
        level: 2,
        category: "blocked",
        issue: null,
        pause: false,
        fingerprint: "key",
        until: null,
      },
      ...{ by: "test/demo", at: "2026-11-21T10:30:00Z", op: id, body: "", extras: [] },
      ...partial,
    },
  };
}

/** Two clones of one remote, each with an agent. */
async function twoClones(
  here: Scratch,
): Promise<{ readonly dave: Ledger; readonly erin: Ledger; readonly clock: { now: number } }> {
  const remote = await here.bare("remote.git");
  const [first, second] = [await here.clone(remote, "dave"), await here.clone(remote, "erin")];
  const clock = { now: START };
  const now = () => clock.now;
  await begin(here, first);
  const dave = await sit(here, first, { agent: "dave/demo", seed: 1, now });
  await dave.write("create", { issues: [issueOf({ id: "demo-aaaaaa" }), issueOf({ id: "demo-bbbbbb" })], explicit: [] }, "now");
  const erin = await sit(here, second, { agent: "erin/demo", seed: 2, now });
  await erin.snapshot();
  return { dave, erin, clock };
}

async function marksIn(ledger: Ledger): Promise<string[]> {
  const all = (await ledger.snapshot()).records("escalation", {});
  return all.map(({ head, parts }) => [head.id.slice(-6), ...parts.map(({ mark, by }) => `${mark} ${by}`)].join(", "));
}

test("of two clones that report the same the second adds nothing, and is told which one it is", async () => {
  const here = scratch();
  const { dave, erin } = await twoClones(here);
  // Both decide on the same tip, and only the push tells the second that it was slower.
  await erin.write("escalate", report("eeeeee"), "never");
  const raised = await dave.write("escalate", report("dddddd"), "now");
  expect(raised).toMatchObject({ reach: "pushed", result: { id: expect.stringMatching(/dddddd$/), made: true, mark: null } });
  await erin.sync();
  expect(await marksIn(erin)).toEqual(["dddddd"]);
  const again = await erin.write("escalate", report("ffffff"), "now");
  expect(again).toMatchObject({ changed: false, result: { id: expect.stringMatching(/dddddd$/), made: false } });
  await Promise.all([dave.close(), erin.close()]);
});

test("whoever waits for the push learns from it that another clone's report was first", async () => {
  const here = scratch();
  const { dave, erin } = await twoClones(here);
  await dave.write("escalate", report("dddddd"), "now");
  expect(await erin.write("escalate", report("eeeeee"), "now")).toMatchObject({
    reach: "pushed",
    result: { id: expect.stringMatching(/dddddd$/), made: false },
  });
  await Promise.all([dave.close(), erin.close()]);
});

test("a graver report makes the open one rise, also when it comes from a clone that did not know of it", async () => {
  const here = scratch();
  const { dave, erin } = await twoClones(here);
  await dave.write("escalate", report("dddddd"), "now");
  const graver = await erin.write("escalate", report("eeeeee", { level: 4 }), "now");
  expect(graver.result).toMatchObject({ id: expect.stringMatching(/dddddd$/), level: 4, made: true, mark: "level4" });
  expect(await marksIn(erin)).toEqual(["dddddd, level4 erin/demo"]);
  await Promise.all([dave.close(), erin.close()]);
});

test("of two who acknowledge the first did it, and so it is with who resolves", async () => {
  const here = scratch();
  const { dave, erin } = await twoClones(here);
  const { result } = await dave.write("escalate", report("dddddd"), "now");
  await erin.sync();
  const attend = (mark: "ack" | "end") => ({ escalation: result.id, mark, reason: null });
  await dave.write("attend", attend("ack"), "now");
  expect((await erin.write("attend", attend("ack"), "now")).result).toMatchObject({ made: false });
  await erin.write("attend", attend("end"), "now");
  expect((await dave.write("attend", attend("end"), "now")).result).toMatchObject({ made: false });
  expect(await marksIn(dave)).toEqual(["dddddd, ack dave/demo, end erin/demo"]);
  await Promise.all([dave.close(), erin.close()]);
});

test("after it is resolved the same report is a new escalation", async () => {
  const here = scratch();
  const { dave, erin } = await twoClones(here);
  const { result } = await dave.write("escalate", report("dddddd"), "now");
  await dave.write("attend", { escalation: result.id, mark: "end", reason: "Found." }, "now");
  expect((await dave.write("escalate", report("eeeeee"), "now")).result).toMatchObject({ made: true });
  await Promise.all([dave.close(), erin.close()]);
});

test("of two clones that make it rise one does, and it rises twice at most", async () => {
  const here = scratch();
  const { dave, erin, clock } = await twoClones(here);
  const { result } = await dave.write("escalate", report("dddddd", { level: 1 }), "now");
  await erin.sync();
  const rise = { escalation: result.id, mark: "rise", reason: null } as const;
  expect((await dave.write("attend", rise, "now")).changed).toBe(false);
  for (const [hours, level] of [
    [1, 2],
    [2, 3],
    [3, 3],
  ] as const) {
    clock.now = START + hours * HOUR;
    const made = [(await dave.write("attend", rise, "now")).result.made, (await erin.write("attend", rise, "now")).result.made];
    expect([hours, made]).toEqual([hours, [hours < 3, false]]);
    const record = (await erin.snapshot()).record("escalation", result.id);
    expect(record && levelOf(record.head, record.parts)).toBe(level);
  }
  await Promise.all([dave.close(), erin.close()]);
});

test("while an escalation of level 3 is open nobody claims; once it is over, or its time is up, they do", async () => {
  const here = scratch();
  const { dave, erin, clock } = await twoClones(here);
  const until = "2026-11-21T11:00:00Z";
  await dave.write("escalate", report("dddddd", { level: 3, pause: true, until }), "now");
  const proof = { markers: [], session: null, explicit_session: false };
  await expect(erin.write("claim", claimOf("demo-aaaaaa", proof), "confirm")).rejects.toMatchObject({
    kind: "conflict",
    code: "PROJECT_PAUSED",
  });
  clock.now = Date.parse(until) + 1;
  expect(await erin.write("claim", claimOf("demo-aaaaaa", proof), "confirm")).toMatchObject({ changed: true });
  const { result } = await dave.write("escalate", report("eeeeee", { level: 3, fingerprint: "other" }), "now");
  await expect(erin.write("claim", claimOf("demo-bbbbbb", proof), "confirm")).rejects.toMatchObject({ code: "PROJECT_PAUSED" });
  await dave.write("attend", { escalation: result.id, mark: "resume", reason: null }, "now");
  expect(await erin.write("claim", claimOf("demo-bbbbbb", proof), "confirm")).toMatchObject({ changed: true });
  await Promise.all([dave.close(), erin.close()]);
});

test("at level 4 every other holder finds a message on what they hold, in the same commit", async () => {
  const here = scratch();
  const { dave, erin } = await twoClones(here);
  const proof = { markers: [], session: null, explicit_session: false };
  await dave.write("claim", claimOf("demo-aaaaaa", proof), "confirm");
  await erin.write("claim", claimOf("demo-bbbbbb", proof), "confirm");
  await erin.write("escalate", report("eeeeee", { level: 4 }), "now");
  await dave.sync();
  const messages = (await dave.snapshot()).messages({});
  expect(messages).toMatchObject([
    {
      thread: "demo-aaaaaa",
      to: ["dave/demo"],
      type: "alert",
      priority: "emergency",
      expects: "ack",
      from: { agent: "erin/demo" },
    },
  ]);
  const [newest] = await dave.history({ limit: 1 });
  expect(newest?.message).toContain("Bead: demo-aaaaaa");
  await Promise.all([dave.close(), erin.close()]);
});

test("only who has the role resolves what pauses the project, and changes who has it", async () => {
  const here = scratch();
  const { dave, erin } = await twoClones(here);
  await dave.write("configure", { set: { "roles.resume": "dave/demo", "roles.force": "@human" } }, "now");
  const { result } = await erin.write("escalate", report("eeeeee", { level: 3 }), "now");
  const end = { escalation: result.id, mark: "end", reason: null } as const;
  const refused = { kind: "conflict", code: "ROLE_NEEDED" };
  await expect(erin.write("attend", end, "now")).rejects.toMatchObject({
    ...refused,
    fields: { role: "resume", names: ["dave/demo"] },
  });
  await expect(erin.write("configure", { set: { "roles.resume": null } }, "now")).rejects.toMatchObject(refused);
  expect((await erin.write("attend", { ...end, mark: "ack" }, "now")).result.made).toBe(true);
  const proof = { markers: [], session: null, explicit_session: false };
  await dave.sync();
  const forced = {
    ids: ["demo-aaaaaa"],
    reason: "x",
    outcome: "done",
    force: true,
    with_children: false,
    follow_ups: [],
    proof,
  } as const;
  await expect(dave.write("close", forced, "now")).rejects.toMatchObject({ ...refused, fields: { role: "force" } });
  expect((await dave.write("attend", end, "now")).result.made).toBe(true);
  await Promise.all([dave.close(), erin.close()]);
});

test("to write down that a claim ran out asks for no role", async () => {
  const here = scratch();
  const { dave, erin, clock } = await twoClones(here);
  const proof = { markers: [], session: null, explicit_session: false };
  await dave.write("configure", { set: { "roles.force": "@human" } }, "now");
  await dave.write("claim", claimOf("demo-aaaaaa", proof), "confirm");
  await erin.sync();
  clock.now = START + 9 * HOUR;
  await erin.sync();
  const ended = { issue: "demo-aaaaaa", outcome: "expired", reason: null, force: true, proof } as const;
  expect(await erin.write("release", ended, "now")).toMatchObject({ changed: true });
  await Promise.all([dave.close(), erin.close()]);
});
