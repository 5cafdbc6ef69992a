import type { Project } from "../domain/project.ts";
import { BeadsError } from "../errors.ts";
import { awaitPush } from "./await-push.ts";
import type { Clone, LedgerOptions } from "./clone.ts";
import { commitOf } from "./decide.ts";
import { fetchLedger, follow } from "./fetch.ts";
import { writeEntry } from "./journal.ts";
import type { Reach } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { openClone } from "./open.ts";
import type { Operation } from "./operation.ts";
import { newOperationId } from "./operation-id.ts";
import { identify } from "./process-identity.ts";
import { findRemote } from "./remote.ts";
import { keepNoView, showChange } from "./show-change.ts";
import { draftOfInit } from "./verbs/init.ts";
import { write } from "./write.ts";

export interface InitOptions extends LedgerOptions {
  readonly project: Project;
  /** False under `--no-view`: no `.beads/` is kept in the work tree. */
  readonly view: boolean;
  /** The canonical remote's name where it is not `origin`. */
  readonly remote: string | null;
}

export interface Initialised {
  readonly created: boolean;
  /** True if the remote's ledger was taken over now. */
  readonly adopted: boolean;
  readonly project: Project;
  readonly reach: Reach;
  readonly why: string | null;
}

/** Finds a ledger here or on the remote, else makes one. Safe to repeat. */
export async function initLedger(options: InitOptions): Promise<Initialised> {
  const { clone, close } = await openClone(options);
  try {
    if (!options.view) await keepNoView(clone);
    const had = (await clone.repository.readRef(clone.ledgerRef)) !== null;
    const remote = clone.offline ? null : await findRemote(clone, options.remote).catch(unlessAmbiguous);
    const why = had || remote === null || typeof remote === "string" ? (remote as string | null) : await adopt(clone, remote);
    if ((await clone.repository.readRef(clone.ledgerRef)) !== null)
      return await named(clone, options.remote, await found(clone, !had));
    const op = await makeRoot(clone, options);
    const landing =
      remote === null || typeof remote === "string" || why !== null
        ? { reach: "local" as const, why }
        : await awaitPush(clone, remote, op);
    return { ...(await found(clone, false)), created: true, reach: landing.reach, why: landing.why };
  } finally {
    close();
  }
}

/** A remote that cannot be asked is no reason not to begin: the words say why it is local. */
function unlessAmbiguous(error: unknown): string {
  if (error instanceof BeadsError && error.kind === "environment" && error.code !== "REMOTE_IS_A_CLONE") return error.message;
  throw error;
}

async function adopt(clone: Clone, remote: { name: string; branch: string }): Promise<string | null> {
  try {
    const tip = await fetchLedger(clone, remote);
    if (tip !== null) await follow(clone, tip);
    return null;
  } catch (error) {
    return unlessAmbiguous(error);
  }
}

/** Which of several remotes is shared was not known before: now the project says so, here and in every clone. */
async function named(clone: Clone, remote: string | null, made: Initialised): Promise<Initialised> {
  if (remote === null || made.project.remote === remote) return made;
  const { reach, why } = await write(clone, "configure", { set: { remote } }, clone.offline ? "never" : "now");
  return { ...made, project: { ...made.project, remote }, reach, why };
}

async function found(clone: Clone, adopted: boolean): Promise<Initialised> {
  const tip = await readLedgerTip(clone);
  await clone.index.sync(clone.repository, tip);
  await showChange(clone, { from: null, to: tip, files: null });
  return { created: false, adopted, project: clone.index.snapshot().project, reach: adopted ? "pushed" : "local", why: null };
}

/** Makes the ledger's first commit, on nothing. If another process made one meanwhile, that one stays. */
async function makeRoot(clone: Clone, options: InitOptions): Promise<string> {
  const operation: Operation<"init"> = {
    op: newOperationId(clone),
    verb: "init",
    args: { project: options.project },
    actor: clone.actor,
  };
  const [commit] = await clone.repository.writeCommits([commitOf(clone, operation, draftOfInit(options.project), null)]);
  if (commit === undefined) throw new BeadsError("environment", "COMMIT_NOT_MADE", "git made no commit and gave no reason.");
  if ((await clone.repository.config()).remotes.length > 0) {
    writeEntry(clone, { operation, urgency: "now", base: commit, process: identify(), waits: true, state: "pending" }, true);
  }
  await clone.repository.updateRefs([{ ref: clone.ledgerRef, to: commit, from: null }]);
  return operation.op;
}
