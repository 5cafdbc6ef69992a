import { describe, expect, it } from "vitest";
import { bdIn, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

describe("memory", () => {
  it("keeps a note under a key of its own words, once", async () => {
    const { bd } = await trackedRepository(scratch());
    const first = await bd(["remember", "Integration tests need a running redis", "-l", "tests", "--json"]);
    expect(first.json).toMatchObject({
      key: "integration-tests-need-running-redis",
      replaced: null,
      changed: true,
      labels: ["tests"],
    });
    expect(first.stderr).toBe("");
    const again = await bd(["remember", "Integration tests need a running redis", "-l", "tests", "--json"]);
    expect(again.json).toMatchObject({ key: first.json.key, changed: false });
    expect((await bd(["recall", "--json"])).json).toHaveLength(1);
  });

  it("never lets a key that a text gave itself take the place of another text", async () => {
    const { bd } = await trackedRepository(scratch());
    const words = ["The parser is slow on long lines today", "The parser is slow on long lines of text"];
    const made = [];
    for (const text of words) made.push((await bd(["remember", text, "--json"])).json);
    expect(made[0].key).toBe("parser-slow-long-lines-today");
    expect(made[1].key).toBe("parser-slow-long-lines-text");
    const third = (await bd(["remember", "Parser: slow, long lines; today!", "--json"])).json;
    expect(third.key).toMatch(/^parser-slow-long-lines-today-[0-9a-f]{5}$/);
    expect((await bd(["remember", "Parser: slow, long lines; today!", "--json"])).json).toMatchObject({
      key: third.key,
      changed: false,
    });
    expect((await bd(["recall", "--json"])).json).toHaveLength(3);
  });

  it("replaces what stands under a named key and says what it was", async () => {
    const { bd } = await trackedRepository(scratch());
    await bd(["remember", "Build with -O1", "--key", "Build-Flags"]);
    const { json } = await bd(["remember", "Build with -O2", "--key", "build-flags", "--json"]);
    expect(json).toMatchObject({ id: "build-flags", body: "Build with -O2", replaced: "Build with -O1" });
    expect((await bd(["recall", "build-flags"])).stdout).toContain("Build with -O2");
  });

  it("keeps an agent's own notes from others, and both under one key", async () => {
    const { bd } = await trackedRepository(scratch());
    const as = (actor: string) => ({ env: { BD_ACTOR: actor } });
    await bd(["remember", "For all", "--key", "k"], as("dave/vc"));
    await bd(["remember", "For dave", "--key", "k", "--scope", "agent"], as("dave/vc"));
    const bodies = async (actor: string, ...words: string[]) =>
      (await bd(["recall", ...words, "--json"], as(actor))).json.map(({ body }: { body: string }) => body);
    expect(await bodies("dave/vc")).toEqual(["For dave", "For all"]);
    expect(await bodies("dave/vc", "k")).toEqual(["For dave"]);
    expect(await bodies("carol/vc")).toEqual(["For all"]);
    expect(await bodies("carol/vc", "--all")).toEqual(["For dave", "For all"]);
    expect(await bodies("carol/vc", "dave/vc:k", "--all")).toEqual(["For dave"]);
  });

  it("forgets, and brings back what is remembered again", async () => {
    const { bd } = await trackedRepository(scratch());
    await bd(["remember", "Use port 9", "--key", "port"]);
    expect((await bd(["forget", "port", "--json"])).json).toMatchObject({ forgotten: true, changed: true });
    expect((await bd(["forget", "port", "--json"])).json).toMatchObject({ forgotten: true, changed: false });
    expect((await bd(["recall", "--json"])).json).toEqual([]);
    expect((await bd(["recall", "port", "--json"])).json).toEqual([]);
    expect((await bd(["recall", "--all", "--json"])).json).toMatchObject([{ key: "port", body: "Use port 9" }]);
    expect((await bd(["remember", "Use port 9", "--key", "port", "--json"])).json).toMatchObject({
      changed: true,
      replaced: null,
    });
    expect((await bd(["forget", "prot", "--json"])).json.error).toMatchObject({ code: "NOTE_NOT_FOUND" });
  });

  it("lifts a note out of a message", async () => {
    const { bd } = await trackedRepository(scratch());
    const { json: issue } = await bd(["create", "Ship it", "--json"]);
    const { json: said } = await bd(["reply", issue.id, "-m", "Releases go out on Tuesdays.", "--json"]);
    expect((await bd(["remember", "--from", said.id, "--key", "release-day", "--json"])).json).toMatchObject({
      body: "Releases go out on Tuesdays.",
      source: said.id,
    });
    expect((await bd(["remember", "x", "--from", "nobody", "--json"])).json.error.code).toBe("MESSAGE_NOT_FOUND");
  });
});

describe("memory of two clones", () => {
  async function twoClones() {
    const here = scratch();
    const remote = await here.remote("vc.git");
    const [a, b] = [await here.clone(remote, "north/vc"), await here.clone(remote, "south/vc")];
    const [one, two] = [bdIn(here, a, 5), bdIn(here, b, 6)];
    const north = (words: readonly string[]) => one(words, { env: { BD_ACTOR: "north/vc" } });
    const south = (words: readonly string[]) => two(words, { env: { BD_ACTOR: "south/vc" } });
    await north(["init", "--quiet"]);
    await north(["remember", "First", "--key", "k"]);
    await south(["sync"]);
    return { north, south, south_directory: b, here };
  }

  it("lets the note hold that lands last, and its history hold both", async () => {
    const { north, south, south_directory, here } = await twoClones();
    await south(["remember", "From the south", "--key", "k", "--offline"]);
    await north(["remember", "From the north", "--key", "k"]);
    await north(["sync"]);
    await south(["sync"]);
    await north(["sync"]);
    for (const bd of [north, south]) expect((await bd(["recall", "k", "--json"])).json[0].body).toBe("From the south");
    const log = await here.git(south_directory, "log", "--format=%B", "beads/ledger");
    expect(log).toContain("From the north");
    expect(log).toMatch(/memory: k remembered by south\/vc \(over north\/vc's\): From the south/);
  });

  it("forgets nothing that whoever forgot had not read", async () => {
    const { north, south } = await twoClones();
    await south(["forget", "k", "--offline"]);
    await north(["remember", "News", "--key", "k"]);
    await north(["sync"]);
    await south(["sync"]);
    expect((await south(["recall", "k", "--json"])).json[0]).toMatchObject({ body: "News", forgotten: false });
    expect((await south(["status", "--json"])).stdout).toContain("NOTE_CHANGED");
  });
});
