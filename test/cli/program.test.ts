import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROGRAM } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const bd = (place: Scratch, ...args: string[]) => place.run(process.execPath, [PROGRAM, ...args]);

const folderOf = (place: Scratch) => join(place.env["XDG_CACHE_HOME"] ?? "", "bd/code");
const cacheOf = (place: Scratch) => readdirSync(folderOf(place)).map((name) => join(folderOf(place), name));
/** Which packs of the program each verb took, but for the setting up. */
const packsIn = (place: Scratch) =>
  readdirSync(folderOf(place))
    .flatMap((name) => /-(\w+)-(\w+)\.pack$/.exec(name)?.slice(1).join(" ") ?? [])
    .filter((name) => !name.startsWith("init "))
    .sort();

describe("the program", () => {
  it("says in one sentence what an old Node lacks", async () => {
    const pretend = `Object.defineProperty(process.versions,"node",{value:"20.20.0"});require(${JSON.stringify(PROGRAM)})`;
    const { status, stderr } = await scratch().run(process.execPath, ["--input-type=commonjs", "-e", pretend]);
    expect({ status, stderr }).toEqual({ status: 5, stderr: "bd: Node 22.16 or newer is needed, and this is Node 20.20.0.\n" });
  });

  it("runs where the home is named and empty", async () => {
    const place = scratch();
    const env = { ...place.env, HOME: "", LOCALAPPDATA: "", XDG_CACHE_HOME: "" };
    const { status, stderr } = await place.run(process.execPath, [PROGRAM, "help", "topics"], { env });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("does not mind that its reader goes away", async () => {
    const place = scratch();
    const { status, stdout, stderr } = await place.run("sh", [
      "-c",
      `"${process.execPath}" "${PROGRAM}" help --json | head -c 1`,
    ]);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "{", stderr: "" });
  });

  it.runIf(existsSync("/dev/full"))("says with its status that an answer could not be written", async () => {
    const { status, stderr } = await scratch().run("sh", ["-c", `"${process.execPath}" "${PROGRAM}" help --json > /dev/full`]);
    expect({ status, stderr }).toEqual({ status: 5, stderr: "" });
  });

  it("ends an interrupted command with the status that shells expect", async () => {
    const place = scratch();
    const repository = await place.repository("r");
    const child = spawn(process.execPath, [PROGRAM, "import", "-"], {
      cwd: repository,
      env: place.env,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
    // It reads standard input to the end, so it is there to be interrupted as soon as it has taken more than a pipe holds.
    await new Promise((resolve) => child.stdin.write("{}\n".repeat(100_000), resolve));
    child.kill("SIGINT");
    child.stdin.on("error", () => {});
    expect(await ended).toEqual({ code: 130, signal: null });
  });
});

describe("the code cache", () => {
  it("is made by the first three runs of a verb, kept twice, and left alone by the next", async () => {
    const place = scratch();
    for (const _ of [1, 2, 3]) await bd(place, "help", "create");
    const [file = ""] = cacheOf(place);
    const bytes = readFileSync(file);
    const digest = (part: Buffer) => createHash("sha256").update(part).digest("hex");
    expect(digest(bytes.subarray(0, bytes.length / 2))).toBe(digest(bytes.subarray(bytes.length / 2)));
    expect((await bd(place, "help", "create")).status).toBe(0);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(cacheOf(place)).toHaveLength(3);
  });

  it("takes up what no run before needed, and then stays", async () => {
    const place = scratch();
    const repository = await place.repository("r");
    const run = (...args: string[]) => place.run(process.execPath, [PROGRAM, ...args], { directory: repository });
    const reads = () => readFileSync(cacheOf(place).find((name) => name.endsWith("-create-reads.pack")) ?? "");
    await run("init", "--quiet");
    for (const _ of [1, 2, 3]) await run("create", "--help");
    const helped = reads();
    await run("create", "Found");
    const created = reads();
    expect(created.length).toBeGreaterThan(helped.length);
    await run("create", "--help");
    await run("create", "Found again");
    expect(reads().equals(created)).toBe(true);
  });

  it.each([
    [
      "one wrong bit",
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 5000), Buffer.from([(bytes[5000] ?? 0) ^ 1]), bytes.subarray(5001)]),
    ],
    ["half of it", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["an odd part of it", (bytes: Buffer) => bytes.subarray(0, 1001)],
    ["another end", (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -100), Buffer.alloc(100, 7)])],
    ["noise, twice the same", () => Buffer.concat([Buffer.alloc(4096, 7), Buffer.alloc(4096, 7)])],
    ["nothing", () => Buffer.alloc(0)],
  ])("is made anew where it holds %s", async (_, damaged) => {
    const place = scratch();
    const said = await bd(place, "help", "create");
    const [file = ""] = cacheOf(place);
    const whole = readFileSync(file);
    writeFileSync(file, damaged(whole));
    expect(await bd(place, "help", "create")).toEqual(said);
    expect(readFileSync(file).length).toBeGreaterThan(whole.length / 2);
  });

  it("holds for what is written and read all day no more of the program than that needs", async () => {
    const place = scratch();
    const repository = await place.repository("r");
    const run = async (...args: string[]) => {
      const { status, stdout } = await place.run(process.execPath, [PROGRAM, ...args], { directory: repository });
      expect({ args, status }).toEqual({ args, status: 0 });
      return stdout.trim();
    };
    await run("init", "--quiet");
    const id = await run("create", "Found", "--silent");
    await run("update", id, "-p", "1");
    await run("claim", id, "--offline");
    await run("reply", id, "-m", "Words");
    await run("ready");
    await run("close", id, "-r", "Done");
    const verbs = ["create", "update", "claim", "reply", "close"];
    expect(packsIn(place)).toEqual([...verbs.flatMap((verb) => [`${verb} reads`, `${verb} writes`]), "ready reads"].sort());
  });

  it("holds for what is said to other projects, and read of them, no more than that needs", async () => {
    const place = scratch();
    const [here, beside] = [await place.repository("vc"), await place.repository("beads")];
    const run = async (directory: string, ...args: string[]) => {
      const { status, stdout } = await place.run(process.execPath, [PROGRAM, ...args], { directory });
      expect({ args, status }).toEqual({ args, status: 0 });
      return stdout.trim();
    };
    await run(beside, "init", "--quiet");
    await run(here, "init", "--quiet");
    await run(here, "send", "beads", "Parser crash");
    await run(here, "inbox");
    await run(here, "inbox", "--sent");
    await run(here, "ready");
    const both = (verb: string) => [`${verb} elsewhere`, `${verb} reads`];
    expect(packsIn(place)).toEqual([...both("inbox"), "ready reads", ...both("send"), "send writes"].sort());
  });

  it("is done without where it cannot be written", async () => {
    const place = scratch();
    place.write("home/.cache", "a file where the folder should be");
    expect(await bd(place, "--version")).toMatchObject({ status: 0, stderr: "" });
  });
});
