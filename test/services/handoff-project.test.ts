import { renameSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Neighbours, neighbours } from "../support/neighbours.ts";

/** An issue of vc with a thread and a file, and another one that waits for it. */
async function story(more: readonly string[] = []): Promise<Neighbours & { readonly vc: string; readonly beads: string }> {
  const there = await neighbours(more);
  const { bd, here } = there;
  await bd(
    "north/vc",
    "create",
    "Parser dies",
    "--id",
    "vc-bug001",
    "-t",
    "bug",
    "-p",
    "1",
    "-l",
    "parser",
    "-m",
    "20,000 brackets.",
  );
  await bd("north/vc", "create", "Load the plan", "--id", "vc-load01", "--deps", "vc-bug001");
  here.write("north/vc/log.txt", "RangeError\n");
  await bd("north/vc", "reply", "vc-bug001", "-m", "Seen again.", "--attach", "log.txt");
  return { ...there, vc: `local:${here.path("remotes/vc")}`, beads: `local:${here.path("remotes/beads")}` };
}

describe("an issue that is handed to another project", () => {
  it("moves with its thread and files; the stub points on, and both name each other", async () => {
    const { bd, vc, beads, here } = await story(["south/beads"]);
    const moved = await bd("north/vc", "handoff", "vc-bug001", "--to", "beads", "-m", "It is your parser.", "--json");
    expect(moved).toMatchObject({
      status: 0,
      stderr: "",
      json: { id: "vc-bug001", state: "delivered", delivered: true, messages: 1, waiting: ["vc-load01"], project: "beads" },
    });
    const id = moved.json.bead;
    expect(moved.json.address).toBe(`beads:${id}`);
    expect((await bd("north/vc", "show", "vc-bug001", "--json")).json).toMatchObject({
      status: "closed",
      closed: { outcome: "handed-off", reason: "It is your parser." },
      superseded_by: `${beads}:${id}`,
    });
    expect((await bd("north/vc", "thread", "vc-bug001")).stdout).toContain(`the talk goes on at ${beads}:${id}`);
    const there = (await bd("south/beads", "show", id, "--json")).json;
    expect(there).toMatchObject({
      ...{ title: "Parser dies", type: "bug", priority: 1, labels: ["parser"], body: "20,000 brackets.", status: "ready" },
      origin: { project: vc, issue: "vc-bug001", actor: "north/vc" },
      thread: [
        { body: "Seen again.", foreign: true, attachments: [{ name: "log.txt", size: 11 }] },
        { type: "handoff", body: "It is your parser." },
      ],
    });
    const files = await here.git(here.path("remotes/beads.git"), "ls-tree", "-r", "--name-only", "beads");
    expect(files).toContain("log.txt");
  });

  it("is waited for there by whoever needed it here", async () => {
    const { bd, beads } = await story();
    const { bead } = (await bd("north/vc", "handoff", "vc-bug001", "--to", "beads", "--json")).json;
    expect((await bd("north/vc", "show", "vc-load01", "--json")).json).toMatchObject({
      status: "blocked",
      needs: [{ id: `${beads}:${bead}`, needs_success: false }],
    });
    await bd("north/beads", "close", bead, "-r", "A loop counts them now.");
    await bd("north/vc", "sync");
    expect((await bd("north/vc", "show", "vc-load01", "--json")).json.status).toBe("ready");
  });

  it("is said in words, and not done under --dry-run", async () => {
    const { bd } = await story();
    const dry = await bd("north/vc", "handoff", "vc-bug001", "--to", "beads", "--dry-run");
    expect(dry.stdout).toMatch(
      /^Would hand over vc-bug001 to beads with 1 message: Parser dies\nvc-load01 waits for it there\.\n$/,
    );
    expect((await bd("north/vc", "show", "vc-bug001", "--json")).json.status).not.toBe("closed");
    const { stdout } = await bd("north/vc", "handoff", "vc-bug001", "--to", "beads");
    expect(stdout).toMatch(
      /^Handed over vc-bug001 as beads:beads-\w+ with 1 message: Parser dies\nDelivered through the clone in /,
    );
    expect((await bd("north/beads", "list", "--json")).json).toHaveLength(1);
  });

  it("waits in the outbox while nothing can bring it, and comes once, by whichever clone", async () => {
    const { bd, here } = await story(["south/vc"]);
    for (const place of ["remotes/beads.git", "north/beads"]) renameSync(here.path(place), here.path(`${place}.away`));
    const moved = (await bd("north/vc", "handoff", "vc-bug001", "--to", here.path("remotes/beads.git"), "--json")).json;
    expect(moved).toMatchObject({ state: "queued", delivered: false });
    expect((await bd("north/vc", "show", "vc-bug001", "--json")).json.status).toBe("closed");
    for (const place of ["remotes/beads.git", "north/beads"]) renameSync(here.path(`${place}.away`), here.path(place));
    await bd("south/vc", "sync");
    await bd("north/vc", "sync");
    const there = (await bd("north/beads", "sync", "--json")) && (await bd("north/beads", "list", "--json")).json;
    expect(there).toMatchObject([{ title: "Parser dies", message_count: 1 }]);
  });
});

