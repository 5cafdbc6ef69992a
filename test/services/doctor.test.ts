import { existsSync, linkSync, mkdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { START } from "../support/fake-host.ts";
import { bdIn, type Said, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const found = ({ json }: Said, name: string) => json.checks.find((check: { name: string }) => check.name === name);

describe("doctor", () => {
  it("finds nothing wrong with a fresh ledger", async () => {
    const { bd } = await trackedRepository(scratch());
    const said = await bd(["doctor", "--json"]);
    expect(said.status).toBe(0);
    expect(said.json.checks.map(({ state }: { state: string }) => state)).toEqual(said.json.checks.map(() => "ok"));
    expect((await bd(["doctor"])).lines.every((line) => line.startsWith("ok"))).toBe(true);
  });

  it("says that there is no ledger", async () => {
    const here = scratch();
    const said = await bdIn(here, await here.repository("plain"))(["doctor", "--json"]);
    expect(said.status).toBe(5);
    expect(found(said, "ledger")).toMatchObject({ state: "fail", advice: expect.stringContaining("bd init") });
  });

  it("finds a damaged index, and makes it anew with --fix", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    await bd(["create", "Look", "--id", "vc-look01"]);
    const file = indexPlace(join(directory, ".git/bd"));
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 8192, bytes.length);
    writeFileSync(file, bytes);
    truncateSync(`${file}-wal`, 0);
    expect((await bd(["doctor", "--fix", "--json"])).status).toBe(0);
    expect((await bd(["show", "vc-look01", "--json"])).json.title).toBe("Look");
    expect(found(await bd(["doctor", "--json"]), "index")).toMatchObject({ state: "ok" });
  });

  it("names a lock that was left behind, and takes it away only when it is old and held by nobody", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    const [left, fresh, held] = ["left.lock", "fresh.lock", "held.lock"].map((name) => join(directory, ".git/bd", name)) as [
      string,
      string,
      string,
    ];
    const me = { process: { host: "elsewhere.example.com", boot: null, pid: 1, start: null }, since: START, turn: 0 };
    for (const file of [left, fresh, held]) writeFileSync(file, file === held ? "" : JSON.stringify(me));
    const old = START / 1000 - 7200;
    utimesSync(left, old, old);
    utimesSync(fresh, START / 1000, START / 1000);
    utimesSync(held, START / 1000 - 1800, START / 1000 - 1800);
    expect(found(await bd(["doctor", "--json"]), "locks")).toMatchObject({
      state: "warn",
      details: [expect.stringContaining("left.lock")],
    });
    expect(existsSync(left)).toBe(true);
    expect(found(await bd(["doctor", "--fix", "--json"]), "locks")).toMatchObject({
      state: "ok",
      fixed: expect.stringContaining("left.lock"),
    });
    expect([left, fresh, held].map(existsSync)).toEqual([false, true, true]);
  });

  it("says whose lock on the ledger's ref was left behind, where bd itself made it", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    const { lockOwner } = await import("../../src/store/lock-owner.ts");
    const name = lockOwner({ reached: () => undefined }).name.replace(/^\d+/, "999999999");
    const [maker, lock] = [`bd/ref-lock/${name}+0`, "refs/beads/ledger.lock"].map((file) => join(directory, ".git", file)) as [
      string,
      string,
    ];
    mkdirSync(dirname(maker), { recursive: true });
    writeFileSync(maker, "");
    linkSync(maker, lock);
    utimesSync(lock, START / 1000 - 7200, START / 1000 - 7200);
    expect(found(await bd(["doctor", "--json"]), "locks")).toMatchObject({
      state: "warn",
      details: [expect.stringContaining("ledger.lock since 2026-")],
    });
    expect(found(await bd(["doctor", "--json"]), "locks")?.details[0]).toContain("by process 999999999 on ");
    expect(found(await bd(["doctor", "--fix", "--json"]), "locks")).toMatchObject({ state: "ok" });
    expect(existsSync(lock)).toBe(false);
  });

  it("never takes away the lock of a living process", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    const { identify } = await import("../../src/store/process-identity.ts");
    const file = join(directory, ".git/bd/busy.lock");
    writeFileSync(file, JSON.stringify({ process: identify(), since: START, turn: 0 }));
    utimesSync(file, START / 1000 - 7200, START / 1000 - 7200);
    expect(found(await bd(["doctor", "--fix", "--json"]), "locks")).toMatchObject({ state: "ok", fixed: null });
    expect(existsSync(file)).toBe(true);
  });

  it("warns of a view that was edited, of what is not pushed, and says that the remote does not answer", async () => {
    const here = scratch();
    const remote = await here.remote("remote.git");
    const directory = await here.clone(remote, "dave/vc");
    const bd = bdIn(here, directory);
    await bd(["init", "--quiet"]);
    await bd(["create", "Look", "--offline"]);
    const project = join(directory, ".beads/project.md");
    writeFileSync(project, `${readFileSync(project, "utf8")}\nBy hand.\n`);
    const said = await bd(["doctor", "--offline", "--json"]);
    expect(said.status).toBe(0);
    expect(found(said, "view")).toMatchObject({ state: "warn", details: [".beads/project.md"] });
    expect(found(said, "pending")).toMatchObject({ state: "warn", advice: "bd sync pushes now." });
    await here.git(directory, "remote", "set-url", "origin", here.path("gone.git"));
    const gone = await bd(["doctor", "--json"]);
    expect(gone.status).toBe(5);
    expect(found(gone, "remote")).toMatchObject({ state: "fail" });
  });
});
