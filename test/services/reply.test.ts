import { renameSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { forge } from "../support/forge.ts";
import { bdIn, type RunBd, type Said, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const as = (name: string) => ({ env: { BD_ACTOR: name, BD_SESSION: name } });

/** A project with an issue on which two agents have spoken. */
async function talk() {
  const { bd, directory } = await trackedRepository(scratch());
  const { id } = (await bd(["create", "Load the plan", "--json"], as("carol/vc"))).json;
  const said = (await bd(["reply", id, "-m", "Which one?", "--to", "carol/vc", "--json"], as("dave/vc"))).json;
  return { bd, directory, id: id as string, said: said.id as string };
}

describe("what a message says of itself", () => {
  test("data, deadline, subject and several recipients stand in the file, in JSON and in the thread", async () => {
    const { bd, id } = await talk();
    const words = ["reply", id, "-m", "Build 42 is there.", "--to", "carol/vc,@person", "--subject", "The build"];
    const flags = ["--data", "build=42", "--data", "url=https://example.com/a,b", "--by", "+2h", "-p", "high", "--json"];
    const { json } = await bd([...words, ...flags], as("dave/vc"));
    expect(json).toMatchObject({
      to: ["carol/vc", "@person"],
      subject: "The build",
      data: { build: "42", url: "https://example.com/a,b" },
      expects: "reply",
      type: "request",
      priority: "high",
      deadline: "2026-11-21T12:34:00Z",
      state: "delivered",
      entry: null,
      moved: [],
    });
    const [, second] = (await bd(["thread", id, "--json"])).json;
    expect(second).toMatchObject({ id: json.id, data: { build: "42", url: "https://example.com/a,b" } });
    expect((await bd(["thread", id])).stdout).toContain("  data: build=42\n");
  });

  test.each([
    [["--data", "no equals sign"], "INVALID_METADATA"],
    [["--data", "bad key=1"], "INVALID_METADATA"],
    [["--by", "whenever"], "BAD_TIME"],
    [["--by", "+2h", "--expects", "none"], "DEADLINE_ALONE"],
    [["--expects", "much"], "BAD_FLAG"],
    [["--to", "carol vc"], "INVALID_ADDRESS"],
    [["--to", "vc:vc-7k3xq2"], "INVALID_ADDRESS"],
    [["--subject", "two\nlines"], "INVALID_TITLE"],
  ])("%j is a mistake, and nothing is stored", async (flags, code) => {
    const { bd, id } = await talk();
    const { status, json } = await bd(["reply", id, "-m", "x", ...flags, "--json"], as("dave/vc"));
    expect([status, json.error.code]).toEqual([2, code]);
    expect((await bd(["thread", id, "--json"])).json).toHaveLength(1);
  });
});

describe("whom a message goes to", () => {
  test("an agent or person that was never seen is an error with suggestions, and nothing is stored", async () => {
    const { bd, id } = await talk();
    const refused = async (address: string) => {
      const { status, json } = await bd(["reply", id, "-m", "x", "--to", address, "--json"], as("dave/vc"));
      expect(status).toBe(1);
      return json.error;
    };
    expect(await refused("carl/vc")).toMatchObject({ code: "UNKNOWN_AGENT", candidates: ["carol/vc"] });
    expect(await refused("zoe/vc")).toMatchObject({
      code: "UNKNOWN_AGENT",
      candidates: ["dave/vc", "carol/vc", "@person"].slice(0, 2),
    });
    expect(await refused("@persn")).toMatchObject({ code: "UNKNOWN_PERSON", candidates: ["@person"] });
    expect(await refused("nowhere")).toMatchObject({ code: "UNKNOWN_PROJECT" });
    expect((await bd(["thread", id, "--json"])).json).toHaveLength(1);
  });

  test("a person is known by a commit of the code alone, whatever the letters' case", async () => {
    const { bd, directory, id } = await talk();
    const here = scratch();
    const author = ["-c", "user.name=Mia", "-c", "user.email=Mia.Tainer@example.com"];
    await here.git(directory, ...author, "commit", "-q", "--allow-empty", "-m", "Work");
    expect((await bd(["reply", id, "-m", "x", "--to", "@Mia.Tainer", "--json"], as("dave/vc"))).json.to).toEqual(["@mia.tainer"]);
  });

  test("where nobody is named it is whoever spoke to the caller last", async () => {
    const { bd, id, said } = await talk();
    expect((await bd(["reply", id, "-m", "The new one.", "--json"], as("carol/vc"))).json).toMatchObject({
      to: ["dave/vc"],
      in_reply_to: said,
      type: "response",
    });
  });
});

test("who goes on from their own words speaks to whom those were said", async () => {
  const { bd, id, said } = await talk();
  const more = (await bd(["reply", id, "-m", "The second, I mean.", "--to-message", said, "--json"], as("dave/vc"))).json;
  expect(more).toMatchObject({ in_reply_to: said, to: ["carol/vc"] });
});

describe("ack", () => {
  test("said again it changes nothing; of several, each has its own result", async () => {
    const { bd, id, said } = await talk();
    const first = (await bd(["ack", said, "--json"], as("carol/vc"))).json;
    expect(first).toMatchObject({ type: "ack", in_reply_to: said, to: ["dave/vc"], changed: true });
    const again = await bd(["ack", id, "--json"], as("carol/vc"));
    expect(again.json).toMatchObject({ id: first.id, changed: false });
    const several = await bd(["ack", said, "20261121T000000000Z-000000", "--json"], as("carol/vc"));
    expect(several.status).toBe(1);
    expect(several.json).toMatchObject([{ id: first.id }, { error: { code: "MESSAGE_NOT_FOUND" } }]);
    expect((await bd(["ack", said], as("carol/vc"))).lines).toEqual([`You have acknowledged it already, on ${id}.`]);
    expect((await bd(["thread", id, "--json"])).json).toHaveLength(2);
  });
});

/** vc, in which something is sent to beads, and both on one machine; `core` is a third. */
async function projects() {
  const here = scratch();
  for (const name of ["vc", "beads", "core"]) {
    await here.remote(`remotes/${name}.git`);
    await here.clone(here.path("remotes", `${name}.git`), `north/${name}`);
  }
  const bd = bdIn(here, here.root);
  const at =
    (name: string): RunBd =>
    (words, options) =>
      bd(words, { cwd: here.path("north", name), ...as(`ann/${name}`), ...options });
  const [vc, beads, core] = [at("vc"), at("beads"), at("core")];
  for (const each of [vc, beads, core]) await each(["init"]);
  const { id } = (await vc(["send", "beads", "parser crash", "-m", "x", "--json"])).json;
  return { here, vc, beads, core, id: id as string };
}

const thread = async (bd: RunBd, id: string) => (await bd(["thread", id, "--json"])).json as { body: string }[];
const failed = ({ status, json }: Said) => [status, json.error.code];

describe("a thread in another project", () => {
  test("is answered through the outbox, exactly once, and by a message's id alone as well", async () => {
    const { vc, beads, id } = await projects();
    const asked = (await beads(["reply", id, "-m", "Which version?", "--expects", "reply", "--json"])).json;
    const said = (await vc(["reply", asked.id, "-m", "3.2", "--data", "version=3.2", "--json"])).json;
    expect(said).toMatchObject({
      address: `beads:${id}`,
      foreign: true,
      state: "delivered",
      in_reply_to: asked.id,
      to: ["ann/beads"],
    });
    expect(said.entry).toBe(said.id);
    const [, answer] = await thread(beads, id);
    expect(answer).toMatchObject({ id: said.id, body: "3.2", data: { version: "3.2" }, from: { agent: "ann/vc" } });
    await vc(["sync"]);
    expect(await thread(beads, id)).toHaveLength(2);
    expect((await vc(["inbox", "--json"])).json).toEqual([]);
  });

  test("whose ledger is away is answered all the same if the address is exact: the word waits, and the question waits no more", async () => {
    const { here, vc, beads, id } = await projects();
    const asked = (await beads(["reply", id, "-m", "Which version?", "--expects", "reply", "--json"])).json;
    renameSync(here.path("north/beads"), here.path("away"));
    renameSync(here.path("remotes/beads.git"), here.path("remotes/gone.git"));
    const said = await vc([
      "reply",
      `local:${here.path("remotes/beads")}:${id}`,
      "-m",
      "3.2",
      "--to-message",
      asked.id,
      "--json",
    ]);
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(said.json).toMatchObject({ state: "queued", in_reply_to: asked.id, address: `beads:${id}` });
    renameSync(here.path("away"), here.path("north/beads"));
    expect((await vc(["inbox", "--json"])).json).toEqual([]);
    renameSync(here.path("remotes/gone.git"), here.path("remotes/beads.git"));
    await vc(["sync"]);
    expect(await thread(beads, id)).toMatchObject([{ body: "Which version?" }, { body: "3.2", id: said.json.id }]);
  });

  test("that is itself still on its way can be talked on offline; both arrive, in order", async () => {
    const { vc, beads } = await projects();
    const { id, address } = (await vc(["send", "beads", "second", "-m", "x", "--offline", "--json"])).json;
    const { json } = await vc(["reply", address, "-m", "One more thing.", "--offline", "--json"]);
    expect(json).toMatchObject({ address });
    await vc(["sync"]);
    await beads(["sync"]);
    expect(await thread(beads, id)).toMatchObject([{ body: "One more thing." }]);
  });

  test("does not take an id that nobody there has, nor an agent that was never seen there", async () => {
    const { vc, beads, id } = await projects();
    expect(failed(await vc(["reply", "beads:beads-nothere", "-m", "x", "--json"]))).toEqual([1, "ISSUE_NOT_FOUND"]);
    expect(failed(await vc(["reply", `beads:${id}`, "-m", "x", "--to", "zoe/beads", "--json"]))).toEqual([1, "UNKNOWN_AGENT"]);
    expect(failed(await vc(["reply", `beads:${id}`, "-m", "x", "--to-message", "20261121T000000000Z-000000", "--json"]))).toEqual(
      [1, "MESSAGE_NOT_FOUND"],
    );
    expect(await thread(beads, id)).toEqual([]);
    expect((await vc(["outbox", "list", "--json"])).json).toEqual([]);
  });

  test("names the caller's own project in full, and that one as it calls itself", async () => {
    const { here, vc, id } = await projects();
    const { json } = await vc(["reply", `beads:${id}`, "-m", "x", "--to", "vc,beads", "--json"]);
    expect(json.to).toEqual([`local:${here.path("remotes/vc")}`, "beads"]);
  });

  test("is told to be closed, and answered all the same", async () => {
    const { vc, beads, id } = await projects();
    await beads(["close", id, "-r", "Done."]);
    const said = await vc(["reply", `beads:${id}`, "-m", "Thank you."]);
    expect(said.stderr).toContain(`beads:${id} is closed; the message is delivered all the same.`);
    expect(await thread(beads, id)).toMatchObject([{ body: "Thank you." }]);
  });
});

describe("the bulletin", () => {
  test("tells everybody once; each acknowledges for themselves, and the talk about it is a thread of its own", async () => {
    const { bd, id } = await talk();
    const told = (
      await bd(
        ["send", "@all", "main is frozen", "-m", "Until noon.", "--expects", "ack", "-p", "emergency", "--json"],
        as("carol/vc"),
      )
    ).json;
    expect(told).toMatchObject({ thread: null, to: ["@all"], subject: "main is frozen", priority: "emergency" });
    await bd(["send", "@all", "lunch"], as("carol/vc"));
    const inbox = async (name: string) => (await bd(["inbox", "--json"], as(name))).json as { id: string; waiting: boolean }[];
    expect(await inbox("dave/vc")).toMatchObject([
      { id: told.id, address: told.id, issue: "", waiting: true, tier: "urgent" },
      { body: "lunch" },
    ]);
    await bd(["ack", told.id], as("dave/vc"));
    expect(await inbox("dave/vc")).toMatchObject([{ body: "lunch" }]);
    expect(await inbox("erin/vc")).toHaveLength(2);
    expect(await inbox("carol/vc")).toMatchObject([{ body: "Which one?" }]);
    const asked = (await bd(["reply", told.id, "-m", "And the docs?", "--expects", "reply", "--json"], as("erin/vc"))).json;
    expect(asked).toMatchObject({ thread: null, to: ["carol/vc"], in_reply_to: told.id, address: told.id });
    await bd(["reply", asked.id, "-m", "They are free."], as("carol/vc"));
    const thread = (await bd(["thread", asked.id, "--json"])).json as { body: string; type: string }[];
    expect(thread.map(({ body, type }) => [type, body])).toEqual([
      ["note", "Until noon."],
      ["ack", ""],
      ["request", "And the docs?"],
      ["response", "They are free."],
    ]);
    expect((await bd(["thread", told.id])).lines[0]).toBe("On the bulletin");
    expect((await bd(["thread", id, "--json"])).json).toHaveLength(1);
  });

  test("names some of those who work here, and nobody who was never seen", async () => {
    const { bd } = await talk();
    expect((await bd(["send", "dave/vc", "a word", "--to", "@person", "--json"], as("carol/vc"))).json.to).toEqual([
      "dave/vc",
      "@person",
    ]);
    const lost = await bd(["send", "zoe/vc", "a word", "--json"], as("carol/vc"));
    expect([lost.status, lost.json.error.code]).toEqual([1, "UNKNOWN_AGENT"]);
  });
});

describe("the summary of a thread", () => {
  test("says who, what is decided, what is open and the last word; words of other projects stand in quotes", async () => {
    const { vc, beads, id } = await projects();
    await vc(["reply", `beads:${id}`, "-m", "It hurts.\nReally."]);
    await beads(["reply", id, "-m", "We count in a loop.", "-t", "decision"]);
    await beads(["reply", id, "-m", "Which version?", "--by", "+3m"]);
    for (let minute = 0; minute < 4; minute++) await beads(["list"]);
    const lines = (await beads(["thread", id, "--summary"])).lines;
    expect(
      lines
        .slice(2)
        .join("\n")
        .replace(/local:\S+\/remotes/g, "local:~"),
    ).toBe(
      [
        "3 messages of ann/vc (1, project local:~/vc), ann/beads (2)",
        "",
        "Decided",
        "  ann/beads, 6 min ago: We count in a loop.",
        "",
        "Open",
        "  waits for a reply of ann/vc by 2026-11-21 10:40 (overdue): ann/beads, 5 min ago: Which version?",
        "",
        "Last word",
        "  ann/beads, 5 min ago: Which version?",
      ].join("\n"),
    );
    const other = (await vc(["thread", `beads:${id}`, "--summary", "--json"])).json;
    expect(other).toMatchObject({ id, messages: 3, decided: [{ foreign: true }], open: [{ foreign: true, overdue: true }] });
    expect((await vc(["thread", `beads:${id}`, "--summary"])).stdout).toContain('"We count in a loop."');
  });
});

describe("an issue that moved", () => {
  test("is answered where it is now, and the caller is told where it went", async () => {
    const { vc, beads } = await projects();
    const { id } = (await vc(["create", "Load the plan", "--json"])).json;
    await vc(["reply", id, "-m", "Before."]);
    const moved = (await vc(["handoff", id, "--to", "beads", "-m", "It is theirs.", "--json"])).json;
    const said = await vc(["reply", id, "-m", "After."]);
    expect(said.stderr).toBe(`${id} moved to ${moved.address}: the message goes there.\n`);
    expect(said.stdout).toContain(`Said on ${moved.address}`);
    const { json } = await vc(["reply", id, "-m", "Again.", "--json"]);
    expect(json).toMatchObject({ address: moved.address, foreign: true, moved: [id], state: "delivered" });
    expect((await thread(beads, moved.bead ?? moved.address.split(":")[1])).map(({ body }) => body)).toEqual(
      expect.arrayContaining(["Before.", "After.", "Again."]),
    );
    expect(await thread(vc, id)).toHaveLength(1);
  });

  test("is found from a third project that knows it by its old address", async () => {
    const { vc, beads, core } = await projects();
    const sent = (await core(["send", "vc", "slow", "-m", "x", "--json"])).json;
    const moved = (await vc(["handoff", sent.id, "--to", "beads", "-m", "It is theirs.", "--json"])).json;
    const { json } = await core(["reply", sent.address, "-m", "Any news?", "--json"]);
    expect(json).toMatchObject({ address: moved.address, moved: [sent.address], foreign: true });
    expect((await thread(beads, moved.address.split(":")[1])).map(({ body }) => body)).toContain("Any news?");
  });

  test("while it is itself on its way: the word follows it there", async () => {
    const { vc, beads } = await projects();
    const { id } = (await vc(["create", "Load the plan", "--json"])).json;
    const moved = (await vc(["handoff", id, "--to", "beads", "-m", "It is theirs.", "--offline", "--json"])).json;
    expect((await vc(["reply", id, "-m", "After.", "--offline", "--json"])).json).toMatchObject({
      address: moved.address,
      moved: [id],
    });
    await vc(["sync"]);
    await beads(["sync"]);
    expect((await thread(beads, moved.address.split(":")[1])).map(({ body }) => body)).toContain("After.");
  });

  test("to where the caller's words are not taken is answered on its closed stub, which is told", async () => {
    const { vc, beads, core } = await projects();
    const sent = (await core(["send", "vc", "slow", "-m", "x", "--json"])).json;
    await vc(["handoff", sent.id, "--to", "beads", "-m", "It is theirs."]);
    await beads(["config", "set", "inbound", "closed"]);
    const said = await core(["reply", sent.address, "-m", "Any news?"]);
    expect(said.stderr).toContain(`The message stays on ${sent.address}.`);
    expect(said.stdout).toContain(`Said on ${sent.address}`);
    expect(await thread(vc, sent.id)).toMatchObject([{ body: "Any news?" }]);
  });

  test("to an issue that is not there is answered on its closed stub, which is told", async () => {
    const { here, vc } = await projects();
    const { id } = (await vc(["create", "Load the plan", "--json"])).json;
    await vc(["handoff", id, "--to", "beads", "-m", "It is theirs."]);
    const bare = here.path("remotes/vc.git");
    const path =
      (await here.git(bare, "ls-tree", "-r", "--name-only", "beads")).split("\n").find((name) => name.includes(id)) ?? "";
    const text = `${await here.git(bare, "show", `beads:${path}`)}\n`;
    await forge(here, bare, [{ path, content: text.replace(/^(superseded_by: .*-)\w+("?)$/m, "$1nothere$2") }]);
    await vc(["sync"]);
    const said = await vc(["reply", id, "-m", "Still here."]);
    expect(said.stderr).toContain(`The message stays on ${id}.`);
    expect(await thread(vc, id)).toMatchObject([{ body: "Still here." }]);
  });
});
