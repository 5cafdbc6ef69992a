import { statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { agentAt, type Era, type Listening, listeningIn } from "../support/mcp-client.ts";
import { bd, bdJson, claimsIn, race, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";

const PING = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });

/** The status of a bare request, with headers as they are given. */
function knock(url: string, headers: Readonly<Record<string, string>>, body = PING): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(url);
    const type = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    const asked = request({ hostname, port, path: pathname, method: "POST", headers: { ...type, ...headers } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

async function served() {
  const here = scratch();
  const work = await here.repository("demo");
  const ids = await seedLedger(here, work, 6);
  return { here, work, ids, server: await listeningIn(here, work) };
}

function bearer({ token }: Pick<Listening, "token">) {
  return { authorization: `Bearer ${token}` };
}

describe("who is answered over HTTP", () => {
  test("whoever shows the token, which lies where nobody else can read it", async () => {
    const { server } = await served();
    expect(new URL(server.url).hostname).toBe("127.0.0.1");
    expect(statSync(server.token_file ?? "").mode & 0o777).toBe(0o600);
    expect(await knock(server.url, bearer(server))).toBe(200);
    expect(await knock(server.url, {})).toBe(401);
    expect(await knock(server.url, { authorization: `Bearer ${server.token}x` })).toBe(401);
    expect(await knock(server.url, { authorization: server.token })).toBe(401);
  });

  test("no page from elsewhere, and nobody under a name that is not this machine's, token or not", async () => {
    const { server } = await served();
    const { port } = new URL(server.url);
    const own = bearer(server);
    expect(await knock(server.url, { ...own, origin: "https://evil.example" })).toBe(403);
    expect(await knock(server.url, { ...own, origin: "null" })).toBe(403);
    expect(await knock(server.url, { ...own, host: `evil.example:${port}` })).toBe(403);
    expect(await knock(server.url, { ...own, host: `127.0.0.1.evil.example:${port}` })).toBe(403);
    expect(await knock(server.url, { ...own, origin: `http://localhost:${port}`, host: `localhost:${port}` })).toBe(200);
  });

  test("nothing at another path, and no request without end", async () => {
    const { server } = await served();
    expect(await knock(server.url.replace(/mcp$/, "other"), bearer(server))).toBe(404);
    expect(await knock(server.url, bearer(server), "x".repeat(4 * 1024 * 1024 + 1))).toBe(413);
  });

  test("a token of one's own is taken; one that others can read, or that is short, is not", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    await seedLedger(here, work, 1);
    const server = await listeningIn(here, work, { env: { BD_MCP_TOKEN: "a-token-of-my-own-0001" } });
    expect(server.token_file).toBeNull();
    expect(await knock(server.url, bearer({ token: "a-token-of-my-own-0001" }))).toBe(200);
    const file = here.path("token");
    writeFileSync(file, "a-token-of-my-own-0002\n", { mode: 0o644 });
    const open = await bd(here, work, ["mcp", "--http", "--token-file", file, "--json"]);
    expect([open.status, JSON.parse(open.stdout).error.code]).toEqual([5, "TOKEN_FILE_OPEN"]);
    const short = await bd(here, work, ["mcp", "--http", "--json"], { env: { BD_MCP_TOKEN: "short" } });
    expect([short.status, JSON.parse(short.stdout).error.code]).toEqual([2, "TOKEN_TOO_SHORT"]);
    const taken = await bd(here, work, ["mcp", "--http", "--json", "--port", new URL(server.url).port]);
    expect([taken.status, JSON.parse(taken.stdout).error.code]).toEqual([5, "PORT_TAKEN"]);
  });
});

describe("what clients do over HTTP", () => {
  test.each<Era>(["2025", "2026"])("a client of %s goes from filing to closing", async (era) => {
    const { here, work, server } = await served();
    const agent = await agentAt(server, era);
    const { id } = (await agent.call<{ id: string }>("create", { title: "Parser dies" })).answer;
    expect(await agent.call("claim", { id })).toMatchObject({ failed: false, answer: { id } });
    expect(await agent.call("close", { id, reason: "Fixed." })).toMatchObject({ failed: false });
    expect(await bdJson(here, work, ["show", id])).toMatchObject({ status: "closed" });
  });

  test("two at once share one clone: no issue is given twice", async () => {
    const { here, work, server } = await served();
    const agents = await Promise.all([agentAt(server, "2025"), agentAt(server, "2026")]);
    const given = await race(6, async (index) => (await agents[index % 2]?.call<{ id: string }>("claim"))?.answer.id);
    expect(new Set(given).size).toBe(6);
    expect(await claimsIn(here, work, "refs/beads/ledger")).toHaveLength(6);
  });

  test.each<Era>(["2025", "2026"])("a wait of %s that is given up ends, and others go on", async (era) => {
    const { here, work, ids, server } = await served();
    const agent = await agentAt(server, era);
    const impatient = new AbortController();
    const given = agent.client.callTool(
      { name: "wait", arguments: { id: ids[0], for: ["closed"], timeout: "1h" } },
      { signal: impatient.signal },
    );
    const waiting = agent.call("wait", { id: ids[0], for: ["closed"], timeout: "1h" });
    impatient.abort();
    await expect(given).rejects.toThrow();
    await bdJson(here, work, ["close", ids[0] ?? "", "-r", "done"]);
    expect(await waiting).toMatchObject({ failed: false, answer: { met: "closed" } });
  });
});
