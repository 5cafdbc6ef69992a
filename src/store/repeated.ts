import { nameOf } from "../domain/actor.ts";
import { oneLine } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import { parseCommitMessage } from "../format/commit-message.ts";
import type { BeadPath } from "../format/paths.ts";
import type { Commit, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import type { Repeated, Written } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { canBeMadeBy, type Made, readMade } from "./made-by.ts";
import type { Operation, VerbArguments, VerbName, VerbResults } from "./operation.ts";
import { listPending, operationOf } from "./pending.ts";
import { preview } from "./preview.ts";

/** How much older than its operation's id a commit may be: clocks differ, and ids are given by hand. */
const SLACK = 2 * 24 * 3_600_000;
/** So many commits may name an operation in their text without being it. */
const MOST = 8;

/** The operation in the ledger, whichever clone wrote it. @throws OP_ID_TAKEN where one was named that did not make it */
export async function findRepeated(clone: Clone, op: string, verb?: "claim" | "checkpoint"): Promise<Repeated | undefined> {
  const commit = await findCommit(clone, op);
  if (commit === undefined) return undefined;
  if (verb !== undefined && !canBeMadeBy(await readMade(clone, commit), verb, NOTHING_ASKED)) throw taken({ op, verb }, commit);
  return { op, commit: commit.oid, beads: beadsOf(commit) };
}

/** Claims and checkpoints are told by what they made alone. */
const NOTHING_ASKED = {} as VerbArguments["claim"] & VerbArguments["checkpoint"];

/** An operation that stands in the ledger already, with what it answered; undefined where it has to be written. @throws OPERATION_DONE, OP_ID_TAKEN */
export async function repeat<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
): Promise<{ readonly commit: Oid; readonly result: VerbResults[V]; readonly pending: boolean } | undefined> {
  const commit = await findCommit(clone, operation.op);
  if (commit === undefined) return undefined;
  const waiting = await listPending(clone, await readLedgerTip(clone));
  const pending = waiting.some(({ op }) => op === operation.op);
  return { commit: commit.oid, result: await answerAgain(clone, operation, commit), pending };
}

async function findCommit(clone: Clone, op: string): Promise<Commit | undefined> {
  const { repository } = clone;
  const stamp = op.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, "$1-$2-$3T$4:$5:$6.$7Z");
  const since = Math.min(Date.parse(stamp) || 0, clone.now()) - SLACK;
  const found = await repository.findWords?.({ to: await readLedgerTip(clone), words: `Beads-Op: ${op}`, since, limit: MOST });
  const commits = found === undefined || found.length === 0 ? [] : ((await repository.readCommits?.(found)) ?? []);
  return commits.find((commit) => operationOf(commit) === op);
}

/** As the first time, where the law says that nothing is left to do; else from what the commit made. */
async function answerAgain<V extends VerbName>(clone: Clone, operation: Operation<V>, commit: Commit): Promise<VerbResults[V]> {
  const made = await readMade(clone, commit);
  const beads = beadsOf(commit);
  if (!canBeMadeBy(made, operation.verb, operation.args) || isOfOthers(operation, beads)) throw taken(operation, commit);
  const told = RECALL[operation.verb];
  if (told === undefined) return stillSo(clone, operation, commit);
  const result = told({ ...made, beads });
  if (result === undefined) throw taken(operation, commit);
  return result as VerbResults[V];
}

/** True where an operation is about issues none of which the commit names: then another command made it. */
function isOfOthers({ verb, args }: Operation, beads: readonly string[]): boolean {
  const named = args as { readonly ids?: readonly string[]; readonly edits?: readonly { readonly id: string }[] };
  const ids = verb === "edit" ? named.edits?.map(({ id }) => id) : named.ids;
  return ids !== undefined && ids.length > 0 && !ids.some((id) => beads.includes(id));
}

/**
 * What landed under an operation's id: another clone may have been first with the same id, and then its commit is the one that stands.
 * @throws OP_ID_TAKEN where it did something else
 */
