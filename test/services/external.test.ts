import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { fakeHost, START, StoryClock } from "../support/fake-host.ts";
import { type Scratch, scratch } from "../support/scratch.ts";
import { seededChance } from "../support/seeded-chance.ts";

let here: Scratch;
let clock: StoryClock;
let chance: ReturnType<typeof seededChance>;
/** Short and full addresses of an issue of beads. */
const short = (id: string) => `beads:${id}`;
const full = (id: string) => `local:${here.path("remotes/beads")}:${id}`;

/** Two projects, each with a bare remote and a clone; vc waits for beads. */
beforeEach(async () => {
  here = scratch();
  clock = new StoryClock(START);
  chance = seededChance(3);
  for (const project of ["vc", "beads"]) {
    await here.git(here.root, "init", "-q", "--bare", `remotes/${project}.git`);
    await here.git(here.root, "clone", "-q", `remotes/${project}.git`, `north/${project}`);
  }
  await bd("north/vc", "init", "--quiet");
  await bd("north/beads", "init", "--quiet");
});

async function bd(directory: string, ...words: string[]) {
  const { json, ...rest } = await say(directory, ...words, "--json");
  return { ...rest, json };
}

/** What lies below `far` is another machine's: it has a cache of its own. */
const machineOf = (directory: string) => (directory.startsWith("far/") ? "far" : "home");

/** As a person would type it: without --json. */
async function say(directory: string, ...words: string[]) {
  clock.tick();
  const env = { ...here.env, BD_SESSION: directory, XDG_CACHE_HOME: here.path(machineOf(directory), "cache") };
  const host = fakeHost({ cwd: here.path(directory), env, now: clock.now, chance });
  const status = await main(words, host);
  const { stdout, stderr } = host.written;
  return { status, stdout, stderr, json: words.includes("--json") && stdout !== "" ? JSON.parse(stdout) : undefined };
}

const create = async (directory: string, title: string, ...words: string[]): Promise<string> =>
  (await bd(directory, "create", title, ...words)).json.id;

/** An issue of vc that waits for one of beads. */
async function waiting() {
  const theirs = await create("north/beads", "Parser crashes");
  const ours = await create("north/vc", "Load the plan");
  await bd("north/vc", "dep", "add", ours, short(theirs));
  return { ours, theirs };
}

const readyIds = async (directory = "north/vc") => (await bd(directory, "ready")).json.map((row: { id: string }) => row.id);

