import { nameOf } from "../domain/actor.ts";
import { checkPrefix, ID_ALPHABET, prefixFrom } from "../domain/id.ts";
import type { Project } from "../domain/project.ts";
import { toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { LedgerOptions } from "../store/clone.ts";
import { type Initialised, initLedger } from "../store/init-ledger.ts";

/** Where a ledger is to be: what it is opened with, and what its project is called there. */
export interface Site {
  readonly options: LedgerOptions;
  /** Empty where there is neither a remote nor a ledger. */
  readonly identity: string;
  readonly name: string;
}

export interface InitInput {
  readonly prefix?: string | undefined;
  readonly name?: string | undefined;
  /** The shared remote, where it is not `origin`. */
  readonly remote?: string | undefined;
  readonly view: boolean;
}

export interface InitResult extends Initialised {
  readonly remote: string | null;
  /** Why no `.beads/` is kept in the work tree, or null if it is. */
  readonly no_view: string | null;
}

/**
 * Makes a ledger, or adopts the one that is there already, here or on the remote. Safe to repeat.
 * @throws UNKNOWN_REMOTE, INVALID_PREFIX, INVALID_NAME
 */
export async function init(site: Site, input: InitInput): Promise<InitResult> {
  const { remotes } = await site.options.repository.config();
  if (input.remote !== undefined && !remotes.includes(input.remote)) throw unknownRemote(input.remote, remotes);
  const remote = input.remote === "origin" ? null : (input.remote ?? null);
  const made = await initLedger({ ...site.options, project: projectOf(site, input, remote), view: input.view, remote });
  return {
    ...made,
    remote: input.remote ?? (remotes.includes("origin") ? "origin" : (remotes[0] ?? null)),
    no_view: noView(site, input),
  };
}

function projectOf({ options, identity, name }: Site, input: InitInput, remote: string | null): Project {
  const chosen = input.name === undefined ? name : checkName(input.name);
  return {
    name: chosen,
    prefix: input.prefix === undefined ? prefixFrom(chosen) : checkPrefix(input.prefix),
    format: 1,
    identity: identity === "" ? `local:${freshName(options)}` : identity,
    remote,
    aliases: [],
    projects: {},
    types: [],
    inbound: "open",
    inbound_projects: {},
    roles: {},
    push: "direct",
    settings: {},
    created: toStamp(options.now()),
    by: nameOf(options.actor),
    body: "",
    extras: [],
  };
}

/** What a project without a remote is known by. */
function freshName({ chance }: LedgerOptions): string {
  return [...chance(12)].map((byte) => ID_ALPHABET[byte & 31]).join("");
}

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/;

function checkName(name: string): string {
  if (NAME.test(name)) return name;
  throw new BeadsError("usage", "INVALID_NAME", `${JSON.stringify(name)} cannot be a project's name.`, {
    hints: ["A name has 1 to 64 letters, digits, dots, - and _."],
    fields: { name },
  });
}

function unknownRemote(remote: string, remotes: readonly string[]): BeadsError {
  return new BeadsError("usage", "UNKNOWN_REMOTE", `There is no remote ${JSON.stringify(remote)} here.`, {
    hints: [remotes.length > 0 ? `Known are: ${remotes.join(", ")}.` : "git remote add <name> <url> adds one."],
    fields: { remote, known: remotes },
  });
}

function noView({ options }: Site, input: InitInput): string | null {
  if (!input.view) return "--no-view was given";
  return options.repository.location.workTree === null ? "a bare repository has no work tree" : null;
}
