import type { Actor, Human } from "../domain/actor.ts";
import { type AgentPlace, agentName } from "../domain/agent-name.ts";
import { BeadsError } from "../errors.ts";
import type { GitConfig } from "../git/repository.ts";
import type { GlobalFlags } from "./globals.ts";
import type { Host } from "./host.ts";
import { isCalledByAgent, sessionOf } from "./session.ts";

/** What an actor is made of. */
export interface ActorSource {
  readonly host: Pick<Host, "env" | "home" | "login">;
  readonly globals: GlobalFlags;
  readonly config: GitConfig;
  /** The identity of the project, and its short name. */
  readonly identity: string;
  readonly project: string;
  /** The root of the work tree, or the git directory where there is none. */
  readonly directory: string;
}

/** Who calls: `--actor` and `BD_ACTOR` name an agent outright, else it is called after its place. @throws BAD_ACTOR */
export function resolveActor(source: ActorSource): Actor {
  const { host, globals, identity, project } = source;
  const given = globals.actor ?? host.env["BD_ACTOR"];
  return {
    kind: isAgent(source) ? "agent" : "person",
    human: resolveHuman(source),
    agent: given ? givenName(given, project) : agentName(placeOf(source)),
    project: identity,
    session: sessionOf(host).name,
  };
}

/** Asks the system for the login name only where the directory's says nothing. */
function placeOf({ host, project, directory }: ActorSource): AgentPlace {
  return {
    directory,
    home: host.home,
    get login() {
      return host.login;
    },
    project,
  };
}

function isAgent({ host, globals }: ActorSource): boolean {
  if (globals["as-human"] === true) return false;
  return globals["as-agent"] === true || globals.actor !== undefined || isCalledByAgent(host);
}

/** A name without a project is one of this project: `dave` is `dave/vc`. */
function givenName(name: string, project: string): string {
  const full = name.includes("/") ? name : `${name}/${project}`;
  // The usual case apart: a class of letters of all scripts takes a millisecond to compile.
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*\/[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(full)) return full;
  if (/^[\p{L}\p{N}_][\p{L}\p{N}._-]*\/[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u.test(full)) return full;
  throw new BeadsError("usage", "BAD_ACTOR", `${JSON.stringify(name)} is no name for an agent.`, {
    hints: ["Agents are called <workspace>/<project>, such as dave/vc. A person is known by git's user.name and user.email."],
  });
}

/** As git would name the author; empty where git does not know, which matters only when something is written. */
function resolveHuman({ host: { env }, config }: ActorSource): Human {
  return {
    name: config.get("user.name") || env["GIT_AUTHOR_NAME"] || env["GIT_COMMITTER_NAME"] || "",
    email: config.get("user.email") || env["GIT_AUTHOR_EMAIL"] || env["GIT_COMMITTER_EMAIL"] || env["EMAIL"] || "",
  };
}
