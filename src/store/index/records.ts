import { liveUntil, type RecordKind, type RecordNouns, type StoredRecord } from "../../domain/record.ts";
import type { RecordPlace } from "../../format/record-paths.ts";
import type { RecordFilter } from "../snapshot.ts";
import type { Bound, Connection } from "./connection.ts";
import { settleGates } from "./gates.ts";
import { nearTo, putReserved } from "./reserved.ts";
import { seal, unseal } from "./seal.ts";

/** No end: the time never comes at which such a record is over. */
const ENDLESS = Number.MAX_SAFE_INTEGER;

/** Takes in a record's file, or one beside it; null: it is gone. Answers the issues that may stand differently with it. */
export function putRecord(
  connection: Connection,
  { record: kind, id, part, issue }: RecordPlace,
  noun: unknown,
): readonly string[] {
  const name = part ?? "";
  if (noun === null) connection.run("DELETE FROM record WHERE kind = ? AND id = ? AND part = ?", kind, id, name);
  else {
    const sql = "INSERT OR REPLACE INTO record (kind, id, part, issue, live_until, json) VALUES (?, ?, ?, ?, 0, ?)";
    connection.run(sql, kind, id, name, issue, seal(noun));
  }
  if (kind === "reservation" && part === null) putReserved(connection, id, noun as RecordNouns["reservation"]["head"] | null);
  settle(connection, kind, id);
  return kind === "decision" ? settleGates(connection, id, findRecord(connection, kind, id)) : [];
}

/** Files come in any order: how long the record is in force is worked out again with each. */
function settle(connection: Connection, kind: RecordKind, id: string): void {
  const record = findRecord(connection, kind, id);
  if (record === undefined) return;
  const until = liveUntil(kind, record) ?? ENDLESS;
  connection.run("UPDATE record SET live_until = ? WHERE kind = ? AND id = ? AND part = ''", until, kind, id);
}

/** Records that meet a filter. */
export function selectRecords<K extends RecordKind>(connection: Connection, kind: K, filter: RecordFilter): StoredRecord<K>[] {
  const { live_at, issue, near, limit, newest } = filter;
  const parts: string[] = ["kind = ?", "part = ''"];
  const values: Bound[] = [kind];
  if (live_at !== undefined) {
    parts.push("live_until > 0", "live_until > ?");
    values.push(live_at);
  }
  if (issue !== undefined) {
    parts.push("issue = ?");
    values.push(issue);
  }
  const nearby = near === undefined ? undefined : nearTo(near);
  if (nearby !== undefined) {
    parts.push(nearby.sql);
    values.push(...nearby.values);
  }
  const order = newest === true ? "DESC" : "ASC";
  // Mostly there is nothing to find, and to put that in order twice takes ten times as long as to look.
  const first = limit === undefined ? "" : `ORDER BY id ${order} LIMIT ?`;
  const chosen = `SELECT id FROM record WHERE ${parts.join(" AND ")} ${first}`;
  const sql = `SELECT id, part, json FROM record WHERE kind = ? AND id IN (${chosen}) ORDER BY id ${order}, part`;
  return assembled<K>(connection.all<Kept>(sql, kind, ...values, ...(limit === undefined ? [] : [limit])));
}

/** Records from their files, each one's own first. */
function assembled<K extends RecordKind>(kept: readonly Kept[]): StoredRecord<K>[] {
  const records: { head: RecordNouns[K]["head"]; parts: RecordNouns[K]["part"][] }[] = [];
  for (const { part, json } of kept) {
    if (part === "") records.push({ head: unseal<RecordNouns[K]["head"]>(json), parts: [] });
    else records.at(-1)?.parts.push(unseal<RecordNouns[K]["part"]>(json));
  }
  return records;
}

export function findRecord<K extends RecordKind>(connection: Connection, kind: K, id: string): StoredRecord<K> | undefined {
  const sql = "SELECT id, part, json FROM record WHERE kind = ? AND id = ? ORDER BY part";
  const kept = connection.all<Kept>(sql, kind, id);
  return kept[0]?.part === "" ? assembled<K>(kept)[0] : undefined;
}

interface Kept {
  readonly id: string;
  /** Empty for the record's own file. */
  readonly part: string;
  readonly json: string;
}
