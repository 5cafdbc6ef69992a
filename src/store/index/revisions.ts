import { classifyPath } from "../../format/paths.ts";
import type { Oid } from "../../git/repository.ts";
import type { Connection } from "./connection.ts";

/** A commit as `updated` and `revision` need it: when it was made, and what it touched. */
export interface Walked {
  readonly oid: Oid;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly paths: readonly string[];
}

/**
 * Which commit touched which issue last. Every commit has a number that grows along the history; each touch names the one before it, so that
 * commits at the end (pending ones that are made anew) can be taken off again.
 */
export class Revisions {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Adds a commit at the end and answers its number. */
  add(commit: Walked): number {
    const { connection } = this;
    const seq = connection.run("INSERT INTO revision (oid, at) VALUES (?, ?)", commit.oid, wholeSeconds(commit.at));
    for (const issue of touchedBy(commit.paths)) {
      const previous = connection.get<{ seq: number }>("SELECT seq FROM touched WHERE issue = ?", issue)?.seq ?? null;
      connection.run("INSERT INTO touch (seq, issue, previous) VALUES (?, ?, ?)", seq, issue, previous);
      connection.run("INSERT OR REPLACE INTO touched (issue, seq) VALUES (?, ?)", issue, seq);
    }
    return seq;
  }

  /** Takes commits off the end. False, and nothing done, if they are not exactly the newest ones. */
  drop(oids: readonly Oid[]): boolean {
    const { connection } = this;
    const newest = connection.all<{ seq: number; oid: string }>(
      "SELECT seq, oid FROM revision ORDER BY seq DESC LIMIT ?",
      oids.length,
    );
    const wanted = new Set(oids);
    if (newest.length !== oids.length || newest.some((revision) => !wanted.has(revision.oid))) return false;
    for (const { seq } of newest) this.takeOff(seq);
    return true;
  }

  /** Says the name of a commit that had none when it was added. */
  name(seq: number, oid: Oid): void {
    this.connection.run("UPDATE revision SET oid = ? WHERE seq = ?", oid, seq);
  }

  private takeOff(seq: number): void {
    const { connection } = this;
    for (const { issue, previous } of connection.all<{ issue: string; previous: number | null }>(
      "SELECT issue, previous FROM touch WHERE seq = ?",
      seq,
    )) {
      if (previous === null) connection.run("DELETE FROM touched WHERE issue = ?", issue);
      else connection.run("UPDATE touched SET seq = ? WHERE issue = ?", previous, issue);
    }
    connection.run("DELETE FROM touch WHERE seq = ?", seq);
    connection.run("DELETE FROM revision WHERE seq = ?", seq);
  }
}

/** Fills empty tables with a whole history, oldest first, while it streams by. */
export class FirstRevisions {
  private readonly connection: Connection;
  private readonly last = new Map<string, number>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  add(commit: Walked): void {
    const { connection, last } = this;
    const seq = connection.run("INSERT INTO revision (oid, at) VALUES (?, ?)", commit.oid, wholeSeconds(commit.at));
    for (const issue of touchedBy(commit.paths)) {
      connection.run("INSERT INTO touch (seq, issue, previous) VALUES (?, ?, ?)", seq, issue, last.get(issue) ?? null);
      last.set(issue, seq);
    }
  }

  finish(): void {
    const sql = "INSERT INTO touched (issue, seq) VALUES (?, ?)";
    for (const issue of [...this.last.keys()].sort()) this.connection.run(sql, issue, this.last.get(issue) as number);
  }
}

/** The issues that some paths belong to. A renewal is housekeeping: it touches nothing that anybody would look at. */
function touchedBy(paths: readonly string[]): Set<string> {
  const touched = new Set<string>();
  for (const path of paths) {
    const place = classifyPath(path);
    if ("issue" in place && place.issue !== null && place.kind !== "renewal") touched.add(place.issue);
  }
  return touched;
}

/** Git keeps no more. */
function wholeSeconds(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
