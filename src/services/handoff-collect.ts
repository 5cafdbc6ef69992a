import type { Checkpoint } from "../domain/checkpoint.ts";
import { isAnswered } from "../domain/inbox.ts";
import { oneLine } from "../domain/strip.ts";
import { toMilliseconds } from "../domain/time.ts";
import type { Commit } from "../git/repository.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { HandoffSections } from "./handoff-within.ts";
import { mineOf } from "./mine.ts";
import type { Workspace } from "./workspace.ts";

/** So many commits, and so many files, are named. */
const MOST_COMMITS = 20;
const MOST_FILES = 20;

/** What bd can see of the work on an issue: the branch, commits since the claim, uncommitted files, the last checkpoint and open messages. */
export async function collect(workspace: Workspace, issue: string): Promise<HandoffSections> {
  const snapshot = await workspace.ledger.snapshot();
  const [last] = snapshot.records("checkpoint", { issue, newest: true, limit: 1 });
  const place = await placeOf(workspace, snapshot.lease(issue)?.since ?? null);
  const checkpoint = last?.head;
  const context = [...place.context, ...(checkpoint === undefined ? [] : checkpointLines(checkpoint))];
  const questions = openMessages(workspace, snapshot, issue);
  return {
    context: context.join("\n"),
    done: place.commits.map(({ oid, message }) => `- ${oid.slice(0, 9)} ${oneLine(message.split("\n")[0] ?? "")}`).join("\n"),
    next: checkpoint?.next ?? undefined,
    questions: questions.join("\n"),
  };
}

async function placeOf(
  { repository }: Workspace,
  since: string | null,
): Promise<{ readonly context: readonly string[]; readonly commits: readonly Commit[] }> {
  if (repository.location.workTree === null || repository.readUncommitted === undefined) return { context: [], commits: [] };
  const { head, branch, paths } = await repository.readUncommitted();
  const newest = head === null ? [] : await repository.listCommits({ from: null, to: head, limit: MOST_COMMITS });
  // git keeps whole seconds.
  const after = since === null ? Number.POSITIVE_INFINITY : toMilliseconds(since) - 1000;
  const names = paths.map(({ path }) => oneLine(path)).sort();
  const more = names.length > MOST_FILES ? `, and ${names.length - MOST_FILES} more` : "";
  return {
    context: [
      `- Branch: ${branch ?? "none (detached)"} at ${head?.slice(0, 9) ?? "no commit yet"}`,
      `- Worktree: ${repository.location.workTree}`,
      ...(names.length === 0 ? [] : [`- Uncommitted: ${names.slice(0, MOST_FILES).join(", ")}${more}`]),
    ],
    commits: newest.filter(({ committer }) => committer.at >= after),
  };
}

function checkpointLines({ id, at, plan, context, body }: Checkpoint): string[] {
  const note = oneLine(body);
  return [
    `- Last checkpoint: ${id.slice(-6)} of ${at}${note === "" ? "" : `: ${note}`}`,
    ...(plan === null ? [] : [`- Plan: ${oneLine(plan)}`]),
    ...(context.length === 0 ? [] : [`- To read: ${context.map(oneLine).join(", ")}`]),
  ];
}

function openMessages(workspace: Workspace, snapshot: Snapshot, issue: string): string[] {
  const mine = mineOf(workspace, snapshot.project);
  const asked = snapshot.askedOn(issue, mine.addresses).filter(({ message, replies }) => !isAnswered(message, replies, mine));
  return asked.map(
    ({ message: { id, from, body } }) => `- ${from.agent} asks (${id.slice(-6)}): ${oneLine(body.split("\n")[0] ?? "")}`,
  );
}
