import { toMilliseconds } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { messagePath } from "../../format/paths.ts";
import type { Oid } from "../../git/repository.ts";
import type { Clone } from "../clone.ts";
import { readLedgerTip } from "../ledger-tip.ts";

/** How many commits are looked at first for one that is older than a time; then ever more. */
const DEPTH = 200;

/**
 * A cursor must name a commit of this very ledger. What a rebuild left behind is good as long as git keeps it, and what hangs together with
 * nothing that is here is not. @throws CURSOR_UNKNOWN
 */
export async function requireLedgerCommit(clone: Clone, commit: Oid): Promise<void> {
  if (!(await clone.repository.hasCommit(commit))) throw cursorUnknown(commit);
  const apart = await clone.repository.listCommits({ from: await readLedgerTip(clone), to: commit });
  if (apart[0]?.parents.length === 0) throw cursorUnknown(commit);
}

/** The commit that brought a message. @throws MESSAGE_NOT_FOUND */
export async function commitOfMessage(clone: Clone, id: string, tip: Oid): Promise<Oid> {
  await clone.index.sync(clone.repository, tip);
  const message = clone.index.snapshot().message(id);
  if (message === undefined)
    throw new BeadsError("not-found", "MESSAGE_NOT_FOUND", `There is no message ${id}.`, { fields: { id } });
  const paths = [messagePath(message.thread, id)];
  const [first] = await clone.repository.listCommits({ from: null, to: tip, paths });
  return first?.oid ?? tip;
}

/** The newest commit that is older than a time; the very first one where none is. */
export async function newestBefore(clone: Clone, stamp: string, tip: Oid): Promise<Oid> {
  const time = toMilliseconds(stamp);
  for (let limit = DEPTH; ; limit *= 8) {
    const commits = await clone.repository.listCommits({ from: null, to: tip, limit });
    const found = commits.findLast(({ committer }) => committer.at < time);
    if (found !== undefined) return found.oid;
    if (commits.length < limit) return commits[0]?.oid ?? tip;
  }
}

/** The failure of whoever gives a cursor that names nothing here. */
export function cursorUnknown(cursor: string): BeadsError {
  return new BeadsError("not-found", "CURSOR_UNKNOWN", "This clone cannot go on from there: it does not know the cursor.", {
    hints: [
      "A cursor is good in the clone that gave it, until its ledger is rewritten or git has tidied up.",
      "bd watch without --since begins now; --since -1h begins an hour ago; bd log shows what was said and done.",
    ],
    fields: { cursor },
  });
}
