import type { Claim, Ending, Lease, Reset } from "../../domain/claim.ts";
import { type BeadElsewhere, type Shorten, shortenAmong, splitAddress } from "../../domain/elsewhere.ts";
import { shortName } from "../../domain/identity.ts";
import type { Issue } from "../../domain/issue.ts";
import { isUnreadableClaim } from "../../domain/lease.ts";
import type { Message } from "../../domain/message.ts";
import type { Passage } from "../../domain/outbox.ts";
import type { Project } from "../../domain/project.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { RecordKind, StoredRecord } from "../../domain/record.ts";
import { toMilliseconds } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import type { Oid } from "../../git/repository.ts";
import type { InboxPlace, InboxPlaces, InboxQuestion, Spoken } from "../inbox-question.ts";
import type {
  ClaimantFilter,
  Counted,
  Course,
  Heading,
  InvalidFile,
  IssueFilter,
  MessageFilter,
  NewsQuestion,
  OutlineRow,
  PassageFilter,
  RecordFilter,
  Row,
  SearchHit,
  SeenAgent,
  Snapshot,
  Stats,
} from "../snapshot.ts";
import { readAgents, readAgentsSince } from "./agents.ts";
import { selectClaimsOf } from "./claimants.ts";
import type { Connection } from "./connection.ts";
import { readCourse } from "./course.ts";
import { readCycles } from "./cycles.ts";
import { findElsewhere, readAddresses, readElsewhere, readNeedsElsewhere } from "./elsewhere.ts";
import { readArrived, readClosed } from "./inbox-issues.ts";
import { readAskedOn, readInboxMessages, readSpoken } from "./inbox-messages.ts";
import { readMeta } from "./index-file.ts";
import { issueOf } from "./kept-issue.ts";
import { findLookalikes } from "./lookalikes.ts";
import { countNews, readOverdue } from "./news.ts";
import { readOutline } from "./outline.ts";
import { findPassage, readDestinations, readReached, selectPassages } from "./passages.ts";
import { findRecord, selectRecords } from "./records.ts";
import { CANDIDATE, type Candidate, judge, readRow } from "./row.ts";
import { countRows, selectRows } from "./rows.ts";
import { unseal } from "./seal.ts";
import { searchRows } from "./search.ts";
import { readLabels, readStats } from "./statistics.ts";
import { findMessage, selectMessages } from "./threads.ts";
import { readTroubled } from "./troubled.ts";

/** The beads as one connection sees them: pinned to one tip, or with a draft's files laid over it. */
export class IndexSnapshot implements Snapshot {
  private readonly connection: Connection;
  private readonly tipNow: () => Oid;
  private known: { readonly kept: string; readonly project: Project } | undefined;

  constructor(connection: Connection, tipNow: () => Oid) {
    this.connection = connection;
    this.tipNow = tipNow;
  }

  get tip(): Oid {
    return this.tipNow();
  }

  /** As it was last where its file is broken. @throws NEWER_FORMAT, what is wrong with a file that never was right; PROJECT_MISSING where there is none. */
  get project(): Project {
    const kept = readMeta(this.connection, "project");
    if (kept === null)
      throw new BeadsError("invalid-data", "PROJECT_MISSING", "The ledger has no .beads/project.md.", {
        fields: { path: ".beads/project.md" },
      });
    // It is asked for many times in one command.
    if (this.known?.kept === kept) return this.known.project;
    const { project, failure } = unseal<{ project?: Project; failure?: Failure }>(kept);
    if (project !== undefined) {
      this.known = { kept, project };
      return project;
    }
    const { code, message, hints, fields } = failure as Failure;
    throw new BeadsError("invalid-data", code, message, { hints, fields });
  }

  has(id: string): boolean {
    const sql = "SELECT 1 FROM issue WHERE id = ? UNION ALL SELECT 1 FROM invalid WHERE issue = ? LIMIT 1";
    return this.connection.get(sql, id, id) !== undefined;
  }

  issue(id: string): Issue | undefined {
    const sql = "SELECT c.json, c.body FROM issue i JOIN content c ON c.n = i.n WHERE i.id = ?";
    const kept = this.connection.tuple<[json: string, body: string]>(sql, id);
    return kept === undefined ? undefined : issueOf({ json: kept[0], body: kept[1] });
  }

