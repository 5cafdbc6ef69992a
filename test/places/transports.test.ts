import { expect, test } from "vitest";
import { bd, bdJson, expectSound, PROGRAM } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";
import { DAEMON_PROGRAMS } from "../support/transports/daemon-host.ts";
import { HTTPS_PROGRAMS, startHttpHost, startHttpsHost } from "../support/transports/http-host.ts";
import { SSH_PROGRAMS, startSshHost } from "../support/transports/ssh-host.ts";
import { HOST } from "../support/transports/transport.ts";
import { needing, WAYS } from "../support/transports/ways.ts";

const REPOSITORY = "team/demo.git";

interface Made {
  readonly id: string;
  readonly reach: string;
}

for (const [name, { needs, start }] of Object.entries(WAYS)) {
  test(`two people on two machines share a ledger over ${name}`, async (context) => {
    needing(context, needs);
    const [server, ada, ben] = [scratch(), scratch(), scratch()];
    const remote = await server.remote(`srv/${REPOSITORY}`);
    const host = await start(server, server.path("srv"));
    for (const person of [ada, ben]) host.admit(person);
    const first = await ada.clone(host.url(REPOSITORY), "demo");
    await bdJson(ada, first, ["init"]);
    const made = await bdJson<Made>(ada, first, ["create", "Seen over there"]);
    expect(made.reach).toBe("pushed");
    const second = await ben.clone(host.url(REPOSITORY), "demo");
    expect(await bdJson(ben, second, ["claim", made.id])).toMatchObject({ id: made.id, reach: "pushed", epoch: 1 });
    expect(await bd(ada, first, ["claim", made.id, "--json"])).toMatchObject({ status: 3 });
    await bdJson(ben, second, ["close", made.id, "-r", "done"]);
    await bdJson(ada, first, ["sync"]);
    expect(await bdJson(ada, first, ["list", "--all"])).toMatchObject([{ id: made.id, status: "closed" }]);
    for (const [home, directory] of [
      [ada, first],
      [ben, second],
      [server, remote],
    ] as const) {
      await expectSound(home, directory);
    }
  });
}

test("a clone over ssh and one over https are of one project, and what one writes the other reads", async (context) => {
  needing(context, [...SSH_PROGRAMS, ...HTTPS_PROGRAMS, ...DAEMON_PROGRAMS]);
  const [server, ada, ben] = [scratch(), scratch(), scratch()];
  await server.remote(`srv/${REPOSITORY}`);
  const [ssh, web] = [await startSshHost(server, server.path("srv")), await startHttpsHost(server, server.path("srv"))];
  ssh.admit(ada);
  web.admit(ben);
  const first = await ada.clone(ssh.scp(REPOSITORY), "demo");
  const second = await ben.clone(web.url(REPOSITORY), "demo");
  await bdJson(ada, first, ["init"]);
  const { id } = await bdJson<Made>(ada, first, ["create", "One project"]);
  expect(await bdJson(ben, second, ["show", id])).toMatchObject({ id });
  for (const [home, directory] of [
    [ada, first],
    [ben, second],
  ] as const) {
    expect(await bdJson(home, directory, ["whoami"])).toMatchObject({ project: { identity: `${HOST}/team/demo` } });
  }
});

test("who may read and not push is told so in the host's words, holds no claim, and loses nothing of what was written", async (context) => {
  needing(context, HTTPS_PROGRAMS);
  const [server, ada] = [scratch(), scratch()];
  await server.remote(`srv/${REPOSITORY}`);
  const host = await startHttpHost(server, server.path("srv"));
  host.admit(ada);
  const clone = await ada.clone(host.url(REPOSITORY), "demo");
  await bdJson(ada, clone, ["init"]);
  const { id } = await bdJson<Made>(ada, clone, ["create", "Before"]);
  host.refusePushes = true;
  expect(await bdJson<Made>(ada, clone, ["create", "Kept here"])).toMatchObject({ reach: "local" });
  const claimed = await bd(ada, clone, ["claim", id]);
  expect(claimed).toMatchObject({ status: 5, stderr: expect.stringContaining("403") });
  expect(await bdJson(ada, clone, ["show", id])).toMatchObject({ holder: null });
  host.refusePushes = false;
  await bdJson(ada, clone, ["sync"]);
  expect(await server.git(server.path("srv", REPOSITORY), "log", "--format=%s", "beads")).toContain("Kept here");
});

test("an unknown host key and a wrong password end a command with git's words, and never with a question", async (context) => {
  needing(context, [...SSH_PROGRAMS, ...HTTPS_PROGRAMS]);
  const server = scratch();
  await server.remote(`srv/${REPOSITORY}`);
  const [ssh, web] = [await startSshHost(server, server.path("srv")), await startHttpHost(server, server.path("srv"))];
  const [ada, ben] = [scratch(), scratch()];
  ssh.admitAs(ada, { knowsHost: false });
  web.admitAs(ben, "reader", "hunter2");
  for (const [home, url, words] of [
    [ada, ssh.url(REPOSITORY), "Host key verification failed"],
    [ben, web.direct(REPOSITORY), "Authentication failed"],
  ] as const) {
    const directory = await home.repository("demo");
    await home.git(directory, "remote", "add", "origin", url);
    await bdJson(home, directory, ["init", "--offline"]);
    await bdJson(home, directory, ["create", "Kept here", "--offline"]);
    const ran = await bd(home, directory, ["sync"]);
    expect(ran).toMatchObject({ status: 5, stderr: expect.stringContaining(words) });
    expect(ran.stdout + ran.stderr).not.toContain("hunter2");
    expect((await bd(home, directory, ["list"])).stdout).toContain("Kept here");
  }
});

test("an agent that runs at a terminal is asked nothing there, and gets git's words", async (context) => {
  needing(context, [...SSH_PROGRAMS, "script"]);
  const [server, ada] = [scratch(), scratch()];
  await server.remote(`srv/${REPOSITORY}`);
  const ssh = await startSshHost(server, server.path("srv"));
  ssh.admitAs(ada, { knowsHost: false });
  const directory = await ada.repository("demo");
  await ada.git(directory, "remote", "add", "origin", ssh.url(REPOSITORY));
  await bdJson(ada, directory, ["init", "--offline"]);
  const call = `'${process.execPath}' '${PROGRAM}' sync`;
  const env = { ...ada.env, BD_ACTOR: "ada/demo" };
  const ran = await ada.run("script", ["--quiet", "--return", "--command", call, "/dev/null"], { directory, env });
  expect(ran).toMatchObject({ status: 5, stdout: expect.stringContaining("Host key verification failed") });
  expect(ran.stdout).not.toContain("Are you sure");
});
