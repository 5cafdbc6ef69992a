import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bdIn, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const SETTINGS = `{
    // The team's.
    "permissions": {"allow": ["Bash(npm test)"]},
    "hooks": {
        "SessionStart": [
            { "hooks": [ { "type": "command", "command": "./scripts/hello.sh" } ] }
        ],
        "Stop": [{ "hooks": [{ "type": "command", "command": "npx husky-like" }] }]
    }
}
`;

const PROGRAMS = [
  ["claude", ".claude", "settings.json"],
  ["codex", ".codex", "hooks.json"],
] as const;

describe.each(PROGRAMS)("setup %s", (program, folder, name) => {
  it("puts its hooks beside those that are there, once, and gives the bytes back", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    const file = join(directory, folder, name);
    mkdirSync(join(directory, folder));
    writeFileSync(file, SETTINGS);
    expect((await bd(["setup", program, "--dry-run", "--json"])).json.files).toEqual([{ file, action: "written" }]);
    expect(readFileSync(file, "utf8")).toBe(SETTINGS);
    const said = (await bd(["setup", program, "--json"])).json;
    expect(said).toMatchObject({ what: program, files: [{ file, action: "written" }] });
    const once = readFileSync(file, "utf8");
    for (const words of [
      "// The team's.",
      "./scripts/hello.sh",
      "npx husky-like",
      "bd prime --hook-json",
      "bd prime --compact --hook-json",
    ])
      expect(once).toContain(words);
    expect(once).not.toContain("git push");
    expect((await bd(["setup", program, "--json"])).json.files).toEqual([{ file, action: "unchanged" }]);
    expect(readFileSync(file, "utf8")).toBe(once);
    expect((await bd(["setup", program, "--remove", "--json"])).json).toMatchObject({
      files: [{ file, action: "cleaned" }],
      advice: [],
    });
    expect(readFileSync(file, "utf8")).toBe(SETTINGS);
    expect((await bd(["setup", program, "--remove", "--json"])).json.files).toEqual([{ file, action: "absent" }]);
  });

  it("makes the file where there is none, in the work tree or in the home, and takes it away again", async () => {
    const here = scratch();
    const { directory, bd } = await trackedRepository(here);
    for (const [flags, root] of [
      [[], directory],
      [["--user"], join(here.root, "home")],
    ] as const) {
      const file = join(root, folder, name);
      await bd(["setup", program, ...flags]);
      const { hooks } = JSON.parse(readFileSync(file, "utf8"));
      expect(Object.keys(hooks).sort()).toEqual(["PreCompact", "SessionEnd", "SessionStart", "UserPromptSubmit"]);
      await bd(["setup", program, "--remove", ...flags]);
      expect(existsSync(file)).toBe(false);
    }
  });

  it.runIf(program === "claude")(
    "runs hooks that say what they should, and never fail",
    async () => {
      const here = scratch();
      const { directory, bd } = await trackedRepository(here);
      await bd(["create", "Write the grammar down"]);
      await bd(["setup", program]);
      const { hooks } = JSON.parse(readFileSync(join(directory, folder, name), "utf8"));
      const commands = Object.values(hooks as Record<string, readonly { hooks: readonly { command: string }[] }[]>).flatMap(
        (groups) => groups.flatMap((group) => group.hooks.map(({ command }) => command)),
      );
      const source = join(import.meta.dirname, "../../src/bin.ts");
      const launcher = here.write("bin/bd", `#!/bin/sh\nexec '${process.execPath}' '${source}' "$@"\n`);
      await here.run("chmod", ["+x", launcher]);
      const path = `${here.path("bin")}:${here.env["PATH"]}`;
      for (const command of commands) {
        const ran = await here.run("sh", ["-c", command], { directory, env: { ...here.env, PATH: path, BD_SESSION: "s" } });
        expect(ran).toMatchObject({ status: 0, stderr: "" });
        if (command.includes("prime"))
          expect(JSON.parse(ran.stdout).hookSpecificOutput.additionalContext).toContain("Write the grammar down");
        else expect(ran.stdout).toBe("");
        const without = await here.run("sh", ["-c", command], { directory, env: { ...here.env, PATH: "/usr/bin:/bin" } });
        expect(without).toMatchObject({ status: 0, stdout: "", stderr: "" });
      }
    },
    60_000,
  );

  it.each([
    ["no settings", "[1]"],
    ["broken", "{"],
    ["hooks in another form", '{"hooks": []}'],
  ])("touches nothing where the file holds %s", async (_, text) => {
    const { directory, bd } = await trackedRepository(scratch());
    mkdirSync(join(directory, folder));
    writeFileSync(join(directory, folder, name), text);
    for (const flags of [[], ["--remove"]])
      expect(await bd(["setup", program, ...flags, "--json"])).toMatchObject({
        status: 3,
        json: { error: { code: "SETTINGS_UNREADABLE" } },
      });
    expect(readFileSync(join(directory, folder, name), "utf8")).toBe(text);
  });

  it("follows no link out of the work tree", async () => {
    const here = scratch();
    const { directory, bd } = await trackedRepository(here);
    mkdirSync(here.path("outside"));
    symlinkSync(here.path("outside"), join(directory, folder));
    expect((await bd(["setup", program, "--json"])).json.error.code).toBe("LINK_LEADS_OUT");
    expect(existsSync(here.path("outside", name))).toBe(false);
  });
});