  heading(id: string): Heading | undefined {
    const sql = "SELECT title, origin_project FROM issue WHERE id = ?";
    const kept = this.connection.tuple<[title: string, origin_project: string | null]>(sql, id);
    return kept === undefined ? undefined : { id, title: kept[0], origin_project: kept[1] };
  }

  row(id: string, moment: Moment): Row | undefined {
    const candidate = this.connection.get<Candidate>(`SELECT ${CANDIDATE} FROM issue i WHERE i.id = ?`, id);
    return candidate === undefined ? undefined : readRow(this.connection, candidate, judge(candidate, moment));
  }

  rows(filter: IssueFilter, moment: Moment): readonly Row[] {
    return selectRows(this.connection, filter, moment);
  }

  outline(filter: IssueFilter, moment: Moment): readonly OutlineRow[] {
    return readOutline(this.connection, filter, moment);
  }

  count(filter: IssueFilter, moment: Moment): number {
    return countRows(this.connection, filter, moment);
  }

  /** An id that equals the text stands alone, since it is never ambiguous. */
  idsLike(text: string, limit: number): readonly string[] {
    if (text === "" || limit <= 0) return [];
    if (this.has(text)) return [text];
    const sql = `SELECT id FROM (SELECT id FROM issue UNION SELECT issue FROM invalid WHERE issue IS NOT NULL)
      WHERE substr(id, -length(?)) = ? AND length(id) >= length(?) ORDER BY id LIMIT ?`;
    return this.ids(sql, text, text, text, limit);
  }

  idsFrom(text: string, limit: number): readonly { readonly id: string; readonly title: string }[] {
    const sql = `SELECT id, title FROM issue WHERE substr(id, 1, length(?)) = ? AND outcome IS NOT 'deleted'
      ORDER BY status = 'closed', id LIMIT ?`;
    return this.connection.all<{ id: string; title: string }>(sql, text, text, limit);
  }

  lease(issue: string): Lease | undefined {
    const kept = this.connection.get<{ lease: string | null }>("SELECT lease FROM issue WHERE id = ?", issue)?.lease;
    return kept ? unseal<Lease>(kept) : undefined;
  }

  claims(issue: string): readonly Claim[] {
    const sql = "SELECT json FROM lease_file WHERE issue = ? AND kind = 'claim' ORDER BY epoch DESC";
    const kept = this.connection.all<{ json: string }>(sql, issue).map(({ json }) => unseal<Claim>(json));
    return kept.filter((claim) => !isUnreadableClaim(claim));
  }

  endings(issue: string): readonly Ending[] {
    const sql = "SELECT json FROM lease_file WHERE issue = ? AND kind = 'ending' ORDER BY epoch DESC";
    return this.connection.all<{ json: string }>(sql, issue).map(({ json }) => unseal<Ending>(json));
  }

  resets(issue: string): readonly Reset[] {
    const sql = "SELECT json FROM lease_file WHERE issue = ? AND kind = 'reset' ORDER BY epoch DESC";
    return this.connection.all<{ json: string }>(sql, issue).map(({ json }) => unseal<Reset>(json));
  }

  claimsOf(filter: ClaimantFilter): readonly Claim[] {
    return selectClaimsOf(this.connection, filter);
  }

  /** Each touch names the one before it, so that the length of the history does not matter. */
  revisions(issues: readonly string[]): readonly Oid[] {
    const sql = `WITH RECURSIVE chain (seq, issue) AS (
        SELECT seq, issue FROM touched WHERE issue IN (SELECT value FROM json_each(?))
        UNION ALL SELECT t.previous, t.issue FROM chain c JOIN touch t ON t.seq = c.seq AND t.issue = c.issue WHERE t.previous IS NOT NULL
      ) SELECT r.oid FROM revision r WHERE r.seq IN (SELECT seq FROM chain) ORDER BY r.seq DESC`;
    return this.connection.all<{ oid: string }>(sql, JSON.stringify(issues)).map(({ oid }) => oid);
  }

  dependents(id: string): readonly string[] {
    return this.ids("SELECT source AS id FROM edge WHERE target = ? AND kind = 'needs' ORDER BY source", id);
  }

  references(id: string): readonly { readonly id: string; readonly key: string }[] {
    const sql =
      "SELECT source AS id, kind AS key FROM edge WHERE target = ? AND kind NOT IN ('needs', 'parent') ORDER BY source, kind";
    return this.connection.all<{ id: string; key: string }>(sql, id).map(({ id: source, key }) => ({ id: source, key }));
  }

