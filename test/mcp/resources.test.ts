import { describe, expect, test } from "vitest";
import { type Agent, agentAt, agentIn, type Era, listeningIn } from "../support/mcp-client.ts";
import { bdJson, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

async function read<T>({ client }: Agent, uri: string): Promise<T> {
  const { contents } = await client.readResource({ uri });
  return JSON.parse((contents[0] as { text: string }).text) as T;
}

const WAYS: readonly [string, Era, (here: Scratch, work: string) => Promise<Agent>][] = [
  ["over pipes, with a handshake", "2025", (here, work) => agentIn(here, work, { era: "2025" })],
  ["over pipes, without one", "2026", (here, work) => agentIn(here, work, { era: "2026" })],
  ["over HTTP", "2026", async (here, work) => agentAt(await listeningIn(here, work))],
];

describe.each(WAYS)("%s", (_name, era, connect) => {
  test("whoever subscribed is told when another process changes something", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = "", other = ""] = await seedLedger(here, work, 2);
    const agent = await connect(here, work);
    const [issue, thread] = [`bead://issue/${id}`, `bead://thread/${id}`];
    const next = await agent.subscribe(era, [issue, thread, "bead://ready"]);
    await bdJson(here, work, ["reply", other, "-m", "Not yours."]);
    await next("bead://ready");
    await bdJson(here, work, ["reply", id, "-m", "Seen."]);
    await Promise.all([next(issue), next(thread)]);
    expect(await read(agent, thread)).toMatchObject({ messages: [{ body: "Seen." }] });
    await bdJson(here, work, ["claim", id]);
    await next(issue);
    expect(await read(agent, issue)).toMatchObject({ id, status: "in_progress" });
  });
});

test("issues, threads, ready work, prime and decisions can be read", async () => {
  const here = scratch();
  const work = await here.repository("demo");
  const [id = ""] = await seedLedger(here, work, 2);
  await bdJson(here, work, ["decide", "No recursion"]);
  const agent = await agentIn(here, work);
  const { resourceTemplates } = await agent.client.listResourceTemplates();
  expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(["bead://issue/{id}", "bead://thread/{id}"]);
  const { resources } = await agent.client.listResources();
  expect(resources.map(({ uri }) => uri)).toEqual(expect.arrayContaining(["bead://ready", "bead://prime", "bead://decisions"]));
  expect(await read(agent, `bead://issue/${id}`)).toMatchObject({ id, title: `Work ${id}` });
  expect(await read(agent, "bead://ready")).toMatchObject({ issues: [{ id }, {}] });
  expect((await read<{ text: string }>(agent, "bead://prime")).text).toContain(`: claim ${id}`);
  expect(await read(agent, "bead://decisions")).toMatchObject({ decisions: [{ title: "No recursion" }] });
  await expect(agent.client.readResource({ uri: "bead://issue/demo-zzzzzz" })).rejects.toThrow();
});

test("prompts say how to begin, and bring an issue along as data", async () => {
  const here = scratch();
  const work = await here.repository("demo");
  const [id = ""] = await seedLedger(here, work, 1);
  const { client } = await agentIn(here, work);
  expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(["start", "handoff", "review"]);
  const review = await client.getPrompt({ name: "review", arguments: { id } });
  expect(review.messages).toMatchObject([
    { content: { type: "text" } },
    { content: { type: "resource", resource: { uri: `bead://issue/${id}` } } },
  ]);
});
