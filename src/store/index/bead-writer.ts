import type { Claim, Ending, Renewal, Reset } from "../../domain/claim.ts";
import type { Issue } from "../../domain/issue.ts";
import { foldLease, unreadableClaim } from "../../domain/lease.ts";
import type { Message } from "../../domain/message.ts";
import type { OutboxEntry, OutboxMark } from "../../domain/outbox.ts";
import type { Project } from "../../domain/project.ts";
import { dropAddressees, putAddressees, settleAnswered, speakerOf, weightOf } from "./addressees.ts";
import { type BeadFile, isInPlace, placeOf, type ReadPlace, readBeadFile, unreadableFile } from "./bead-file.ts";
import { putClaimant } from "./claimants.ts";
import type { Bound, Connection } from "./connection.ts";
import { type Edge, edgesOf } from "./edges.ts";
import { writeMeta } from "./index-file.ts";
import { issueOf, keepIssue } from "./kept-issue.ts";
import { putEntry, putMark } from "./passages.ts";
import { putRecord } from "./records.ts";
import { seal, unseal } from "./seal.ts";
import type { Standings } from "./standings.ts";
import { BULLETIN } from "./threads.ts";

type Leasing = Extract<ReadPlace, { readonly kind: "claim" | "renewal" | "ending" | "reset" }>;

const MISPLACED = "lies in a directory that is not its issue's";

const ISSUE_COLUMNS = [
  "id",
  "title",
  "status",
  "type",
  "priority",
  "parent",
  "assignee",
  "by",
  "created",
  "due",
  "closed",
  "outcome",
  "origin_project",
  "origin_actor",
] as const;

const PUT_ISSUE = `INSERT INTO issue (${ISSUE_COLUMNS.join(", ")}) VALUES (${ISSUE_COLUMNS.map(() => "?").join(", ")})
  ON CONFLICT (id) DO UPDATE SET ${ISSUE_COLUMNS.slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(", ")}`;

/** Puts files into the tables of one connection, within the caller's transaction. What follows from them is settled once, at the end. */
export class BeadWriter {
  private readonly connection: Connection;
  private readonly standings: Standings;
  /** True while a new index is filled: nothing has to be taken out before something is put in. */
  private readonly fresh: boolean;
  /** Issues whose words have to be indexed again. */
  private readonly reworded = new Set<string>();
  private readonly released = new Set<string>();

  constructor(connection: Connection, standings: Standings, fresh: boolean) {
    this.connection = connection;
    this.standings = standings;
    this.fresh = fresh;
  }

  /** Takes in one file; null: it is gone. Files that the index does not read are passed over. */
  put(path: string, content: string | Uint8Array | null): void {
    const place = placeOf(path);
    if (place === undefined) return;
    this.putFile(path, place, content === null ? null : readBeadFile(path, place, content));
  }

  /** Takes note of what lies where a file should be and is none, such as a link or a submodule: it is never read. */
  refuse(path: string, reason: string): void {
    const place = placeOf(path);
    if (place === undefined) return;
    this.putFile(path, place, unreadableFile(path, reason));
  }

  /** Goes on with the project as it was when its file could be read last: one broken file must not stop the others from being read. */
  recoverProject(project: Project): void {
    writeMeta(this.connection, "project", seal({ project }));
    this.standings.setTypes(project.types);
  }

  /** Brings leases, words and standings up to what was put. */
  settle(): void {
    this.flush();
    this.standings.settle();
  }

  /** Brings leases and words alone up to what was put, so that a long rebuild holds little in memory. */
  flush(): void {
    for (const id of this.released) this.putLease(id);
    for (const id of this.reworded) this.putWords(id);
    this.released.clear();
    this.reworded.clear();
  }

  private putFile(path: string, place: ReadPlace, file: BeadFile | null): void {
    if (!this.fresh) this.connection.run("DELETE FROM invalid WHERE path = ?", path);
    if (!isInPlace(path, place)) {
      if (file !== null) this.putInvalid(path, null, unreadableFile(path, MISPLACED));
      return;
    }
    if (file !== null && !file.valid) this.putInvalid(path, place.kind === "issue" ? place.issue : null, file);
    this.putNoun(place, file);
  }

