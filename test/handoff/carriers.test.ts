import { existsSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { writeHook } from "../support/hooks.ts";
import { Machine } from "../support/machine.ts";
import { expectSound } from "../support/processes.ts";
import type { Scratch } from "../support/scratch.ts";
import { DAEMON_PROGRAMS } from "../support/transports/daemon-host.ts";
import { HTTPS_PROGRAMS, startHttpHost, startHttpsHost } from "../support/transports/http-host.ts";
import { SSH_PROGRAMS, startSshHost } from "../support/transports/ssh-host.ts";
import { HOST } from "../support/transports/transport.ts";
import { needing, WAYS } from "../support/transports/ways.ts";
import { BEADS, type Sent, titlesOn, twoProjects, VC } from "./two-projects.ts";

interface Entry {
  readonly kind: string;
  readonly address: string;
  readonly body: string;
  readonly from: string;
  readonly from_project: string;
}

for (const [name, { needs, start }] of Object.entries(WAYS)) {
  test(`over ${name} an issue reaches a project of which there is no clone here, and the talk about it comes back`, async (context) => {
    needing(context, needs);
    const { server, host, vic, bea } = await twoProjects(start);
    const repro = vic.home.write("repro.txt", "RangeError: Maximum call stack size exceeded\n");
    const send = ["send", host.url(BEADS), "parser crash", "-m", "Many brackets.", "--attach", repro, "-t", "bug"];
    const sent = await vic.json<Sent>(send);
    expect(sent).toMatchObject({ delivered: true, carrier: { kind: "mirror" } });
    expect(await bea.json(["sync"])).toMatchObject({ reach: "pushed" });
    const [arrived] = await bea.json<Entry[]>(["inbox"]);
    expect(arrived).toMatchObject({ kind: "issue", address: sent.id, from: "vic/vc", attachments: ["repro.txt"], foreign: true });
    await bea.json(["claim", sent.id]);
    await bea.json(["reply", sent.id, "-m", "Which version?", "--expects", "reply"]);
    await vic.json(["sync"]);
    const [asked] = await vic.json<Entry[]>(["inbox", "--unanswered"]);
    expect(asked).toMatchObject({ kind: "message", address: `beads:${sent.id}`, body: "Which version?", from: "bea/beads" });
    await vic.json(["reply", asked?.address ?? "", "-m", "The newest."]);
    await bea.json(["sync"]);
    expect(await bea.json(["thread", sent.id])).toMatchObject([
      { from: { agent: "vic/vc" }, attachments: [{ name: "repro.txt" }] },
      { body: "Which version?" },
      { body: "The newest.", from: { agent: "vic/vc" } },
    ]);
    await bea.json(["close", sent.id, "-r", "A loop counts them now."]);
    await vic.json(["sync"]);
    const [closed] = await vic.json<Entry[]>(["inbox"]);
    expect(closed).toMatchObject({ kind: "closed", address: `beads:${sent.id}`, body: "A loop counts them now." });
    for (const repository of [VC, BEADS]) await expectSound(server, server.path("srv", repository));
    await expectSound(vic.home, vic.directory);
    expect(existsSync(vic.home.path("src/vic/beads"))).toBe(false);
  });
}

test("with ssh on one side and https on the other each names the other's project alike, and answers reach it", async (context) => {
  needing(context, [...SSH_PROGRAMS, ...HTTPS_PROGRAMS, ...DAEMON_PROGRAMS]);
  const { server, host, vic, bea } = await twoProjects(startSshHost);
  const web = await startHttpsHost(server, server.path("srv"));
  const wim = await Machine.with(web.url(VC), "wim/vc", (home) => web.admit(home));
  await wim.json(["sync"]);
  const first = await vic.json<Sent>(["send", host.url(BEADS), "sent by ssh", "-m", "x"]);
  const second = await wim.json<Sent>(["send", web.url(BEADS), "sent by https", "-m", "x"]);
  await bea.json(["sync"]);
  const arrived = await bea.json<Entry[]>(["inbox"]);
  expect(arrived.map((entry) => entry.from_project)).toEqual([`${HOST}/team/vc`, `${HOST}/team/vc`]);
  for (const { id } of [first, second]) await bea.json(["reply", id, "-m", `about ${id}`]);
  for (const machine of [vic, wim]) {
    await machine.json(["sync"]);
    const inbox = await machine.json<Entry[]>(["inbox"]);
    expect(inbox.map((entry) => entry.body).sort()).toEqual([first.id, second.id].map((id) => `about ${id}`).sort());
  }
});

test("a send while the host is away is queued with status 0, and one sync delivers it when the host is back", async (context) => {
  needing(context, HTTPS_PROGRAMS);
  const { server, host, vic } = await twoProjects(startHttpHost);
  await host.goAway();
  const sent = await vic.json<Sent>(["send", host.url(BEADS), "not lost", "-m", "x"]);
  expect(sent).toMatchObject({ delivered: false, state: "queued" });
  await host.comeBack();
  await vic.json(["sync"]);
  expect([...(await titlesOn(server, BEADS)).keys()]).toEqual(["not lost"]);
  expect(await vic.json(["inbox", "--sent"])).toMatchObject([{ state: "delivered" }]);
});

test("a push whose answer was lost counts once, whoever of the sender's clones tries again", async (context) => {
  needing(context, HTTPS_PROGRAMS);
  const { server, host, vic } = await twoProjects(startHttpHost);
  const vera = await Machine.with(host.url(VC), "vera/vc", (home) => host.admit(home));
  host.cutOneIn = 2;
  for (let turn = 0; turn < 4; turn++) await vic.json(["send", host.url(BEADS), `send ${turn}`, "-m", "x"]);
  for (const machine of [vic, vera, vic, vera]) await machine.bd(["sync"]);
  host.cutOneIn = 0;
  for (const machine of [vic, vera]) await machine.json(["sync"]);
  const titles = await titlesOn(server, BEADS);
  expect([...titles].map(([title, ids]) => [title, ids.length]).sort()).toEqual([0, 1, 2, 3].map((turn) => [`send ${turn}`, 1]));
});

test("another clone of the sender, on another machine, delivers what the first one could not", async (context) => {
  needing(context, [...SSH_PROGRAMS, ...HTTPS_PROGRAMS]);
  const { server, host, vic } = await twoProjects(startHttpHost);
  const ssh = await startSshHost(server, server.path("srv"));
  const vera = await Machine.with(ssh.url(VC), "vera/vc", (home) => ssh.admit(home));
  await vera.json(["sync"]);
  deny(server);
  const sent = await vic.json<Sent>(["send", host.url(BEADS), "carried by another", "-m", "x"]);
  expect(sent.delivered).toBe(false);
  allow(server);
  await vera.json(["sync"]);
  expect((await titlesOn(server, BEADS)).get("carried by another")).toEqual([sent.id]);
  await vic.json(["sync"]);
  expect(await vic.json(["inbox", "--sent"])).toMatchObject([{ state: "delivered" }]);
});

test("who may not push there is told so with the way that is left, and the send waits, not lost", async (context) => {
  needing(context, SSH_PROGRAMS);
  const { server, vic } = await twoProjects(startSshHost);
  deny(server);
  const ran = await vic.bd(["send", `ssh://${HOST}/${BEADS}`, "no right", "-m", "x"]);
  expect(ran.status).toBe(0);
  expect(ran.stdout + ran.stderr).toMatch(/--via branch/);
  const [entry] = await vic.json<{ state: string; reason: string }[]>(["inbox", "--sent"]);
  expect(entry).toMatchObject({ state: "failed", reason: expect.stringContaining("protected") });
  allow(server);
  await vic.json(["outbox", "retry"]);
  expect([...(await titlesOn(server, BEADS)).keys()]).toEqual(["no right"]);
});

/** The target's host says no to every push, as a protected branch does; the sender's own project is as it was. */
function deny(server: Scratch): void {
  writeHook(server.path("srv", BEADS), "update", "echo 'GH006: protected branch' >&2\nexit 1");
}

function allow(server: Scratch): void {
  rmSync(server.path("srv", BEADS, "hooks/update"));
}
