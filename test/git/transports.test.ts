import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { normaliseRemote } from "../../src/domain/identity.ts";
import { openRepository } from "../../src/git/open.ts";
import type { Oid, Repository } from "../../src/git/repository.ts";
import { writeHook } from "../support/hooks.ts";
import { type Scratch, scratch } from "../support/scratch.ts";
import { DAEMON_PROGRAMS, startDaemonHost } from "../support/transports/daemon-host.ts";
import { HTTP_PROGRAMS, HTTPS_PROGRAMS, startHttpHost, startHttpsHost } from "../support/transports/http-host.ts";
import { SSH_PROGRAMS, startSshHost } from "../support/transports/ssh-host.ts";
import { configure, HOST, type Transport } from "../support/transports/transport.ts";
import { needing, WAYS } from "../support/transports/ways.ts";

/** Far more than any answer on loopback takes: what ends by it has hung. */
const PATIENCE = { timeout: 30_000 };

const REPOSITORY = "team/beads.git";
const MAIN = "refs/heads/main";

/** More than git sends over http in one piece, and nothing that could be packed smaller. */
const LARGE = createHash("shake256", { outputLength: 2 << 20 })
  .update("noise")
  .digest();

/** A host with one repository, and a home of somebody who uses it. */
async function stage() {
  const here = scratch();
  const bare = await here.remote(`srv/${REPOSITORY}`);
  return { here, bare, root: here.path("srv"), visitor: scratch() };
}

/** An empty repository whose origin is that URL. */
async function pointingTo(home: Scratch, url: string, name = "clone"): Promise<Repository> {
  const directory = await home.repository(name, { unborn: true });
  await home.git(directory, "remote", "add", "origin", url);
  return openRepository(directory, home.env);
}

async function commitOn(repository: Repository, parent: Oid | null, path: string, content: string | Buffer = path): Promise<Oid> {
  const someone = { name: "someone", email: "someone@example.com", at: 1_700_000_000_000 };
  const files = [{ path, content }];
  const [made = ""] = await repository.writeCommits([
    { parent, files, message: `${path}\n`, author: someone, committer: someone },
  ]);
  return made;
}

for (const [name, { needs, start }] of Object.entries(WAYS)) {
  test(`over ${name} refs are listed, fetched and pushed, and a push that is behind is told so`, async (context) => {
    needing(context, needs);
    const { here, bare, root, visitor } = await stage();
    const host = await start(here, root);
    host.admit(visitor);
    const repository = await pointingTo(visitor, host.url(REPOSITORY));
    const tip = await here.git(bare, "rev-parse", MAIN);
    expect(await repository.listRemote("origin", ["refs/heads/*"], PATIENCE)).toEqual(new Map([[MAIN, tip]]));
    expect(await repository.fetch("origin", MAIN, PATIENCE)).toBe(tip);
    expect(await repository.fetch("origin", "refs/heads/beads", PATIENCE)).toBeNull();
    const next = await commitOn(repository, tip, "next", LARGE);
    expect(await repository.push("origin", next, MAIN, PATIENCE)).toEqual({ state: "accepted" });
    expect(await repository.push("origin", next, "refs/heads/beads", PATIENCE)).toEqual({ state: "accepted" });
    expect(await here.git(bare, "rev-parse", MAIN, "refs/heads/beads")).toBe(`${next}\n${next}`);
    const stale = await commitOn(repository, tip, "stale");
    expect(await repository.push("origin", stale, MAIN, PATIENCE)).toMatchObject({ state: "behind" });
    expect(await here.git(bare, "rev-parse", MAIN)).toBe(next);
  });

  test(`over ${name} a hook's refusal comes with the hook's words`, async (context) => {
    needing(context, needs);
    const { here, bare, root, visitor } = await stage();
    const host = await start(here, root);
    host.admit(visitor);
    writeHook(bare, "pre-receive", "echo 'the office is closed' >&2\nexit 1");
    const repository = await pointingTo(visitor, host.url(REPOSITORY));
    const commit = await commitOn(repository, null, "first");
    const outcome = await repository.push("origin", commit, "refs/heads/beads", PATIENCE);
    expect(outcome).toMatchObject({ state: "declined", words: expect.stringContaining("the office is closed") });
  });

  test(`over ${name} a repository that is not there is said to be so, without a question`, async (context) => {
    needing(context, needs);
    const { here, root, visitor } = await stage();
    const host = await start(here, root);
    host.admit(visitor);
    const repository = await pointingTo(visitor, host.url("team/nothing.git"));
    await expect(repository.fetch("origin", MAIN, PATIENCE)).rejects.toMatchObject({
      kind: "environment",
      code: expect.stringMatching(/^(REMOTE_UNREACHABLE|REMOTE_REFUSED|FETCH_FAILED)$/),
      message: expect.stringMatching(/not (found|appear|exported)|no such repository|No such file|not exist/),
    });
    const commit = await commitOn(repository, null, "first");
    const outcome = await repository.push("origin", commit, "refs/heads/beads", PATIENCE);
    expect(["unreachable", "forbidden"]).toContain(outcome.state);
  });
}