  private putNoun(place: ReadPlace, file: BeadFile | null): void {
    const noun = file?.valid === true ? file.noun : null;
    if (place.kind === "issue") this.putIssue(place.issue, noun as Issue | null);
    else if (place.kind === "message") this.putMessage(place.issue ?? BULLETIN, place.id, noun as Message | null);
    else if (place.kind === "project") this.putProject(noun as Project | null, file);
    else if (place.kind === "outbox") putEntry(this.connection, place.id, noun as OutboxEntry | null);
    else if (place.kind === "mark") putMark(this.connection, place, noun as OutboxMark | null);
    else if (place.kind === "record") this.standings.gated(putRecord(this.connection, place, noun));
    else if (place.kind === "claim" && file?.valid === false) this.putLeasing(place, unreadableClaim(place.issue, place.epoch));
    else this.putLeasing(place, noun as Claim | Renewal | Ending | Reset | null);
  }

  private putInvalid(path: string, issue: string | null, file: BeadFile & { valid: false }): void {
    const sql = "INSERT INTO invalid (path, line, reason, issue) VALUES (?, ?, ?, ?)";
    this.connection.run(sql, path, file.line, file.reason, issue);
  }

  private putProject(project: Project | null, file: BeadFile | null): void {
    const broken = file !== null && !file.valid ? file.error : null;
    const failure = broken && { code: broken.code, message: broken.message, hints: broken.hints, fields: broken.fields };
    writeMeta(this.connection, "project", file === null ? null : seal(failure === null ? { project } : { failure }));
    this.standings.setTypes(project?.types ?? []);
  }

  private putIssue(id: string, issue: Issue | null): void {
    const old = this.fresh ? undefined : this.oldIssue(id);
    if (issue === null) {
      if (old !== undefined) this.removeIssue(id, old);
      return;
    }
    const inserted = this.connection.run(PUT_ISSUE, ...columnsOf(issue));
    const n = old?.n ?? inserted;
    const { json, body } = keepIssue(issue);
    this.connection.run("INSERT OR REPLACE INTO content (n, json, body) VALUES (?, ?, ?)", n, json, body);
    this.replaceLists(n, old?.issue, issue);
    if (old === undefined) this.released.add(id);
    if (old === undefined || old.issue.title !== issue.title || old.issue.body !== body) this.reworded.add(id);
    this.standings.changed(old?.issue, issue);
  }

  private oldIssue(id: string): { n: number; issue: Issue } | undefined {
    const sql = "SELECT i.n, c.json, c.body FROM issue i JOIN content c ON c.n = i.n WHERE i.id = ?";
    const found = this.connection.get<{ n: number; json: string; body: string }>(sql, id);
    return found === undefined ? undefined : { n: found.n, issue: issueOf(found) };
  }

  private removeIssue(id: string, old: { n: number; issue: Issue }): void {
    this.replaceLists(old.n, old.issue, undefined);
    for (const table of ["content", "issue"]) this.connection.run(`DELETE FROM ${table} WHERE n = ?`, old.n);
    this.connection.run("DELETE FROM words WHERE rowid = ?", old.n);
    this.reworded.delete(id);
    this.released.delete(id);
    this.standings.changed(old.issue, undefined);
  }

  private replaceLists(n: number, old: Issue | undefined, now: Issue | undefined): void {
    const { connection } = this;
    const [gone, come] = difference(old?.labels ?? [], now?.labels ?? []);
    for (const label of gone) connection.run("DELETE FROM label WHERE label = ? AND n = ?", label, n);
    for (const label of come) connection.run("INSERT OR IGNORE INTO label (label, n) VALUES (?, ?)", label, n);
    const before = old === undefined ? [] : edgesOf(old);
    const after = now === undefined ? [] : edgesOf(now);
    const same = new Set(after.map(keyOf));
    for (const edge of before)
      if (!same.has(keyOf(edge)))
        connection.run("DELETE FROM edge WHERE target = ? AND kind = ? AND source = ?", ...partsOf(edge));
    for (const edge of after)
      connection.run("INSERT OR IGNORE INTO edge (target, kind, source) VALUES (?, ?, ?)", ...partsOf(edge));
  }

