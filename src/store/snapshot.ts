import type { Claim, Ending, Lease, Reset } from "../domain/claim.ts";
import type { BeadElsewhere, Shorten } from "../domain/elsewhere.ts";
import type { Issue, Priority } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import type { Passage } from "../domain/outbox.ts";
import type { Project } from "../domain/project.ts";
import type { Hindrance, Moment } from "../domain/readiness.ts";
import type { RecordKind, StoredRecord } from "../domain/record.ts";
import type { Oid } from "../git/repository.ts";
import type { InboxPlace, InboxPlaces, InboxQuestion, Spoken } from "./inbox-question.ts";

/** Stored and computed states that a filter may name. `ready`, `blocked` and `in_progress` are derived, never stored; `deferred` is both: open with a date to come. */
export type StatusFilter = Issue["status"] | "in_progress" | "blocked" | "ready";

export interface TimeRange {
  /** RFC 3339 UTC, inclusive. */
  readonly after?: string;
  /** RFC 3339 UTC, exclusive. */
  readonly before?: string;
}

export const SORTS = ["priority", "created", "updated", "due", "title", "id", "status"] as const;
export type Sort = (typeof SORTS)[number];

/** What `list`, `ready`, `search` and `claim --next` can ask for; everything given must hold. */
export interface IssueFilter {
  readonly statuses?: readonly StatusFilter[];
  readonly types?: readonly string[];
  readonly min_priority?: Priority;
  readonly max_priority?: Priority;
  readonly labels_all?: readonly string[];
  readonly labels_any?: readonly string[];
  readonly labels_none?: readonly string[];
  /** A name, or null for unassigned. */
  readonly assignee?: string | null;
  /** The holder of the live claim. */
  readonly holder?: string;
  readonly parent?: string | null;
  /** Substring of title, id or body, case-folded. */
  readonly text?: string;
  readonly created?: TimeRange;
  readonly updated?: TimeRange;
  readonly closed?: TimeRange;
  readonly due?: TimeRange;
  readonly ids?: readonly string[];
  readonly by?: string;
  /** Issues closed with outcome `deleted` are hidden unless this is true; `only`: all others are. */
  readonly deleted?: boolean | "only";
  /** `priority` (then oldest first, then id) where nothing is said. */
  readonly sort?: Sort;
  readonly reverse?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

/** An issue with what is derived of it. */
export interface Row {
  readonly issue: Issue;
  /** `ready`, `blocked`, `in_progress`, `deferred` by a date to come, or the stored status. */
  readonly computed: StatusFilter;
  readonly hindrances: readonly Hindrance[];
  /** The newest epoch, ended or not; null if it was never claimed. */
  readonly lease: Lease | null;
  /** The live claim's holder. */
  readonly holder: string | null;
  readonly children: { readonly total: number; readonly closed: number };
  readonly messages: number;
  /** When a commit last touched the issue or its thread, RFC 3339 UTC. */
  readonly updated: string;
  /** That commit. */
  readonly revision: Oid;
}

/** What something else shows of the issue that it belongs to. */
export interface Heading {
  readonly id: string;
  readonly title: string;
  /** The identity of the project that it came from. */
  readonly origin_project: string | null;
}

/** What a list shows of an issue: of thousands at once, without their texts. */
export interface OutlineRow {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly priority: Priority;
  readonly parent: string | null;
  readonly assignee: string | null;
  /** The identity of the project that it came from. */
  readonly origin_project: string | null;
  readonly labels: readonly string[];
  readonly computed: StatusFilter;
  /** The live claim's holder. */
  readonly holder: string | null;
  readonly children: { readonly total: number; readonly closed: number };
  readonly messages: number;
  /** When a commit last touched the issue or its thread, RFC 3339 UTC. */
  readonly updated: string;
}

/** A file under `.beads` that could not be read. It never hides the others. */
export interface InvalidFile {
  readonly path: string;
  /** 1 and up; null if it is not known. */
  readonly line: number | null;
  readonly reason: string;
}

export interface SearchHit {
  readonly row: Row;
  /** Higher is better. */
  readonly score: number;
  readonly snippet: string;
}

export interface MessageFilter {
  readonly thread?: string;
  /** Messages that name one of these in `to`. */
  readonly to?: readonly string[];
  readonly from?: string;
  /** Only messages that are newer than this id. */
  readonly after?: string;
  /** Newest first where true; oldest first otherwise. */
  readonly newest?: boolean;
  readonly limit?: number;
}

/** Who made a claim: any of these is enough. */
export interface ClaimantFilter {
  readonly name: string;
  /** By name alone only those that were made then or later: milliseconds since 1970 UTC. */
  readonly since: number;
  readonly session: string | null;
  readonly markers: readonly string[];
  readonly limit: number;
}

export interface PassageFilter {
  /** Only what somebody still has to bring there, or only what nobody has to. */
  readonly under_way?: boolean;
  /** The identity of the target. */
  readonly project?: string;
  readonly limit?: number;
}

export interface RecordFilter {
  /** Only what is in force at this time, milliseconds since 1970: what has not ended and has not run out. */
  readonly live_at?: number;
  /** Checkpoints of one issue. */
  readonly issue?: string;
  /** Reservations that may cover something in common with one of these globs or paths: none that does is left out. */
  readonly near?: readonly string[];
  readonly limit?: number;
  /** Newest first where true; by id otherwise. */
  readonly newest?: boolean;
}

/** A name that the ledger knows: of an agent (`dave/vc`) or a person (`@steve`). */
export interface SeenAgent {
  readonly name: string;
  /** RFC 3339 UTC: the newest issue, message or claim of theirs. */
  readonly seen: string;
  /** The identity of the project that they last said they work in; null for what is said without: by filing an issue here, or by a claim. */
  readonly project: string | null;
}

/** What happened lately is asked for: since when (milliseconds since 1970 UTC), and who asks. */
export interface NewsQuestion {
  readonly since: number;
  /** Who did it themselves needs no news of it. */
  readonly me: string;
}

/** What others did, as numbers, and their names. */
export interface Counted {
  readonly created: number;
  readonly closed: number;
  readonly messages: number;
  readonly decisions: number;
  readonly others: readonly string[];
}

export interface Stats {
  readonly total: number;
  readonly by_status: Readonly<Record<StatusFilter, number>>;
  readonly by_type: Readonly<Record<string, number>>;
  readonly by_priority: Readonly<Record<string, number>>;
}

/** What became of issues and claims, as far as their files say it: milliseconds since 1970 UTC. What was deleted is left out. */
export interface Course {
  readonly issues: readonly { readonly id: string; readonly created: number; readonly closed: number | null }[];
  /** Who closed what was closed then or later. */
  readonly closers: readonly { readonly issue: string; readonly at: number; readonly by: string }[];
  readonly claims: readonly { readonly issue: string; readonly epoch: number; readonly at: number; readonly by: string }[];
  /** `holder` made the claim that ended; null where it cannot be read. */
  readonly endings: readonly (Pick<Ending, "issue" | "epoch" | "outcome" | "by"> & {
    readonly at: number;
    readonly holder: string | null;
  })[];
}

/** All beads at exactly one tip. Synchronous: the index answers, or the tree was read before. Closed with the ledger. */
export interface Snapshot {
  readonly tip: Oid;
  readonly project: Project;
  has(id: string): boolean;
  issue(id: string): Issue | undefined;
  /** What an issue is called, and whether it came from another project: without its text. */
  heading(id: string): Heading | undefined;
  row(id: string, moment: Moment): Row | undefined;
  rows(filter: IssueFilter, moment: Moment): readonly Row[];
  /** The same issues as `rows`, with what lists show of them alone. */
  outline(filter: IssueFilter, moment: Moment): readonly OutlineRow[];
  count(filter: IssueFilter, moment: Moment): number;
  /** Ids that equal or end in the text, at most `limit`; also bare suffixes without the prefix. */
  idsLike(text: string, limit: number): readonly string[];
  /** Issues whose ids begin with the text, at most `limit`; what is closed last. For shells that complete ids as they are typed. */
  idsFrom(text: string, limit: number): readonly { readonly id: string; readonly title: string }[];
  lease(issue: string): Lease | undefined;
  /** Every claim that was ever made of an issue and can be read, newest epoch first. */
  claims(issue: string): readonly Claim[];
  /** How each epoch of an issue's claims ended, of those that did, newest first. */
  endings(issue: string): readonly Ending[];
  /** When the ends of its claims were forgiven, newest epoch first. */
  resets(issue: string): readonly Reset[];
  /** Claims that somebody made: those of the markers and of the session whenever that was, those of the name since a time. Newest first. */
  claimsOf(filter: ClaimantFilter): readonly Claim[];
  /** The commits that touched one of these issues or their threads, newest first. */
  revisions(issues: readonly string[]): readonly Oid[];
  /** Ids of the issues whose `needs` name this one. */
  dependents(id: string): readonly string[];
  /** Ids of the issues whose `related`, `discovered_from`, `duplicate_of` or `superseded_by` name this one, with the key. */
  references(id: string): readonly { readonly id: string; readonly key: string }[];
  children(id: string): readonly string[];
  /** Addresses of other projects' issues that issues of ours need that are not closed. */
  needsElsewhere(): readonly string[];
  /** What is known here of another project's issue, by its address in full. */
  elsewhere(address: string): BeadElsewhere | undefined;
  /** All that is known here of other projects' issues: those that are needed, what they wait for in turn, and what their holders hold. */
  allElsewhere(): readonly BeadElsewhere[];
  /** How addresses are shown: with the project's short name, where that tells it apart from the others that this ledger names. Other ids stay. */
  shortener(): Shorten;
  /** Ids on a cycle of needs and parents, one list a cycle; through other projects too, as far as is known here. */
  cycles(): readonly (readonly string[])[];
  message(id: string): Message | undefined;
  /** In order: time, then chance, replies after what they answer. */
  messages(filter: MessageFilter): readonly Message[];
  /** What there is for a reader: places only, so that it costs the same however long the history is. */
  inbox(question: InboxQuestion): InboxPlaces;
  /** What on a thread waits for an answer of one of these addresses, oldest first, with what was said in reply. */
  askedOn(thread: string, to: readonly string[]): readonly Spoken[];
  /** The message of such a place, with what was said in reply to it. */
  spoken(place: Pick<InboxPlace, "n">): Spoken | undefined;
  /** Full text over titles, bodies and messages. `words` is what the user typed: never a syntax error. */
  search(words: string, filter: IssueFilter, moment: Moment): readonly SearchHit[];
  /** Open and lately closed (30 days) issues whose title says nearly the same, best first, at most five. */
  lookalikes(title: string, moment: Moment): readonly Row[];
  invalid(): readonly InvalidFile[];
  /** The issue's own file where it is there and cannot be read: `has` is true then, `issue` and `row` are undefined. */
  unreadable(id: string): InvalidFile | undefined;
  stats(moment: Moment): Stats;
  labels(): readonly { readonly label: string; readonly count: number }[];
  /** Issues that came from a project, or that an actor of another project sent; `since`: only those made then or later (RFC 3339 UTC). */
  origins(filter: { readonly project?: string; readonly actor?: string; readonly since?: string }): readonly string[];
  /** What is or was on its way to other projects, newest first. */
  passages(filter: PassageFilter): readonly Passage[];
  passage(id: string): Passage | undefined;
  /** Identities of the projects that something was ever sent to. */
  destinations(): readonly string[];
  /** Those of them where something has arrived: a mistyped URL never is one. */
  reached(): readonly string[];
  /** Decisions, reservations, escalations, notes or checkpoints, with what became of each. */
  records<K extends RecordKind>(kind: K, filter: RecordFilter): readonly StoredRecord<K>[];
  /** One of them by its whole id. */
  record<K extends RecordKind>(kind: K, id: string): StoredRecord<K> | undefined;
  /** How the work went: all issues and claims, in one look; who closed something only since a time (milliseconds since 1970 UTC). */
  course(since: number): Course;
  /** What others did since a time. */
  news(question: NewsQuestion): Counted;
  /** Ids of open issues that are claimed, be it long ago, or whose circuit breaker is open. */
  troubled(): readonly string[];
  /** Messages whose answer was due before a time (milliseconds since 1970 UTC) and has not come, oldest first. What several were asked may be answered by some of them. */
  overdue(at: number): readonly Message[];
  /** Everybody whose name stands in this ledger, lately seen first; with a time (milliseconds since 1970 UTC) only who did something since. */
  agents(since?: number): readonly SeenAgent[];
}
