import { BeadsError } from "../errors.ts";
import type { CommitDraft, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { commitOf, decide, stateAt } from "./decide.ts";
import { dropEntry, writeEntry } from "./journal.ts";
import type { Urgency } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { lockOwner } from "./lock-owner.ts";
import type { Operation, VerbName, VerbResults } from "./operation.ts";
import { identify } from "./process-identity.ts";
import { type ShownChange, showChange } from "./show-change.ts";
import { inTurn } from "./write-lock.ts";

/** What a write gave in this clone, before any push. */
export interface LocalWrite<R> {
  readonly result: R;
  /** The commit; null if there was nothing left to do. */
  readonly commit: Oid | null;
}

/** Forty other writers in a row may get in between before a writer without the lock gives up. */
const ATTEMPTS = 40;

/** So often an index that turns out to be damaged is made anew within one write. It is found before the ref moves, since nothing is read after. */
const REPAIRS = 2;

/** Journals an operation and makes its commit on the ledger's tip. @throws what the verb's preconditions refuse. */
export async function writeLocally<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
  how: { urgency: Urgency; journalled: boolean; waits: boolean },
): Promise<LocalWrite<VerbResults[V]>> {
  const made = await inTurn(clone, async (patience) => {
    clone.reached("write:locked");
    if (how.journalled) await journal(clone, operation, how);
    clone.reached("write:journalled");
    try {
      return await swapIn(clone, operation, patience);
    } catch (error) {
      dropEntry(clone, operation.op);
      throw error;
    }
  });
  if (made.change !== null && !clone.unshown.keep(made.change)) await showChange(clone, made.change);
  clone.reached("write:shown");
  return made;
}

/** A local write with what the view has to show of it. */
interface Made<R> extends LocalWrite<R> {
  readonly change: ShownChange | null;
}

async function journal(clone: Clone, operation: Operation, how: { urgency: Urgency; waits: boolean }): Promise<void> {
  const base = await readLedgerTip(clone);
  writeEntry(clone, { operation, urgency: how.urgency, waits: how.waits, base, process: identify(), state: "pending" }, true);
}

async function swapIn<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
  patience: number | undefined,
): Promise<Made<VerbResults[V]>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const written = await attemptOn(clone, operation, { tip: await readLedgerTip(clone), patience }).catch((error: unknown) => {
      if (!isIndexDamage(error) || attempt >= REPAIRS) throw error;
      return undefined;
    });
    if (written !== undefined) return written;
  }
  throw new BeadsError("environment", "LEDGER_BUSY", "Other writers were faster forty times in a row.", {
    hints: ["Try again in a moment."],
  });
}

function isIndexDamage(error: unknown): boolean {
  return error instanceof BeadsError && error.code === "INDEX_DAMAGED";
}

/** One turn of the loop: check, build and swap on the same parent. Undefined if another writer moved the tip meanwhile. */
async function attemptOn<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
  { tip, patience }: { readonly tip: Oid; readonly patience: number | undefined },
): Promise<Made<VerbResults[V]> | undefined> {
  const index = await clone.index.begin(clone.repository, tip, patience);
  let kept = false;
  try {
    const verdict = await decide(
      stateAt(clone, { tip, snapshot: index.snapshot(), overlay: new Map(), operation, replay: false }),
      operation,
    );
    clone.reached("write:decided");
    if (verdict.kind === "lost") throw verdict.error;
    if (verdict.kind === "nothing") {
      dropEntry(clone, operation.op);
      return { result: verdict.result, commit: null, change: null };
    }
    const made = commitOf(clone, operation, verdict.draft, tip);
    index.apply(made.files, made.committer.at);
    const commit = await makeCommit(clone, made);
    clone.reached("write:made");
    if (!(await clone.repository.updateRefs([{ ref: clone.ledgerRef, to: commit, from: tip }], lockOwner(clone))))
      return undefined;
    clone.reached("write:swapped");
    index.commit(commit, [commit]);
    kept = true;
    return { result: verdict.draft.result, commit, change: { from: tip, to: commit, files: verdict.draft.files } };
  } finally {
    if (!kept) index.rollback();
  }
}

async function makeCommit(clone: Clone, draft: CommitDraft): Promise<Oid> {
  const [commit] = await clone.repository.writeCommits([draft]);
  if (commit === undefined) throw new BeadsError("environment", "COMMIT_NOT_MADE", "git made no commit and gave no reason.");
  return commit;
}
