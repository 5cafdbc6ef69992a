import { existsSync, readdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { agentIn } from "../support/mcp-client.ts";
import { bdJson, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

interface Listed {
  readonly issues: readonly { readonly id: string }[];
}

/** Two clones of one shared remote, of which one has made the ledger. */
async function shared(here: Scratch) {
  const remote = await here.remote("demo.git");
  const work = await here.clone(remote, "demo");
  const ids = await seedLedger(here, work, 2);
  await bdJson(here, work, ["sync"]);
  return { remote, work, ids };
}

describe("a server that runs while others change what it stands on", () => {
  test("is called after the project that another process made of the repository meanwhile", async () => {
    const here = scratch();
    const work = await here.repository("some folder");
    const agent = await agentIn(here, work, { env: { BD_ACTOR: "erin" } });
    expect((await agent.call("ready")).failed).toBe(true);
    await bdJson(here, work, ["init", "--name", "parser", "--prefix", "parser"]);
    expect((await agent.call<{ id: string }>("create", { title: "First" })).answer.id).toMatch(/^parser-/);
    expect((await agent.call<{ text: string }>("prime")).answer.text).toContain("erin/parser");
  });

  test("goes by what was configured last, be it git's own configuration or the project's", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    await seedLedger(here, work, 1);
    const agent = await agentIn(here, work);
    await agent.call("create", { title: "First" });
    await here.git(work, "config", "user.email", "else@example.com");
    await agent.call("create", { title: "Second" });
    const authors = await here.git(work, "log", "-2", "--format=%ae", "refs/beads/ledger");
    expect(authors.split("\n")).toEqual(["else@example.com", "person@example.com"]);
    await bdJson(here, work, ["config", "set", "claim.lease.agent", "90m"]);
    const { answer } = await agent.call<{ until: string }>("claim");
    const left = Date.parse(answer.until) - Date.now();
    expect(left).toBeGreaterThan(60 * 60_000);
    expect(left).toBeLessThanOrEqual(90 * 60_000);
  });

  test("goes on where the index is taken away, again and again, and reads and writes the new one", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = ""] = await seedLedger(here, work, 3);
    const agent = await agentIn(here, work);
    const folder = join(work, ".git/bd");
    for (let turn = 0; turn < 3; turn++) {
      await agent.call("reply", { id, body: `Before ${turn}` });
      for (const name of readdirSync(folder)) if (name.startsWith("index-")) rmSync(join(folder, name));
      expect((await agent.call<Listed>("ready")).answer.issues).toHaveLength(3);
      await bdJson(here, work, ["reply", id, "-m", `After ${turn}`]);
      const shown = await agent.call<{ thread: readonly { body: string }[] }>("show", { id, messages: 2 });
      expect(shown.answer.thread.map(({ body }) => body)).toEqual([`Before ${turn}`, `After ${turn}`]);
    }
    expect(openFilesOf(agent.pid).filter((path) => path.includes("(deleted)"))).toEqual([]);
  });

  test("takes over a shared ledger that was written anew, once another process adopted it", async () => {
    const here = scratch();
    const { remote, work, ids } = await shared(here);
    const agent = await agentIn(here, work);
    expect((await agent.call<Listed>("ready")).answer.issues).toHaveLength(2);
    const other = await here.clone(remote, "other");
    const tree = await here.git(other, "rev-parse", "origin/beads^{tree}");
    const anew = await here.git(other, "commit-tree", tree, "-m", "Anew");
    await here.git(other, "push", "-q", "--force", "origin", `${anew}:refs/heads/beads`);
    await bdJson(here, work, ["sync", "--adopt"]);
    expect((await agent.call<Listed>("ready")).answer.issues).toHaveLength(2);
    expect(await agent.call("claim", { id: ids[0] })).toMatchObject({ answer: { confirmed: true } });
  });

  test("holds on to nothing between its calls: another process can empty the log of the index", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = ""] = await seedLedger(here, work, 1);
    const agent = await agentIn(here, work);
    await agent.call("show", { id });
    const body = "x".repeat(60_000);
    for (let turn = 0; turn < 12; turn++) await bdJson(here, work, ["reply", id, "-m", body]);
    const log = `${indexPlace(join(work, ".git/bd"))}-wal`;
    expect(statSync(log, { throwIfNoEntry: false })?.size ?? 0).toBeLessThan(900_000);
    expect(await agent.call("show", { id, messages: 1 })).toMatchObject({ answer: { earlier_messages: 11 } });
  });

  test("a claim that ended under it is no longer its own, and one of a sister process is", async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const [id = "", second = ""] = await seedLedger(here, work, 2);
    const env = { BD_ACTOR: "erin", BD_SESSION: "s" };
    const agent = await agentIn(here, work, { env });
    await agent.call("claim", { id });
    await bdJson(here, work, ["claim", second], { env });
    expect(await agent.call("close", { id: second, reason: "done" })).toMatchObject({ failed: false });
    await bdJson(here, work, ["release", id], { env });
    await bdJson(here, work, ["claim", id], { env: { BD_ACTOR: "dave", BD_SESSION: "d" } });
    const lost = await agent.call("close", { id, reason: "done" });
    expect(lost).toMatchObject({ failed: true, answer: { error: { kind: "conflict" } } });
  });
});

/** What a process has open, as Linux tells it; nothing where it does not. */
function openFilesOf(pid: number | null): string[] {
  const folder = `/proc/${pid}/fd`;
  return existsSync(folder) ? readdirSync(folder).map((name) => readlinkSync(join(folder, name))) : [];
}
