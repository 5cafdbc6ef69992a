import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { bdIn, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";
import { done, strangers } from "../support/strangers.ts";

describe("what goes along with an issue", () => {
  test("is a message there: for whom, what is expected by when, and data for programs", async () => {
    const { vc, beads, remotes } = await strangers();
    await done(beads, ["create", "Tidy up", "--actor", "alpha/beads"]);
    await done(beads, ["sync"]);
    await done(vc, ["send", remotes.beads, "first"]);
    const sent = await done(vc, [
      ...["send", "alpha/beads", "Which version?", "-t", "question", "--to", "@person"],
      ...["--expects", "reply", "--by", "+2d", "--data", "run=17", "--data", "kind=probe=x"],
    ]);
    expect(sent).toMatchObject({ to: ["alpha/beads", "@person"], delivered: true, message: sent.entry });
    await done(beads, ["sync"]);
    const [cover] = await done(beads, ["thread", sent.id]);
    expect(cover).toMatchObject({
      ...{ id: sent.entry, to: ["alpha/beads", "@person"], type: "request", expects: "reply" },
      ...{ data: { run: "17", kind: "probe=x" }, deadline: expect.stringMatching(/^2026-11-23T/) },
    });
  });

  test("is nothing where nothing was said of it", async () => {
    const { vc, beads, remotes } = await strangers();
    const sent = await done(vc, ["send", remotes.beads, "parser crash"]);
    expect(sent.message).toBeNull();
    await done(beads, ["sync"]);
    expect(await done(beads, ["thread", sent.id])).toEqual([]);
  });

  test("is for somebody who was seen there, else nothing is stored", async () => {
    const { vc, beads, remotes } = await strangers();
    await done(beads, ["create", "Tidy up", "--actor", "alpha/beads"]);
    await done(beads, ["sync"]);
    await done(vc, ["send", remotes.beads, "first"]);
    for (const [address, code] of [
      ["alfa/beads", "UNKNOWN_AGENT"],
      ["alpha/baeds", "UNKNOWN_PROJECT"],
    ] as const) {
      const { status, json } = await vc(["send", address, "x", "--json"]);
      expect({ status, code: json.error.code }).toEqual({ status: 1, code });
      expect(json.error.hints.join(" ")).toMatch(/Did you mean (alpha\/)?beads/);
    }
    expect(await done(vc, ["outbox", "list", "--all"])).toHaveLength(1);
  });

  test("may not be a key or a token, unless that is meant", async () => {
    const { vc, remotes } = await strangers();
    const token = ["ghp", "x7Kq2mZpR4tVw8yB3nLcD6fH9jS1aE5gU0iO"].join("_");
    const words = ["send", remotes.beads, "parser crash", "-m", `It needs ${token} to crash.`];
    expect(await vc([...words, "--json"])).toMatchObject({ status: 3, json: { error: { code: "SECRET_FOUND" } } });
    expect(await done(vc, ["outbox", "list", "--all"])).toEqual([]);
    expect(await done(vc, [...words, "--allow-secrets"])).toMatchObject({ delivered: true });
  });
});

describe("a path that was typed", () => {
  test("has to be a repository, else nothing is stored", async () => {
    const { vc } = await strangers();
    for (const path of ["remotes/Möbel & Küche", "../nowhere", "a/b/c d"]) {
      expect(await vc(["send", path, "x", "--json"])).toMatchObject({ status: 1, json: { error: { code: "UNKNOWN_PROJECT" } } });
    }
    expect(await done(vc, ["outbox", "list", "--all"])).toEqual([]);
  });

  test("may have blanks and umlauts in it, and so may the name that is made of it", async () => {
    const here = scratch();
    const remote = join(here.root, "remotes", "Möbel & Küche.git");
    await here.git(here.root, "init", "--quiet", "--bare", remote);
    const shop = join(here.root, "shop");
    await here.git(here.root, "clone", "--quiet", remote, shop);
    const made = await bdIn(here, shop)(["init", "--json"]);
    expect(made).toMatchObject({ status: 0, json: { name: "Möbel-Küche" } });
    const { bd, directory } = await trackedRepository(here);
    await here.git(here.root, "clone", "--quiet", "--bare", remote, join(directory, "sub", "Möbel & Küche.git"));
    expect(await bd(["send", relative(directory, remote), "one", "--json"])).toMatchObject({ json: { delivered: true } });
    expect(await bd(["send", "Möbel & Küche", "two", "--json"])).toMatchObject({
      json: { project: "Möbel-Küche", delivered: true },
    });
    expect(await bd(["send", "sub/Möbel & Küche", "three", "--dry-run", "--json"])).toMatchObject({
      json: { identity: expect.stringMatching(/sub\/Möbel & Küche$/) },
    });
  });
});

describe("links", () => {
  test("make an issue here wait only where that is asked, and know which one where one is held", async () => {
    const { vc, remotes } = await strangers();
    const local = (await done(vc, ["create", "Load the plan"])).id;
    const related = await done(vc, ["send", remotes.beads, "one", "--issue", local]);
    expect(related).toMatchObject({ linked: local, blocked: null });
    expect((await done(vc, ["show", local])).status).toBe("ready");
    expect(await vc(["send", "beads", "two", "--blocks-me", "--json"])).toMatchObject({
      status: 2,
      json: { error: { code: "NO_ISSUE_NAMED" } },
    });
    await done(vc, ["claim", local]);
    const sent = await done(vc, ["send", "beads", "two", "--blocks-me"]);
    expect(sent).toMatchObject({ linked: null, blocked: local });
    const shown = await done(vc, ["show", local]);
    expect(JSON.stringify(shown.needs)).toContain(sent.id);
    expect(shown.related).toEqual([`${related.identity}:${related.id}`]);
    expect(await vc(["send", "beads", "three", "--issue", "vc-000000", "--json"])).toMatchObject({ status: 1 });
    expect(await done(vc, ["outbox", "list", "--all"])).toHaveLength(2);
  });
});

describe("words to people of this project", () => {
  test("stand on its bulletin, and nothing that only an issue can have is taken for them", async () => {
    const { vc } = await strangers();
    expect(await done(vc, ["send", "@all", "main is frozen", "-m", "Until noon."])).toMatchObject({
      ...{ thread: null, to: ["@all"], subject: "main is frozen", body: "Until noon.", reach: "pushed" },
    });
    expect(await done(vc, ["send", "@person", "Look here", "--expects", "ack"])).toMatchObject({
      ...{ to: ["@person"], subject: null, body: "Look here", expects: "ack" },
    });
    expect(await vc(["send", "@all", "x", "-p", "1", "--if-new", "--json"])).toMatchObject({
      status: 2,
      json: { error: { code: "NOT_FOR_MESSAGES", flags: ["--priority", "--if-new"] } },
    });
    expect(await vc(["send", "@all", " ", "--json"])).toMatchObject({ status: 2, json: { error: { code: "BODY_MISSING" } } });
    expect(await vc(["send", "@a b", "x", "--json"])).toMatchObject({ status: 2, json: { error: { code: "INVALID_ADDRESS" } } });
    expect(await done(vc, ["outbox", "list", "--all"])).toEqual([]);
  });
});

describe("what is said of the way", () => {
  test("names the carrier and why on demand, and takes a relative path from where the caller stands", async () => {
    const { here, vc, remotes } = await strangers();
    const path = relative(here.path("north/vc"), remotes.beads);
    const { lines, status } = await vc(["send", path, "parser crash", "--verbose"]);
    expect(status).toBe(0);
    expect(lines.slice(1, 3)).toEqual([
      `Delivered through ${remotes.beads}.`,
      "Carrier: mirror, since no clone of it could be used here; its URL is the one that was typed.",
    ]);
    const again = await vc(["send", path, "again"]);
    expect(again.lines[1]).toBe(`Delivered through ${remotes.beads}.`);
    expect(again.stdout).not.toContain("Carrier");
  });

  test("under --dry-run leaves no trace, not even of the path that was typed", async () => {
    const { here, vc, remotes } = await strangers();
    const before = await here.git(here.path("north/vc"), "rev-parse", "beads/ledger");
    expect(await done(vc, ["send", remotes.beads, "x", "--dry-run"])).toMatchObject({ state: "queued", why: "dry run" });
    expect(await here.git(here.path("north/vc"), "rev-parse", "beads/ledger")).toBe(before);
    expect(await done(vc, ["outbox", "list", "--all"])).toEqual([]);
    expect((await done(vc, ["project", "list"])).map(({ name }: { name: string }) => name)).toEqual(["vc"]);
  });

  test("says that something is new only with the target's ledger in hand", async () => {
    const { vc, beads, remotes } = await strangers();
    await done(beads, ["create", "The parser crashes on deep brackets"]);
    await done(beads, ["sync"]);
    expect(await vc(["send", remotes.beads, "parser crash on deep brackets", "--if-new", "--json"])).toMatchObject({
      status: 3,
      json: { error: { code: "LOOKALIKE" } },
    });
    expect(await done(vc, ["outbox", "list", "--all"])).toEqual([]);
    const sent = await done(vc, ["send", "beads", "parser crash on deep brackets"]);
    expect(sent.lookalikes).toMatchObject([{ title: "The parser crashes on deep brackets" }]);
  });
});
