import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { postJson } from "../../src/cli/alerts/webhook.ts";
import { begin, sit } from "../support/ledgers.ts";
import { bd as program } from "../support/processes.ts";
import { bdIn, type RunBd, trackedRepository } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** What a webhook was told. */
interface Post {
  readonly op: string;
  readonly event: string;
  readonly title: string;
  readonly level: number;
  readonly body: string;
}

/** A web server that answers the posts that it gets with these statuses, one after the other, the last one for ever; 0: it never answers. */
async function hook(...statuses: readonly number[]) {
  const posts: Post[] = [];
  let told = (_post: Post) => {};
  const server: Server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      const status = statuses[Math.min(posts.length, statuses.length - 1)] ?? 200;
      posts.push(JSON.parse(text) as Post);
      if (status !== 0) response.writeHead(status).end("words that nobody reads");
      told(posts.at(-1) as Post);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=hidden`;
  /** Resolves once so many posts have come. */
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      told = () => (posts.length >= count ? resolve() : undefined);
      told(posts[0] as Post);
    });
  return { url, posts, until };
}

let here: Scratch;
let directory: string;
let bd: RunBd;
const set = (key: string, value: string) => here.git(directory, "config", key, value);
const waiting = () => {
  const folder = join(directory, ".git/bd/alerts");
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
};

beforeEach(async () => {
  here = scratch();
  ({ directory, bd } = await trackedRepository(here));
});

describe("an alert", () => {
  it("is noted in the user's state directory and said on standard error, where nothing is set", async () => {
    const raised = await bd(["escalate", "The key is gone", "-m", "Who has it?"]);
    expect(raised).toMatchObject({ status: 0, stderr: "ALERT vc: level 2, blocked: The key is gone, by @person\n" });
    const file = join(here.env["XDG_STATE_HOME"] ?? "", "bd/alerts.jsonl");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      ...{
        event: "raised",
        title: "The key is gone",
        level: 2,
        category: "blocked",
        body: "Who has it?",
        project: "vc",
        by: "@person",
      },
    });
    expect(waiting()).toEqual([]);
  });

  it("says nothing on standard error under --json, and the next command that is heard says it", async () => {
    expect(await bd(["escalate", "The key is gone", "--json"])).toMatchObject({ status: 0, stderr: "", json: { folded: false } });
    expect((await bd(["create", "Something else"])).stderr).toContain("ALERT vc: level 2, blocked: The key is gone");
    expect((await bd(["create", "And more"])).stderr).toBe("");
  });

  it("reaches a webhook once, and a second report of the same does not reach it", async () => {
    const { url, posts } = await hook(200);
    await set("beads.alert.webhook", url);
    await bd(["escalate", "The key is gone"]);
    await bd(["escalate", "the KEY is gone"]);
    await bd(["create", "Something else"]);
    expect(posts).toMatchObject([{ event: "raised", title: "The key is gone", level: 2 }]);
  });

  it("is tried again behind a later command where the server failed, and not once it was taken", async () => {
    const { url, posts } = await hook(500, 200);
    await set("beads.alert.webhook", url);
    expect(await bd(["escalate", "The key is gone"])).toMatchObject({ status: 0 });
    expect(waiting()).toHaveLength(1);
    for (const title of ["One", "Two", "Three"]) await bd(["create", title]);
    expect(posts.map(({ op }) => op)).toEqual([posts[0]?.op, posts[0]?.op]);
    expect(waiting()).toEqual([]);
  });

  it("fails no command where nobody answers, is given up after some tries, and is written down without the URL's secrets", async () => {
    await set("beads.alert.webhook", "http://127.0.0.1:9/hook?key=hidden");
    const raised = await bd(["escalate", "The key is gone"]);
    expect(raised.status).toBe(0);
    for (let turn = 0; turn < 8; turn++) await bd(["create", `Issue ${turn}`]);
    const [name = ""] = waiting();
    const text = readFileSync(join(directory, ".git/bd/alerts", name), "utf8");
    expect(JSON.parse(text)).toMatchObject({ routes: { webhook: { state: "failed", tries: 5 }, file: { state: "sent" } } });
    expect(text).not.toContain("hidden");
    expect((await bd(["status"])).stdout).toMatch(/Alert not sent by webhook: The key is gone: .* \(tried 5 times\)/);
  });

  it("is not asked for again where the server says that it never will", async () => {
    const { url, posts } = await hook(404);
    await set("beads.alert.webhook", url);
    await bd(["escalate", "The key is gone"]);
    for (const title of ["One", "Two"]) await bd(["create", title]);
    expect(posts).toHaveLength(1);
  });

  it("gives up on a server that does not answer in time", async () => {
    const { url } = await hook(0);
    expect(await postJson(url, {}, 50)).toEqual({ why: expect.stringContaining("did not answer within 0.05 s"), final: false });
    expect(await postJson("file:///etc/passwd", {}, 50)).toMatchObject({ final: true });
  });

  it("follows no redirect", async () => {
    const { url } = await hook(302);
    expect(await postJson(url, {})).toMatchObject({ why: expect.stringContaining("302"), final: true });
  });

  it("gets to a command of the user's own as JSON on its input, whatever stands in it", async () => {
    await set("beads.alert.exec", "cat > told.json");
    await bd(["escalate", "Gone: $(touch pwned) `touch pwned`; touch pwned", "-m", "'\"\n&& touch pwned"]);
    expect(JSON.parse(readFileSync(join(directory, "told.json"), "utf8"))).toMatchObject({
      title: "Gone: $(touch pwned) `touch pwned`; touch pwned",
      body: "'\"\n&& touch pwned",
    });
    expect(existsSync(join(directory, "pwned"))).toBe(false);
  });

  it("is never sent where only the ledger says to", async () => {
    const lone = await here.repository("lone/demo");
    await begin(here, lone);
    const ledger = await sit(here, lone);
    const { url, posts } = await hook(200);
    await ledger.write("configure", { set: { "beads.alert.exec": "touch pwned", "beads.alert.webhook": url } }, "soon");
    await ledger.close();
    expect(await bdIn(here, lone)(["escalate", "Gone"])).toMatchObject({ status: 0 });
    expect(existsSync(join(lone, "pwned"))).toBe(false);
    expect(posts).toEqual([]);
    expect(await bdIn(here, lone)(["config", "set", "beads.alert.3.exec", "touch pwned", "--json"])).toMatchObject({
      status: 2,
      json: { error: { code: "USER_SETTING" } },
    });
  });

  it("takes the routes of its level, and those of level 4 where it goes to the human at once", async () => {
    const { url, posts } = await hook(200);
    await set("beads.alert.4.webhook", url);
    await bd(["escalate", "One", "--level", "3"]);
    await bd(["escalate", "Two", "--level", "1", "--category", "budget"]);
    await bd(["escalate", "Three", "--level", "4"]);
    expect(posts.map(({ title, level }) => `${title} ${level}`)).toEqual(["Two 1", "Three 4"]);
  });
});

/** A story's clock goes on a minute a command: how long an escalation waits before it rises. */
describe("time", () => {
  it("makes what nobody acknowledged rise at the next command that writes or shows the state, with one alert; plain reads do nothing", async () => {
    const { url, posts } = await hook(200);
    await set("beads.alert.webhook", url);
    await bd(["config", "set", "escalate.rise", "3m"]);
    await bd(["escalate", "The key is gone", "--level", "1"]);
    for (let turn = 0; turn < 4; turn++) for (const word of ["ready", "list"]) await bd([word]);
    expect(posts.map(({ event }) => event)).toEqual(["raised"]);
    expect((await bd(["status", "--json"])).json.escalations).toMatchObject([{ level: 2 }]);
    for (let turn = 0; turn < 3; turn++) await bd(["list"]);
    await bd(["create", "Something"]);
    await bd(["status"]);
    expect(posts.map(({ event, level }) => `${event} ${level}`)).toEqual(["raised 1", "risen 2", "risen 3"]);
    expect(posts.map(({ body }) => body.includes("1 open: 1 ready"))).toEqual([false, false, true]);
    expect((await bd(["claim", "--next", "--json"])).json.error.code).toBe("PROJECT_PAUSED");
  });

  it("leaves alone what somebody looks at", async () => {
    await bd(["config", "set", "escalate.rise", "1m"]);
    const { json } = await bd(["escalate", "The key is gone", "--level", "1", "--json"]);
    await bd(["escalate", "ack", json.short]);
    for (let turn = 0; turn < 3; turn++) await bd(["status"]);
    expect((await bd(["escalate", "list", "--json"])).json).toMatchObject([{ level: 1, acked: true, acked_by: "@person" }]);
  });
});

describe("of several clones", () => {
  it("only the one that made it rise sends that alert, once", async () => {
    const { url, posts } = await hook(200);
    await here.git(here.root, "init", "-q", "--bare", "remotes/vc.git");
    const clones = ["erin", "fred"].map((name) => here.path(name, "vc"));
    for (const clone of clones) {
      await here.git(here.root, "clone", "-q", "remotes/vc.git", clone);
      await here.git(clone, "config", "beads.alert.webhook", url);
    }
    const [erin, fred] = [bdIn(here, clones[0] ?? "", 7), bdIn(here, clones[1] ?? "", 8)];
    await erin(["init", "--quiet"]);
    await erin(["config", "set", "escalate.rise", "5m"]);
    await erin(["escalate", "The key is gone", "--level", "1"]);
    await fred(["sync"]);
    for (let turn = 0; turn < 7; turn++) await fred(["list"]);
    for (let turn = 0; turn < 5; turn++) await erin(["list"]);
    // Fred's clone makes it rise without the remote, and erin's is there first: fred's finds nothing left to do, and tells nobody.
    await fred(["status", "--offline"]);
    expect(posts.map(({ event }) => event)).toEqual(["raised"]);
    await erin(["status"]);
    await fred(["sync"]);
    await fred(["status"]);
    expect((await fred(["escalate", "list", "--json"])).json).toMatchObject([{ level: 2 }]);
    expect(posts.map(({ event, level }) => `${event} ${level}`)).toEqual(["raised 1", "risen 2"]);
  });
});

it("of many clones that find a rise due at once, one makes it and one alert is sent", async () => {
  const { url, posts } = await hook(200);
  await here.git(here.root, "init", "-q", "--bare", "remotes/vc.git");
  const names = ["erin", "fred", "gus", "hal", "ida"];
  const clones = await Promise.all(
    names.map(async (name, at) => {
      const clone = here.path(name, "vc");
      await here.git(here.root, "clone", "-q", "remotes/vc.git", clone);
      await here.git(clone, "config", "beads.alert.webhook", url);
      return bdIn(here, clone, at + 10);
    }),
  );
  const [first] = clones as [RunBd];
  await first(["init", "--quiet"]);
  await first(["config", "set", "escalate.rise", "5m"]);
  await first(["escalate", "The key is gone", "--level", "1"]);
  for (const run of clones) for (let turn = 0; turn < 9; turn++) await run(["list"]);
  await Promise.all(clones.map((run) => run(["status"])));
  await Promise.all(clones.map((run) => run(["sync"])));
  expect(posts.map(({ event, level }) => `${event} ${level}`)).toEqual(["raised 1", "risen 2"]);
});

it("a process that is killed once its report stands owes the alert, and the next command sends it", async () => {
  const { url, posts } = await hook(200);
  await set("beads.alert.webhook", url);
  for (const point of ["write:swapped", "write:journalled"]) {
    const killed = await program(here, directory, ["escalate", `Killed at ${point}`], { env: { BD_FAULT_AT: point } });
    expect(killed.signal).toBe("SIGKILL");
  }
  expect(posts).toEqual([]);
  await program(here, directory, ["create", "Something"]);
  await program(here, directory, ["create", "Something else"]);
  expect(posts.map(({ title }) => title)).toEqual(["Killed at write:swapped"]);
  expect(waiting()).toEqual([]);
});

it("a detached process brings it, with its tries, where things may run behind a command", async () => {
  const { url, posts, until } = await hook(500, 200);
  await set("beads.alert.webhook", url);
  await set("beads.background", "on");
  const raised = await program(here, directory, ["escalate", "The key is gone"]);
  expect(raised).toMatchObject({ status: 0 });
  await until(2);
  expect(posts.map(({ op }) => op)).toEqual([posts[0]?.op, posts[0]?.op]);
});
