import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

describe("setup agents", () => {
  it.each([
    ["a text with its last line end", "# Rules\n\nUse tabs.\n"],
    ["a text without it", "# Rules"],
    ["a text with other line ends", "# Rules\r\n\r\nUse tabs.\r\n"],
    ["an empty file", ""],
  ])("adds a block to %s, keeps the rest byte for byte, and takes it out again", async (_, text) => {
    const { directory, bd } = await trackedRepository(scratch());
    const file = join(directory, "AGENTS.md");
    writeFileSync(file, text);
    expect((await bd(["setup", "agents", "--json"])).json.files).toEqual([{ file, action: "written" }]);
    const once = readFileSync(file, "utf8");
    expect(once.startsWith(text)).toBe(true);
    expect(once).toContain("bd ready --json");
    if (text.includes("\r\n")) expect(once.replaceAll("\r\n", "")).not.toContain("\n");
    expect((await bd(["setup", "agents", "--json"])).json.files).toEqual([{ file, action: "unchanged" }]);
    expect(readFileSync(file, "utf8")).toBe(once);
    expect((await bd(["setup", "agents", "--remove", "--json"])).json.files).toEqual([
      { file, action: text === "" ? "removed" : "cleaned" },
    ]);
    if (text === "") expect(existsSync(file)).toBe(false);
    else expect(readFileSync(file, "utf8").trimEnd()).toBe(text.trimEnd());
  });

  it("brings an old block up to date in its place", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    const file = join(directory, "AGENTS.md");
    writeFileSync(file, "before\n<!-- bd:begin -->\nold words\n<!-- bd:end -->\nafter\n");
    await bd(["setup", "agents"]);
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain("old words");
    expect(text.startsWith("before\n<!-- bd:begin")).toBe(true);
    expect(text.endsWith("<!-- bd:end -->\nafter\n")).toBe(true);
  });

  it("touches nothing where its marks do not fit, where a link leads out, or under --dry-run", async () => {
    const here = scratch();
    const { directory, bd } = await trackedRepository(here);
    const file = join(directory, "AGENTS.md");
    await bd(["setup", "agents", "--dry-run"]);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, "<!-- bd:begin -->\nmine\n");
    expect(await bd(["setup", "agents", "--json"])).toMatchObject({
      status: 3,
      json: { error: { code: "BLOCK_BROKEN", lines: [1] } },
    });
    expect(readFileSync(file, "utf8")).toBe("<!-- bd:begin -->\nmine\n");
    const { directory: other, bd: there } = { directory: await here.repository("other/vc"), bd };
    const outside = here.write("outside.md", "not yours\n");
    symlinkSync(outside, join(other, "AGENTS.md"));
    expect(await there(["setup", "agents", "--json"], { cwd: other })).toMatchObject({
      status: 3,
      json: { error: { code: "LINK_LEADS_OUT" } },
    });
    expect(readFileSync(outside, "utf8")).toBe("not yours\n");
  });

  it("writes through a link that stays inside, and keeps the file's mode", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    writeFileSync(join(directory, "CLAUDE.md"), "one file\n");
    chmodSync(join(directory, "CLAUDE.md"), 0o600);
    symlinkSync("CLAUDE.md", join(directory, "AGENTS.md"));
    await bd(["setup", "agents"]);
    expect(lstatSync(join(directory, "AGENTS.md")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(directory, "CLAUDE.md"), "utf8")).toContain("bd:begin");
    expect(statSync(join(directory, "CLAUDE.md")).mode & 0o777).toBe(0o600);
  });
});

describe("setup path", () => {
  it("writes launchers, says when the folder is not on the path, and takes them away", async () => {
    const here = scratch();
    const { bd } = await trackedRepository(here);
    const folder = here.path("my bin's");
    const said = await bd(["setup", "path", "--dir", folder, "--json"]);
    expect(said.json).toMatchObject({
      files: [{ file: join(folder, "bd"), action: "written" }, { action: "written" }],
      advice: [expect.stringContaining("PATH")],
    });
    expect(statSync(join(folder, "bd")).mode & 0o111).toBe(0o111);
    expect((await here.run("sh", ["-n", join(folder, "bd")])).status).toBe(0);
    expect(
      (await bd(["setup", "path", "--dir", folder, "--json"], { env: { PATH: `${folder}:${process.env["PATH"]}` } })).json,
    ).toMatchObject({
      files: [{ action: "unchanged" }, { action: "unchanged" }],
      advice: [],
    });
    await bd(["setup", "path", "--dir", folder, "--remove"]);
    expect(existsSync(join(folder, "bd"))).toBe(false);
  });

  it("leaves a program of that name alone that bd did not write", async () => {
    const here = scratch();
    const { bd } = await trackedRepository(here);
    const file = here.write("bin/bd", "#!/bin/sh\necho mine\n");
    for (const words of [
      ["setup", "path", "--dir", here.path("bin")],
      ["setup", "path", "--dir", here.path("bin"), "--remove"],
    ]) {
      expect(await bd([...words, "--json"])).toMatchObject({ status: 3, json: { error: { code: "LAUNCHER_TAKEN" } } });
    }
    expect(readFileSync(file, "utf8")).toContain("mine");
    expect(existsSync(here.path("bin/git-beads"))).toBe(false);
  });

  it("writes nothing below what is a file, and over no folder", async () => {
    const here = scratch();
    const { bd } = await trackedRepository(here);
    const taken = here.write("taken", "mine\n");
    for (const folder of [taken, join(taken, "bin")]) {
      const { status, json } = await bd(["setup", "path", "--dir", folder, "--json"]);
      expect([status, json.error.code]).toEqual([2, "NO_SUCH_FOLDER"]);
    }
    mkdirSync(here.path("dave/vc/AGENTS.md"));
    const { status, json } = await bd(["setup", "agents", "--json"]);
    expect([status, json.error.code]).toEqual([2, "NOT_A_FILE"]);
  });
});
