import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { fakeHost, START, StoryClock } from "../support/fake-host.ts";
import type { Machine } from "../support/machine.ts";
import { expectSound } from "../support/processes.ts";
import { seededChance } from "../support/seeded-chance.ts";
import { HTTP_PROGRAMS, startHttpHost } from "../support/transports/http-host.ts";
import { needing } from "../support/transports/ways.ts";
import { BEADS, type Sent, twoProjects, twoRepositories, VC } from "./two-projects.ts";

interface Row {
  readonly id: string;
}

/** Far longer than any answer takes; a wait that ends by it has failed. */
const PATIENCE = ["--timeout", "2m"];

test("two agents on two machines find, hand over, look into and mend a bug while both are there", async (context) => {
  needing(context, HTTP_PROGRAMS);
  const { server, host, vic, bea } = await twoProjects(startHttpHost);
  const ready = async (machine: Machine) => (await machine.json<Row[]>(["ready"])).map(({ id }) => id);

  const { id: own } = await vic.json<Row>(["create", "Read plans of others"]);
  await vic.json(["claim", own]);
  const repro = vic.home.write("repro.txt", "RangeError: Maximum call stack size exceeded\n");
  const about = ["--issue", own, "--blocks-me", "--attach", repro, "-t", "bug"];
  const sent = await vic.json<Sent>(["send", host.url(BEADS), "parser crash", "-m", "Many brackets.", ...about]);
  await vic.json(["release", own]);
  expect(await ready(vic)).not.toContain(own);

  await bea.json(["sync"]);
  expect(await ready(bea)).toContain(sent.id);
  await bea.json(["claim", sent.id]);
  const answer = bea.json<object>(["wait", sent.id, "--for", "reply", ...PATIENCE]);
  const question = vic.json<object>(["wait", sent.address, "--for", "reply", ...PATIENCE]);
  await bea.json(["reply", sent.id, "-m", "Is one bracket a line all that you nest?", "--expects", "reply"]);
  expect(await question).toMatchObject({ met: "reply", messages: [{ body: "Is one bracket a line all that you nest?" }] });
  await vic.json(["reply", sent.address, "-m", "Yes, one a line."]);
  expect(await answer).toMatchObject({ met: "reply", messages: [{ body: "Yes, one a line.", foreign: true }] });

  const end = vic.json<object>(["wait", sent.address, "--for", "closed", ...PATIENCE]);
  await bea.json(["close", sent.id, "-r", "A loop counts the brackets now."]);
  expect(await end).toMatchObject({ met: "closed", status: "closed" });
  expect(await ready(vic)).toContain(own);
  await vic.json(["reply", sent.address, "--verified"]);
  await bea.json(["sync"]);
  expect(await bea.json<object[]>(["thread", sent.id])).toHaveLength(4);
  expect(await vic.json(["inbox", "--sent"])).toMatchObject([
    { kind: "message", title: "Verified: it works here." },
    { kind: "message", title: "Yes, one a line." },
    { kind: "issue", bead: sent.id, state: "answered" },
  ]);
  for (const machine of [vic, bea]) await expectSound(machine.home, machine.directory);
  for (const repository of [VC, BEADS]) await expectSound(server, server.path("srv", repository));
});

/** An agent that comes for one command at a time: bd in process, so that hours pass as the test says. */
type Visit = (...words: readonly string[]) => Promise<{ readonly status: number; readonly json: never; readonly said: string }>;

/** The time that all share, and who sits where: after each break everybody is new. */
interface Calendar {
  readonly clock: StoryClock;
  sitting: number;
}

function visits({ home, directory, agent }: Machine, calendar: Calendar, seed: number): Visit {
  const { clock } = calendar;
  const chance = seededChance(seed);
  return async (...words) => {
    clock.tick();
    const env = { ...home.env, BD_ACTOR: agent, BD_SESSION: `${agent} ${calendar.sitting}` };
    const host = fakeHost({ cwd: directory, env, now: clock.now, chance });
    const status = await main([...words, "--json"], host);
    return { status, json: JSON.parse(host.written.stdout) as never, said: host.written.stderr };
  };
}

function pass(calendar: Calendar, hours: number): void {
  const { clock } = calendar;
  calendar.sitting += 1;
  for (let minute = 0; minute < hours * 60; minute++) clock.tick();
}

test("two agents that are never there at the same time do the same, hours and days apart, each with a new session", async (context) => {
  needing(context, HTTP_PROGRAMS);
  const { host, ...machines } = await twoRepositories(startHttpHost);
  const calendar: Calendar = { clock: new StoryClock(START), sitting: 1 };
  const [vic, bea] = [visits(machines.vic, calendar, 11), visits(machines.bea, calendar, 12)];
  for (const visit of [vic, bea]) await visit("init");
  const { json: own } = (await vic("create", "Read plans of others")) as { json: Row };
  await host.goAway();
  const sent = (await vic("send", host.url(BEADS), "parser crash", "-m", "Many brackets.", "--issue", own.id, "--blocks-me"))
    .json as Sent;
  expect(sent).toMatchObject({ delivered: false, state: "queued" });

  pass(calendar, 9);
  await host.comeBack();
  await vic("sync");
  expect((await vic("inbox", "--sent")).json).toMatchObject([{ state: "delivered" }]);

  pass(calendar, 30);
  await bea("sync");
  expect((await bea("ready")).json).toMatchObject([{ id: sent.id }]);
  await bea("claim", sent.id);
  await bea("reply", sent.id, "-m", "Which version?", "--expects", "reply");
  const impatient = await bea("wait", sent.id, "--for", "reply", "--timeout", "0");
  expect(impatient).toMatchObject({ status: 3, json: { error: { code: "WAIT_TIMEOUT" } } });
  await bea("release", sent.id);
  const { cursor } = (impatient.json as { error: { cursor: string } }).error;

  pass(calendar, 12);
  await vic("sync");
  expect((await vic("inbox", "--unanswered")).json).toMatchObject([{ body: "Which version?", expects: "reply" }]);
  await vic("reply", sent.address, "-m", "The newest.");

  pass(calendar, 60);
  await bea("sync");
  const later = await bea("wait", sent.id, "--for", "reply", "--since", cursor, "--timeout", "0");
  expect(later).toMatchObject({ status: 0, json: { met: "reply", messages: [{ body: "The newest." }] } });
  expect((await bea("claim", sent.id)).json).toMatchObject({ id: sent.id, epoch: 2 });
  expect((await bea("close", sent.id, "-r", "A loop counts the brackets now.")).status).toBe(0);

  pass(calendar, 40);
  await vic("sync");
  expect((await vic("ready")).json).toMatchObject([{ id: own.id }]);
  expect((await vic("reply", sent.address, "--not-fixed", "-m", "Still with two brackets a line.")).status).toBe(0);

  pass(calendar, 2);
  await bea("sync");
  expect((await bea("show", sent.id)).json).toMatchObject({ status: "ready" });
  await vic("sync");
  expect((await vic("ready")).json).toEqual([]);
});