export async function asLanded<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
  written: Written<VerbResults[V]>,
): Promise<Written<VerbResults[V]>> {
  const isTold = written.changed && written.reach === "pushed" && RECALL[operation.verb] !== undefined;
  const commit = isTold ? await findCommit(clone, operation.op) : undefined;
  if (commit === undefined) return written;
  const result = await answerAgain(clone, operation, commit);
  if (operation.verb !== "create" || JSON.stringify(result) === JSON.stringify(written.result)) return written;
  return { ...written, changed: false, commit: commit.oid, result };
}

async function stillSo<V extends VerbName>(clone: Clone, operation: Operation<V>, commit: Commit): Promise<VerbResults[V]> {
  const { result, changed } = await preview(clone, operation).catch((cause: unknown) => {
    throw cause instanceof BeadsError && cause.kind !== "environment" ? movedOn(operation, commit, cause) : cause;
  });
  if (changed) throw movedOn(operation, commit);
  return result;
}

/** What a commit says of the operation that made it. */
interface Traces extends Made {
  readonly beads: readonly string[];
}

type Recall = { readonly [V in VerbName]?: (traces: Traces) => VerbResults[V] | undefined };

/** Verbs whose answer the ledger's present state does not give again: what was made is read off the commit. Undefined: this verb did not make it. */
const RECALL: Recall = {
  create: ({ beads, added }) => (added.length === 0 ? undefined : { ids: beads.filter((bead) => added.includes(bead)) }),
  edit: (traces) => changedBy(traces, (changed) => ({ ids: traces.beads, changed })),
  close: (traces) => changedBy(traces, (closed) => ({ closed, already: [], follow_ups: traces.added })) ?? followedUp(traces),
  reopen: (traces) => changedBy(traces, (reopened) => ({ reopened, already: [] })),
  judge: (traces) => changedBy(traces, (judged) => ({ judged, already: [] })),
  release: ({ places }) => {
    const ended = places.find((place) => place.kind === "ending");
    return ended && { issue: ended.issue, epoch: ended.epoch };
  },
  import: ({ places }) => ({ created: 0, unchanged: issuesIn(places).length }),
  configure: () => ({ changed: [] }),
  introduce: () => ({ changed: false }),
};

/** The issues that a commit changed, in the order in which it names them. */
function changedBy<R>({ beads, places, added }: Traces, result: (changed: readonly string[]) => R): R | undefined {
  const changed = issuesIn(places).filter((id) => !added.includes(id));
  return changed.length === 0 ? undefined : result(beads.filter((bead) => changed.includes(bead)));
}

/** What was closed before, with what was filed behind it. */
function followedUp({ added, beads }: Traces): VerbResults["close"] | undefined {
  return added.length === 0 ? undefined : { closed: [], already: beads.filter((id) => !added.includes(id)), follow_ups: added };
}

function issuesIn(places: readonly BeadPath[]): string[] {
  return places.flatMap((place) => (place.kind === "issue" ? [place.issue] : []));
}

function beadsOf(commit: Commit): string[] {
  return parseCommitMessage(commit.message).trailers.flatMap(([key, value]) => (key === "Bead" ? [value] : []));
}

/** The refusal to take one command for the repetition of another. */
function taken({ op, verb }: Pick<Operation, "op" | "verb">, { oid, message }: Commit): BeadsError {
  const did = oneLine(parseCommitMessage(message).subject);
  return new BeadsError(
    "usage",
    "OP_ID_TAKEN",
    `The operation id ${op} stands in the ledger for something else than ${verb}: "${did}".`,
    {
      hints: ["An operation id is for one command: repeat that one as it was, or give a new id."],
      fields: { op, commit: oid, did },
    },
  );
}

function movedOn({ op, actor }: Operation, commit: Commit, cause?: unknown): BeadsError {
  const { subject } = parseCommitMessage(commit.message);
  return new BeadsError("conflict", "OPERATION_DONE", `This was done before, and others went on since: ${subject}`, {
    hints: ["Nothing was done twice. Look at what stands now before you go on."],
    fields: { op, commit: commit.oid, actor: nameOf(actor) },
    ...(cause === undefined ? {} : { cause }),
  });
}
