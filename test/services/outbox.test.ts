import { existsSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeHook } from "../support/hooks.ts";
import { neighbours } from "../support/neighbours.ts";
import { bdIn } from "../support/run-bd.ts";
import { done, strangers } from "../support/strangers.ts";

describe("a project of which there is no clone here", () => {
  test("is reached through a mirror of its ledger, and from then on by its short name", async () => {
    const { here, vc, beads, remotes } = await strangers();
    const sent = await done(vc, ["send", remotes.beads, "parser crash", "-m", "It dies."]);
    expect(sent).toMatchObject({ state: "delivered", delivered: true, project: "beads", reach: "pushed" });
    expect(sent.carrier).toMatchObject({ kind: "mirror", place: remotes.beads });
    const [place = ""] = readdirSync(here.path("home/.cache/bd/mirrors"));
    const git = here.path("home/.cache/bd/mirrors", place, ".git");
    expect(existsSync(join(git, "hooks"))).toBe(false);
    expect(await here.git(git, "for-each-ref", "--format=%(refname)")).toBe("refs/beads/ledger\nrefs/beads/remote");
    expect(await done(vc, ["send", "beads", "another one"])).toMatchObject({ delivered: true });
    await done(beads, ["sync"]);
    const arrived = await done(beads, ["show", sent.id]);
    expect(arrived).toMatchObject({ title: "parser crash", by: "@person", body: "It dies." });
    expect(arrived.origin).toMatchObject({ op: sent.entry });
  });

  test("answers, and a sync brings what it said", async () => {
    const { vc, beads, remotes } = await strangers();
    const { id } = await done(vc, ["send", remotes.beads, "parser crash"]);
    const stateNow = async () => (await done(vc, ["inbox", "--sent"]))[0].state;
    expect(await stateNow()).toBe("delivered");
    await done(beads, ["sync"]);
    await done(beads, ["claim", id]);
    await done(vc, ["sync"]);
    expect(await stateNow()).toBe("accepted");
    await done(beads, ["reply", id, "-m", "Which version?"]);
    expect(await stateNow()).toBe("accepted");
    expect((await done(vc, ["sync"])).mirrors).toMatchObject([{ project: "beads", why: null }]);
    expect(await stateNow()).toBe("answered");
    expect((await done(vc, ["inbox", "--sent"]))[0].there).toMatchObject({ status: "in_progress", reason: null });
  });

  test("is never reached by a URL that a ledger may not name", async () => {
    const { here, there, vc, remotes } = await strangers();
    const evil = [
      ["helper", "ext::sh -c touch% /tmp/pwned"],
      ["local", remotes.beads],
      ["file", `file://${remotes.beads}`],
      ["plain", "http://127.0.0.1:1/owner/plain.git"],
      ["option", "--upload-pack=touch pwned"],
    ] as const;
    const ledger = await here.git(here.path("north/vc"), "show", "beads/ledger:.beads/project.md");
    const lines = evil.map(([name, url]) => `  ${name}: ${JSON.stringify(url)}`).join("\n");
    const changed = ledger.replace("\n\nprefix:", `\n\nprojects:\n${lines}\n\nprefix:`);
    await commitProject(here, changed);
    await done(vc, ["sync"]);
    for (const name of ["local", "file", "plain"]) {
      const sent = await vc(["send", name, "x", "--json"]);
      expect(sent.json.state ?? sent.json.error.code, name).toMatch(/^(queued|UNKNOWN_PROJECT)$/);
      expect(sent.json.carrier?.place ?? "https://", name).toMatch(/^https:/);
    }
    for (const name of ["helper", "option"]) {
      const sent = await vc(["send", name, "x", "--json"]);
      expect(sent.json.delivered ?? false).toBe(false);
    }
    for (const typed of ["ext::sh -c touch% pwned", "--upload-pack=touch pwned"]) {
      expect(await vc(["send", "--json", "--", typed, "x"])).toMatchObject({
        status: 2,
        json: { error: { code: "URL_REFUSED" } },
      });
    }
    expect(await there.git(remotes.beads, "rev-list", "--count", "beads")).toBe("1");
  });

  test("is reached where git's configuration sends its URL, for fetching and for pushing", async () => {
    const { here, vc, remotes } = await strangers();
    const folder = remotes.beads.replace(/beads\.git$/, "");
    const typed = "https://forge.invalid/owner/beads.git";
    await here.git(here.root, "config", "--global", `url.${folder}.insteadOf`, "https://forge.invalid/owner/");
    expect(await done(vc, ["send", typed, "parser crash"])).toMatchObject({ delivered: true, carrier: { place: typed } });
    await here.git(here.root, "config", "--global", "url./nowhere/.pushInsteadOf", "https://forge.invalid/owner/");
    expect(await done(vc, ["send", typed, "another"])).toMatchObject({
      state: "queued",
      reason: expect.stringContaining("/nowhere/"),
    });
  });

  test("is not reached by another protocol than its URL's where a ledger named that", async () => {
    const { here, vc, remotes } = await strangers();
    const folder = remotes.beads.replace(/beads\.git$/, "");
    const ledger = await here.git(here.path("north/vc"), "show", "beads/ledger:.beads/project.md");
    const named = ledger.replace("\n\nprefix:", "\n\nprojects:\n  beads: https://forge.invalid/owner/beads.git\n\nprefix:");
    await commitProject(here, named);
    await done(vc, ["sync"]);
    await here.git(here.root, "config", "--global", `url.${folder}.insteadOf`, "https://forge.invalid/owner/");
    const sent = await done(vc, ["send", "beads", "x"]);
    expect(sent).toMatchObject({ state: "queued", reason: expect.stringContaining("transport 'file' not allowed") });
  });

  test("is reached whatever its objects are named by", async () => {
    const { there, vc, remotes } = await strangers({ ledger: false });
    const other = await there.bare("srv/newer.git", "--object-format=sha256");
    const clone = await there.repository("south/newer", { init: ["--object-format=sha256"] });
    await there.git(clone, "remote", "add", "origin", other);
    await done(bdIn(there, clone, 6), ["init", "--quiet"]);
    expect(await done(vc, ["send", other, "parser crash"])).toMatchObject({ delivered: true, project: "newer" });
    expect(await done(vc, ["send", "newer", "another"])).toMatchObject({ delivered: true });
    expect(existsSync(remotes.beads)).toBe(true);
  });

  test("keeps the passwords of URLs to itself", async () => {
    const { here, vc } = await strangers();
    const sent = await vc(["send", "https://steve:hunter2@forge.invalid/owner/far.git", "x", "--verbose"]);
    expect(sent.status).toBe(0);
    const listed = await vc(["outbox", "list", "--json"]);
    const config = readdirSync(here.path("home/.cache/bd/mirrors"), { recursive: true, encoding: "utf8" })
      .filter((name) => /config$|mirror\.json$/.test(name))
      .map((name) => readFileSync(here.path("home/.cache/bd/mirrors", name), "utf8"));
    const ledger = await here.git(here.path("north/vc"), "log", "-p", "beads/ledger");
    expect(config.join("")).toContain("https://forge.invalid/owner/far.git");
    expect(ledger).toContain("url: https://forge.invalid/owner/far.git");
    expect([sent.stdout, sent.stderr, listed.stdout, ledger, ...config].join("")).not.toContain("hunter2");
  });

  test("without a ledger is told as such, and gets what waits once it has one", async () => {
    const { there, vc, beads, remotes } = await strangers({ ledger: false });
    await there.git(there.path("south/beads"), "push", "-q", "origin", "HEAD:refs/heads/beads");
    const sent = await done(vc, ["send", remotes.beads, "parser crash"]);
    expect(sent).toMatchObject({ state: "queued", final: true, reason: expect.stringContaining("holds something else") });
    expect(await done(vc, ["outbox", "list"])).toMatchObject([{ state: "failed", hint: expect.stringContaining("bd init") }]);
    await done(beads, ["init", "--quiet"]);
    expect(await done(vc, ["outbox", "retry"])).toMatchObject([{ state: "delivered" }]);
    await done(beads, ["sync"]);
    expect(await done(beads, ["list"])).toMatchObject([{ title: "parser crash" }]);
  });

  test("with a newer ledger is not written to", async () => {
    const { there, vc, remotes } = await strangers();
    const text = await there.git(remotes.beads, "show", "beads:.beads/project.md");
    await commitProject(there, text.replace("format: 1", "format: 99"), there.path("south/beads"), remotes.beads);
    const sent = await done(vc, ["send", remotes.beads, "x"]);
    expect(sent).toMatchObject({ state: "queued", final: true, hint: expect.stringContaining("Update bd") });
    expect(await there.git(remotes.beads, "log", "-1", "--format=%s", "beads")).toBe("by hand");
  });
});

