import { BeadsError } from "../errors.ts";
import type { Oid, PushOutcome } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { commitOf, decide, stateAt } from "./decide.ts";
import { fetchLedger, follow } from "./fetch.ts";
import type { ProposedChange, ProposedTo } from "./ledger.ts";
import type { Operation, VerbName, VerbResults } from "./operation.ts";
import { operationOf } from "./pending.ts";
import { branchRef, REMOTE_REF } from "./refs.ts";
import { findRemote, networkOf, type Remote } from "./remote.ts";
import type { Draft } from "./state.ts";
import { projectRemote } from "./write.ts";

/**
 * Proposes one change: a commit on the shared branch as it is now, decided there by the verb's own law, pushed as a branch of its own. Nothing of it
 * stays in this clone's ledger. What stands on the shared branch or was proposed by anybody is found and not done again.
 * @throws what the verb refuses; NO_REMOTE; BRANCH_REFUSED where the branch may not be pushed, BRANCH_NOT_PUSHED where it could not be
 */
export async function proposeOne<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
  to: ProposedTo,
): Promise<ProposedChange<VerbResults[V]>> {
  const remote = await findRemote(clone, projectRemote(clone));
  const base = remote === null ? null : await latest(clone, remote);
  if (remote === null || base === null) throw noRemote();
  const verdict = await decideAt(clone, operation, base);
  if (verdict.kind === "lost") throw verdict.error;
  if (verdict.kind === "nothing") return { state: "there", result: verdict.result, branch: null, base: remote.branch };
  const where = { at: to.fork ?? remote.name, tip: base };
  const said = { result: verdict.draft.result, base: remote.branch } as const;
  const found = await findBranch(clone, operation, to, where);
  if (found.there) return { state: "proposed", branch: found.branch, ...said };
  await pushBranch(clone, { operation, draft: verdict.draft, base, branch: found.branch, at: where.at });
  return { state: "proposed", branch: found.branch, ...said };
}

/** The shared branch's tip now. This clone follows it: what it had not pushed comes on top, and is no part of what is proposed. */
async function latest(clone: Clone, remote: Remote): Promise<Oid | null> {
  await follow(clone, await fetchLedger(clone, remote));
  return clone.repository.readRef(REMOTE_REF);
}

async function decideAt<V extends VerbName>(clone: Clone, operation: Operation<V>, tip: Oid) {
  const index = await clone.index.begin(clone.repository, tip);
  try {
    const at = { tip, snapshot: index.snapshot(), overlay: new Map(), operation, replay: false };
    return await decide(stateAt(clone, at), operation);
  } finally {
    index.rollback();
  }
}

interface Where {
  /** A remote's name, or a URL. */
  readonly at: string;
  /** The shared branch's tip. */
  readonly tip: Oid;
}

/** The branch that holds the operation already, or else a name that nobody has: where the first one is taken by something else, the operation is its name. */
async function findBranch(
  clone: Clone,
  { op }: Operation,
  { branch, spare }: ProposedTo,
  { at, tip }: Where,
): Promise<{ readonly branch: string; readonly there: boolean }> {
  const names = [branch, spare];
  const tips = await clone.repository.listRemote(at, names.map(branchRef), networkOf(clone));
  for (const name of names) {
    const ref = branchRef(name);
    if (!tips.has(ref)) return { branch: name, there: false };
    const found = await clone.repository.fetch(at, ref, networkOf(clone));
    const commits = found === null ? [] : await clone.repository.listCommits({ from: tip, to: found });
    if (commits.some((commit) => operationOf(commit) === op)) return { branch: name, there: true };
  }
  throw new BeadsError("environment", "BRANCH_NOT_PUSHED", `The branch ${branch} is there and holds something else.`, {
    hints: ["Delete it there, or ask whoever made it to."],
    fields: { branch },
  });
}

interface Pushed {
  readonly operation: Operation;
  readonly draft: Draft<unknown>;
  readonly base: Oid;
  readonly branch: string;
  readonly at: string;
}

async function pushBranch(clone: Clone, { operation, draft, base, branch, at }: Pushed): Promise<void> {
  const [commit] = await clone.repository.writeCommits([commitOf(clone, operation, draft, base)]);
  if (commit === undefined) throw new BeadsError("environment", "COMMIT_NOT_MADE", "git made no commit and gave no reason.");
  clone.reached("push:ready");
  const outcome = await clone.repository.push(at, commit, branchRef(branch), networkOf(clone));
  clone.reached("push:sent");
  if (outcome.state !== "accepted") throw notPushed(branch, outcome);
}

function notPushed(branch: string, outcome: Exclude<PushOutcome, { state: "accepted" }>): BeadsError {
  const isFinal = outcome.state === "forbidden" || outcome.state === "declined";
  const words = outcome.words
    .split("\n")
    .filter((line) => !line.startsWith("failed to push"))
    .join("; ")
    .replace(/\.$/, "");
  const code = isFinal ? "BRANCH_REFUSED" : "BRANCH_NOT_PUSHED";
  return new BeadsError("environment", code, `The branch ${branch} could not be pushed: ${words}.`, {
    fields: { branch, git: outcome.words },
  });
}

function noRemote(): BeadsError {
  return new BeadsError("environment", "NO_REMOTE", "There is no remote with a ledger to propose anything for.", {
    hints: ["A branch for a pull request needs a host that both sides can reach."],
  });
}