type Start = (server: Scratch, root: string) => Promise<Transport>;

const SERVERS = {
  ssh: { needs: SSH_PROGRAMS, start: startSshHost as Start },
  http: { needs: HTTP_PROGRAMS, start: startHttpHost as Start },
  https: { needs: HTTPS_PROGRAMS, start: startHttpsHost as Start },
  git: { needs: DAEMON_PROGRAMS, start: startDaemonHost as Start },
};

for (const [scheme, { needs, start }] of Object.entries(SERVERS)) {
  test(`a ${scheme} host is reached by address and port as well as by name`, async (context) => {
    needing(context, needs);
    const { here, bare, root, visitor } = await stage();
    const host = await start(here, root);
    host.admit(visitor);
    const repository = await pointingTo(visitor, host.direct(REPOSITORY));
    expect(await repository.fetch("origin", MAIN, PATIENCE)).toBe(await here.git(bare, "rev-parse", MAIN));
  });

  test(`a ${scheme} host that lets read and not push forbids a push, for good, in its own words`, async (context) => {
    needing(context, needs);
    const { here, bare, root, visitor } = await stage();
    const host = await start(here, root);
    host.admit(visitor);
    host.refusePushes = true;
    const repository = await pointingTo(visitor, host.url(REPOSITORY));
    const tip = await repository.fetch("origin", MAIN, PATIENCE);
    const next = await commitOn(repository, tip, "next");
    const words = /403|denied to reader|not enabled|access denied/;
    const outcome = await repository.push("origin", next, MAIN, PATIENCE);
    expect(outcome).toMatchObject({ state: "forbidden", words: expect.stringMatching(words) });
    expect(await here.git(bare, "rev-parse", MAIN)).toBe(tip);
  });

  test(`a ${scheme} host that is gone is unreachable, and serves again when it is back`, async (context) => {
    needing(context, needs);
    const { here, root, visitor } = await stage();
    const host = await start(here, root);
    host.admit(visitor);
    const repository = await pointingTo(visitor, host.url(REPOSITORY));
    await host.goAway();
    await expect(repository.listRemote("origin", [], PATIENCE)).rejects.toMatchObject({ code: "REMOTE_UNREACHABLE" });
    const commit = await commitOn(repository, null, "first");
    expect(await repository.push("origin", commit, "refs/heads/beads", PATIENCE)).toMatchObject({ state: "unreachable" });
    await host.comeBack();
    expect(await repository.push("origin", commit, "refs/heads/beads", PATIENCE)).toEqual({ state: "accepted" });
  });
}

test("ssh refuses a host whose key nobody knows, and a visitor without the right key, in its own words and without a question", async (context) => {
  needing(context, SSH_PROGRAMS);
  const { here, root } = await stage();
  const host = await startSshHost(here, root);
  for (const [door, words] of [
    [{ knowsHost: false }, "Host key verification failed"],
    [{ hasKey: false }, "Permission denied (publickey)"],
  ] as const) {
    const visitor = scratch();
    host.admitAs(visitor, door);
    const repository = await pointingTo(visitor, host.url(REPOSITORY));
    for (const how of [PATIENCE, { ...PATIENCE, detached: true }]) {
      const refused = { code: "REMOTE_REFUSED", message: expect.stringContaining(words) };
      await expect(repository.fetch("origin", MAIN, how)).rejects.toMatchObject(refused);
      const commit = await commitOn(repository, null, "first");
      const outcome = await repository.push("origin", commit, "refs/heads/beads", how);
      expect(outcome).toMatchObject({ state: "forbidden", words: expect.stringContaining(words) });
    }
  }
});

test("a wrong password, and none at all, are refused without a question, and no password is ever said", async (context) => {
  needing(context, HTTP_PROGRAMS);
  const { here, root } = await stage();
  const host = await startHttpHost(here, root);
  const [mistaken, stranger, careless] = [scratch(), scratch(), scratch()];
  host.admitAs(mistaken, "reader", "hunter2");
  const plain = host.direct(REPOSITORY);
  for (const [visitor, url] of [
    [mistaken, plain],
    [stranger, plain],
    [careless, plain.replace("://", "://reader:hunter2@")],
  ] as const) {
    const repository = await pointingTo(visitor, url);
    const failed = await repository.fetch("origin", MAIN, PATIENCE).catch((error: Error) => error);
    expect(failed).toMatchObject({ code: "REMOTE_REFUSED", kind: "environment" });
    const commit = await commitOn(repository, null, "first");
    const outcome = await repository.push("origin", commit, "refs/heads/beads", PATIENCE);
    expect(outcome).toMatchObject({ state: "forbidden" });
    expect(JSON.stringify([failed, outcome, String(failed)])).not.toContain("hunter2");
  }
});