  /** Deleted ones are left out. */
  children(id: string): readonly string[] {
    const sql = "SELECT id FROM issue WHERE parent = ? AND outcome IS NOT 'deleted' ORDER BY priority, created, id";
    return this.ids(sql, id);
  }

  needsElsewhere(): readonly string[] {
    return readNeedsElsewhere(this.connection);
  }

  elsewhere(address: string): BeadElsewhere | undefined {
    return findElsewhere(this.connection, address);
  }

  allElsewhere(): readonly BeadElsewhere[] {
    return [...readElsewhere(this.connection).values()];
  }

  shortener(): Shorten {
    const { name, identity, aliases } = this.project;
    const identities = readAddresses(this.connection).map((address) => splitAddress(address).project);
    return shortenAmong(identities, new Set([name, ...[identity, ...aliases].map(shortName)]));
  }

  course(since: number): Course {
    return readCourse(this.connection, since);
  }

  cycles(): readonly (readonly string[])[] {
    return readCycles(this.connection);
  }

  message(id: string): Message | undefined {
    return findMessage(this.connection, id);
  }

  messages(filter: MessageFilter): readonly Message[] {
    return selectMessages(this.connection, filter);
  }

  inbox(question: InboxQuestion): InboxPlaces {
    const { connection } = this;
    const messages = readInboxMessages(connection, question);
    if (question.elsewhere) return { messages, arrived: [], closed: readClosed(connection, question) };
    return { messages, arrived: readArrived(connection, question), closed: [] };
  }

  askedOn(thread: string, to: readonly string[]): readonly Spoken[] {
    return readAskedOn(this.connection, thread, to);
  }

  spoken({ n }: Pick<InboxPlace, "n">): Spoken | undefined {
    return readSpoken(this.connection, n);
  }

  search(words: string, filter: IssueFilter, moment: Moment): readonly SearchHit[] {
    return searchRows(this.connection, words, { filter, moment });
  }

  lookalikes(title: string, moment: Moment): readonly Row[] {
    return findLookalikes(this.connection, title, moment);
  }

  invalid(): readonly InvalidFile[] {
    const found = this.connection.all<InvalidFile>("SELECT path, line, reason FROM invalid ORDER BY path");
    return found.map(({ path, line, reason }) => ({ path, line, reason }));
  }

  unreadable(id: string): InvalidFile | undefined {
    return this.connection.get<InvalidFile>("SELECT path, line, reason FROM invalid WHERE issue = ?", id);
  }

  stats(moment: Moment): Stats {
    return readStats(this.connection, moment);
  }

  labels(): readonly { readonly label: string; readonly count: number }[] {
    return readLabels(this.connection);
  }

  origins({ project, actor, since }: Parameters<Snapshot["origins"]>[0]): readonly string[] {
    const sql = `SELECT id FROM issue WHERE origin_project IS NOT NULL AND origin_project = coalesce(?, origin_project)
      AND origin_actor = coalesce(?, origin_actor) AND created >= coalesce(?, created) ORDER BY created, id`;
    return this.ids(sql, project ?? null, actor ?? null, since === undefined ? null : toMilliseconds(since));
  }

  passages(filter: PassageFilter): readonly Passage[] {
    return selectPassages(this.connection, filter);
  }

  passage(id: string): Passage | undefined {
    return findPassage(this.connection, id);
  }

  reached(): readonly string[] {
    return readReached(this.connection);
  }

  destinations(): readonly string[] {
    return readDestinations(this.connection);
  }

  records<K extends RecordKind>(kind: K, filter: RecordFilter): readonly StoredRecord<K>[] {
    return selectRecords(this.connection, kind, filter);
  }

  record<K extends RecordKind>(kind: K, id: string): StoredRecord<K> | undefined {
    return findRecord(this.connection, kind, id);
  }

  news(question: NewsQuestion): Counted {
    return countNews(this.connection, question);
  }

  troubled(): readonly string[] {
    return readTroubled(this.connection);
  }

  overdue(at: number): readonly Message[] {
    return readOverdue(this.connection, at);
  }

  agents(since?: number): readonly SeenAgent[] {
    return since === undefined ? readAgents(this.connection) : readAgentsSince(this.connection, since);
  }

  private ids(sql: string, ...values: readonly (string | number | null)[]): string[] {
    return this.connection.all<{ id: string }>(sql, ...values).map((row) => row.id);
  }
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hints: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}
