import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Actor } from "../../src/domain/actor.ts";
import { type BeatPlace, readBeats } from "../../src/store/beats.ts";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { identify } from "../../src/store/process-identity.ts";
import { touchBeat } from "../../src/store/touch-beat.ts";
import { scratch } from "../support/scratch.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;
const env = { BD_AGENT_PID: "0" };

const actor = (agent: string, session: string | null = null): Actor => ({
  ...{ kind: "agent", human: { name: "Steve", email: "steve@example.com" }, agent, project: "example.com/vc", session },
});

function place(): BeatPlace {
  const here = scratch();
  const gitDir = here.path("clone", ".git");
  mkdirSync(join(gitDir, "bd"), { recursive: true });
  writeFileSync(indexPlace(join(gitDir, "bd")), "");
  const location = { gitDir, commonDir: gitDir, workTree: here.path("clone") };
  return { location, state: here.path("state"), identity: "example.com/vc" };
}

const mark = ({ location }: BeatPlace, name: string) => {
  mkdirSync(join(location.gitDir, "bd", "claims"), { recursive: true });
  writeFileSync(join(location.gitDir, "bd", "claims", name), "{}");
};

it("keeps one beat of each agent in each workspace, in the clone and for the user's other clones", () => {
  const here = place();
  mark(here, "vc-1a2b3c-2");
  touchBeat(here, { actor: actor("dave/vc"), now: NOW, env, command: "ready" });
  touchBeat(here, { actor: actor("Eve/vc"), now: NOW, env, command: "list" });
  const elsewhere = { ...place(), state: here.state };
  touchBeat(elsewhere, { actor: actor("dave/vc"), now: NOW, env, command: "ready" });
  expect(readBeats(here).map(({ agent, worktree }) => [agent, worktree])).toEqual([
    ["Eve/vc", here.location.workTree],
    ["dave/vc", here.location.workTree],
    ["dave/vc", elsewhere.location.workTree],
  ]);
  expect(readBeats(here)[1]).toMatchObject({
    ...{ human: "@steve", project: "example.com/vc", process: null, state: "working", why: null },
    ...{ issues: ["vc-1a2b3c"], command: "ready", since: "2026-11-21T12:00:00Z", at: "2026-11-21T12:00:00Z" },
  });
  expect(readdirSync(join(here.location.commonDir, "bd", "agents"))).toHaveLength(2);
});

it("is silent for some seconds where there is nothing new, and speaks at once where there is", () => {
  const here = place();
  const touch = (seconds: number, more: object = {}) =>
    touchBeat(here, { actor: actor("dave/vc"), now: NOW + seconds * 1000, env, command: "ready", ...more })?.at.slice(17, 19);
  expect([touch(0), touch(29), touch(30), touch(31)]).toEqual(["00", "00", "30", "30"]);
  mark(here, "vc-1a2b3c-1");
  expect(touch(32)).toBe("32");
  expect(touch(33, { actor: actor("dave/vc", "another session") })).toBe("33");
  expect(touch(34, { said: { state: "stuck", why: "no key" }, anew: true })).toBe("34");
  // A clock that went backwards does not keep anybody silent.
  expect(touch(-30)).toBe("30");
});

it("lets an agent be stuck until it says otherwise, takes other work, or another session comes", () => {
  const here = place();
  const stuck = { said: { state: "stuck", why: "no key" } as const, anew: true };
  const touch = (minute: number, more: object = {}) => {
    const beat = touchBeat(here, { actor: actor("dave/vc"), now: NOW + minute * 60_000, env, command: "ready", ...more });
    return [beat?.state, beat?.why, beat?.since.slice(14, 16)];
  };
  expect(touch(0)).toEqual(["working", null, "00"]);
  expect(touch(1, stuck)).toEqual(["stuck", "no key", "01"]);
  expect(touch(2)).toEqual(["stuck", "no key", "01"]);
  mark(here, "vc-1a2b3c-1");
  expect(touch(3)).toEqual(["working", null, "03"]);
  expect(touch(4, stuck)).toEqual(["stuck", "no key", "04"]);
  expect(touch(5, { actor: actor("dave/vc", "s2") })).toEqual(["working", null, "05"]);
  expect(touch(6, { said: { state: "exiting", why: null }, anew: true })[0]).toBe("exiting");
  expect(touch(6, {})[0]).toBe("working");
});