describe("setup agents, where other agent programs have files of their own", () => {
  it("writes into those that are there, but not into one that takes AGENTS.md in or is a link to it", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    const texts = { "CLAUDE.md": "# Mine\n", "GEMINI.md": "Read this.\n\n@AGENTS.md\n", ".cursorrules": "Tabs.\n" };
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(directory, name), text);
    symlinkSync("CLAUDE.md", join(directory, "QWEN.md"));
    await bd(["setup", "agents"]);
    for (const name of ["AGENTS.md", "CLAUDE.md", ".cursorrules"])
      expect(readFileSync(join(directory, name), "utf8")).toContain("bd prime");
    expect(readFileSync(join(directory, "GEMINI.md"), "utf8")).toBe(texts["GEMINI.md"]);
    await bd(["setup", "agents", "--remove"]);
    for (const [name, text] of Object.entries(texts)) expect(readFileSync(join(directory, name), "utf8")).toBe(text);
    expect(existsSync(join(directory, "AGENTS.md"))).toBe(false);
  });

  it("writes nothing at all where one of them is broken", async () => {
    const { directory, bd } = await trackedRepository(scratch());
    writeFileSync(join(directory, "CLAUDE.md"), "<!-- bd:begin -->\nmine\n");
    expect((await bd(["setup", "agents", "--json"])).json.error.code).toBe("BLOCK_BROKEN");
    expect(existsSync(join(directory, "AGENTS.md"))).toBe(false);
  });
});

describe("setup cron", () => {
  it("prints a line for a crontab, in which nothing is left for the shell or cron to misread", async () => {
    const here = scratch();
    const directory = await here.repository("it's 100% mine/vc");
    const bd = bdIn(here, directory);
    await bd(["init", "--quiet"]);
    const { json } = await bd(["setup", "cron", "--json"]);
    expect(json).toMatchObject({ what: "cron", files: [], advice: [expect.stringContaining("crontab -e")] });
    const line: string = json.texts.crontab;
    expect(line).toMatch(
      /^\*\/15 \* \* \* \* \{ .* sync --quiet; .* patrol --claims --quiet; \} >\/dev\/null 2>&1 # bd bd-vc-[0-9a-f]{6}$/,
    );
    expect(line).toContain("it'\\''s 100\\% mine/vc'");
    const words = line.replaceAll("\\%", "%").slice("*/15 * * * * ".length).split("; ")[0] ?? "";
    const ran = await here.run("sh", ["-c", `printf '%s\\n' ${words}`]);
    expect(ran.stdout.split("\n")).toEqual(expect.arrayContaining([directory, "sync"]));
  });

  it("writes a unit and a timer of systemd, once, and takes them away", async () => {
    const here = scratch();
    const { bd } = await trackedRepository(here);
    const env = { XDG_CONFIG_HOME: here.path("config") };
    const run = async (...words: string[]) =>
      (await bd(["setup", "cron", "--kind", "systemd", ...words, "--json"], { env })).json;
    const dry = await run("--dry-run");
    expect(dry.files.map(({ file }: { file: string }) => existsSync(file))).toEqual([false, false]);
    const { files, advice } = await run("--every", "30");
    const [service, timer] = files.map(({ file }: { file: string }) => readFileSync(file, "utf8"));
    expect(service).toMatch(/ExecStart=-.* sync --quiet\nExecStart=-.* patrol --claims --quiet\n/);
    expect(timer).toContain("OnUnitActiveSec=30min");
    expect(advice).toEqual([
      expect.stringMatching(/^systemctl --user daemon-reload; systemctl --user enable --now bd-vc-[0-9a-f]{6}\.timer$/),
    ]);
    expect(await run("--every", "30")).toMatchObject({ files: [{ action: "unchanged" }, { action: "unchanged" }], advice: [] });
    writeFileSync(files[0].file, "[Unit]\n");
    expect((await run()).error.code).toBe("SCHEDULE_TAKEN");
    writeFileSync(files[0].file, service);
    expect(await run("--remove")).toMatchObject({ files: [{ action: "removed" }, { action: "removed" }] });
    expect(existsSync(files[0].file)).toBe(false);
  });

  it("prints an agent of launchd that is well-formed", async () => {
    const here = scratch();
    const directory = await here.repository("a & b <c>/vc");
    const bd = bdIn(here, directory);
    await bd(["init", "--quiet"]);
    const { json, stdout } = await bd(["setup", "cron", "--kind", "launchd", "--print", "--json"]);
    const [file = "", text = ""] = Object.entries(json.texts as Record<string, string>)[0] ?? [];
    expect(file).toMatch(/Library\/LaunchAgents\/bd-vc-[0-9a-f]{6}\.plist$/);
    expect(text).toContain("a &amp; b &lt;c&gt;/vc");
    expect(text).toContain("<integer>900</integer>");
    expect(existsSync(file)).toBe(false);
    expect(stdout).not.toContain("push");
  });
});
