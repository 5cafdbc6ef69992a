import { expect, test } from "vitest";
import { issuePath, messagePath, PROJECT_PATH } from "../../src/format/paths.ts";
import { type Forged, forge } from "../support/forge.ts";
import { bdIn, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** A ledger on a remote with one sound issue, and a way to have somebody push anything over it and to read that in a fresh clone. */
async function stage(): Promise<{ here: Scratch; read: (files: readonly Forged[], message?: string) => Promise<RunBd> }> {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const first = bdIn(here, await here.clone(remote, "first"));
  await first(["init", "--name", "demo", "--prefix", "demo", "--no-view", "--quiet"]);
  await first(["create", "Sound", "--id", "demo-sound", "--quiet"]);
  await first(["sync", "--quiet"]);
  const read = async (files: readonly Forged[], message = "forged\n") => {
    await forge(here, remote, files, { message });
    const bd = bdIn(here, await here.clone(remote, "second"));
    await bd(["sync", "--quiet"]);
    return bd;
  };
  return { here, read };
}

function issueFile(id: string, { title = id, more = "" } = {}): string {
  const keys = [`id: ${id}`, `title: ${title}`, "status: open", "type: task", "priority: 2", 'created: "2026-11-20T10:00:00Z"'];
  return `---\n${[...keys, 'by: "@mallory"'].join("\n\n")}\n${more}---\n`;
}

function claimFile(issue: string, epoch: number): string {
  const at = ['at: "2026-11-21T10:00:00Z"', 'until: "2026-11-22T10:00:00Z"', "op: 20261121T100000000Z-aaaaaa", "marker: null"];
  return `---\n${[`issue: ${issue}`, `epoch: ${epoch}`, "by: mallory/demo", ...at].join("\n\n")}\n---\n`;
}

function claimPathOf(issue: string, name: string): string {
  return issuePath(issue).replace(/issue\.md$/, `claims/${name}`);
}

test("links and submodules where files should be are named, never followed, and hide nothing", async () => {
  const { here, read } = await stage();
  here.write("secret", issueFile("demo-linked"));
  const bd = await read([
    { path: issuePath("demo-linked"), content: here.path("secret"), mode: "120000" },
    { path: issuePath("demo-module"), content: "1".repeat(40), mode: "160000" },
    { path: ".beads/module", content: "2".repeat(40), mode: "160000" },
    { path: ".beads/project", content: "/", mode: "120000" },
  ]);
  expect((await bd(["list", "--json"])).json.map((row: { id: string }) => row.id)).toEqual(["demo-sound"]);
  const { invalid } = (await bd(["status", "--json"])).json;
  expect(invalid.map(({ path, reason }: { path: string; reason: string }) => [path, reason]).sort()).toEqual(
    [
      [issuePath("demo-linked"), "is a link and no file"],
      [issuePath("demo-module"), "is a submodule and no file"],
    ].sort(),
  );
});

test("what lies in a directory that is not its issue's hides nothing of that issue", async () => {
  const { read } = await stage();
  const misplaced = (path: string) => path.replace(/issues\/../, "issues/zz");
  const said = "20261121T100000000Z-aaaaaa";
  const bd = await read([
    { path: misplaced(issuePath("demo-sound")), content: issueFile("demo-sound", { title: "Another" }) },
    { path: claimPathOf("demo-sound", "0001.md"), content: claimFile("demo-sound", 1) },
    { path: misplaced(claimPathOf("demo-sound", "0001.md")), content: "nothing" },
    { path: misplaced(messagePath("demo-sound", said)), content: "nothing" },
  ]);
  expect((await bd(["show", "demo-sound", "--json"])).json).toMatchObject({ title: "Sound", holder: "mallory/demo" });
  expect((await bd(["status", "--json"])).json.invalid).toHaveLength(3);
});

test("an issue whose file cannot be read is said to be so by whatever names it", async () => {
  const { read } = await stage();
  const bd = await read([{ path: issuePath("demo-broken"), content: "---js\n{ id: process.exit(9) }\n---\n" }]);
  for (const words of [
    ["show", "demo-broken"],
    ["thread", "demo-broken"],
    ["ready", "--explain", "demo-broken"],
    ["dep", "tree", "demo-broken"],
    ["update", "demo-broken", "--priority", "1"],
    ["defer", "demo-broken", "tomorrow"],
    ["claim", "demo-broken"],
    ["close", "demo-broken", "--reason", "done"],
    ["reply", "demo-broken", "--message", "hello"],
    ["ack", "demo-broken"],
  ]) {
    const { status, json } = await bd([...words, "--json"]);
    const error = json.error ?? json[0]?.error ?? json;
    expect({ words, status, code: error.code }).toEqual({ words, status: 4, code: "ISSUE_UNREADABLE" });
    expect(error).toMatchObject({ path: issuePath("demo-broken"), line: 1 });
  }
});

test("a claim whose file cannot be read is in force, and is taken over with a reason and never written over", async () => {
  const { here, read } = await stage();
  const bd = await read([{ path: claimPathOf("demo-sound", "0001.md"), content: "<<<<<<< ours\n" }]);
  expect((await bd(["ready", "--json"])).json).toEqual([]);
  expect(await bd(["claim", "demo-sound", "--json"])).toMatchObject({ status: 3, json: { error: { code: "CLAIM_HELD" } } });
  const taken = await bd(["claim", "demo-sound", "--steal", "--reason", "Its file is broken.", "--json"]);
  expect(taken).toMatchObject({ status: 0, json: { epoch: 2 } });
  const shown = await here.git(here.path("demo.git"), "show", `beads:${claimPathOf("demo-sound", "0001.md")}`);
  expect(shown).toBe("<<<<<<< ours");
});

test("a claim of the last epoch there can be is told to be repaired, and is passed over by those who take the next issue", async () => {
  const { read } = await stage();
  const bd = await read([
    { path: issuePath("demo-last"), content: issueFile("demo-last").replace("priority: 2", "priority: 0") },
    {
      path: claimPathOf("demo-last", "999999999.md"),
      content: claimFile("demo-last", 999_999_999).replaceAll("2026-11-2", "2026-10-2"),
    },
  ]);
  expect(await bd(["claim", "demo-last", "--json"])).toMatchObject({ status: 4, json: { error: { code: "EPOCHS_USED_UP" } } });
  expect((await bd(["claim", "--next", "--json"])).json).toMatchObject({ id: "demo-sound", epoch: 1 });
  const closed = await bd(["close", "demo-last", "--reason", "Not worth it.", "--json"]);
  expect(closed.status).toBe(0);
});

test("a broken project.md is named, and the ledger goes on as it was before", async () => {
  const { read } = await stage();
  const bd = await read([{ path: PROJECT_PATH, content: "---js\n{ name: process.exit(9) }\n---\n" }]);
  expect((await bd(["list", "--json"])).json).toMatchObject([{ id: "demo-sound" }]);
  expect((await bd(["status", "--json"])).json.invalid).toMatchObject([{ path: PROJECT_PATH, line: 1 }]);
  const doctor = await bd(["doctor"]);
  expect(doctor.status).toBe(4);
  expect(doctor.stdout).toContain(`${PROJECT_PATH}:1`);
  expect((await bd(["create", "Goes on", "--json"])).json).toMatchObject({ id: expect.stringMatching(/^demo-/) });
});

test("a ledger of a newer format is left to newer programs", async () => {
  const { read } = await stage();
  const bd = await read([{ path: PROJECT_PATH, content: "---\nname: demo\n\nprefix: demo\n\nformat: 2\n---\n" }]);
  for (const words of [["list"], ["create", "Not here"]]) {
    expect(await bd([...words, "--json"])).toMatchObject({ status: 4, json: { error: { code: "NEWER_FORMAT" } } });
  }
});

test("many broken files leave status short, and are all named by doctor", async () => {
  const { read } = await stage();
  const ids = Array.from({ length: 50 }, (_, index) => `demo-broken${index}`);
  const bd = await read(ids.map((id) => ({ path: issuePath(id), content: "" })));
  const status = (await bd(["status"])).stdout;
  expect(status.match(/issue\.md/g)).toHaveLength(20);
  expect(status).toContain("and 30 more");
  expect((await bd(["status", "--json"])).json.invalid).toHaveLength(50);
  expect((await bd(["doctor"])).stdout.match(/issue\.md/g)).toHaveLength(50);
});

test("nothing that a terminal would obey comes out of titles, names, labels or commit messages", async () => {
  const { read } = await stage();
  const evil = '"\\e[31m\\e]0;owned\\a\\u202e\\x9b1m"';
  const file = issueFile("demo-evil", { title: evil, more: `\nlabels:\n  - ${evil}\n\nassignee: ${evil}\n` });
  const bd = await read(
    [{ path: issuePath("demo-evil"), content: file }],
    "\u001b[31m\u001b]0;owned\u0007 said\n\nBead: demo-evil\n",
  );
  for (const words of [
    ["list"],
    ["show", "demo-evil"],
    ["ready", "--explain"],
    ["log"],
    ["log", "demo-evil"],
    ["status"],
    ["search", "owned"],
  ]) {
    const { status, stdout, stderr } = await bd(words);
    expect(status).toBe(0);
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  }
});
