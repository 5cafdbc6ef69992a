import { expect, test } from "vitest";
import { agentIn } from "../support/mcp-client.ts";
import { bdJson, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";

test("issues, threads and ready work can be read, and who has read one is told when another process changes it", async () => {
  const here = scratch();
  const work = await here.repository("demo");
  const [id = ""] = await seedLedger(here, work, 2);
  const { client } = await agentIn(here, work);
  const { resourceTemplates } = await client.listResourceTemplates();
  expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(["bead://issue/{id}", "bead://thread/{id}"]);
  const told = new Promise<string>((resolve) => {
    client.setNotificationHandler("notifications/resources/updated", ({ params }) => resolve(params.uri));
  });
  const uri = `bead://issue/${id}`;
  const { contents } = await client.readResource({ uri });
  expect(JSON.parse((contents[0] as { text: string }).text)).toMatchObject({ id, title: `Work ${id}` });
  await bdJson(here, work, ["reply", id, "-m", "Seen."]);
  expect(await told).toBe(uri);
  const thread = await client.readResource({ uri: `bead://thread/${id}` });
  expect(JSON.parse((thread.contents[0] as { text: string }).text)).toMatchObject({ messages: [{ body: "Seen." }] });
  await expect(client.readResource({ uri: "bead://issue/demo-zzzzzz" })).rejects.toThrow();
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
