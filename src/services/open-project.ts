import { BeadsError } from "../errors.ts";
import { LEDGER_REF } from "../store/refs.ts";
import { isOwn } from "../store/workspaces.ts";
import type { KnownClone, KnownProject } from "./discovery.ts";
import type { Workspace } from "./workspace.ts";

/** Clones of one project that are looked at; more would only cost time. */
const MOST_CLONES = 8;

/**
 * Opens the first clone of another project on this machine that can be trusted: its git directory belongs to the caller, and its own ledger
 * says that it is that project. Whoever opens it closes its ledger.
 * @throws CARRIER_MISSING where there is none, or what keeps the only one from being opened
 */
export async function openProject(workspace: Workspace, project: KnownProject): Promise<Workspace> {
  const [first, ...others] = await openClones(workspace, project, { one: true });
  await Promise.all(others.map((other) => other.ledger.close()));
  if (first === undefined) throw carrierMissing(project);
  return first;
}

/** Which clones are opened: the first that can be, or only those that have a ledger already (nothing is fetched to find one). */
export interface Choice {
  readonly one?: boolean;
  readonly with_ledger?: boolean;
}

/** Opens every clone of another project on this machine that can be trusted; those that cannot be opened are passed over. */
export async function openClones(
  workspace: Workspace,
  project: KnownProject,
  { one = false, with_ledger = false }: Choice = {},
): Promise<Workspace[]> {
  const opened: Workspace[] = [];
  const failures: unknown[] = [];
  for (const clone of project.clones.slice(0, MOST_CLONES)) {
    if (one && opened.length > 0) break;
    const found = await openClone(workspace, project, clone, with_ledger).catch((error: unknown) => void failures.push(error));
    if (found !== undefined) opened.push(found);
  }
  if (one && opened.length === 0 && failures.length > 0) throw failures[0];
  return opened;
}

async function openClone(
  workspace: Workspace,
  project: KnownProject,
  clone: KnownClone,
  withLedger: boolean,
): Promise<Workspace | undefined> {
  if (!isOwn(clone.common_dir)) throw foreignClone(project, clone);
  const opened = await workspace.open(clone.directory);
  try {
    if (withLedger && (await opened.repository.readRef(LEDGER_REF)) === null) {
      await opened.ledger.close();
      return undefined;
    }
    const there = (await opened.ledger.snapshot().catch((error: unknown) => withoutLedger(project, clone, error))).project;
    const names = new Set([project.identity, ...project.aliases]);
    const isSame = [opened.identity, there.identity, ...there.aliases].some((identity) => names.has(identity));
    if (isSame) return opened;
    throw wrongClone(project, clone, opened.identity);
  } catch (error) {
    await opened.ledger.close();
    throw error;
  }
}

/** The refusal where a project has no clone on this machine: delivery over the network is not built yet. */
export function carrierMissing(project: KnownProject): BeadsError {
  return new BeadsError(
    "environment",
    "CARRIER_MISSING",
    `There is no clone of ${project.identity} on this machine, and bd cannot deliver over the network yet.`,
    {
      hints: ["Clone it beside this one, or run bd once in a clone that is elsewhere on this machine. Nothing was stored."],
      fields: { project: project.identity },
    },
  );
}

function withoutLedger(project: KnownProject, clone: KnownClone, error: unknown): never {
  if (!(error instanceof BeadsError) || error.code !== "NO_LEDGER") throw error;
  throw new BeadsError(
    "environment",
    "TARGET_WITHOUT_LEDGER",
    `${project.name} has no ledger yet: nobody has run bd init there.`,
    {
      hints: [`Its clone is ${clone.directory}.`],
      fields: { project: project.identity, directory: clone.directory },
      cause: error,
    },
  );
}

function foreignClone(project: KnownProject, clone: KnownClone): BeadsError {
  return new BeadsError(
    "environment",
    "CLONE_NOT_YOURS",
    `The clone of ${project.name} in ${clone.directory} belongs to another user.`,
    {
      hints: ["Clone it yourself; bd writes in your own clones only."],
      fields: { project: project.identity, directory: clone.directory },
    },
  );
}

function wrongClone(project: KnownProject, clone: KnownClone, identity: string): BeadsError {
  return new BeadsError(
    "environment",
    "CLONE_OF_ANOTHER",
    `The clone in ${clone.directory} is of ${identity}, not of ${project.identity}.`,
    {
      fields: { project: project.identity, directory: clone.directory, found: identity },
    },
  );
}
