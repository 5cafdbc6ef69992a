import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const PROGRAMS = [
  ["claude", ".mcp.json", '{\n  "mcpServers": {\n    "other": { "command": "x" }\n  }\n}\n', '"command": "bd"'],
  ["codex", ".codex/config.toml", 'model = "x" # mine\n\n[mcp_servers.other]\ncommand = "x"\n', "[mcp_servers.bd]"],
] as const;

describe.each(PROGRAMS)("setup %s --mcp", (program, name, before, told) => {
  it("puts the server beside others, once, and gives the bytes back", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    const file = join(directory, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, before);
    const dry = (await bd(["setup", program, "--mcp", "--dry-run", "--json"])).json;
    expect(dry).toMatchObject({ files: [{}, { file, action: "written" }] });
    expect(readFileSync(file, "utf8")).toBe(before);
    await bd(["setup", program, "--mcp"]);
    const once = readFileSync(file, "utf8");
    expect(once).toContain(told);
    expect((await bd(["setup", program, "--mcp", "--json"])).json).toMatchObject({ files: [{}, { action: "unchanged" }] });
    expect(readFileSync(file, "utf8")).toBe(once);
    await bd(["setup", program, "--mcp", "--remove"]);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("makes the file where there is none, and takes it away again", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    const file = join(directory, name);
    await bd(["setup", program, "--mcp"]);
    expect(readFileSync(file, "utf8")).toContain(told);
    await bd(["setup", program, "--mcp", "--remove"]);
    expect(existsSync(file)).toBe(false);
  });
});

it.each([
  ["claude", ".mcp.json", "[1]\n"],
  ["claude", ".mcp.json", '{"mcpServers": 1}\n'],
  ["codex", ".codex/config.toml", 'mcp_servers = { other = { command = "x" } }\n'],
  ["codex", ".codex/config.toml", '[mcp_servers]\nbd = { command = "x" }\n'],
])("settings of %s that cannot be added to are left alone", async (program, name, text) => {
  const { directory, bd } = await trackedRepository(scratch());
  mkdirSync(join(directory, ".codex"));
  writeFileSync(join(directory, name), text);
  const said = await bd(["setup", program, "--mcp", "--json"]);
  expect(said.json).toMatchObject({ error: { code: "SETTINGS_UNREADABLE" } });
  expect(readFileSync(join(directory, name), "utf8")).toBe(text);
});