  private putMessage(thread: string, id: string, message: Message | null): void {
    if (thread !== BULLETIN) this.reworded.add(thread);
    if (!this.fresh) this.removeMessage(thread, id);
    if (message === null) return;
    const n = this.connection.run(
      "INSERT INTO message (id, thread, sender, in_reply_to, weight, json) VALUES (?, ?, ?, ?, ?, ?)",
      id,
      thread,
      speakerOf(message.from),
      message.in_reply_to,
      weightOf(message),
      seal(message),
    );
    putAddressees(this.connection, n, message);
  }

  private removeMessage(thread: string, id: string): void {
    const old = this.connection.get<{ n: number; json: string }>(
      "SELECT n, json FROM message WHERE thread = ? AND id = ?",
      thread,
      id,
    );
    if (old === undefined) return;
    const message = unseal<Message>(old.json);
    dropAddressees(this.connection, old.n, message);
    this.connection.run("DELETE FROM message WHERE n = ?", old.n);
    settleAnswered(this.connection, message);
  }

  private putLeasing(place: Leasing, noun: Claim | Renewal | Ending | Reset | null): void {
    const key = [place.issue, place.epoch, place.kind, place.kind === "renewal" ? place.renewal : 0] as const;
    this.released.add(place.issue);
    if (place.kind === "claim") putClaimant(this.connection, place, noun as Claim | null);
    if (noun === null) {
      this.connection.run("DELETE FROM lease_file WHERE issue = ? AND epoch = ? AND kind = ? AND renewal = ?", ...key);
    } else {
      const sql = "INSERT OR REPLACE INTO lease_file (issue, epoch, kind, renewal, json) VALUES (?, ?, ?, ?, ?)";
      this.connection.run(sql, ...key, seal(noun));
    }
  }

  private putLease(id: string): void {
    const files = this.connection.all<{ kind: string; json: string }>("SELECT kind, json FROM lease_file WHERE issue = ?", id);
    if (files.length === 0 && this.fresh) return;
    const of = <T>(kind: string) => files.filter((file) => file.kind === kind).map((file) => unseal<T>(file.json));
    const endings = of<Ending>("ending");
    const lease = foldLease(of<Claim>("claim"), of<Renewal>("renewal"), endings);
    const open = lease !== undefined && lease.ended === null ? lease : undefined;
    const until = open === undefined ? null : Date.parse(open.until);
    this.connection.run(
      "UPDATE issue SET lease = ?, lease_by = ?, lease_until = ? WHERE id = ?",
      lease === undefined ? null : seal(lease),
      open?.by ?? null,
      until,
      id,
    );
    this.standings.ended(id, endings, of<Reset>("reset"));
  }

  private putWords(id: string): void {
    const sql = "SELECT i.n, i.title, c.body FROM issue i JOIN content c ON c.n = i.n WHERE i.id = ?";
    const issue = this.connection.get<{ n: number; title: string; body: string }>(sql, id);
    if (issue === undefined) return;
    const spoken = this.connection.all<{ json: string }>("SELECT json FROM message WHERE thread = ? ORDER BY id", id);
    if (!this.fresh) this.connection.run("DELETE FROM words WHERE rowid = ?", issue.n);
    const words = spoken.map(({ json }) => textOf(unseal<Message>(json))).join("\n");
    this.connection.run(
      "INSERT INTO words (rowid, title, body, messages) VALUES (?, ?, ?, ?)",
      issue.n,
      issue.title,
      issue.body,
      words,
    );
  }
}

function columnsOf(issue: Issue): Bound[] {
  const at = (stamp: string | null | undefined) => (stamp === null || stamp === undefined ? null : Date.parse(stamp));
  return [
    issue.id,
    issue.title,
    issue.status,
    issue.type,
    issue.priority,
    issue.parent,
    issue.assignee,
    issue.by,
    Date.parse(issue.created),
    at(issue.due),
    at(issue.closed?.at),
    issue.closed?.outcome ?? null,
    issue.origin?.project ?? null,
    issue.origin?.actor ?? null,
  ];
}

function textOf({ subject, body }: Message): string {
  return subject === null ? body : `${subject}\n${body}`;
}

function partsOf(edge: Edge): [string, string, string] {
  return [edge.target, edge.kind, edge.source];
}

function keyOf(edge: Edge): string {
  return `${edge.kind} ${edge.target}`;
}

function difference(old: readonly string[], now: readonly string[]): [string[], string[]] {
  return [old.filter((item) => !now.includes(item)), now.filter((item) => !old.includes(item))];
}
