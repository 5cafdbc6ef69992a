import { readdirSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { bdIn, bdOf, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: RunBd;
let erin: RunBd;

/** One project with two clones; an agent works in each. */
beforeEach(async () => {
  here = scratch();
  const remote = await here.remote("vc.git", { files: { "src/parse/lex.ts": "1\n", "src/main.ts": "1\n", "README.md": "x\n" } });
  for (const name of ["dave", "erin"]) await here.clone(remote, `${name}/vc`);
  dave = bdOf(here, "dave", 5, { env: { BD_AGENT_PID: "0" } });
  erin = bdOf(here, "erin", 6, { env: { BD_AGENT_PID: "0" } });
  await dave(["init", "--quiet"]);
  await dave(["create", "Rewrite the parser", "--id", "vc-parse"]);
  await erin(["sync"]);
});

const json = async (who: RunBd, ...words: string[]) => (await who([...words, "--json"])).json;
const tips = async () => here.git(here.path("dave/vc"), "rev-list", "--count", "refs/beads/ledger");

describe("reserve", () => {
  it("keeps others off, and tells them who, by which glob, until when and what for", async () => {
    const intent = "A rewrite.";
    const made = await json(dave, "reserve", "src/parse/**", "--for", "1h", "--intent", intent, "--issue", "vc-parse");
    expect(made).toMatchObject({
      glob: "src/parse/**",
      granted: true,
      mode: "exclusive",
      by: "dave/vc",
      issue: "vc-parse",
      reach: "pushed",
    });
    await erin(["sync"]);
    const refused = await erin(["reserve", "src/parse/lex.ts", "--json"]);
    expect([refused.status, refused.json.error]).toMatchObject([
      3,
      {
        code: "RESERVED",
        holder: "dave/vc",
        pattern: "src/parse/**",
        until: made.until,
        intent,
        issue: "vc-parse",
        reservation: made.reservation,
      },
    ]);
    expect(await json(erin, "reserve", "src/main.ts")).toMatchObject({ granted: true });
  });

  it("counts globs from where the caller stands; a directory that is there ends in a slash", async () => {
    const cwd = here.path("dave/vc/src/parse");
    const made = (await dave(["reserve", "*.ts", "../main.ts", "..", here.path("dave/vc/README.md"), "--json"], { cwd })).json;
    expect(made.map(({ glob }: { glob: string }) => glob)).toEqual(["src/parse/*.ts", "src/main.ts", "src/", "README.md"]);
    for (const glob of ["../../..", "/etc/passwd"])
      expect(await dave(["reserve", glob, "--json"], { cwd })).toMatchObject({
        status: 2,
        json: { error: { code: "OUTSIDE_WORK_TREE" } },
      });
    expect(await dave(["reserve", "src/**.ts", "--json"])).toMatchObject({ status: 2, json: { error: { code: "BAD_GLOB" } } });
    expect(await dave(["reserve", "src", "--for", "soon", "--json"])).toMatchObject({
      status: 2,
      json: { error: { code: "BAD_DURATION" } },
    });
  });

  it("grants what is free of several globs and says which was not; with --atomic all or none", async () => {
    await dave(["reserve", "src/parse/**"]);
    const some = await erin(["reserve", "src/parse/lex.ts", "docs/**", "--json"]);
    expect([some.status, some.json]).toMatchObject([
      3,
      [
        { glob: "src/parse/lex.ts", granted: false, error: { code: "RESERVED", holder: "dave/vc" } },
        { glob: "docs/**", granted: true, error: null },
      ],
    ]);
    const none = await erin(["reserve", "src/parse/lex.ts", "test/**", "--atomic", "--json"]);
    expect(none).toMatchObject({ status: 3, json: { error: { code: "RESERVED", holder: "dave/vc" } } });
    expect((await json(erin, "reserve", "list", "--mine")).map(({ paths }: { paths: string[] }) => paths)).toEqual([["docs/**"]]);
    const all = await erin(["reserve", "src/parse/lex.ts", "src/parse/a.ts"]);
    expect([all.status, all.lines]).toEqual([
      3,
      [expect.stringMatching(/^Not reserved: src\/parse\/lex\.ts /), expect.stringMatching(/^Not reserved: /)],
    ]);
  });

  it("lets those who share share, and nobody else", async () => {
    expect((await dave(["reserve", "src/**", "--shared"])).status).toBe(0);
    expect((await erin(["reserve", "src/main.ts", "--shared"])).status).toBe(0);
    expect(await json(erin, "reserve", "src/main.ts")).toMatchObject({
      error: { code: "RESERVED", holder: "dave/vc", mode: "shared" },
    });
    expect((await json(erin, "reserve", "check", "src/parse")).free).toBe(true);
  });

  it("takes what overlaps one's own, and writes nothing for what is held already", async () => {
    await dave(["reserve", "src/**", "--for", "1h"]);
    expect((await dave(["reserve", "src/parse/**"])).status).toBe(0);
    const before = await tips();
    expect(await json(dave, "reserve", "src/**")).toMatchObject({ granted: true, already: true, changed: false });
    expect(await tips()).toBe(before);
    expect(await json(dave, "reserve", "src/**", "--for", "3h")).toMatchObject({ already: false, changed: true });
  });

  it("is over by itself five minutes after its time, without anybody's help", async () => {
    await dave(["reserve", "src/**", "--for", "1m"]);
    expect((await erin(["reserve", "src/main.ts"])).status).toBe(3);
    for (let minute = 0; minute < 8; minute++) await erin(["whoami"]);
    expect((await erin(["reserve", "src/main.ts"])).status).toBe(0);
    await erin(["sync"]);
    expect(await json(erin, "reserve", "list")).toMatchObject([{ by: "erin/vc", state: "in force" }]);
    expect(await json(erin, "reserve", "list", "--all")).toMatchObject([{ by: "erin/vc" }, { by: "dave/vc", state: "expired" }]);
  });

  it("belongs to a git directory and a session, and not to a name", async () => {
    await dave(["reserve", "src/**"], { env: { BD_SESSION: "s1" } });
    const there = { env: { BD_ACTOR: "dave/vc" } };
    expect((await erin(["reserve", "src/main.ts"], there)).status).toBe(3);
    expect((await dave(["reserve", "src/main.ts"], { env: { BD_SESSION: "s2" } })).status).toBe(3);
    const moved = { env: { BD_ACTOR: "dave/vc", BD_SESSION: "s1" } };
    expect((await erin(["reserve", "check", "src/main.ts"], moved)).stdout).toMatch(/yours until/);
  });

  it("asks the holder under --tell, once for each reservation", async () => {
    await dave(["reserve", "src/parse/**", "--issue", "vc-parse"]);
    const first = await erin(["reserve", "src/parse/lex.ts", "--tell", "--intent", "A fix.", "--json"]);
    const again = await erin(["reserve", "src/parse/lex.ts", "--tell", "--json"]);
    const [told] = first.json.error.told;
    expect([first.status, told.holder, again.json.error.told]).toEqual([3, "dave/vc", [told]]);
    await dave(["sync"]);
    const inbox = await json(dave, "inbox");
    expect(JSON.stringify(inbox)).toContain("erin/vc wants to reserve src/parse/lex.ts for this: A fix.");
  });

  it("answers the first on the remote where two reserve at once; the other is lost and told who", async () => {
    await dave(["--offline", "reserve", "src/**"]);
    await erin(["reserve", "src/main.ts"]);
    const lost = await dave(["reserve", "docs/**", "--json"]);
    expect(lost.json).toMatchObject({ granted: true });
    const status = await json(dave, "status");
    expect(status.lost).toMatchObject([
      { verb: "reserve", code: "RESERVATION_LOST", message: expect.stringContaining("by erin/vc") },
    ]);
    expect(status.reservations).toEqual({ total: 2, mine: 1 });
  });

  it("keeps the rest of several globs where a replay loses some", async () => {
    await dave(["--offline", "reserve", "src/**", "docs/**"]);
    await erin(["reserve", "src/main.ts"]);
    await dave(["sync"]);
    expect((await json(dave, "reserve", "list", "--mine")).map(({ paths }: { paths: string[] }) => paths)).toEqual([["docs/**"]]);
  });

  it("asks the remote before it says that something is held", async () => {
    await dave(["reserve", "src/**"]);
    await erin(["sync"]);
    await dave(["reserve", "release", "--all"]);
    expect(await json(erin, "reserve", "src/main.ts")).toMatchObject({ granted: true });
  });

  it("answers a repetition under the same operation id as before, and changes nothing", async () => {
    await erin(["reserve", "docs/**"]);
    await dave(["sync"]);
    const words = ["reserve", "src/**", "docs/a.md", "--op-id", "20261121T103000123Z-7k3xq2", "--json"];
    const first = await dave(words);
    const before = await tips();
    const again = await dave(words);
    const told = ({ status, json: rows }: typeof first) => [
      status,
      rows.map((row: { granted: boolean; until: string }) => [row.granted, row.until]),
    ];
    expect([told(again), again.json[0].changed, await tips()]).toEqual([told(first), false, before]);
    expect((await json(dave, "reserve", "check", "src/main.ts")).reserved).toMatchObject([{ mine: true }]);
    await erin(["reserve", "release", "--all"]);
    await dave(["sync"]);
    expect((await dave(words)).json[1].error.message).toContain("when this command ran first");
  });

  it("makes nothing under --dry-run", async () => {
    const before = await tips();
    expect((await dave(["reserve", "src/**", "--dry-run"])).stdout).toMatch(/^Would reserve src\/\*\* until /);
    expect(await tips()).toBe(before);
    expect(readdirSync(here.path("dave/vc/.git/bd")).includes("claims")).toBe(false);
  });
});

describe("reserve check", () => {
  it("says free, yours or whose, with the status of the worst; readers learn what is being rewritten", async () => {
    await dave(["reserve", "src/parse", "--intent", "A rewrite."]);
    await erin(["sync"]);
    expect(await erin(["reserve", "check", "README.md", "--json"])).toMatchObject({
      status: 0,
      json: { path: "README.md", free: true, reserved: [] },
    });
    const taken = await erin(["reserve", "check", "src", "README.md", "--json"]);
    expect([taken.status, taken.json]).toMatchObject([
      3,
      [{ path: "src/", free: false, reserved: [{ by: "dave/vc", pattern: "src/parse/" }] }, { free: true }],
    ]);
    const read = await erin(["reserve", "check", "--read", "src/parse/lex.ts"]);
    expect([read.status, read.lines]).toEqual([
      0,
      [expect.stringMatching(/^src\/parse\/lex\.ts: is being rewritten by dave\/vc until /), "  A rewrite."],
    ]);
    expect((await dave(["reserve", "check", "src/parse"])).stdout).toMatch(/^src\/parse\/: yours until /);
  });

  it("takes a file that is there for one path, whatever could lie below a directory of its name", async () => {
    here.write("erin/vc/Makefile", "all:\n");
    await dave(["reserve", "**/*.ts"]);
    await erin(["sync"]);
    expect((await erin(["reserve", "check", "Makefile"])).status).toBe(0);
    expect((await erin(["reserve", "check", "src"])).status).toBe(3);
  });
});

describe("reserve renew and release", () => {
  it("goes on from now, also after it ran out if nobody was faster", async () => {
    const { reservation } = await json(dave, "reserve", "src/**", "--for", "1m");
    for (let minute = 0; minute < 8; minute++) await dave(["whoami"]);
    expect(await json(dave, "reserve", "renew", "--for", "1h")).toMatchObject([{ id: reservation, changed: true }]);
    expect((await erin(["reserve", "src/main.ts"])).status).toBe(3);
    await dave(["reserve", "renew", reservation.slice(-6), "--for", "1s"]);
    await dave(["reserve", "release", "src/**"]);
    await erin(["reserve", "src/main.ts"]);
    expect(await json(dave, "reserve", "renew", reservation)).toMatchObject({ error: { code: "RESERVATION_ENDED" } });
  });

  it("is not renewed over what somebody took after it ran out", async () => {
    const { reservation } = await json(dave, "reserve", "src/**", "--for", "1m");
    for (let minute = 0; minute < 8; minute++) await erin(["whoami"]);
    expect((await erin(["reserve", "src/main.ts"])).status).toBe(0);
    await dave(["sync"]);
    expect(await dave(["reserve", "renew", reservation, "--json"])).toMatchObject({
      status: 3,
      json: { error: { code: "RESERVED", holder: "erin/vc" } },
    });
  });

  it("gives back one of several globs and keeps the others as long as they were", async () => {
    const [{ until }] = await json(dave, "reserve", "src/**", "docs/**", "test/**");
    expect(await json(dave, "reserve", "release", "docs/**")).toMatchObject([{ paths: ["docs/**"], changed: true }]);
    expect(await json(dave, "reserve", "list", "--mine")).toMatchObject([{ paths: ["src/**", "test/**"], until, mine: true }]);
    expect(await json(dave, "reserve", "release", "--all")).toMatchObject([{ paths: ["src/**", "test/**"] }]);
    expect(await json(dave, "reserve", "list")).toEqual([]);
    expect(await json(dave, "reserve", "release")).toMatchObject({ error: { code: "NOTHING_RESERVED" } });
  });

  it("releases twice without harm, and says what it does not know", async () => {
    const { reservation } = await json(dave, "reserve", "src/**");
    await dave(["reserve", "release", reservation]);
    expect(await dave(["reserve", "release", reservation, "--json"])).toMatchObject({ status: 0, json: [{ changed: false }] });
    expect(await dave(["reserve", "release", "lib/**", "--json"])).toMatchObject({
      status: 1,
      json: { error: { code: "RESERVATION_NOT_FOUND" } },
    });
    await dave(["reserve", "a/**"]);
    await dave(["reserve", "b/**"]);
    expect(await dave(["reserve", "release", "--json"])).toMatchObject({
      status: 2,
      json: { error: { code: "SEVERAL_RESERVED" } },
    });
  });

  it("takes somebody else's only by force with a reason, with evidence, and the holder is told", async () => {
    await dave(["reserve", "src/**", "--issue", "vc-parse"]);
    await erin(["sync"]);
    expect(await json(erin, "reserve", "release", "src/**")).toMatchObject({
      error: { code: "NOT_YOUR_RESERVATION", holder: "dave/vc" },
    });
    expect(await json(erin, "reserve", "release", "src/**", "--force")).toMatchObject({ error: { code: "FORCE_NEEDS_REASON" } });
    const [taken] = await json(erin, "reserve", "release", "src/**", "--force", "-r", "It crashed.");
    expect(taken).toMatchObject({
      holder: "dave/vc",
      changed: true,
      evidence: { expired: false, presence: { name: "dave/vc" } },
    });
    await dave(["sync"]);
    const thread = await json(dave, "thread", "vc-parse");
    expect(JSON.stringify(thread)).toContain("erin/vc took away your reservation of src/**: It crashed.");
    expect(await json(erin, "reserve", "list", "--all")).toMatchObject([{ state: "forced" }]);
  });
});

describe("another project's paths", () => {
  it("are reserved in its clone on this machine, or refused with words", async () => {
    const beads = await here.repository("dave/beads");
    const there = bdIn(here, beads, 7);
    await there(["init", "--quiet", "--name", "beads"]);
    const made = await json(dave, "reserve", "beads:src/api/**", "docs/**");
    expect(made).toMatchObject([
      { glob: "docs/**", project: null, granted: true },
      { glob: "src/api/**", project: "beads", granted: true },
    ]);
    expect((await there(["reserve", "list", "--json"])).json).toMatchObject([{ paths: ["src/api/**"], by: "dave/vc" }]);
    expect((await there(["reserve", "src/api/a.ts"])).status).toBe(3);
    expect(await json(dave, "reserve", "check", "beads:src/api/a.ts")).toMatchObject({
      project: "beads",
      free: true,
      reserved: [{ mine: true }],
    });
    expect(await json(dave, "reserve", "release", "beads:src/api/**")).toMatchObject([{ project: "beads", changed: true }]);
    expect(await dave(["reserve", "other:src/**", "--json"])).toMatchObject({
      status: 1,
      json: { error: { code: "UNKNOWN_PROJECT" } },
    });
    await dave(["project", "add", "far", "https://github.com/owner/far"]);
    expect(await dave(["reserve", "far:src/**", "--json"])).toMatchObject({
      status: 5,
      json: { error: { code: "NO_CLONE_HERE" } },
    });
  });
});
