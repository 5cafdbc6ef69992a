import { isLive } from "../domain/lease.ts";
import type { Moment } from "../domain/readiness.ts";
import { type CodeCommit, findCodeCommits } from "../store/code-commits.ts";
import type { Row, Snapshot, StatusFilter } from "../store/snapshot.ts";
import { explained, type Obstacle } from "./obstacle.ts";
import { resolveId } from "./resolve-id.ts";
import { type ThreadEntry, threadEntries } from "./thread.ts";
import type { Workspace } from "./workspace.ts";

export type { CodeCommit } from "../store/code-commits.ts";

/** Another issue as far as it is known here; null where it is not (another project's, or missing). */
export interface Link {
  readonly id: string;
  readonly title: string | null;
  readonly status: StatusFilter | null;
}

/** All that is known of one issue. */
export interface Shown {
  readonly row: Row;
  readonly obstacles: readonly Obstacle[];
  /** True while its newest claim binds others. */
  readonly live: boolean;
  readonly parent: Link | null;
  readonly dependencies: readonly (Link & { readonly needs_success: boolean })[];
  readonly dependents: readonly Link[];
  readonly children: readonly Link[];
  /** Other edges from here: `key` is the field that holds them. */
  readonly mentions: readonly (Link & { readonly key: string })[];
  /** The same edges from elsewhere to here. */
  readonly references: readonly (Link & { readonly key: string })[];
  readonly thread: readonly ThreadEntry[];
  readonly commits: readonly CodeCommit[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** One issue with its thread, its edges both ways, its claim and the commits that name it. @throws what `resolveId` throws */
export async function show(workspace: Workspace, input: { readonly id: string }): Promise<Shown> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const row = snapshot.row(resolveId(snapshot, input.id), moment) as Row;
  return {
    ...edgesOf(snapshot, row, moment),
    row,
    obstacles: explained(snapshot, row, moment).obstacles,
    live: row.lease !== null && isLive(row.lease, moment),
    thread: threadEntries(workspace, snapshot, row.issue.id),
    commits: await findCodeCommits(workspace.repository, row.issue.id),
    now: moment.now,
  };
}

type Edges = Pick<Shown, "parent" | "dependencies" | "dependents" | "children" | "mentions" | "references">;

function edgesOf(snapshot: Snapshot, { issue }: Row, moment: Moment): Edges {
  const link = (id: string): Link => {
    const row = snapshot.row(id, moment);
    return { id, title: row?.issue.title ?? null, status: row?.computed ?? null };
  };
  const mentions = [
    ...issue.related.map((id) => ({ id, key: "related" })),
    ...issue.discovered_from.map((id) => ({ id, key: "discovered_from" })),
    ...(issue.duplicate_of === null ? [] : [{ id: issue.duplicate_of, key: "duplicate_of" }]),
    ...(issue.superseded_by === null ? [] : [{ id: issue.superseded_by, key: "superseded_by" }]),
  ];
  const keyed = ({ id, key }: { readonly id: string; readonly key: string }) => ({ ...link(id), key });
  return {
    parent: issue.parent === null ? null : link(issue.parent),
    dependencies: issue.needs.map(({ id, needs_success }) => ({ ...link(id), needs_success })),
    dependents: snapshot.dependents(issue.id).map(link),
    children: snapshot.children(issue.id).map(link),
    mentions: mentions.map(keyed),
    references: snapshot.references(issue.id).map(keyed),
  };
}
