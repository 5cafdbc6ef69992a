import { nameOf } from "../../domain/actor.ts";
import type { ClaimEnd } from "../../domain/claim.ts";
import type { Issue, Outcome } from "../../domain/issue.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeEnding } from "../../format/claim-file.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { endingPath, issuePath } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { freshIssues, haveLanded } from "./create.ts";
import { liveLease, readIssue, refuseForeignClaim, refuseSuperseded } from "./guards.ts";

/** What keeps an issue from being done; a deferral or somebody's claim does not. */
const BLOCKING = new Set(["needs", "needs-success", "needs-unknown", "cycle", "gated"]);

/** How a claim ends with an issue that does not end as usual. */
const ENDS: Partial<Record<Outcome, ClaimEnd>> = { failed: "failed", "handed-off": "handed-off" };

/** Closes issues, ends their claims, and files the follow-ups that name them, all in one commit. */
export const close: Decide<"close"> = async (state, operation) => {
  const { args } = operation;
  const ids = args.with_children ? withDescendants(state, args.ids) : args.ids;
  const issues = await Promise.all(ids.map((id) => readIssue(state, id)));
  const isDone = (issue: Issue) =>
    issue.status === "closed" && (args.outcome !== "deleted" || issue.closed?.outcome === "deleted");
  const open = issues.filter((issue) => !isDone(issue));
  const already = issues.filter(isDone).map((issue) => issue.id);
  if (haveLanded(state, args.follow_ups)) {
    return nothing({ closed: [], already: ids, follow_ups: args.follow_ups.map(({ id }) => id) });
  }
  for (const issue of open) await refuse(state, operation, issue, ids);
  if (open.length === 0 && args.follow_ups.length === 0) return nothing({ closed: [], already, follow_ups: [] });
  const fresh = freshIssues(state, args.follow_ups, []);
  if ("error" in fresh) return lost(fresh.error);
  const closed = open.map((issue) => issue.id);
  const follow_ups = fresh.issues.map((issue) => issue.id);
  return applies({
    files: [
      ...open.flatMap((issue) => closingFiles(state, operation, issue)),
      ...fresh.issues.map((issue) => ({ path: issuePath(issue.id), content: serializeIssue(issue) })),
    ],
    subject: subjectOf(operation, closed),
    text: [args.reason ?? "", ...fresh.issues.map((issue) => `Follow-up ${issue.id}: ${issue.title}`)]
      .filter((line) => line !== "")
      .join("\n"),
    beads: [...(closed.length > 0 ? closed : ids), ...follow_ups],
    result: { closed, already, follow_ups },
    ...(Object.keys(fresh.renamed).length > 0 ? { renamed: fresh.renamed } : {}),
  });
};

function withDescendants(state: State, ids: readonly string[]): string[] {
  const all = new Set(ids);
  for (const id of all)
    for (const child of state.snapshot.children(id)) if (state.snapshot.issue(child)?.status !== "closed") all.add(child);
  return [...all];
}

async function refuse(state: State, operation: Operation<"close">, issue: Issue, together: readonly string[]): Promise<void> {
  const { args } = operation;
  if (args.force) return;
  await refuseSuperseded(state, operation, issue.id, args.proof);
  refuseForeignClaim(state, operation, issue.id, args.proof, "close");
  refuseOpenChildren(state, issue.id, together);
  if (args.outcome === "done") refuseBlocked(state, issue.id, together);
}

function refuseOpenChildren(state: State, id: string, together: readonly string[]): void {
  const children = state.snapshot
    .children(id)
    .filter((child) => state.snapshot.issue(child)?.status !== "closed" && !together.includes(child));
  if (children.length === 0) return;
  throw new BeadsError(
    "conflict",
    "OPEN_CHILDREN",
    `${id} has ${children.length} open ${children.length === 1 ? "child" : "children"}: ${children.slice(0, 5).join(", ")}.`,
    {
      hints: ["Close them first, or give --with-children to close them together, or --force with --reason."],
      fields: { id, children },
    },
  );
}

function refuseBlocked(state: State, id: string, together: readonly string[]): void {
  const hindrances = state.snapshot.row(id, state.moment)?.hindrances ?? [];
  const blockers = hindrances.filter((entry) => BLOCKING.has(entry.kind) && !together.includes(entry.id ?? ""));
  if (blockers.length === 0) return;
  const names = blockers.map((entry) => entry.id ?? entry.detail ?? entry.kind);
  const shown = names.map(state.snapshot.shortener());
  throw new BeadsError("conflict", "ISSUE_BLOCKED", `${id} is blocked by ${shown.join(", ")}.`, {
    hints: ["Close what blocks it first, or give --force with --reason."],
    fields: { id, blockers: names },
  });
}

function closingFiles(state: State, operation: Operation<"close">, issue: Issue): FileWrite[] {
  const { args } = operation;
  const by = nameOf(operation.actor);
  const at = toStamp(state.moment.now);
  const next: Issue = {
    ...issue,
    status: "closed",
    duplicate_of: args.duplicate_of ?? issue.duplicate_of,
    superseded_by: args.superseded_by ?? issue.superseded_by,
    closed: { at, by, reason: args.reason, outcome: args.outcome },
  };
  return [
    { path: issuePath(issue.id), content: serializeIssue(next) },
    ...endOfLease(state, { operation, ...args }, issue.id, at),
  ];
}

/** The file that ends the claim of an issue that is closed, if it has an open one. */
export function endOfLease(
  state: State,
  over: { readonly operation: Operation; readonly outcome: Outcome; readonly reason: string | null },
  id: string,
  at: string,
): FileWrite[] {
  const lease = state.snapshot.lease(id);
  if (lease === undefined || lease.ended !== null) return [];
  const live = liveLease(state, id) !== undefined;
  const outcome = live ? (ENDS[over.outcome] ?? "closed") : "expired";
  const ending = {
    issue: id,
    epoch: lease.epoch,
    outcome,
    by: nameOf(over.operation.actor),
    at,
    reason: over.reason,
    op: over.operation.op,
    extras: [],
  } as const;
  return [{ path: endingPath(id, lease.epoch), content: serializeEnding(ending) }];
}

function subjectOf(operation: Operation<"close">, closed: readonly string[]): string {
  const { outcome, reason, follow_ups } = operation.args;
  const word = outcome === "done" ? "closed" : `closed as ${outcome}`;
  const what =
    closed.length > 0
      ? `${closed.join(" ")}: ${word} by ${nameOf(operation.actor)}`
      : `${follow_ups.length} follow-up${follow_ups.length === 1 ? "" : "s"}`;
  return reason === null ? what : `${what}: ${reason.split("\n")[0]}`;
}