describe("an issue that needs one of another project", () => {
  it("names it in full in its file, and shows it short", async () => {
    const theirs = await create("north/beads", "Parser crashes");
    const ours = await create("north/vc", "Load the plan");
    const added = await say("north/vc", "dep", "add", ours, short(theirs));
    expect(added.stdout).toBe(`${ours} needs ${short(theirs)} · added · pushed\n`);
    expect(added.stderr).toBe("");
    const shown = (await bd("north/vc", "show", ours)).json;
    expect(shown.needs).toEqual([{ id: full(theirs), needs_success: false }]);
    expect(shown.dependencies).toMatchObject([
      { id: full(theirs), address: short(theirs), title: "Parser crashes", status: "open" },
    ]);
    const log = (await bd("north/vc", "log", "-n", "1")).json;
    expect(log[0].subject).toContain(`needs ${short(theirs)}`);
  });

  it("is ready once that is closed there, and the next command says so once to each actor", async () => {
    const { ours, theirs } = await waiting();
    expect(await readyIds()).toEqual([]);
    await bd("north/beads", "close", theirs, "--reason", "Fixed.");
    expect(await readyIds()).toEqual([ours]);
    const line = `${short(theirs)} was closed there: "Parser crashes". Ready now: ${ours}.\n`;
    expect((await say("north/vc", "ready", "--quiet")).stderr).toBe("");
    expect((await say("north/vc", "ready")).stderr).toBe(line);
    expect((await say("north/vc", "ready")).stderr).toBe("");
    expect((await say("north/vc", "list", "--actor", "other/vc")).stderr).toBe(line);
    expect((await say("north/vc", "list", "--actor", "other/vc")).stderr).toBe("");
  });

  it("waits again when that is opened again", async () => {
    const { ours, theirs } = await waiting();
    await bd("north/beads", "close", theirs);
    await say("north/vc", "ready");
    await bd("north/beads", "reopen", theirs);
    expect((await say("north/vc", "ready")).stderr).toContain(`${short(theirs)} was opened again there`);
    expect(await readyIds()).toEqual([]);
    expect((await bd("north/vc", "claim", ours)).json.error).toMatchObject({
      code: "ISSUE_NOT_READY",
      message: `${ours} cannot be claimed: it needs ${short(theirs)}.`,
    });
  });

  it("stays blocked by a failed one only where success is asked for", async () => {
    const theirs = await create("north/beads", "Parser crashes");
    const plain = await create("north/vc", "Whatever comes of it");
    const strict = await create("north/vc", "Only if it works");
    await bd("north/vc", "dep", "add", plain, short(theirs));
    await bd("north/vc", "dep", "add", strict, short(theirs), "--type", "needs-success");
    await bd("north/beads", "close", theirs, "--outcome", "failed", "--reason", "No way.");
    expect(await readyIds()).toEqual([plain]);
    const [explained] = (await bd("north/vc", "ready", "--explain", strict)).json;
    expect(explained.blocked_by).toMatchObject([
      { kind: "needs-success", id: full(theirs), address: short(theirs), status: "closed" },
    ]);
  });

  it("says how that stands there and how old that word is", async () => {
    const { ours, theirs } = await waiting();
    const words = `waits for ${short(theirs)} (open there, seen`;
    for (const line of [["show", ours], ["ready", "--explain", ours], ["blocked"]])
      expect((await say("north/vc", ...line)).stdout).toContain(words);
    const [blocked] = (await bd("north/vc", "blocked")).json;
    expect(blocked.blocked_by[0].seen_seconds_ago).toBeGreaterThanOrEqual(60);
    expect(Date.parse(blocked.blocked_by[0].seen)).toBeLessThan(clock.now());
    await bd("north/beads", "claim", theirs);
    const [claimed] = (await bd("north/vc", "blocked")).json;
    expect(claimed.blocked_by[0]).toMatchObject({ status: "in_progress", holder: "north/beads" });
    expect((await say("north/vc", "blocked")).stdout).toContain("in progress there with north/beads");
  });

  it("is told apart by the tree, which follows what that waits for there", async () => {
    const { ours, theirs } = await waiting();
    const deeper = await create("north/beads", "Lexer");
    await bd("north/beads", "dep", "add", theirs, deeper);
    const { down } = (await bd("north/vc", "dep", "tree", ours)).json;
    expect(down).toMatchObject([{ address: short(theirs), status: "open", nodes: [{ address: short(deeper), title: "Lexer" }] }]);
    expect((await say("north/vc", "dep", "tree", ours)).stdout).toContain(`${short(deeper)}  Lexer (open there, seen`);
  });

  it("no longer waits once the edge is taken away, by its short or its full name, wherever that project is by then", async () => {
    const { ours, theirs } = await waiting();
    renameSync(here.path("north/beads"), here.path("gone"));
    rmSync(here.path("home/cache"), { recursive: true, force: true });
    expect((await bd("north/vc", "dep", "remove", ours, short(theirs))).json).toMatchObject({ needs: [], target: full(theirs) });
    expect(await readyIds()).toEqual([ours]);
    const again = await bd("north/vc", "dep", "add", ours, full(theirs));
    expect(again).toMatchObject({ status: 0, json: { needs: [{ id: full(theirs) }] } });
    expect((await bd("north/vc", "dep", "remove", ours, full(theirs))).json.needs).toEqual([]);
  });
});

