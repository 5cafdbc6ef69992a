import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BeadsError } from "../errors.ts";
import { PROJECT_PATH } from "../format/paths.ts";
import { openRepository } from "../git/open.ts";
import type { GitConfig, NetworkOptions, Oid } from "../git/repository.ts";
import { chooseRemote } from "./choose-remote.ts";
import type { Clone } from "./clone.ts";
import { readContact } from "./contact.ts";
import { BRANCHES, branchRef } from "./refs.ts";

/** The shared remote: what git is given to reach it, and the branch that holds the ledger there. */
export interface Remote {
  /** A remote's name, or the URL of the remote that a cloned working clone itself follows. */
  readonly name: string;
  readonly branch: string;
}

/** Milliseconds that a call over the network may take. */
const NETWORK_TIMEOUT = 30_000;

/**
 * How a call over the network is made from a clone: for a time, and without questions where nobody could answer them. Many agents run at a
 * terminal of their own, at which nobody sits.
 */
export function networkOf({
  actor,
  detached,
  signal,
}: Pick<Clone, "detached" | "signal"> & Partial<Pick<Clone, "actor">>): NetworkOptions {
  return {
    timeout: NETWORK_TIMEOUT,
    ...(detached === true ? { detached } : {}),
    ...(actor?.kind === "agent" ? { unattended: true } : {}),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** How deep a chain of clones of clones is followed. */
const CHAIN = 5;

/** The canonical remote: the one that the project names, else `origin`, else the only one. Null if none is configured. */
export async function findRemote(clone: Clone, named: string | null): Promise<Remote | null> {
  const config = await clone.repository.config();
  const name = chooseRemote(config, named);
  if (name === null) return null;
  const reached = await followClones(clone, { name, config, depth: CHAIN });
  const branch = config.get("beads.branch") ?? readContact(clone).branch ?? (await probeBranch(clone, reached));
  return { name: reached, branch };
}

/** What lands in a working clone's own branch nobody would see: its canonical remote is the shared one. */
async function followClones(
  clone: Clone,
  { name, config, depth }: { name: string; config: GitConfig; depth: number },
): Promise<string> {
  const url = config.get(`remote.${name}.url`);
  const folder = url === undefined ? undefined : localFolder(url);
  if (folder === undefined || !existsSync(join(folder, ".git"))) return name;
  const there = await (await openRepository(folder, clone.env)).config();
  const next = chooseRemote(there, null);
  if (next === null || depth === 0) throw remoteIsClone(name);
  const target = await followClones(clone, { name: next, config: there, depth: depth - 1 });
  return target === next ? (there.get(`remote.${next}.url`) ?? target) : target;
}

function localFolder(url: string): string | undefined {
  if (url.startsWith("file://")) return fileURLToPath(url);
  return /^([./~]|[A-Za-z]:[\\/])/.test(url) ? url : undefined;
}

function remoteIsClone(name: string): BeadsError {
  return new BeadsError(
    "environment",
    "REMOTE_IS_A_CLONE",
    `The remote ${name} is a working clone without a remote of its own: nobody would see a ledger there.`,
    {
      hints: ["Make a bare repository that all clones share, and set it as the remote."],
      fields: { remote: name },
    },
  );
}

/** The first name, unless the remote has branches below it that keep git from making it, or one of that name that is no ledger. */
async function probeBranch(clone: Clone, remote: string): Promise<string> {
  const [first, second] = BRANCHES;
  const refs = [branchRef(first), branchRef(second), `${branchRef(first)}/*`];
  const found = await clone.repository.listRemote(remote, refs, networkOf(clone));
  if (found.has(branchRef(second))) return second;
  if ([...found.keys()].some((ref) => ref.startsWith(`${branchRef(first)}/`))) return second;
  if (!found.has(branchRef(first))) return first;
  const tip = await clone.repository.fetch(remote, branchRef(first), networkOf(clone));
  return tip === null || (await isLedger(clone, tip)) ? first : second;
}

/** True for the tip of a ledger: what else is called so stays untouched. */
export async function isLedger({ repository }: Pick<Clone, "repository">, tip: Oid): Promise<boolean> {
  return (await repository.readFiles(tip, [PROJECT_PATH])).has(PROJECT_PATH);
}
