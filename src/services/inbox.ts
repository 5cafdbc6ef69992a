import { TIERS, type Tier } from "../domain/inbox.ts";
import { ISSUE_TYPES } from "../domain/issue.ts";
import { MESSAGE_PRIORITIES, MESSAGE_TYPES } from "../domain/message.ts";
import type { Passage } from "../domain/outbox.ts";
import { oneLine } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import type { InboxQuestion } from "../store/inbox-question.ts";
import { type ReadState, readReadState } from "../store/read-state.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Told } from "../store/told.ts";
import { foreignIn } from "./foreign.ts";
import type { InboxEntry } from "./inbox-entry.ts";
import { type Candidate, candidatesOf } from "./inbox-source.ts";
import { type Mine, mineOf } from "./mine.ts";
import type { Workspace } from "./workspace.ts";

export interface InboxInput {
  /** What was read and answered too, in the order of its times. */
  readonly all?: boolean | undefined;
  /** An agent, a person or a project. */
  readonly from?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly priorities?: readonly string[] | undefined;
  readonly unread?: boolean | undefined;
  readonly waiting?: boolean | undefined;
  readonly overdue?: boolean | undefined;
  readonly unanswered?: boolean | undefined;
  /** Undefined: no limit. */
  readonly limit?: number | undefined;
  /** Only what a session was not told yet. */
  readonly told?: Told | undefined;
}

export interface InboxResult {
  readonly entries: readonly InboxEntry[];
  /** How many there are beyond the limit; counted up to a bound. */
  readonly more: number;
}

/** A word that nothing can have would show nothing for ever. Types are only doubted: another project has its own. @throws INVALID_PRIORITY */
function checkKinds({ warn }: Workspace, { project }: Snapshot, { types = [], priorities = [] }: InboxInput): void {
  const known = new Set<string>([...MESSAGE_TYPES, ...ISSUE_TYPES, ...project.types.map(({ name }) => name)]);
  for (const type of types) if (!known.has(type)) warn(`No message and no issue of this project has the type ${oneLine(type)}.`);
  const word = priorities.find((priority) => !GRADES.includes(priority));
  if (word === undefined) return;
  throw new BeadsError("usage", "INVALID_PRIORITY", `Nothing in an inbox has the priority ${JSON.stringify(word)}.`, {
    hints: [`There are ${GRADES.join(", ")}.`],
    fields: { priority: word },
  });
}

/** The priorities of messages, and those of issues. */
const GRADES: readonly string[] = [...MESSAGE_PRIORITIES, "P0", "P1", "P2", "P3", "P4"];

/** What is beyond a limit is counted so far, since to count is to look. */
export const COUNTED = 20;
/** So many of the newest words to a project are looked at for what they answer. */
const PASSAGES = 200;

/**
 * What others said to the caller, their human or their project: here, and on the threads of issues that this project sent elsewhere, as far as those
 * ledgers are on this machine. Without `all`: what is unread or waits for the caller's answer, the urgent first, then what waits, each with the
 * newest first. Looking changes nothing, and asks nobody.
 */