describe("a link to another project's issue", () => {
  it("is refused where the ledger is at hand and does not know it, with what is similar", async () => {
    const theirs = await create("north/beads", "Parser crashes");
    const ours = await create("north/vc", "Load the plan");
    const wrong = `${theirs.slice(0, -1)}${theirs.endsWith("x") ? "y" : "x"}`;
    const refused = await bd("north/vc", "dep", "add", ours, short(wrong));
    expect(refused).toMatchObject({ status: 1, json: { error: { code: "TARGET_NOT_FOUND", candidates: [full(theirs)] } } });
    expect(refused.json.error.hints[0]).toBe(`Did you mean ${short(theirs)}?`);
    expect((await bd("north/vc", "show", ours)).json.needs).toEqual([]);
    expect((await bd("north/vc", "create", "More", "--deps", short(wrong))).json.error.code).toBe("TARGET_NOT_FOUND");
  });

  it("is found where only the remote knows it by now", async () => {
    await here.git(here.root, "clone", "-q", "remotes/beads.git", "south/beads");
    const theirs = await create("south/beads", "Parser crashes");
    await bd("south/beads", "sync");
    renameSync(here.path("south"), here.path("gone"));
    const ours = await create("north/vc", "Load the plan");
    expect((await bd("north/vc", "dep", "add", ours, short(theirs))).status).toBe(0);
    expect((await bd("north/vc", "show", ours)).json.dependencies).toMatchObject([{ title: "Parser crashes", status: "open" }]);
  });

  it("is stored with a warning where nothing of that project is at hand, counts as open, and is known once it is", async () => {
    const theirs = await create("north/beads", "Parser crashes");
    await bd("north/beads", "sync");
    const address = full(theirs);
    renameSync(here.path("north/beads"), here.path("away"));
    rmSync(here.path("home/cache"), { recursive: true, force: true });
    const ours = await create("north/vc", "Load the plan");
    const added = await say("north/vc", "dep", "add", ours, address);
    expect(added).toMatchObject({ status: 0 });
    expect(added.stderr).toContain(`${short(theirs)} is not known here yet: it counts as open`);
    expect((await say("north/vc", "ready", "--explain", ours)).stdout).toContain(
      `waits for ${short(theirs)}, which is not known here yet`,
    );
    expect((await bd("north/vc", "blocked")).json[0].blocked_by).toMatchObject([
      { kind: "needs-unknown", id: address, address: short(theirs), title: null, status: null, seen: null },
    ]);
    renameSync(here.path("away"), here.path("north/beads"));
    for (let minute = 0; minute < 2; minute++) clock.tick();
    expect((await bd("north/vc", "blocked")).json[0].blocked_by).toMatchObject([{ kind: "needs", status: "open" }]);
  });

  it("cannot make one of theirs a parent, or change one", async () => {
    const { ours, theirs } = await waiting();
    for (const words of [
      ["dep", "add", ours, short(theirs), "--type", "parent-child"],
      ["dep", "add", ours, short(theirs), "--type", "supersedes"],
      ["update", ours, "--parent", full(theirs)],
      ["create", "Child", "--parent", full(theirs)],
    ])
      expect((await bd("north/vc", ...words)).json.error.code).toBe("OTHER_PROJECT");
  });

  it("is looked up for create, too", async () => {
    const theirs = await create("north/beads", "Parser crashes");
    const made = await say("north/vc", "create", "Load the plan", "--deps", short(theirs));
    expect(made.stdout).toContain(`needs ${short(theirs)}`);
    expect((await bd("north/vc", "blocked")).json[0].blocked_by).toMatchObject([{ kind: "needs", title: "Parser crashes" }]);
  });
});

