import { beforeEach, describe, expect, it } from "vitest";
import { bdOf, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: RunBd;
let steve: RunBd;

/** One project with a bare remote and two clones; in each works an agent named after its place. */
beforeEach(async () => {
  here = scratch();
  await here.git(here.root, "init", "-q", "--bare", "remotes/vc.git");
  for (const name of ["dave", "steve"]) await here.git(here.root, "clone", "-q", "remotes/vc.git", `${name}/vc`);
  dave = bdOf(here, "dave", 5);
  steve = bdOf(here, "steve", 6);
  await dave(["init", "--quiet"]);
  await dave(["create", "First", "--id", "vc-first", "-p", "1", "-m", "Look here."]);
  await dave(["create", "Second", "--id", "vc-second", "-t", "bug", "--needs", "vc-first"]);
  await steve(["sync"]);
});

const claim = async (who: RunBd, ...words: string[]) => (await who(["claim", ...words, "--json"])).json;
const failure = async (who: RunBd, ...words: string[]) => {
  const { status, json } = await who([...words, "--json"]);
  return { status, ...json.error };
};

describe("claim", () => {
  it("is confirmed by the shared remote, and gives the issue with it", async () => {
    const lines = (await dave(["claim", "vc-first"])).stdout;
    expect(lines).toContain("confirmed");
    expect(lines).toContain("Look here.");
    expect(await claim(dave, "vc-first")).toMatchObject({
      ...{ id: "vc-first", epoch: 1, by: "dave/vc", confirmed: true, reach: "pushed", already: true, took_over: null },
      issue: { id: "vc-first", status: "in_progress", holder: "dave/vc", body: "Look here." },
    });
  });

  it("tells whoever was slower who has it", async () => {
    await claim(dave, "vc-first");
    expect(await failure(steve, "claim", "vc-first")).toMatchObject({
      ...{ status: 3, kind: "conflict", code: "CLAIM_LOST", holder: "dave/vc", epoch: 1, confirmed: true },
      since: expect.stringMatching(/^2026-11-21T/),
      until: expect.stringMatching(/^2026-11-21T/),
    });
    expect(await failure(steve, "claim", "vc-first")).toMatchObject({ status: 3, code: "CLAIM_HELD" });
  });

  it("takes the next ready issue under a filter, or says that there is none", async () => {
    expect(await failure(steve, "claim", "--next", "-t", "bug")).toMatchObject({ status: 1, code: "NOTHING_READY" });
    expect(await claim(steve, "--next")).toMatchObject({ id: "vc-first", already: false });
  });

  it("asks the remote before it says no, since the no may be old news", async () => {
    await claim(dave, "vc-first");
    await steve(["sync"]);
    await dave(["close", "vc-first", "-r", "Done."]);
    expect(await claim(steve, "vc-second")).toMatchObject({ id: "vc-second", confirmed: true });
  });

  it("gives back with --resume what is held here, and knows nothing of the same name elsewhere", async () => {
    await claim(dave, "vc-first");
    expect(await claim(dave, "--resume")).toMatchObject({ id: "vc-first", already: true });
    const twin: RunBd = (words) => steve(words, { env: { BD_ACTOR: "dave/vc" } });
    expect(await failure(twin, "claim", "--resume")).toMatchObject({ status: 1, code: "NOTHING_HELD" });
    expect(await failure(twin, "claim", "vc-first")).toMatchObject({ status: 3 });
  });

  it("takes with --resume what is named, whatever else is held", async () => {
    await dave(["create", "Third", "--id", "vc-third", "-p", "4"]);
    await claim(dave, "vc-first");
    expect(await claim(dave, "vc-third", "--resume")).toMatchObject({ id: "vc-third", already: false });
  });

  it("says of what is neither ready nor free who has it, too", async () => {
    await claim(dave, "vc-first");
    await dave(["defer", "vc-first"]);
    const refused = await failure(steve, "claim", "vc-first");
    expect(refused).toMatchObject({ code: "ISSUE_NOT_READY" });
    expect(refused.message).toContain("dave/vc holds it");
  });

  it("refuses what cannot be worked on, and says why", async () => {
    expect(await failure(dave, "claim", "vc-second")).toMatchObject({ status: 3, code: "ISSUE_NOT_READY" });
    await dave(["defer", "vc-first"]);
    expect((await failure(dave, "claim", "vc-first")).message).toContain("it is deferred");
  });

  it("leaves alone under --if-new what looks like another issue", async () => {
    await dave(["create", "First, too", "--id", "vc-third", "-p", "0"]);
    expect(await failure(dave, "claim", "vc-third", "--if-new")).toMatchObject({ status: 3, code: "LOOKALIKE" });
    await dave(["create", "Something else", "--id", "vc-fourth", "-p", "4"]);
    expect(await claim(dave, "--next", "--if-new")).toMatchObject({ id: "vc-fourth" });
  });

  it("lasts as long as was asked for", async () => {
    const { since, until } = await claim(dave, "vc-first", "--lease", "30m");
    expect(Date.parse(until) - Date.parse(since)).toBe(30 * 60_000);
    expect(await failure(dave, "claim", "vc-first", "--lease", "99d")).toMatchObject({ status: 2, code: "BAD_LEASE" });
  });

  it("is taken over with a reason; the one who had it cannot write on, but can talk", async () => {
    await claim(dave, "vc-first");
    expect(await failure(steve, "claim", "vc-first", "--steal")).toMatchObject({ status: 2, code: "STEAL_NEEDS_REASON" });
    expect(await claim(steve, "vc-first", "--steal", "--reason", "Gone.")).toMatchObject({ epoch: 2, took_over: "dave/vc" });
    await dave(["sync"]);
    for (const words of [
      ["close", "vc-first"],
      ["update", "vc-first", "-p", "0"],
      ["release", "vc-first"],
    ]) {
      expect(await failure(dave, ...words)).toMatchObject({ status: 3, code: "CLAIM_SUPERSEDED", holder: "steve/vc" });
    }
    const reply = await dave(["reply", "vc-first", "-m", "I know something."]);
    expect(reply).toMatchObject({ status: 0, stderr: expect.stringContaining("steve/vc took over vc-first") });
    expect((await dave(["reply", "vc-first", "-m", "More.", "--json"])).stderr).toBe("");
    expect((await steve(["reply", "vc-first", "-m", "Thanks."])).stderr).toBe("");
  });

  it("is renewed for as long as it was made for by its holder's writes once half is gone, out of sight of the log", async () => {
    await claim(dave, "vc-first", "--lease", "4m");
    for (let write = 0; write < 6; write++) await dave(["reply", "vc-first", "-m", "At work."]);
    const { claim: lease, updated } = (await dave(["show", "vc-first", "--json"])).json;
    expect(lease).toMatchObject({ by: "dave/vc", epoch: 1, renewals: expect.any(Number) });
    expect(lease.renewals).toBeGreaterThan(1);
    const left = Date.parse(lease.until) - Date.parse(updated);
    expect(left).toBeGreaterThan(2 * 60_000);
    expect(left).toBeLessThanOrEqual(4 * 60_000);
    expect((await dave(["log", "vc-first"])).stdout).not.toContain("renewed");
    expect((await dave(["log", "vc-first", "--all"])).stdout).toContain("renewed");
  });

  it("is tentative offline, and lost at the sync if somebody was faster", async () => {
    expect(await claim(dave, "vc-first", "--offline")).toMatchObject({ confirmed: false, reach: "local" });
    await claim(steve, "vc-first");
    const { status, json } = await dave(["sync", "--json"]);
    expect(status).toBe(3);
    expect(json.lost).toMatchObject([{ verb: "claim", code: "CLAIM_LOST" }]);
    await dave(["sync", "--acknowledge"]);
    expect((await dave(["sync", "--json"])).json.lost).toEqual([]);
  });

  it("holds nothing where the remote cannot be reached", async () => {
    await here.git(here.path("dave/vc"), "remote", "set-url", "origin", here.path("remotes/gone.git"));
    expect(await failure(dave, "claim", "vc-first")).toMatchObject({ status: 5, code: "CLAIM_NOT_CONFIRMED" });
    expect((await dave(["list", "-s", "in_progress", "--json"])).json).toEqual([]);
  });
});

describe("release", () => {
  it("gives back the one that is held, and repeats itself without harm", async () => {
    await claim(dave, "vc-first");
    expect((await dave(["release", "--json", "-r", "Not mine."])).json).toMatchObject({
      id: "vc-first",
      epoch: 1,
      changed: true,
      reach: "pushed",
    });
    expect((await dave(["release", "vc-first", "--json"])).json.changed).toBe(false);
    expect(await failure(dave, "release")).toMatchObject({ status: 1, code: "NOTHING_HELD" });
    expect(await failure(dave, "release", "vc-second")).toMatchObject({ status: 3, code: "NOT_CLAIMED" });
  });

  it("leaves somebody else's claim alone without force", async () => {
    await claim(dave, "vc-first");
    await steve(["sync"]);
    expect(await failure(steve, "release", "vc-first")).toMatchObject({ status: 3, code: "CLAIM_HELD" });
    expect(await failure(steve, "close", "vc-first")).toMatchObject({ status: 3, code: "CLAIM_HELD" });
    expect(await failure(steve, "release", "vc-first", "--force")).toMatchObject({ status: 2, code: "FORCE_NEEDS_REASON" });
    expect((await steve(["release", "vc-first", "--force", "-r", "Gone."])).status).toBe(0);
  });
});
