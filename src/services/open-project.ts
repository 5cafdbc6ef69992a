import { findMirror } from "../store/mirrors.ts";
import { LEDGER_REF } from "../store/refs.ts";
import { isOwn } from "../store/workspaces.ts";
import type { KnownClone, KnownProject } from "./discovery.ts";
import { foreignClone, notHere, withoutLedger, wrongClone } from "./project-trouble.ts";
import type { Workspace } from "./workspace.ts";

/** Clones of one project that are looked at; more would only cost time. */
const MOST_CLONES = 8;

/**
 * Opens another project where it is at hand: the first clone on this machine that can be trusted (its git directory belongs to the caller, and
 * its own ledger says that it is that project), else the user's mirror of it, fetched where need be. Whoever opens it closes its ledger.
 * @throws what keeps the only clone from being opened, and what `openMirror` throws
 */
export async function openProject(workspace: Workspace, project: KnownProject): Promise<Workspace> {
  const [first, ...others] = await openClones(workspace, project, { one: true, network: true });
  await Promise.all(others.map((other) => other.ledger.close()));
  if (first === undefined) throw notHere(project);
  return first;
}

/**
 * Which are opened: the first that can be, or only those that have a ledger already. With `network` and nothing at hand, the user's mirror is made
 * and fetched; without it nobody is asked to find one.
 */
export interface Choice {
  readonly one?: boolean;
  readonly with_ledger?: boolean;
  readonly network?: boolean;
  /** False: clones only. */
  readonly mirror?: boolean;
}

/**
 * Opens every clone of another project on this machine that can be trusted, and the user's mirror of it; those that cannot be opened are passed
 * over. Where `one` or `network` asks for something and nothing could be opened, what kept it from that is thrown.
 */
export async function openClones(
  workspace: Workspace,
  project: KnownProject,
  { one = false, with_ledger = false, network = false, mirror = true }: Choice = {},
): Promise<Workspace[]> {
  const opened: Workspace[] = [];
  const failures: unknown[] = [];
  for (const clone of project.clones.slice(0, MOST_CLONES)) {
    if (one && opened.length > 0) return opened;
    const found = await openClone(workspace, project, clone, with_ledger).catch((error: unknown) => void failures.push(error));
    if (found !== undefined) opened.push(found);
  }
  if (one && opened.length > 0) return opened;
  if (mirror) opened.push(...(await mirrorHere(workspace, project)));
  if (opened.length > 0) return opened;
  if (network && !workspace.offline) {
    const { openMirrorOf } = await import("./open-mirror.ts");
    return [await openMirrorOf(workspace, project).catch((error: unknown) => fail(failures, error))];
  }
  if ((one || network) && failures.length > 0) throw failures[0];
  return [];
}

async function mirrorHere(workspace: Workspace, project: KnownProject): Promise<Workspace[]> {
  const names = [project.identity, ...project.aliases];
  if (!names.some((identity) => findMirror(workspace.folders.cache, identity) !== undefined)) return [];
  const { openMirrorHere } = await import("./open-mirror.ts");
  const mirror = await openMirrorHere(workspace, project);
  return mirror === undefined ? [] : [mirror];
}

/** A clone that is here and cannot be used is the nearer reason. */
function fail(failures: readonly unknown[], error: unknown): never {
  throw failures[0] ?? error;
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
    const snapshot = await opened.ledger.snapshot().catch((error: unknown) => withoutLedger(project, opened, error));
    const there = snapshot.project;
    const names = new Set([project.identity, ...project.aliases]);
    const isSame = [opened.identity, there.identity, ...there.aliases].some((identity) => names.has(identity));
    if (isSame) return opened;
    throw wrongClone(project, clone, opened.identity);
  } catch (error) {
    await opened.ledger.close();
    throw error;
  }
}