describe("what is known of another project's issues", () => {
  const states = () => here.path("north/vc/.git/bd/external/states.json");

  it("gives the same answer from an index that is made anew", async () => {
    const { ours, theirs } = await waiting();
    await bd("north/beads", "close", theirs);
    const before = (await bd("north/vc", "show", ours)).json;
    rmSync(indexPlace(here.path("north/vc/.git/bd")));
    expect((await bd("north/vc", "show", ours)).json).toEqual({ ...before, dependencies: expect.any(Array) });
    expect(await readyIds()).toEqual([ours]);
  });

  it("is found again where it was thrown away or broken", async () => {
    const { ours, theirs } = await waiting();
    await bd("north/beads", "close", theirs);
    expect(await readyIds()).toEqual([ours]);
    writeFileSync(states(), "{");
    expect(await readyIds()).toEqual([ours]);
    rmSync(here.path("north/vc/.git/bd/external"), { recursive: true });
    expect(await readyIds()).toEqual([ours]);
  });

  it("comes from the clone that knows most, and stays known where that clone goes away", async () => {
    const { ours, theirs } = await waiting();
    await here.git(here.root, "clone", "-q", "remotes/beads.git", "south/beads");
    await bd("south/beads", "sync");
    await bd("north/vc", "sync");
    await bd("south/beads", "close", theirs);
    expect(await readyIds()).toEqual([ours]);
    await bd("south/beads", "sync");
    await bd("north/beads", "create", "Something else");
    expect(await readyIds()).toEqual([ours]);
    renameSync(here.path("south"), here.path("gone"));
    expect(await readyIds()).toEqual([ours]);
  });

  it("costs a project nothing that needs nobody else's", async () => {
    await create("north/vc", "Load the plan");
    await bd("north/vc", "sync");
    await readyIds();
    expect(existsSync(here.path("north/vc/.git/bd/external"))).toBe(false);
  });

  it("is dropped once nobody needs it", async () => {
    const { ours, theirs } = await waiting();
    const other = await create("north/beads", "Another");
    await bd("north/vc", "dep", "remove", ours, short(theirs));
    await bd("north/vc", "dep", "add", ours, short(other));
    expect(JSON.parse(readFileSync(states(), "utf8")).map(({ id }: { id: string }) => id)).toEqual([full(other)]);
  });

  it("is the same for all who look at once, and told once", async () => {
    const { ours, theirs } = await waiting();
    await bd("north/beads", "close", theirs);
    const said = await Promise.all(["one", "two", "three", "four"].map(() => say("north/vc", "ready")));
    for (const { stdout } of said) expect(stdout).toContain(ours);
    const later = await say("north/vc", "ready");
    const told = [...said, later].filter(({ stderr }) => stderr.includes("was closed there"));
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(later.stderr).toBe("");
  });

  it("never keeps a command from its answer", async () => {
    const { ours } = await waiting();
    rmSync(here.path("north/vc/.git/bd/external"), { recursive: true });
    writeFileSync(here.path("north/vc/.git/bd/external"), "in the way");
    const shown = await say("north/vc", "show", ours);
    expect(shown.status).toBe(0);
    expect(shown.stderr).toContain("could not be looked up");
  });
});

describe("a project that has no clone on this machine", () => {
  /** beads is on another machine alone; here only its URL is known. */
  async function far() {
    await here.git(here.root, "clone", "-q", "remotes/beads.git", "far/beads");
    const theirs = await create("far/beads", "Parser crashes");
    renameSync(here.path("north/beads"), here.path("gone"));
    rmSync(here.path("home/cache"), { recursive: true, force: true });
    await bd("north/vc", "project", "add", here.path("remotes/beads.git"));
    const ours = await create("north/vc", "Load the plan");
    await bd("north/vc", "dep", "add", ours, full(theirs));
    return { ours, theirs };
  }

  it("is read in the user's mirror of its ledger, which bd sync brings up to date", async () => {
    const { ours, theirs } = await far();
    expect((await bd("north/vc", "sync")).json.externals).toMatchObject({ trouble: {}, changed: true });
    expect((await bd("north/vc", "blocked")).json[0].blocked_by).toMatchObject([{ kind: "needs", title: "Parser crashes" }]);
    await bd("far/beads", "close", theirs);
    expect(await readyIds()).toEqual([]);
    expect((await bd("north/vc", "sync")).json.externals.changed).toBe(true);
    expect(await readyIds()).toEqual([ours]);
  });

  it("keeps what is known, with its age, while it cannot be reached, and sync says so", async () => {
    const { ours, theirs } = await far();
    await bd("north/vc", "sync");
    const seen = () => bd("north/vc", "show", ours).then(({ json }) => json.dependencies[0]);
    const before = await seen();
    await bd("far/beads", "close", theirs);
    renameSync(here.path("remotes/beads.git"), here.path("remotes/away.git"));
    const synced = await say("north/vc", "sync");
    expect(synced.status).toBe(0);
    expect(synced.stdout).toContain("which issues here wait for, could not be asked");
    expect(await seen()).toMatchObject({ status: "open", seen: before.seen });
    expect((await seen()).seen_seconds_ago).toBeGreaterThan(before.seen_seconds_ago);
    expect((await bd("north/vc", "sync", "--offline")).json.error.code).toBe("SYNC_OFFLINE");
  });
});

