import { describe, expect, it } from "vitest";
import type { GlobalFlags } from "../../src/cli/globals.ts";
import { openParts, openWorkspace } from "../../src/cli/open.ts";
import type { Project } from "../../src/domain/project.ts";
import { initLedger } from "../../src/store/init-ledger.ts";
import { fakeHost } from "../support/fake-host.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

function opening(place: Scratch, directory: string, { env = {}, globals = {} }: { env?: object; globals?: GlobalFlags } = {}) {
  const warned: string[] = [];
  const host = fakeHost({ cwd: directory, env: { ...place.env, ...env } });
  return { host, globals, directory, progress: () => {}, warn: (line: string) => void warned.push(line) };
}

const PROJECT: Project = {
  name: "vc",
  prefix: "vc",
  format: 1,
  identity: "local:7k3xq2",
  remote: null,
  aliases: [],
  projects: {},
  types: [],
  inbound: "open",
  inbound_projects: {},
  roles: {},
  push: "direct",
  settings: {},
  created: "2026-11-21T10:30:00Z",
  by: "@person",
  body: "",
  extras: [],
};

async function withLedger(place: Scratch, directory: string): Promise<void> {
  const { options, ledger } = await openParts(opening(place, directory));
  await ledger.close();
  await initLedger({ ...options, project: PROJECT, view: false, remote: null });
}

async function opened(place: Scratch, directory: string, more: { env?: object; globals?: GlobalFlags } = {}) {
  const workspace = await openWorkspace(opening(place, directory, more));
  await workspace.ledger.close();
  return workspace;
}

describe("a workspace", () => {
  it("has the identity of its remote's URL, and an actor called after its place", async () => {
    const place = scratch();
    const directory = await place.repository("dave/vc");
    await place.git(directory, "remote", "add", "origin", "git@github.com:Owner/vc.git");
    const { identity, actor } = await opened(place, directory);
    expect(identity).toBe("github.com/owner/vc");
    expect(actor).toMatchObject({ kind: "person", agent: "dave/vc", project: "github.com/owner/vc" });
    expect(actor.human).toEqual({ name: "Test Person", email: "person@example.com" });
  });

  it("has the identity that its ledger was given where there is no remote", async () => {
    const place = scratch();
    const directory = await place.repository("feat-a");
    await withLedger(place, directory);
    expect(await opened(place, directory)).toMatchObject({ identity: "local:7k3xq2", actor: { agent: "feat-a/vc" } });
  });

  it("has none, and is called after its folder, before there is a ledger or a remote", async () => {
    const place = scratch();
    const directory = await place.repository("eve/vc");
    expect(await opened(place, directory)).toMatchObject({ identity: "", actor: { agent: "eve/vc" } });
  });

  it("cannot be told among several remotes without an origin, unless the ledger names one", async () => {
    const place = scratch();
    const directory = await place.repository("vc");
    await place.git(directory, "remote", "add", "one", "https://example.com/a/vc");
    await place.git(directory, "remote", "add", "two", "https://example.com/b/vc");
    const ambiguous = { kind: "usage", code: "AMBIGUOUS_REMOTE", fields: { remotes: ["one", "two"] } };
    await expect(openWorkspace(opening(place, directory))).rejects.toMatchObject(ambiguous);
  });

  it("is that of the linked worktree that the caller stands in", async () => {
    const place = scratch();
    const directory = await place.repository("vc");
    await withLedger(place, directory);
    const worktree = await place.worktree(directory, "feat-b");
    expect((await opened(place, `${worktree}/.`)).actor.agent).toBe("feat-b/vc");
  });

  it("is opened elsewhere for the same actor, whatever a hook's variables say of this one", async () => {
    const place = scratch();
    const here = await place.repository("dave/vc");
    const there = await place.repository("dave/beads");
    const workspace = await opened(place, here, { env: { GIT_DIR: `${here}/.git` } });
    const other = await workspace.open(there);
    await other.ledger.close();
    expect(other.actor).toEqual(workspace.actor);
    expect(other.repository.location.workTree).toBe(there);
  });

  it("can be read, and not written, when git does not know who calls", async () => {
    const place = scratch();
    const directory = await place.repository("vc");
    await withLedger(place, directory);
    place.write("home/gitconfig", "");
    const workspace = await openWorkspace(opening(place, directory));
    expect((await workspace.ledger.snapshot()).project.name).toBe("vc");
    const write = workspace.ledger.write("configure", { set: { inbound: "closed" } }, "never");
    await expect(write).rejects.toMatchObject({ kind: "environment", code: "NO_AUTHOR" });
    await workspace.ledger.close();
  });

  it("proves nothing before it has claimed, but knows its session", async () => {
    const place = scratch();
    const directory = await place.repository("vc");
    const { proof } = await opened(place, directory, { env: { BD_SESSION: "s1" } });
    expect(await proof()).toEqual({ markers: [], session: "s1", explicit_session: true });
  });

  it("is refused outside of any repository", async () => {
    const place = scratch();
    await expect(openWorkspace(opening(place, place.root))).rejects.toMatchObject({ code: "NOT_A_REPOSITORY" });
  });
});