it("keeps watching the process that a session found, as long as it lives", () => {
  const here = place();
  // Named, and gone long since: as good as none.
  const nobody = { BD_AGENT_PID: "4194304" };
  const touch = (more: object) =>
    touchBeat(here, { actor: actor("dave/vc", "s"), now: NOW, env: nobody, command: "ready", ...more });
  expect(touch({ process: identify(), anew: true })?.process?.pid).toBe(process.pid);
  expect(touch({ now: NOW + 60_000 })?.process?.pid).toBe(process.pid);
  expect(touch({ now: NOW + 60_000, env, anew: true })?.process).toBeNull();
  expect(touch({ process: identify(), anew: true })?.process?.pid).toBe(process.pid);
  expect(touch({ actor: actor("dave/vc", "another") })?.process).toBeNull();
  expect(touch({ process: { ...identify(), start: "1" }, anew: true })?.process?.start).toBe("1");
  expect(touch({ now: NOW + 120_000 })?.process).toBeNull();
});

it("does not say that an agent is there which died while a command of its own still ran", async () => {
  const here = place();
  const agent = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
  const touch = (now: number) =>
    touchBeat(here, { actor: actor("dave/vc", "s"), now, env: { BD_AGENT_PID: String(agent.pid) }, command: "ready" });
  const found = touch(NOW)?.process;
  expect(found?.pid).toBe(agent.pid);
  agent.kill("SIGKILL");
  await once(agent, "exit");
  expect(touch(NOW + 60_000)?.process).toEqual(found);
});

it("says nothing where there is no ledger, and does no harm where nothing can be written", () => {
  const bare = place();
  const none = { ...bare, location: { ...bare.location, commonDir: `${bare.location.commonDir}/none` } };
  expect(touchBeat(none, { actor: actor("dave/vc"), now: NOW, env, command: "ready" })).toBeUndefined();
  const blocked = place();
  writeFileSync(join(blocked.location.commonDir, "bd", "agents"), "a file where a folder should be");
  writeFileSync(blocked.state, "another");
  expect(touchBeat(blocked, { actor: actor("dave/vc"), now: NOW, env, command: "ready" })?.agent).toBe("dave/vc");
  expect(readBeats(blocked)).toEqual([]);
});

it.skipIf(process.getuid?.() === 0)("works in a repository that may only be read, and is seen by the user's other clones", () => {
  const here = place();
  chmodSync(join(here.location.commonDir, "bd"), 0o500);
  touchBeat(here, { actor: actor("dave/vc"), now: NOW, env, command: "ready" });
  expect(readBeats(here).map(({ agent }) => agent)).toEqual(["dave/vc"]);
});

it("forgets agents of a week ago when a new one comes, and reads past what is no beat", () => {
  const here = place();
  const touch = (agent: string, now: number) => touchBeat(here, { actor: actor(agent), now, env, command: "ready" });
  touch("old/vc", NOW - 8 * DAY);
  touch("young/vc", NOW - 6 * DAY);
  const folder = join(here.location.commonDir, "bd", "agents");
  writeFileSync(join(folder, "broken"), "{");
  writeFileSync(join(folder, "other"), "[1]");
  const [young] = readBeats(here);
  for (const [at, wrong] of [{ why: {} }, { state: "flying" }, { at: "soon" }, { process: 7 }, { issues: [1] }].entries())
    writeFileSync(join(folder, `wrong-${at}`), JSON.stringify({ ...young, ...wrong }));
  expect(readBeats(here)).toHaveLength(2);
  touch("new/vc", NOW);
  expect(readBeats(here).map(({ agent }) => agent)).toEqual(["new/vc", "young/vc"]);
  expect(readFileSync(join(folder, "broken"), "utf8")).toBe("{");
});

it("reads no pipe, no link and nothing huge for a beat", { skip: process.platform === "win32" }, () => {
  const here = place();
  touchBeat(here, { actor: actor("dave/vc"), now: NOW, env, command: "ready" });
  const folder = join(here.location.commonDir, "bd", "agents");
  const [own = ""] = readdirSync(folder);
  execFileSync("mkfifo", [join(folder, "pipe-1")]);
  symlinkSync("/dev/zero", join(folder, "zero-1"));
  const beat = JSON.parse(readFileSync(join(folder, own), "utf8")) as object;
  writeFileSync(join(folder, "huge-1"), JSON.stringify({ ...beat, agent: "eve/vc", why: "x".repeat(70_000) }));
  expect(readBeats(here).map(({ agent }) => agent)).toEqual(["dave/vc"]);
});