/** Rewrites `project.md` on the ledger's branch, as somebody does with plain git. */
async function commitProject(
  home: Awaited<ReturnType<typeof strangers>>["here"],
  text: string,
  clone = home.path("north/vc"),
  remote = home.path("srv/vc.git"),
): Promise<void> {
  const work = home.path("by-hand");
  await home.git(home.root, "clone", "-q", "--branch", "beads", remote, work);
  home.write("by-hand/.beads/project.md", `${text}\n`);
  await home.git(work, "commit", "-q", "--no-verify", "-a", "-m", "by hand");
  await home.git(work, "push", "-q", "origin", "beads");
  expect(clone).toBeTruthy();
}

describe("what waits", () => {
  test("is tried again with growing pauses, tells why, and gets there when the remote is back", async () => {
    const { here, there, vc, remotes } = await strangers();
    await done(vc, ["send", remotes.beads, "first"]);
    renameSync(remotes.beads, there.path("away"));
    const sent = await done(vc, ["send", "beads", "second"]);
    expect(sent).toMatchObject({ state: "queued", final: false, reach: "pushed" });
    const pauses: number[] = [];
    for (let turn = 1; turn <= 4; turn++) {
      const [row] = await done(vc, ["outbox", "list"]);
      expect(row).toMatchObject({ state: "queued", tries: turn, reason: expect.stringContaining(remotes.beads) });
      pauses.push(Date.parse(row.next_try) - Date.parse(row.last_try));
      const retried = await vc(["outbox", "retry", "--json"]);
      expect(retried).toMatchObject({ status: 5, json: [{ entry: sent.entry, state: "queued" }] });
    }
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(0.75 * 30_000 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(1.25 * 30_000 * 2 ** index);
    }
    renameSync(there.path("away"), remotes.beads);
    expect((await done(vc, ["sync"])).outbox).toMatchObject([{ entry: sent.entry, state: "delivered" }]);
    expect(await done(vc, ["outbox", "list"])).toEqual([]);
    expect(readdirSync(here.path("north/vc/.git/bd/outbox"))).toEqual([]);
  });

  test("is brought by another clone of the sender, and once however many try", async () => {
    const { here, there, vc, remotes } = await strangers();
    renameSync(remotes.beads, there.path("away"));
    const sent = await done(vc, ["send", remotes.beads, "parser crash"]);
    renameSync(there.path("away"), remotes.beads);
    await here.git(here.root, "config", "--global", "--add", "beads.project", remotes.beads);
    const second = bdIn(here, await here.clone(remotes.vc, "west/vc"), 8);
    expect((await done(second, ["sync"])).outbox).toMatchObject([{ entry: sent.entry, state: "delivered" }]);
    expect((await done(vc, ["sync"])).outbox).toEqual([]);
    expect(await done(vc, ["outbox", "list", "--all"])).toMatchObject([{ entry: sent.entry, state: "delivered", bead: sent.id }]);
    expect((await there.git(remotes.beads, "log", "--format=%s", "beads")).split("\n")).toHaveLength(2);
  });

  test("can be dropped: nobody waits for it any more, and nobody brings it", async () => {
    const { there, vc, remotes } = await strangers();
    const local = (await done(vc, ["create", "Load the plan"])).id;
    renameSync(remotes.beads, there.path("away"));
    const sent = await done(vc, ["send", remotes.beads, "parser crash", "--issue", local, "--blocks-me"]);
    expect((await done(vc, ["show", local])).status).toBe("blocked");
    expect(await vc(["outbox", "drop", "--json"])).toMatchObject({ status: 2 });
    expect(await vc(["outbox", "drop", "beads-000000", "--json"])).toMatchObject({
      status: 1,
      json: { error: { code: "OUTBOX_ENTRY_NOT_FOUND" } },
    });
    expect(await done(vc, ["outbox", "drop", sent.id, "--dry-run"])).toMatchObject([{ state: "queued", why: "dry run" }]);
    expect(await done(vc, ["outbox", "drop", sent.id, "-r", "Found it here."])).toMatchObject([
      { state: "dropped", reason: "Found it here.", reach: "pushed" },
    ]);
    expect((await done(vc, ["show", local])).status).toBe("ready");
    renameSync(there.path("away"), remotes.beads);
    expect((await done(vc, ["sync"])).outbox).toEqual([]);
    expect(await vc(["outbox", "drop", sent.entry, "--json"])).toMatchObject({
      status: 3,
      json: { error: { code: "OUTBOX_NOT_WAITING", state: "dropped" } },
    });
    expect(await there.git(remotes.beads, "rev-list", "--count", "beads")).toBe("1");
  });

  test("is refused by the rules that hold when it gets there, and whoever waited for it is told and set free", async () => {
    const { there, vc, beads, remotes } = await strangers();
    const local = (await done(vc, ["create", "Load the plan"])).id;
    renameSync(remotes.beads, there.path("away"));
    await done(vc, ["send", remotes.beads, "parser crash", "--issue", local, "--blocks-me"]);
    renameSync(there.path("away"), remotes.beads);
    await done(beads, ["config", "set", "inbound", "closed"]);
    await done(beads, ["sync"]);
    expect(await vc(["sync", "--json"])).toMatchObject({ status: 3, json: { outbox: [{ state: "refused" }] } });
    expect(await done(vc, ["inbox", "--sent"])).toMatchObject([
      { state: "refused", reason: expect.stringContaining("takes no") },
    ]);
    expect((await done(vc, ["show", local])).status).toBe("ready");
    expect(await vc(["send", "beads", "again", "--json"])).toMatchObject({
      status: 3,
      json: { error: { code: "INBOUND_CLOSED" } },
    });
    expect(await done(vc, ["outbox", "list", "--all"])).toHaveLength(1);
  });

  test("is open here again where it was to move and was not taken, or was given up", async () => {
    const { there, vc, beads, remotes } = await strangers();
    await done(vc, ["send", remotes.beads, "first"]);
    const ids: string[] = [];
    renameSync(remotes.beads, there.path("away"));
    for (const title of ["Refused there", "Given up here"]) {
      const { id } = await done(vc, ["create", title]);
      await done(vc, ["handoff", id, "--to", "beads", "-m", "Yours, I think."]);
      expect((await done(vc, ["show", id])).status).toBe("closed");
      ids.push(id);
    }
    const waiting: { entry: string; title: string }[] = await done(vc, ["outbox", "list"]);
    const [dropped] = waiting.filter(({ title }) => title === "Given up here");
    await done(vc, ["outbox", "drop", dropped?.entry ?? ""]);
    renameSync(there.path("away"), remotes.beads);
    await done(beads, ["config", "set", "inbound", "closed"]);
    await done(beads, ["sync"]);
    expect(await vc(["sync", "--json"])).toMatchObject({ status: 3, json: { outbox: [{ kind: "handoff", state: "refused" }] } });
    for (const id of ids) {
      expect(await done(vc, ["show", id])).toMatchObject({ status: "ready", superseded_by: null, closed: null });
    }
  });

  test("fails where the host lets nobody push, with what to do, and goes on once it does", async () => {
    const { vc, remotes } = await strangers();
    writeHook(remotes.beads, "update", "echo 'GH006: Protected branch update failed' >&2; exit 1");
    const sent = await done(vc, ["send", remotes.beads, "parser crash"]);
    expect(sent).toMatchObject({ state: "queued", final: true, hint: expect.stringContaining("--via branch") });
    expect(await done(vc, ["inbox", "--sent"])).toMatchObject([{ state: "failed" }]);
    writeHook(remotes.beads, "update", "exit 0");
    expect(await done(vc, ["outbox", "retry", sent.entry])).toMatchObject([{ state: "delivered" }]);
  });
});

