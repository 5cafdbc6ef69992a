// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is the language of shells
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.ts";
import { flagValues } from "../../src/cli/completion-values.ts";
import { typedLine } from "../../src/cli/typed-line.ts";
import { offerable } from "../../src/services/completion-offers.ts";
import { PROGRAM } from "../support/processes.ts";
import { bdIn, type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const offered = async (bd: RunBd, line: string) => {
  const { status, stderr, stdout } = await bd(["completion", "--line", line]);
  expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: "" });
  return stdout.split("\n").flatMap((each) => (each === "" ? [] : [each.split("\t")[0] ?? ""]));
};

// Who completes waits for a second at most. A test's first look at the program's source takes longer on a busy machine.
beforeAll(async () => {
  const { bd } = await trackedRepository(scratch());
  await bd(["completion", "--line", "bd list --status="]);
});

it("reads a line as a shell does", () => {
  expect(typedLine("bd show vc-")).toEqual({ words: ["show"], current: "vc-" });
  expect(typedLine("cd x && bd -C 'a b' list ")).toEqual({ words: ["-C", "a b", "list"], current: "" });
  expect(typedLine(String.raw`git-beads create a\ b "c d`)).toEqual({ words: ["create", "a b"], current: "c d" });
  expect(typedLine("git bisect")).toBeUndefined();
});

describe("bd completion --line", () => {
  it("completes commands, what stands below them, flags and their values, from the table of commands", async () => {
    const { bd } = await trackedRepository(scratch());
    expect(await offered(bd, "bd rea")).toEqual(["ready"]);
    expect(await offered(bd, "bd -C somewhere dep tr")).toEqual(["tree"]);
    expect(await offered(bd, "bd dep tree --dir")).toEqual(["--direction", "--directory"]);
    expect(await offered(bd, "bd dep tree x --direction ")).toEqual(["down", "up", "both"]);
    expect(await offered(bd, "bd list --status=cl")).toEqual(["--status=closed"]);
    expect(await offered(bd, "bd list -s open,cl")).toEqual(["open,closed"]);
    expect(await offered(bd, "bd list -p ")).toEqual(["0", "1", "2", "3", "4"]);
    expect(await offered(bd, "bd wait vc-1 --for ")).toEqual(["reply", "ack", "claimed"]);
    expect(await offered(bd, "bd reply vc-1 -t req")).toEqual(["request"]);
    expect(await offered(bd, "bd config set inbound ")).toEqual(["open", "review", "closed"]);
    expect(await offered(bd, "bd config get claim.lease.")).toEqual(["claim.lease.agent", "claim.lease.person"]);
    expect(await offered(bd, "bd help clai")).toEqual(["claim", "claims"]);
    expect(await offered(bd, "bd create -F ")).toEqual([":files"]);
    expect(await offered(bd, "bd completion ")).toEqual(["bash", "zsh", "fish"]);
    expect(await offered(bd, "bd hook ")).toEqual([]);
  });

  it("completes what the ledger knows: ids, labels, types, agents, decisions, escalations, notes", async () => {
    const here = scratch();
    const { bd, directory } = await trackedRepository(here);
    await bd(["create", "Look", "--id", "vc-look01", "-l", "parser"]);
    await bd(["claim", "vc-look01"], { env: { BD_ACTOR: "erin/vc" } });
    const { json } = await bd(["decide", "Look twice", "--topic", "looking", "--json"]);
    await bd(["remember", "Look twice", "--key", "look-twice"]);
    expect(await offered(bd, "bd show vc-")).toEqual(["vc-look01"]);
    expect(await offered(bd, "bd dep add vc-look01 vc-l")).toEqual(["vc-look01"]);
    expect(await offered(bd, "bd update vc-look01 --add-label pa")).toEqual(["parser"]);
    expect(await offered(bd, "bd create x -t ep")).toEqual(["epic"]);
    expect(await offered(bd, "bd agent show er")).toEqual(["erin/vc"]);
    expect(await offered(bd, "bd list --holder=er")).toEqual(["--holder=erin/vc"]);
    expect(await offered(bd, "bd decide show adr-")).toEqual([json.id ?? json.decision?.id]);
    expect(await offered(bd, "bd forget ")).toEqual(["look-twice"]);
    expect(await offered(bdIn(here, here.root), `bd -C ${directory} show vc-`)).toEqual(["vc-look01"]);
  });

  it("is silent where there is no repository, no ledger, or nothing to say", async () => {
    const here = scratch();
    const nowhere = bdIn(here, here.root);
    expect(await offered(nowhere, "bd show vc-")).toEqual([]);
    expect(await offered(nowhere, "bd -C /nowhere show vc-")).toEqual([]);
    expect(await offered(nowhere, "bd frobnicate ")).toEqual([]);
    expect(await offered(nowhere, "")).toEqual([":files"]);
    expect(await offered(bdIn(here, await here.repository("dave/bare")), "bd close ")).toEqual([]);
  });

  it("offers no word that a shell would obey, whoever wrote it", () => {
    const words = ["x$(touch y)", "x;reboot", "x y", "x`y`", "x'", "xylophone", "x/y:z", "xé"];
    const offers = words.map((word) => ({ word, about: "" }));
    expect(offerable(offers, "x").map(({ word }) => word)).toEqual(["xylophone", "x/y:z", "xé"]);
  });

  it("knows values of every flag that names a few", async () => {
    const flags = (await Promise.all(Object.values(COMMANDS).map(({ load }) => load()))).flatMap((verb) =>
      Object.entries(verb.flags),
    );
    const listed = flags.filter(
      ([name, flag]) =>
        flag.type === "option" &&
        (name === "sort" ||
          /^<(type|status|outcome|state|priority|kind|scope|word|what|[^<>]*[|-][^<>]*)>$/.test(String(flag.helpValue))) &&
        name !== "op-id",
    );
    expect(listed.length).toBeGreaterThan(5);
    const unknown = listed.filter(([name, flag]) => "none" in flagValues(name, flag));
    expect(unknown.map(([name, { description }]) => `${name}: ${description}`)).toEqual([]);
  });

  it("knows three shells, and says so", async () => {
    const { bd } = await trackedRepository(scratch());
    for (const shell of ["bash", "zsh", "fish"]) expect((await bd(["completion", shell])).stdout).toContain("completion --line");
    expect(await bd(["completion", "tcsh", "--json"])).toMatchObject({ status: 2, json: { error: { code: "UNKNOWN_SHELL" } } });
  });
});

