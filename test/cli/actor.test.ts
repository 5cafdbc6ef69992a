import { describe, expect, it } from "vitest";
import { resolveActor } from "../../src/cli/actor.ts";
import type { GlobalFlags } from "../../src/cli/globals.ts";
import type { GitConfig } from "../../src/git/repository.ts";

const KNOWN = { "user.name": "Steve", "user.email": "steve@example.com" };

function actor({ env = {}, globals = {}, git = KNOWN, directory = "/home/steve/src/dave/vc" }: Partial<Setup> = {}) {
  const config: GitConfig = { get: (key) => git[key], all: () => [], below: () => [], remotes: [] };
  const host = { env, home: "/home/steve", login: "steve" };
  return resolveActor({ host, globals, config, identity: "github.com/owner/vc", project: "vc", directory });
}

interface Setup {
  readonly env: Record<string, string>;
  readonly globals: GlobalFlags;
  readonly git: Record<string, string>;
  readonly directory: string;
}

describe("the actor", () => {
  it("is a person where nothing says that an agent calls", () => {
    expect(actor()).toEqual({
      kind: "person",
      human: { name: "Steve", email: "steve@example.com" },
      agent: "dave/vc",
      project: "github.com/owner/vc",
      session: null,
    });
  });

  it("is called after the clone's own folder where that is not the project's name", () => {
    expect(actor({ directory: "/home/steve/wt/feat-a" }).agent).toBe("feat-a/vc");
  });

  it.each(["BD_ACTOR", "BD_SESSION", "CLAUDECODE", "CODEX_THREAD_ID"])("is an agent where %s is set", (variable) => {
    expect(actor({ env: { [variable]: "one/vc" } }).kind).toBe("agent");
  });

  it("is what the caller says outright, whatever the environment says", () => {
    expect(actor({ env: { CLAUDECODE: "1" }, globals: { "as-human": true } }).kind).toBe("person");
    expect(actor({ globals: { "as-agent": true } }).kind).toBe("agent");
    expect(actor({ globals: { actor: "eve/vc" } })).toMatchObject({ kind: "agent", agent: "eve/vc" });
  });

  it("takes a name without a project as one of this project, and --actor before BD_ACTOR", () => {
    expect(actor({ env: { BD_ACTOR: "eve" } }).agent).toBe("eve/vc");
    expect(actor({ env: { BD_ACTOR: "eve" }, globals: { actor: "bob" } }).agent).toBe("bob/vc");
  });

  it.each(["@steve", "a/b/c", "a b", "-x", ""])("refuses %j as a name", (name) => {
    if (name === "") expect(actor({ globals: { actor: "" } }).agent).toBe("dave/vc");
    else expect(() => actor({ globals: { actor: name } })).toThrow(expect.objectContaining({ code: "BAD_ACTOR" }));
  });

  it("has the session of BD_SESSION before that of the agent's own program", () => {
    expect(actor({ env: { CLAUDE_CODE_SESSION_ID: "c1" } }).session).toBe("c1");
    expect(actor({ env: { CLAUDE_CODE_SESSION_ID: "c1", BD_SESSION: "s1" } }).session).toBe("s1");
  });

  it("is known by git's own variables where its configuration is empty", () => {
    const env = { GIT_AUTHOR_NAME: "Ann", EMAIL: "ann@example.com" };
    expect(actor({ env, git: {} }).human).toEqual({ name: "Ann", email: "ann@example.com" });
  });
});
