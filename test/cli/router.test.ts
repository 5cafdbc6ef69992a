import { describe, expect, it } from "vitest";
import { Answer } from "../../src/cli/answer.ts";
import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, bodyFlags, Flags } from "../../src/cli/flags.ts";
import { findVerb, route } from "../../src/cli/router.ts";
import type { Table } from "../../src/cli/table.ts";
import { BeadsError } from "../../src/errors.ts";
import { fakeHost } from "../support/fake-host.ts";

class Say extends BeadCommand {
  static override args = { what: Args.string(), more: Args.string() };
  static override flags = { ...bodyFlags, loud: Flags.boolean(), times: Flags.integer({ min: 1, max: 3 }) };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Say);
    this.warn("a warning");
    const body = await this.body(flags);
    return this.answer(
      { name: this.name, ...args, body, times: flags.times, in: this.directory },
      [`said ${args.what}\u0007`],
      0,
    );
  }
}

class Fail extends BeadCommand {
  static override strict = false;

  async run(): Promise<object> {
    const { argv } = await this.parse(Fail);
    if (argv[0] === "bug") throw new TypeError("x is not a function");
    if (argv[0] === "disk") throw Object.assign(new Error("no space"), { code: "ENOSPC", path: "/d/f" });
    throw new BeadsError("conflict", "CLAIM_HELD", "Somebody has it.", {
      hints: ["Take another."],
      fields: { holder: "eve/vc" },
    });
  }
}

const TABLE: Table = {
  say: { load: async () => Say, group: "daily" },
  "say twice": { load: async () => Say, group: "daily" },
  fail: { load: async () => Fail, group: "daily" },
};

async function bd(argv: readonly string[], world: { stdin?: string; isTTY?: boolean } = {}) {
  const host = fakeHost({ cwd: "/here", env: {}, ...world });
  const status = await route(argv, host, {
    everyday: TABLE,
    loadTable: async () => ({ ...TABLE, shout: { load: async () => Say, group: "daily" } }),
    loadHome: async () => Say,
    loadOverview: async () => async () => new Answer([], ["overview"], 0),
  });
  return { status, ...host.written };
}

describe("the router", () => {
  it("prefers a topic's verb to a verb with an argument", () => {
    expect(findVerb(["say", "twice", "x"], TABLE)).toEqual({ name: "say twice", entry: TABLE["say twice"], rest: ["x"] });
    expect(findVerb(["say", "x"], TABLE)).toEqual({ name: "say", entry: TABLE["say"], rest: ["x"] });
    expect(findVerb(["constructor"], TABLE)).toBeUndefined();
  });

  it("looks among all verbs for what is not said every day", async () => {
    expect((await bd(["shout", "x"])).stdout).toBe("said x\n");
  });

  it("takes global flags before and behind the verb", async () => {
    const before = await bd(["-C", "there", "--json", "say", "x"]);
    expect(JSON.parse(before.stdout)).toMatchObject({ name: "say", what: "x", in: "/here/there" });
    expect((await bd(["say", "x", "-C/abs", "--json"])).stdout).toContain('"in":"/abs"');
  });

  it.each([["-C"], ["--json", "--directory"], ["--actor"]])(
    "misses the value of a global flag that stands alone: %j",
    async (...argv) => {
      const { status, stdout, stderr } = await bd(argv);
      expect([status, stdout + stderr]).toEqual([2, expect.stringContaining(`Flag ${argv.at(-1)} expects a value.`)]);
    },
  );

  it("prints warnings on stderr, and none under --json or --quiet", async () => {
    expect(await bd(["say", "x"])).toMatchObject({ stdout: "said x\n", stderr: "a warning\n", status: 0 });
    expect((await bd(["say", "x", "--json"])).stderr).toBe("");
    expect((await bd(["say", "x", "-q"])).stderr).toBe("");
  });

  it("takes --json behind -- as an argument", async () => {
    expect((await bd(["say", "--", "--json"])).stdout).toBe("said --json\n");
  });

  it("lets nothing reach a terminal that it would obey", async () => {
    expect((await bd(["say", "\u001b]0;title\u0007\u009b"])).stdout).toBe("said ]0;title\n");
    expect((await bd(["say", "x", "--json"], { isTTY: true })).stdout).toContain('\n  "what": "x"');
  });

  it("reads a body from one place only", async () => {
    expect((await bd(["say", "x", "-F", "-", "--json"], { stdin: "a\r\nb" })).stdout).toContain('"body":"a\\nb"');
    expect((await bd(["say", "x", "--stdin", "--json"], { stdin: "c" })).stdout).toContain('"body":"c"');
    const twice = await bd(["say", "x", "-m", "a", "--stdin", "--json"]);
    expect(JSON.parse(twice.stdout).error.code).toBe("BODY_TWICE");
    expect(JSON.parse((await bd(["say", "-F", "gone", "--json"])).stdout).error.code).toBe("BODY_UNREADABLE");
  });

  it.each([["--help"], ["-h"], ["help"], ["--no-color", "help"]])(
    "shows all that there is where it is asked for: %j",
    async (...argv) => {
      expect((await bd(argv)).stdout).toBe("overview\n");
    },
  );

  it.each([[], ["--offline"]])("runs what plain bd does where no verb is named: %j", async (...argv) => {
    expect((await bd(argv)).stdout).toBe("said undefined\n");
  });

  it("prints the version", async () => {
    expect((await bd(["--version"])).stdout).toMatch(/^bd \d+\.\d+\.\d+\n$/);
  });
});

describe("a failure", () => {
  it("is a sentence and its hints on stderr", async () => {
    expect(await bd(["fail"])).toMatchObject({ status: 3, stdout: "", stderr: "bd: Somebody has it.\n  Take another.\n" });
  });

  it("is one object on stdout under --json, with its fields, and nothing on stderr", async () => {
    const { status, stdout, stderr } = await bd(["fail", "--json"]);
    expect({ status, stderr }).toEqual({ status: 3, stderr: "" });
    const error = {
      kind: "conflict",
      code: "CLAIM_HELD",
      message: "Somebody has it.",
      hints: ["Take another."],
      holder: "eve/vc",
    };
    expect(JSON.parse(stdout)).toEqual({ error });
  });

  it("of the system is the environment's", async () => {
    expect(await bd(["fail", "disk"])).toMatchObject({
      status: 5,
      stderr: "bd: The disk is full: /d/f.\n  Make room, and give the command again.\n",
    });
  });

  it("that nobody foresaw is a bug", async () => {
    const { status, stdout } = await bd(["fail", "bug", "--json"]);
    expect(status).toBe(70);
    expect(JSON.parse(stdout).error).toMatchObject({
      kind: "bug",
      code: "BUG",
      message: expect.stringContaining("x is not a function"),
    });
  });

  it.each([
    [["say", "--lod"], "UNKNOWN_FLAG", "Did you mean --loud?"],
    [["say", "a", "b", "c"], "UNEXPECTED_ARGUMENT", "Text with spaces needs quotes."],
    [["say", "--times", "9"], "BAD_FLAG", "See bd say --help."],
    [["say", "--times"], "BAD_FLAG", "See bd say --help."],
    [["say", "-m"], "BAD_FLAG", "See bd say --help."],
  ])("of usage is named: %j", async (argv, code, hint) => {
    const { status, stdout } = await bd(["--json", ...argv]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({ kind: "usage", code, hints: expect.arrayContaining([hint]) });
  });
});
