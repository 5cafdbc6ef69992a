import { describe, expect, test } from "vitest";
import { agentsIn } from "../support/agents.ts";
import { agentIn } from "../support/mcp-client.ts";
import { bdJson, claimsIn, race, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";

interface Claimed {
  readonly id: string;
  readonly confirmed: boolean;
}

describe("what a client is offered", () => {
  test("fits into 10 KB, and says of each tool whether it only looks", async () => {
    const here = scratch();
    const agent = await agentIn(here, await here.repository("work"));
    const listed = await agent.client.listTools();
    expect(JSON.stringify(listed).length).toBeLessThanOrEqual(10_240);
    const readers = listed.tools.filter(({ annotations }) => annotations?.readOnlyHint === true).map(({ name }) => name);
    expect(readers).toEqual(expect.arrayContaining(["ready", "show", "search", "inbox", "wait"]));
    expect(listed.tools.every(({ title, description }) => title !== "" && description !== "")).toBe(true);
  });

  test("a repository without a ledger is told as a tool's error, with what to do, and is found once there is one", async () => {
    const here = scratch();
    const work = await here.repository("work ä");
    const agent = await agentIn(here, work);
    const none = await agent.call<{ error: { code: string; hints: readonly string[] } }>("ready");
    expect([none.failed, none.answer.error.code]).toEqual([true, "NO_LEDGER"]);
    expect(none.answer.error.hints.join(" ")).toContain("bd init");
    await bdJson(here, work, ["init"]);
    expect(await agent.call("ready")).toMatchObject({ failed: false, answer: { issues: [], more: false } });
  });
});

describe("an agent's work", () => {
  test("begins with prime, which says what is held and what is next", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = ""] = await seedLedger(here, work, 2);
    const agent = await agentIn(here, work);
    expect((await agent.call<{ text: string }>("prime")).answer.text).toContain(`: claim ${id}`);
    await agent.call("claim", { id });
    for (const input of [{}, { compact: true }]) {
      expect((await agent.call<{ text: string }>("prime", input)).answer.text).toContain(`- ${id} Work ${id} (yours until`);
    }
    expect((await agent.call<{ text: string }>("prime", { for: id })).answer.text).toContain(`# ${id}`);
  });

  test("is seen by others: each call is a sign of life", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = ""] = await seedLedger(here, work, 1);
    const agent = await agentIn(here, work);
    await agent.call("claim", { id });
    expect(await agentsIn(here, work)).toMatchObject([{ presence: "online", issue: id, source: "beat", command: "mcp claim" }]);
  });

  test("goes from filing to closing, and the command line sees each step", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    await seedLedger(here, work, 1);
    const agent = await agentIn(here, work);
    const made = await agent.call<{ id: string }>("create", {
      title: "Parser dies",
      type: "bug",
      priority: 1,
      body: "On brackets.",
    });
    const { id } = made.answer;
    expect(await bdJson(here, work, ["show", id])).toMatchObject({ type: "bug", priority: 1, body: "On brackets." });
    expect((await agent.call<{ issues: { id: string }[] }>("ready")).answer.issues[0]?.id).toBe(id);
    expect(await agent.call<Claimed>("claim", { id })).toMatchObject({ answer: { id, confirmed: true } });
    await bdJson(here, work, ["reply", id, "-m", "Which version?"]);
    expect(await agent.call("show", { id })).toMatchObject({ answer: { thread: [{ body: "Which version?" }] } });
    await agent.call("reply", { id, body: "The newest." });
    const closed = await agent.call("close", { id, reason: "It keeps its own stack." });
    expect(closed).toMatchObject({ failed: false, answer: { status: "closed" } });
    expect(await bdJson(here, work, ["show", id])).toMatchObject({ closed: { reason: "It keeps its own stack." } });
  });

  test("two servers and command lines race for one backlog: every issue has one holder", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    await seedLedger(here, work, 12);
    const agents = await race(2, (index) =>
      agentIn(here, work, { env: { BD_SESSION: `mcp-${index}`, BD_ACTOR: `mcp-${index}` } }),
    );
    const calls = await race(12, async (index) => {
      const agent = agents[index % 3];
      if (agent !== undefined) return (await agent.call<Claimed>("claim")).answer.id;
      const env = { BD_SESSION: `cli-${index}`, BD_ACTOR: `cli-${index}` };
      return (await bdJson<Claimed>(here, work, ["claim", "--next"], { env })).id;
    });
    expect(new Set(calls).size).toBe(12);
    expect(await claimsIn(here, work, "refs/beads/ledger")).toHaveLength(12);
  });

  test("who is slower is told who has it, as a conflict", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = ""] = await seedLedger(here, work, 1);
    await bdJson(here, work, ["claim", id], { env: { BD_ACTOR: "dave", BD_SESSION: "d" } });
    const agent = await agentIn(here, work, { env: { BD_ACTOR: "erin", BD_SESSION: "e" } });
    const lost = await agent.call<{ error: object }>("claim", { id });
    expect(lost).toMatchObject({ failed: true, answer: { error: { kind: "conflict", code: "CLAIM_HELD" } } });
    expect(lost.text).toContain("dave/demo");
  });

  test("whoever holds something is told with each answer that the project is paused", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = ""] = await seedLedger(here, work, 2);
    const agent = await agentIn(here, work);
    await agent.call("claim", { id });
    await bdJson(here, work, ["pause", "The disk is full"]);
    const shown = await agent.call<{ notices: readonly string[] }>("show", { id });
    expect(shown.answer.notices).toEqual([
      expect.stringContaining("The disk is full"),
      expect.stringContaining(`You hold ${id}`),
    ]);
    expect(await agent.call("claim")).toMatchObject({ failed: true, answer: { error: { code: "PROJECT_PAUSED" } } });
    await bdJson(here, work, ["pause", "--off"]);
    expect((await agent.call("show", { id })).answer).not.toHaveProperty("notices");
  });

  test("a wait that the client gives up ends, and one that is met answers", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = ""] = await seedLedger(here, work, 1);
    const agent = await agentIn(here, work);
    const impatient = new AbortController();
    const given = agent.client.callTool({ name: "wait", arguments: { id, for: ["closed"] } }, { signal: impatient.signal });
    impatient.abort();
    await expect(given).rejects.toThrow();
    const waiting = agent.call("wait", { id, for: ["closed"], timeout: "1m" });
    await bdJson(here, work, ["close", id, "-r", "done"]);
    expect(await waiting).toMatchObject({ failed: false, answer: { met: "closed" } });
  });
});

