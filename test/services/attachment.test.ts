import { existsSync, readFileSync, renameSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { forge } from "../support/forge.ts";
import { bdIn, type RunBd } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const LOG = Buffer.from([0x00, 0xff, 0x0a, 0x1b, 0x5b, 0x32, 0x4a]);

/** An issue that vc sent to beads with two files, and one more that came with a reply. */
async function sent() {
  const here = scratch();
  for (const name of ["vc", "beads"]) {
    await here.remote(`remotes/${name}.git`);
    await here.clone(here.path("remotes", `${name}.git`), `north/${name}`);
  }
  const bd = bdIn(here, here.root);
  const at =
    (name: string): RunBd =>
    (words, options) =>
      bd(words, { cwd: here.path("north", name), env: { BD_ACTOR: `ann/${name}` }, ...options });
  const [vc, beads] = [at("vc"), at("beads")];
  for (const each of [vc, beads]) await each(["init"]);
  here.write("north/vc/repro.txt", "It dies.\n");
  here.write("north/vc/log.bin", LOG);
  const flags = ["--attach", "repro.txt", "--attach", "log.bin", "--json"];
  const { id, message } = (await vc(["send", "beads", "crash", "-m", "x", ...flags])).json;
  here.write("north/beads/repro.txt", "Shorter.\n");
  const reply = (await beads(["reply", id, "-m", "Like this?", "--attach", "repro.txt", "--json"])).json;
  return { here, vc, beads, id: id as string, message: message as string, reply: reply.id as string };
}

describe("bd attachment", () => {
  test("lists the files of a thread with where they came from, here and from the other project's side", async () => {
    const { vc, beads, id, message, reply } = await sent();
    expect((await beads(["attachment", "list", id, "--json"])).json).toEqual([
      expect.objectContaining({ name: "repro.txt", size: 9, message, issue: id, address: id, from: "ann/vc", foreign: true }),
      expect.objectContaining({ name: "log.bin", size: 7, message, foreign: true }),
      expect.objectContaining({ name: "repro.txt", message: reply, from: "ann/beads", foreign: false }),
    ]);
    const there = (await vc(["attachment", "list", `beads:${id}`, "--json"])).json;
    expect(there.map((row: { foreign: boolean }) => row.foreign)).toEqual([false, false, true]);
    expect(there[0].address).toBe(`beads:${id}`);
    expect((await beads(["attachment", "list", message, "--json"])).json).toHaveLength(2);
    expect((await beads(["attachment", "list", id.slice(-4)])).stdout).toContain("data, not to be run");
  });

  test("writes a file under its own name, the newest of that name, and never over another one unasked", async () => {
    const { here, beads, id, message } = await sent();
    const taken = await beads(["attachment", "get", id, "repro.txt", "--json"]);
    expect([taken.status, taken.json.error.code]).toEqual([3, "FILE_EXISTS"]);
    const got = await beads(["attachment", "get", id, "repro.txt", "--output", "copy.txt", "--json"]);
    expect(got.json).toMatchObject({ name: "repro.txt", file: here.path("north/beads/copy.txt"), content: null, foreign: false });
    expect(readFileSync(here.path("north/beads/copy.txt"), "utf8")).toBe("Shorter.\n");
    const first = await beads(["attachment", "get", message, "repro.txt", "--force"]);
    expect(first.stdout).toContain("It came from project local:");
    expect(readFileSync(here.path("north/beads/repro.txt"), "utf8")).toBe("It dies.\n");
  });

  test("gives the bytes as they are to a program, in base64 as JSON, and through the other project's clone as well", async () => {
    const { vc, beads, id } = await sent();
    expect((await beads(["attachment", "get", id, "log.bin", "-o", "-"])).stdout).toBe(LOG.toString("latin1"));
    const { json } = await vc(["attachment", "get", `beads:${id}`, "log.bin", "-o", "-", "--json"]);
    expect(Buffer.from(json.content, "base64")).toEqual(LOG);
  });

  test("comes through the mirror of the other ledger where there is no clone here", async () => {
    const { here, vc } = await sent();
    renameSync(here.path("north/beads"), here.path("away"));
    const words = ["send", here.path("remotes/beads.git"), "from afar", "-m", "x", "--attach", "log.bin", "--json"];
    const { address, carrier } = (await vc(words)).json;
    expect(carrier.kind).toBe("mirror");
    expect((await vc(["attachment", "list", address, "--json"])).json).toMatchObject([
      { name: "log.bin", address, foreign: false },
    ]);
    const { json } = await vc(["attachment", "get", address, "-o", "-", "--json"]);
    expect(Buffer.from(json.content, "base64")).toEqual(LOG);
  });

  test("says what there is where a name fits none, or is needed", async () => {
    const { vc, beads, id, reply } = await sent();
    const none = await beads(["attachment", "get", id, "nothing.txt", "--json"]);
    expect([none.status, none.json.error]).toMatchObject([
      1,
      { code: "ATTACHMENT_NOT_FOUND", candidates: ["repro.txt", "log.bin"] },
    ]);
    const several = await beads(["attachment", "get", id, "--json"]);
    expect([several.status, several.json.error.code]).toEqual([2, "AMBIGUOUS_ATTACHMENT"]);
    expect((await beads(["attachment", "get", reply, "-o", "-"])).stdout).toBe("Shorter.\n");
    const plain = (await vc(["create", "Nothing here", "--json"])).json.id;
    expect((await vc(["attachment", "list", plain])).lines).toEqual(["No files."]);
    expect((await vc(["attachment", "get", plain, "--json"])).json.error.code).toBe("ATTACHMENT_NOT_FOUND");
  });

  test("writes nowhere else, whatever name a message of another project gives its file", async () => {
    const { here, beads, id, message } = await sent();
    const bare = here.path("remotes/beads.git");
    const names = (await here.git(bare, "ls-tree", "-r", "--name-only", "beads")).split("\n");
    const path = names.find((name) => name.endsWith(`/messages/${message}.md`)) ?? "";
    const text = `${await here.git(bare, "show", `beads:${path}`)}\n`;
    const evil = text
      .replace("name: repro.txt", 'name: "../../../evil.txt"')
      .replace("name: log.bin", 'name: "../../../../HEAD"');
    const folder = path.replace("/messages/", "/attachments/").replace(/\.md$/, "");
    const file = `${folder}/%2e.%2f..%2f..%2fevil.txt`;
    await forge(here, bare, [
      { path, content: evil },
      { path: file, content: "evil" },
    ]);
    await beads(["sync"]);
    const got = await beads(["attachment", "get", message, "../../../evil.txt", "--json"]);
    expect(got.json).toMatchObject({ file: here.path("north/beads/evil.txt"), foreign: true });
    expect(existsSync(here.path("evil.txt"))).toBe(false);
    const missing = await beads(["attachment", "get", id, "../../../../HEAD", "--json"]);
    expect([missing.status, missing.json.error.code]).toEqual([4, "ATTACHMENT_MISSING"]);
  });
});