describe("an issue that was handed over", () => {
  it("is open here again, and needed here, where it is given up before anything could bring it", async () => {
    const { bd, here } = await story();
    for (const place of ["remotes/beads.git", "north/beads"]) renameSync(here.path(place), here.path(`${place}.away`));
    const moved = (await bd("north/vc", "handoff", "vc-bug001", "--to", here.path("remotes/beads.git"), "--json")).json;
    expect((await bd("north/vc", "outbox", "drop", moved.entry, "--json")).status).toBe(0);
    expect((await bd("north/vc", "show", "vc-bug001", "--json")).json).toMatchObject({ status: "ready", superseded_by: null });
    expect((await bd("north/vc", "show", "vc-load01", "--json")).json.needs).toEqual([{ id: "vc-bug001", needs_success: false }]);
  });

  it("can be handed back: talk on the first stub goes to where it is now", async () => {
    const { bd } = await story();
    const { bead } = (await bd("north/vc", "handoff", "vc-bug001", "--to", "beads", "--json")).json;
    const back = (await bd("north/beads", "handoff", bead, "--to", "vc", "-m", "It is the loader after all.", "--json")).json;
    expect(back).toMatchObject({ state: "delivered", project: "vc", messages: 1 });
    const said = (await bd("north/vc", "reply", "vc-bug001", "-m", "I see.", "--json")).json;
    expect(said).toMatchObject({ thread: back.bead, foreign: false });
    const { thread } = (await bd("north/vc", "show", back.bead, "--json")).json;
    expect(thread.map(({ body }: { body: string }) => body)).toEqual(["Seen again.", "It is the loader after all.", "I see."]);
  });
});