describe("ids", () => {
  test("begin with the target's prefix once that is known, and links here are set right", async () => {
    const { here, there, vc, beads, remotes } = await strangers({ prefix: "bds" });
    const local = (await done(vc, ["create", "Load the plan"])).id;
    const identity = `local:${remotes.beads.replace(/\.git$/, "")}`;
    const sent = await done(vc, ["send", remotes.beads, "parser crash", "--issue", local]);
    expect(sent.id).toMatch(/^bds-/);
    expect((await done(vc, ["show", local])).related).toEqual([`${identity}:${sent.id}`]);
    await done(beads, ["sync"]);
    expect((await done(beads, ["show", sent.id])).origin.issue).toBe(local);
    expect(await here.git(here.path("north/vc"), "log", "--format=%s", "beads/ledger")).toContain(`${sent.id}: delivered`);
    expect(await there.git(remotes.beads, "log", "-1", "--format=%s", "beads")).toContain(sent.id);
  });

  test("that somebody there has already give way to the next, and who waits for it waits for that one", async () => {
    const { there, vc, beads, remotes } = await strangers();
    const local = (await done(vc, ["create", "Load the plan"])).id;
    renameSync(remotes.beads, there.path("away"));
    const sent = await done(vc, ["send", remotes.beads, "parser crash", "--issue", local, "--blocks-me"]);
    renameSync(there.path("away"), remotes.beads);
    await done(beads, ["create", "Mine", "--id", sent.id]);
    await done(beads, ["sync"]);
    const [report] = (await done(vc, ["sync"])).outbox;
    expect(report).toMatchObject({ state: "delivered" });
    expect(report.bead).not.toBe(sent.id);
    const { needs } = await done(vc, ["show", local]);
    expect(JSON.stringify(needs)).toContain(report.bead);
    expect(JSON.stringify(needs)).not.toContain(sent.id);
    await done(beads, ["sync"]);
    expect((await done(beads, ["show", report.bead])).title).toBe("parser crash");
    expect((await done(beads, ["show", sent.id])).title).toBe("Mine");
  });
});

describe("what is known of a project", () => {
  test("is not confused by a URL that never led anywhere", async () => {
    const { bd } = await neighbours();
    const lost = (await bd("north/vc", "send", "http://127.0.0.1:1/owner/beads.git", "typo", "--json")).json;
    expect(lost.state).toBe("queued");
    expect((await bd("north/vc", "status", "--json")).json).toMatchObject({ under_way: 1 });
    expect((await bd("north/vc", "send", "beads", "parser crash", "--json")).json).toMatchObject({ state: "delivered" });
    expect((await bd("north/vc", "outbox", "list", "--json")).json).toMatchObject([{ entry: lost.entry }]);
  });

  test("is asked anew before a no of long ago is given", async () => {
    const { bd } = await neighbours(["south/beads"]);
    await bd("south/beads", "config", "set", "inbound", "closed");
    await bd("north/beads", "sync");
    expect((await bd("north/vc", "send", "beads", "x", "--json")).json.error.code).toBe("INBOUND_CLOSED");
    expect((await bd("south/beads", "config", "set", "inbound", "open")).status).toBe(0);
    expect((await bd("north/vc", "send", "beads", "x", "--json")).json).toMatchObject({ state: "delivered" });
  });
});
