import { type Attempts, attemptsOf, isLive } from "../domain/lease.ts";
import { type Judgement, lastVerdict } from "../domain/verdict.ts";
import { type Author, findAuthors } from "../store/authors.ts";
import { type CodeCommit, findCodeCommits } from "../store/code-commits.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { type EscalationRow, openEscalations } from "./escalations.ts";
import { foreignIn, type IsForeign } from "./foreign.ts";
import { type Link, type LinkSite, linksIn } from "./link.ts";
import { mineOf } from "./mine.ts";
import { type Obstacle, obstaclesIn } from "./obstacle.ts";
import { resolveId } from "./resolve-id.ts";
import { type Verification, verificationOf } from "./signature.ts";
import { entriesAmong, isOther, type ThreadEntry } from "./thread.ts";
import type { Workspace } from "./workspace.ts";

/** All that is known of one issue. */
export interface Shown {
  readonly row: Row;
  /** What to call it from here: its id, or `beads:beads-7k3xq2`. */
  readonly address: string;
  /** The identity of the project that it stands in, where that is another one. */
  readonly project: string | null;
  readonly obstacles: readonly Obstacle[];
  /** True while its newest claim binds others. */
  readonly live: boolean;
  /** How its claims ended. */
  readonly attempts: Attempts;
  /** What is escalated and open about it, the gravest first. */
  readonly escalations: readonly EscalationRow[];
  readonly parent: Link | null;
  readonly dependencies: readonly (Link & { readonly needs_success: boolean })[];
  readonly dependents: readonly Link[];
  readonly children: readonly Link[];
  /** Other edges from here: `key` is the field that holds them. */
  readonly mentions: readonly (Link & { readonly key: string })[];
  /** The same edges from elsewhere to here. */
  readonly references: readonly (Link & { readonly key: string })[];
  readonly thread: readonly ThreadEntry[];
  /** What was last said of its end by whoever was to verify it. */
  readonly verdict: Judgement | null;
  /** Of the commit that made it; null where that is not known. */
  readonly author: Author | null;
  /** Of that commit, where the user signs; else null. */
  readonly signature: Verification | null;
  readonly commits: readonly LinkedCommit[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * One issue with its thread, its edges both ways, its claim and the commits that name it. One of another project is read in its own ledger, through
 * what is on this machine. @throws what `resolveId` and `findThread` throw
 */
export async function show(workspace: Workspace, input: { readonly id: string }): Promise<Shown> {
  const snapshot = await workspace.ledger.snapshot();
  if (isOther(snapshot, input.id)) return showElsewhere(workspace, input.id);
  const id = resolveId(snapshot, input.id);
  const foreign = foreignIn(new Set([workspace.identity, snapshot.project.identity, ...snapshot.project.aliases]), null);
  return {
    ...(await shownIn({ workspace, snapshot, foreign }, id)),
    address: id,
    project: null,
    commits: await linkedCommits(workspace.repository, id),
  };
}

/** A commit that names the issue, with branches that contain it. */
export interface LinkedCommit extends CodeCommit {
  /** Null where it was not asked, since others are newer. */
  readonly branches: readonly string[] | null;
}

/** So many of the newest commits are told with their branches, and so many branches of each. */
const WITH_BRANCHES = 2;
const MOST_BRANCHES = 5;

async function linkedCommits(repository: Workspace["repository"], id: string): Promise<LinkedCommit[]> {
  const commits = await findCodeCommits(repository, id);
  return Promise.all(
    commits.map(async (commit, at) => {
      const asked = at < WITH_BRANCHES ? await repository.branchesWith?.(commit.oid, MOST_BRANCHES) : undefined;
      return { ...commit, branches: asked ?? null };
    }),
  );
}

async function showElsewhere(workspace: Workspace, typed: string): Promise<Shown> {
  const { findThread } = await import("./thread-site.ts");
  const site = await findThread(workspace, typed);
  try {
    const own = await workspace.ledger.snapshot();
    const foreign = foreignIn(mineOf(workspace, own.project).identities, site.foreign ? own : null);
    const { name, identity } = site.snapshot.project;
    return {
      ...(await shownIn({ workspace: site.workspace, snapshot: site.snapshot, foreign }, site.issue.id)),
      address: `${name}:${site.issue.id}`,
      project: site.foreign ? identity : null,
      commits: [],
    };
  } finally {
    await site.close();
  }
}

/** The ledger that an issue stands in, and whose words in it are marked. */
interface Place {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly foreign: IsForeign;
}

async function shownIn(
  { workspace, snapshot, foreign }: Place,
  id: string,
): Promise<Omit<Shown, "address" | "project" | "commits">> {
  const moment = await workspace.ledger.moment();
  const row = snapshot.row(id, moment) as Row;
  const messages = snapshot.messages({ thread: id });
  const { issue, others } = await findAuthors({ repository: workspace.repository, snapshot }, id, messages);
  return {
    ...edgesOf({ workspace, snapshot, moment }, row),
    row,
    obstacles: obstaclesIn({ workspace, snapshot, moment })(row).obstacles,
    live: row.lease !== null && isLive(row.lease, moment),
    escalations: openEscalations(snapshot, moment).filter((escalation) => escalation.issue === id),
    attempts: attemptsOf(snapshot.endings(id), snapshot.resets(id)),
    thread: entriesAmong(messages, foreign).map((entry) => ({
      ...entry,
      written_by: others.get(entry.message.id)?.name ?? null,
    })),
    verdict: row.issue.closed === null ? null : lastVerdict(messages),
    author: issue,
    signature: await verificationOf(workspace.repository, issue?.commit),
    now: moment.now,
  };
}

type Edges = Pick<Shown, "parent" | "dependencies" | "dependents" | "children" | "mentions" | "references">;

function edgesOf(site: LinkSite, { issue }: Row): Edges {
  const { snapshot } = site;
  const link = linksIn(site);
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
