import { compareStamps } from "../domain/time.ts";
import { knownProjects } from "./discovery.ts";
import { arrivals, type InboxEntry, messagesToMe, repliesTo } from "./inbox-entry.ts";
import { mineOf } from "./mine.ts";
import { openClones } from "./open-project.ts";
import type { Workspace } from "./workspace.ts";

export interface InboxInput {
  /** An agent, a person or a project. */
  readonly from?: string | undefined;
  readonly unanswered?: boolean | undefined;
  /** Undefined: no limit. */
  readonly limit?: number | undefined;
}

export interface InboxResult {
  readonly entries: readonly InboxEntry[];
  /** How many there are beyond the limit. */
  readonly more: number;
}

/** What others said to the caller, their human or their project, here and on the threads of issues that this project sent elsewhere; newest first. */
export async function inbox(workspace: Workspace, input: InboxInput): Promise<InboxResult> {
  const snapshot = await workspace.ledger.snapshot();
  const mine = mineOf(workspace, snapshot.project);
  const here = [...arrivals(snapshot, mine), ...messagesToMe(snapshot, mine)];
  const all = unique([...here, ...(await elsewhere(workspace, mine))])
    .filter((entry) => matches(entry, input))
    .sort((a, b) => compareStamps(b.when, a.when) || (a.id < b.id ? 1 : -1));
  const entries = input.limit === undefined ? all : all.slice(0, input.limit);
  return { entries, more: all.length - entries.length };
}

/** What is said in other projects about what this one sent there. Clones without a ledger are passed over: an inbox never waits for the network. */
async function elsewhere(workspace: Workspace, mine: ReturnType<typeof mineOf>): Promise<InboxEntry[]> {
  const projects = (await knownProjects(workspace)).filter((project) => !project.own && project.clones.length > 0);
  const entries: InboxEntry[] = [];
  for (const project of projects) {
    for (const clone of await openClones(workspace, project, { with_ledger: true })) {
      entries.push(...repliesTo(await clone.ledger.snapshot(), mine));
      await clone.ledger.close();
    }
  }
  return entries;
}

/** Several clones of one project say the same. */
function unique(entries: readonly InboxEntry[]): InboxEntry[] {
  return [...new Map(entries.map((entry) => [`${entry.kind} ${entry.identity} ${entry.id}`, entry])).values()];
}

function matches(entry: InboxEntry, { from, unanswered }: InboxInput): boolean {
  if (unanswered === true && (entry.answered || entry.kind === "closed")) return false;
  return from === undefined || [entry.from, entry.from_project, entry.from_project.split(/[/:]/).at(-1)].includes(from);
}