describe("what another project's ledger says", () => {
  it("does not choose which hosts are asked", async () => {
    const { ours, theirs } = await waiting();
    await bd("north/beads", "dep", "add", theirs, "unreachable.example/owner/lib:lib-1");
    const synced = (await bd("north/vc", "sync")).json;
    expect(synced.externals).toMatchObject({ trouble: {}, projects: [full("").slice(0, -1), "unreachable.example/owner/lib"] });
    expect(existsSync(here.path("home/cache/bd/mirrors"))).toBe(false);
    const tree = (await say("north/vc", "dep", "tree", ours)).stdout;
    expect(tree).toContain("? lib:lib-1  not known here yet");
  });
});

describe("issues that wait for each other across projects", () => {
  it("are refused where that can be seen already", async () => {
    const { ours, theirs } = await waiting();
    const middle = await create("north/beads", "Lexer");
    await bd("north/beads", "dep", "add", theirs, middle);
    await bd("north/vc", "sync");
    const refused = await bd("north/beads", "dep", "add", middle, `vc:${ours}`);
    expect(refused).toMatchObject({ status: 3, json: { error: { code: "DEPENDENCY_CYCLE" } } });
    expect(refused.json.error.message).toBe(
      `That would make a cycle across projects: ${middle} -> vc:${ours} -> ${theirs} -> ${middle}.`,
    );
  });

  it("are said by both where they came to be unseen", async () => {
    const { ours, theirs } = await waiting();
    renameSync(here.path("north/vc"), here.path("hidden"));
    rmSync(here.path("home/cache"), { recursive: true, force: true });
    await bd("north/beads", "dep", "add", theirs, `local:${here.path("remotes/vc")}:${ours}`);
    renameSync(here.path("hidden"), here.path("north/vc"));
    const [cycle] = (await bd("north/vc", "dep", "cycles")).json;
    expect(cycle).toMatchObject({ kind: "cycle", issues: [{ id: full(theirs) }, { id: ours }] });
    const explained = await say("north/vc", "ready", "--explain", ours);
    expect(explained.stdout).toContain(`is on a cycle of needs: ${ours} -> ${short(theirs)} -> ${ours}`);
    expect((await say("north/vc", "status")).stdout).toContain(`${short(theirs)} -> ${ours}`);
    expect((await say("north/vc", "doctor")).stdout).toContain("some issues wait for themselves");
    for (let minute = 0; minute < 2; minute++) clock.tick();
    expect((await bd("north/beads", "dep", "cycles")).json).toMatchObject([{ kind: "cycle" }]);
  });
});

describe("agents who wait for each other", () => {
  it("are said with what they hold, here and across projects", async () => {
    const [a, b, c] = [
      await create("north/beads", "Parser crashes"),
      await create("north/vc", "Load the plan"),
      await create("north/beads", "Release"),
    ];
    const d = await create("north/vc", "Write the notes");
    await bd("north/vc", "claim", b, "--actor", "alpha/vc");
    await bd("north/vc", "claim", d, "--actor", "alpha/vc");
    await bd("north/beads", "claim", a, "--actor", "beta/beads");
    await bd("north/beads", "claim", c, "--actor", "beta/beads");
    await bd("north/vc", "dep", "add", b, short(a));
    await bd("north/beads", "dep", "add", c, `vc:${d}`);
    const ring = [
      { by: "alpha/vc", holds: b, waits_for: full(a), held_by: "beta/beads" },
      { by: "beta/beads", holds: full(c), waits_for: d, held_by: "alpha/vc" },
    ];
    expect((await bd("north/vc", "dep", "cycles")).json).toEqual([{ kind: "standoff", issues: [], waits: ring }]);
    expect((await bd("north/vc", "status")).json.standoffs).toEqual([ring]);
    const words = `alpha/vc holds ${b}, which waits for ${short(a)}, held by beta/beads`;
    for (const line of [["dep", "cycles"], ["status"]]) expect((await say("north/vc", ...line)).stdout).toContain(words);
    expect((await say("north/vc", "doctor")).stdout).toContain("some wait for each other");
    await bd("north/vc", "release", d, "--actor", "alpha/vc");
    expect((await bd("north/vc", "status")).json.standoffs).toEqual([]);
  });
});
