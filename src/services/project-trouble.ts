import { BeadsError } from "../errors.ts";
import { BRANCHES, branchRef } from "../store/refs.ts";
import type { KnownClone, KnownProject } from "./discovery.ts";
import type { Workspace } from "./workspace.ts";

/** Passes on why a project's ledger could not be read: there is none, or its remote said something else. */
export async function withoutLedger(project: KnownProject, opened: Workspace, error: unknown): Promise<never> {
  if (!(error instanceof BeadsError) || error.code !== "NO_LEDGER") throw error;
  if (error.cause instanceof BeadsError) throw error.cause;
  if (opened.offline) throw notHere(project, error);
  const other = await hasOtherBranch(opened);
  const why = other ? `its branch ${BRANCHES[0]} holds something else` : "nobody has run bd init there";
  throw new BeadsError("environment", "TARGET_WITHOUT_LEDGER", `${project.name} has no ledger yet: ${why}.`, {
    hints: [other ? `bd init there makes one, in the branch ${BRANCHES[1]}.` : "Whoever works there runs bd init once."],
    fields: { project: project.identity, directory: opened.directory },
    cause: error,
  });
}

/** True if the remote has a branch of the ledger's name that is none. */
async function hasOtherBranch({ repository }: Workspace): Promise<boolean> {
  const ref = branchRef(BRANCHES[0]);
  const [remote] = (await repository.config()).remotes;
  if (remote === undefined) return false;
  return repository.listRemote(remote, [ref], { timeout: 10_000, detached: true }).then(
    (refs) => refs.has(ref),
    () => false,
  );
}

/** The refusal where another project's ledger is not on this machine and the network may not be used. */
export function notHere(project: KnownProject, cause?: unknown): BeadsError {
  return new BeadsError("environment", "LEDGER_NOT_HERE", `The ledger of ${project.name} is not on this machine.`, {
    hints: ["Leave --offline away, and it is fetched."],
    fields: { project: project.identity },
    cause,
  });
}

export function foreignClone(project: KnownProject, clone: KnownClone): BeadsError {
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

export function wrongClone(project: KnownProject, clone: KnownClone, identity: string): BeadsError {
  return new BeadsError(
    "environment",
    "CLONE_OF_ANOTHER",
    `The clone in ${clone.directory} is of ${identity}, not of ${project.identity}.`,
    {
      fields: { project: project.identity, directory: clone.directory, found: identity },
    },
  );
}