test("a host that lets everybody read asks for a name only when something is pushed", async (context) => {
  needing(context, HTTP_PROGRAMS);
  const { here, bare, root, visitor } = await stage();
  const host = await startHttpHost(here, root, { openToReaders: true });
  const repository = await pointingTo(visitor, host.direct(REPOSITORY));
  const tip = await repository.fetch("origin", MAIN, PATIENCE);
  expect(tip).toBe(await here.git(bare, "rev-parse", MAIN));
  const next = await commitOn(repository, tip, "next");
  expect(await repository.push("origin", next, MAIN, PATIENCE)).toMatchObject({ state: "forbidden" });
  host.admit(visitor);
  expect(await repository.push("origin", next, MAIN, PATIENCE)).toEqual({ state: "accepted" });
});

test("while a host fails one request in three, what is called accepted is there, and nothing else is called so", async (context) => {
  needing(context, HTTP_PROGRAMS);
  const { here, bare, root, visitor } = await stage();
  const host = await startHttpHost(here, root, { users: null, failOneIn: 3 });
  const repository = await pointingTo(visitor, host.direct(REPOSITORY));
  const states: string[] = [];
  for (let turn = 0; turn < 6; turn++) {
    const ref = `refs/heads/turn-${turn}`;
    const commit = await commitOn(repository, null, `turn ${turn}`);
    const { state } = await repository.push("origin", commit, ref, PATIENCE);
    const there = (await here.tryGit(bare, "rev-parse", "--verify", "--quiet", ref)).stdout.trim() === commit;
    expect({ turn, state, there }).toEqual({ turn, state, there: state === "accepted" });
    states.push(state);
  }
  expect(new Set(states)).toContain("accepted");
  expect(states.every((state) => ["accepted", "unreachable", "unknown"].includes(state))).toBe(true);
  expect(new Set(states).size).toBeGreaterThan(1);
});

test("a push over http whose answer is lost may have landed, and is called unknown", async (context) => {
  needing(context, HTTP_PROGRAMS);
  const { here, bare, root, visitor } = await stage();
  const host = await startHttpHost(here, root, { users: null, cutOneIn: 1 });
  const repository = await pointingTo(visitor, host.direct(REPOSITORY));
  const commit = await commitOn(repository, null, "first");
  expect(await repository.push("origin", commit, "refs/heads/beads", PATIENCE)).toMatchObject({ state: "unknown" });
  expect(await here.git(bare, "rev-parse", "refs/heads/beads")).toBe(commit);
});

test("insteadOf leads fetch and push elsewhere, and pushurl the push alone", async (context) => {
  needing(context, [...HTTP_PROGRAMS, ...SSH_PROGRAMS]);
  const { here, bare, root, visitor } = await stage();
  const [web, ssh] = [await startHttpHost(here, root, { users: null, refusePushes: true }), await startSshHost(here, root)];
  ssh.admit(visitor);
  configure(visitor, `[url "${web.direct("")}"]\n\tinsteadOf = https://nowhere.test/\n`);
  const repository = await pointingTo(visitor, `https://nowhere.test/${REPOSITORY}`);
  const tip = await repository.fetch("origin", MAIN, PATIENCE);
  expect(tip).toBe(await here.git(bare, "rev-parse", MAIN));
  const next = await commitOn(repository, tip, "next");
  expect(await repository.push("origin", next, MAIN, PATIENCE)).toMatchObject({ state: "forbidden" });
  await visitor.git(join(visitor.root, "clone"), "remote", "set-url", "--push", "origin", ssh.scp(REPOSITORY));
  expect(await repository.remoteUrl("origin", "push")).toBe(ssh.scp(REPOSITORY));
  expect(await repository.push("origin", next, MAIN, PATIENCE)).toEqual({ state: "accepted" });
  web.refusePushes = false;
  configure(visitor, `[url "${web.direct("")}"]\n\tinsteadOf = ${HOST}:\n`);
  const after = await commitOn(repository, next, "after");
  await ssh.goAway();
  expect(await repository.push("origin", after, MAIN, PATIENCE)).toEqual({ state: "accepted" });
});

test("clones over ssh, http, https and git daemon of one repository are of one project", async (context) => {
  needing(context, [...SSH_PROGRAMS, ...HTTPS_PROGRAMS]);
  const { here, root } = await stage();
  const identities = new Set<string | null>();
  for (const { start } of Object.values(SERVERS)) {
    const visitor = scratch();
    const host = await start(here, root);
    host.admit(visitor);
    const directory = await visitor.clone(host.url(REPOSITORY), "clone");
    const repository = await openRepository(directory, visitor.env);
    identities.add(normaliseRemote(await repository.remoteUrl("origin", "fetch")));
    await host.close();
    rmSync(join(root, "../sshd"), { recursive: true, force: true });
  }
  expect([...identities]).toEqual([`${HOST}/team/beads`]);
});

test("an address that insteadOf shortens is the project that it stands for", async () => {
  const visitor = scratch();
  configure(visitor, `[url "ssh://git@${HOST}/"]\n\tinsteadOf = forge:\n`);
  const repository = await pointingTo(visitor, `forge:${REPOSITORY}`);
  expect(normaliseRemote(await repository.remoteUrl("origin", "fetch"))).toBe(`${HOST}/team/beads`);
});