describe("where a server works", () => {
  test("in the client's root, and not where it was started", async () => {
    const here = scratch();
    const [started, root] = [await here.repository("started"), await here.repository("the root")];
    await seedLedger(here, root, 1);
    const agent = await agentIn(here, started, { roots: [root] });
    expect(await agent.call("ready")).toMatchObject({ answer: { issues: [{ id: "demo-000000" }] } });
  });

  test("where -C says, whatever the client's roots are", async () => {
    const here = scratch();
    const [fixed, root] = [await here.repository("fixed"), await here.repository("root")];
    await seedLedger(here, fixed, 1);
    const agent = await agentIn(here, root, { roots: [root], args: ["-C", fixed] });
    expect(await agent.call("ready")).toMatchObject({ answer: { issues: [{ id: "demo-000000" }] } });
  });
});

describe("a session through the tools alone", () => {
  test("begins with prime, keeps others off, notes where it stands, decides, hands over, and hears what happened", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = ""] = await seedLedger(here, work, 2);
    const agent = await agentIn(here, work, { env: { BD_SESSION: "s", BD_ACTOR: "erin" } });
    expect((await agent.call<{ text: string }>("prime")).answer.text).toContain("erin/demo");
    await agent.call("claim", { id });
    expect(await agent.call("reserve", { globs: ["src/**"], issue: id })).toMatchObject({ failed: false });
    expect(await agent.call("checkpoint", { next: "The callers." })).toMatchObject({
      failed: false,
      answer: { issue: id, next: "The callers." },
    });
    expect(await agent.call("decide", { title: "No recursion", labels: ["parser"] })).toMatchObject({
      answer: { state: "accepted" },
    });
    const asked = { title: "How deep?", options: ["a=1,000", "b=no bound"], recommend: "b" };
    expect(await agent.call("decide", asked)).toMatchObject({ answer: { kind: "question", state: "proposed" } });
    expect(await agent.call("handoff", { id, next: "The callers.", verify: "npm test" })).toMatchObject({
      failed: false,
      answer: { id },
    });
    const { answer } = await agent.call<{ groups: object[] }>("feed", { since: "1h" });
    expect(answer.groups.length).toBeGreaterThan(0);
    expect((await agent.call<{ text: string }>("prime", { for: id })).answer.text).toContain("The callers.");
  });
});

test("what an issue needs is added and taken back by update, and neither goes along with fields", async () => {
  const here = scratch();
  const work = await here.repository("work");
  const [id = "", other = ""] = await seedLedger(here, work, 2);
  const agent = await agentIn(here, work);
  const needs = (call: Record<string, unknown>) => agent.call<Record<string, unknown>>("update", { id, ...call });
  expect((await needs({ add_need: other })).answer).toMatchObject({ id, status: "blocked", address: other, kinds: ["needs"] });
  expect((await needs({ add_need: id })).answer).toMatchObject({ error: { code: "SELF_DEPENDENCY" } });
  expect((await needs({ drop_need: other, priority: 1 })).answer).toMatchObject({ error: { code: "BAD_INPUT" } });
  expect((await needs({ drop_need: other })).answer).toMatchObject({ id, status: "ready", kinds: ["needs"] });
  expect((await needs({ drop_need: other })).answer).toMatchObject({ changed: false });
  await bdJson(here, work, ["dep", "add", id, other, "--type", "needs-success"]);
  expect((await needs({ drop_need: other })).answer).toMatchObject({ status: "ready", kinds: ["needs-success"] });
});