describe("in a real shell", () => {
  const has = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

  /** A repository with an issue, `bd` on the PATH, and what the shell says to some lines of its own language. */
  async function play(shell: string, lines: (script: string) => readonly string[]) {
    const here = scratch();
    const { bd, directory } = await trackedRepository(here);
    await bd(["create", "Look", "--id", "vc-look01"]);
    chmodSync(here.write("bin/bd", `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`), 0o755);
    const script = here.write(`script.${shell}`, (await bd(["completion", shell])).stdout);
    const env = { ...here.env, PATH: `${here.path("bin")}:${here.env["PATH"]}`, TERM: "dumb" };
    const { stdout, stderr } = await here.run(shell, ["-c", lines(script).join("\n")], { directory, env });
    expect(stderr).toBe("");
    return stdout.split("\n").slice(0, -1);
  }

  it.skipIf(!has("bash"))("completes in bash, which breaks words at colons and equals signs too", async () => {
    const at = (line: string, ...words: string[]) => [
      `COMP_LINE='${line}' COMP_POINT=${line.length} COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}) COMP_CWORD=${words.length - 1}`,
      '_bd; echo "${COMPREPLY[*]}"',
    ];
    const said = await play("bash", (script) => [
      `. '${script}'`,
      ...at("bd rea", "bd", "rea"),
      ...at("bd show vc-", "bd", "show", "vc-"),
      ...at("bd list --status=cl", "bd", "list", "--status", "=", "cl"),
      ...at("bd list --status=", "bd", "list", "--status", "="),
      ...at("bd send @al", "bd", "send", "@", "al"),
      ...at("bd create -F ", "bd", "create", "-F", ""),
      "complete -p git-beads",
    ]);
    expect(said).toEqual([
      "ready",
      "vc-look01",
      "closed",
      "open ready blocked in_progress deferred proposed closed deleted",
      "all",
      "",
      "complete -o bashdefault -o default -F _bd git-beads",
    ]);
  });

  it.skipIf(!has("zsh"))("completes in zsh", async () => {
    const at = (line: string) => [`LBUFFER='${line}'`, "_bd"];
    const said = await play("zsh", (script) => [
      "compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -r -- $@ }",
      "_files() { print files }",
      `. '${script}'`,
      ...["bd rea", "bd show vc-", "bd list --status=cl", "bd create -F "].flatMap(at),
    ]);
    expect(said).toEqual(["ready", "vc-look01", "--status=closed", "files"]);
  });

  it.skipIf(!has("fish"))("completes in fish", async () => {
    const lines = ["bd rea", "bd show vc-", "bd list --status=cl", "bd close --outc", "bd dep "];
    const said = await play("fish", (script) => [`source '${script}'`, ...lines.map((line) => `complete -C '${line}'`)]);
    expect(said.map((line) => line.split("\t")[0])).toEqual([
      "ready",
      "vc-look01",
      "--status=closed",
      "--outcome",
      "tree",
      "cycles",
      "add",
      "remove",
    ]);
  });
});