export async function inbox(workspace: Workspace, input: InboxInput): Promise<InboxResult> {
  const snapshot = await workspace.ledger.snapshot();
  checkKinds(workspace, snapshot, input);
  const reading = readingOf(workspace, snapshot, input);
  const { question, mine } = reading;
  const foreign = foreignIn(mine.identities, null);
  const here = { snapshot, project: snapshot.project, mine, now: question.now, answered: NOTHING, foreign, elsewhere: false };
  const own = candidatesOf(here, snapshot.inbox(question));
  const destinations = snapshot.destinations();
  if (destinations.length === 0) return chosen(own, input);
  const { lookElsewhere } = await import("./inbox-elsewhere.ts");
  const elsewhere = await lookElsewhere(workspace, reading, destinations);
  try {
    return chosen([...own, ...elsewhere.candidates], input);
  } finally {
    await elsewhere.close();
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** Who looks into an inbox, and what they ask of each ledger. */
export interface Reading {
  readonly mine: Mine;
  readonly question: InboxQuestion;
  /** What this project has on its way, or has brought, to others. */
  passages(project: string): readonly Passage[];
}

function readingOf(workspace: Workspace, snapshot: Snapshot, { all = false, limit, told, ...wanted }: InboxInput): Reading {
  const now = workspace.ledger.now();
  const mine = mineOf(workspace, snapshot.project);
  const { before, read } = withTold(readReadState(workspace.repository.location, mine.name, now), told);
  const isSifted = Object.values(wanted).some((value) => value !== undefined && value !== false);
  const most = limit === undefined || isSifted ? Number.MAX_SAFE_INTEGER : limit + COUNTED;
  const asked = { me: mine.name, to: mine.addresses, projects: [...mine.identities], elsewhere: false };
  return {
    mine,
    question: { ...asked, before, read, everything: all, now, limit: most },
    passages: (project) => snapshot.passages({ project, limit: PASSAGES }),
  };
}

/** What was told is passed over as what was read is. */
function withTold({ before, read }: ReadState, told: Told | undefined): ReadState {
  if (told === undefined) return { before, read };
  const { info } = told.floors;
  return { before: info > before ? info : before, read: new Set([...read, ...told.keys]) };
}

function isNewsTo({ told }: InboxInput): (candidate: Candidate) => boolean {
  return ({ key, tier }) => told === undefined || (!told.keys.has(key) && key >= told.floors[tier]);
}

/** The first of all that fit, read only as far as they are needed. */
function chosen(candidates: readonly Candidate[], input: InboxInput): InboxResult {
  const sorted = candidates.filter(isNewsTo(input)).sort(input.all === true ? byTime : byTier);
  const entries = new Map<string, InboxEntry>();
  const limit = input.limit ?? Number.POSITIVE_INFINITY;
  let looked = 0;
  for (const candidate of sorted) {
    if (entries.size >= limit) break;
    looked += 1;
    const entry = candidate.read();
    if (entry === undefined || !matches(entry, input)) continue;
    const name = `${entry.kind} ${entry.identity} ${entry.id}`;
    if (!entries.has(name)) entries.set(name, entry);
  }
  return { entries: [...entries.values()], more: Math.min(COUNTED, countFitting(sorted.slice(looked), input)) };
}

/** What is beyond the limit is read only where that decides whether it fits. */
function countFitting(candidates: readonly Candidate[], input: InboxInput): number {
  const { all: _all, limit: _limit, told: _told, ...wanted } = input;
  if (Object.values(wanted).every((value) => value === undefined || value === false)) return candidates.length;
  let count = 0;
  for (const candidate of candidates) {
    const entry = candidate.read();
    if (entry !== undefined && matches(entry, input)) count += 1;
    if (count === COUNTED) break;
  }
  return count;
}

function byTime(a: Candidate, b: Candidate): number {
  return a.key < b.key ? 1 : a.key > b.key ? -1 : 0;
}

const RANK = new Map<Tier, number>(TIERS.map((tier, rank) => [tier, rank]));

function byTier(a: Candidate, b: Candidate): number {
  return (RANK.get(a.tier) ?? 0) - (RANK.get(b.tier) ?? 0) || byTime(a, b);
}

function matches(entry: InboxEntry, input: InboxInput): boolean {
  if (input.all !== true && !entry.unread && !entry.waiting) return false;
  if (input.unread === true && !entry.unread) return false;
  if (input.waiting === true && !entry.waiting) return false;
  if (input.overdue === true && !entry.overdue) return false;
  if (input.unanswered === true && (entry.answered || entry.kind === "closed")) return false;
  if (input.types !== undefined && !input.types.includes(entry.type)) return false;
  if (input.priorities !== undefined && !input.priorities.includes(entry.priority)) return false;
  const { from, from_project } = entry;
  return input.from === undefined || [from, from_project, from_project.split(/[/:]/).at(-1)].includes(input.from);
}