describe("what is not handed over", () => {
  const code = async ({ bd }: Neighbours, ...words: string[]) => {
    const { status, json } = await bd("north/vc", "handoff", ...words, "--json");
    return [status, json.error.code];
  };

  it("is closed, has open children, or goes to nobody", async () => {
    const there = await story();
    const { bd } = there;
    await bd("north/vc", "create", "Epic", "-t", "epic", "--id", "vc-epic01");
    await bd("north/vc", "create", "Child", "--id", "vc-child1", "--parent", "vc-epic01");
    expect(await code(there, "vc-epic01", "--to", "beads")).toEqual([3, "OPEN_CHILDREN"]);
    expect(await code(there, "vc-epic01", "--to", "beads", "--force", "-r", "now")).toEqual([3, "OPEN_CHILDREN"]);
    expect(await code(there, "vc-bug001", "--to", "baeds")).toEqual([1, "UNKNOWN_PROJECT"]);
    expect(await code(there, "vc-bug001", "--to", "vc")).toEqual([2, "HANDOFF_EMPTY"]);
    expect(await code(there, "vc-bug001", "--to", "other/vc")).toEqual([1, "UNKNOWN_AGENT"]);
    expect(await code(there, "vc-bug001", "--to", "@nobody")).toEqual([1, "UNKNOWN_PERSON"]);
    expect(await code(there, "vc-bug001", "--to", "@all")).toEqual([2, "NOT_A_PROJECT"]);
    expect(await code(there, "vc-bug001", "--to", "nobody/beads")).toEqual([1, "UNKNOWN_AGENT"]);
    expect(await code(there, "vc-bug00", "--to", "beads")).toEqual([1, "ISSUE_NOT_FOUND"]);
    await bd("north/vc", "handoff", "vc-bug001", "--to", "beads");
    const again = await bd("north/vc", "handoff", "vc-bug001", "--to", "beads", "--json");
    expect([again.status, again.json.error.code]).toEqual([3, "ISSUE_CLOSED"]);
    expect(again.json.error.hints[0]).toMatch(/^It went on as local:.*:beads-/);
    expect((await bd("north/beads", "list", "--json")).json).toHaveLength(1);
  });

  it("is what somebody else holds, but for force with a reason", async () => {
    const there = await story();
    await there.as("dave/vc", "north/vc", "claim", "vc-bug001");
    expect(await code(there, "vc-bug001", "--to", "beads")).toEqual([3, "CLAIM_HELD"]);
    expect(await code(there, "vc-bug001", "--to", "beads", "--force")).toEqual([2, "FORCE_NEEDS_REASON"]);
    expect((await there.bd("north/beads", "list", "--json")).json).toEqual([]);
    const forced = await there.bd(
      "north/vc",
      "handoff",
      "vc-bug001",
      "--to",
      "beads",
      "--force",
      "-r",
      "Dave is gone.",
      "--json",
    );
    expect(forced.json.state).toBe("delivered");
    expect((await there.bd("north/vc", "show", "vc-bug001", "--json")).json.claim).toMatchObject({ ended: "handed-off" });
  });

  it("holds a key or a token, wherever on its thread, unless that is allowed", async () => {
    const there = await story();
    const { bd } = there;
    const token = ["ghp", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("_");
    await bd("north/vc", "reply", "vc-bug001", "-m", `It says\n${token}`);
    const { status, json } = await bd("north/vc", "handoff", "vc-bug001", "--to", "beads", "--json");
    expect([status, json.error.code]).toEqual([3, "SECRET_FOUND"]);
    expect(json.error.found).toMatchObject([
      { place: expect.stringMatching(/^the body of message /), line: 2, column: 1, begins: "ghp_" },
    ]);
    expect((await bd("north/vc", "show", "vc-bug001", "--json")).json.status).not.toBe("closed");
    expect((await bd("north/vc", "handoff", "vc-bug001", "--to", "beads", "--allow-secrets", "--json")).json.state).toBe(
      "delivered",
    );
  });

  it("stays open here, and is needed here, where the other project takes nothing", async () => {
    const { bd, here } = await story();
    await here.git(here.root, "clone", "-q", "remotes/beads.git", "south/beads");
    await bd("south/beads", "config", "set", "inbound", "closed");
    await bd("south/beads", "sync");
    await bd("north/beads", "config", "set", "inbound", "open");
    const moved = await bd("north/vc", "handoff", "vc-bug001", "--to", "beads", "--json");
    expect(moved.status).not.toBe(0);
    expect((await bd("north/vc", "show", "vc-bug001", "--json")).json).toMatchObject({ status: "ready", superseded_by: null });
    expect((await bd("north/vc", "show", "vc-load01", "--json")).json.needs).toEqual([{ id: "vc-bug001", needs_success: false }]);
  });
});
