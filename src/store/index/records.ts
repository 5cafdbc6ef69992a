import { liveUntil, type RecordKind, type RecordNouns, type StoredRecord } from "../../domain/record.ts";
import type { RecordPlace } from "../../format/record-paths.ts";
import type { RecordFilter } from "../snapshot.ts";
import type { Bound, Connection } from "./connection.ts";
import { settleGates } from "./gates.ts";
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
  const { live_at, issue, limit, newest } = filter;
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
  const sql = `SELECT id, json FROM record WHERE ${parts.join(" AND ")} ORDER BY id${newest === true ? " DESC" : ""} LIMIT ?`;
  return connection.all<Kept>(sql, ...values, limit ?? -1).map((kept) => recordOf<K>(connection, kind, kept));
}

export function findRecord<K extends RecordKind>(connection: Connection, kind: K, id: string): StoredRecord<K> | undefined {
  const kept = connection.get<Kept>("SELECT id, json FROM record WHERE kind = ? AND id = ? AND part = ''", kind, id);
  return kept === undefined ? undefined : recordOf<K>(connection, kind, kept);
}

interface Kept {
  readonly id: string;
  readonly json: string;
}

function recordOf<K extends RecordKind>(connection: Connection, kind: K, { id, json }: Kept): StoredRecord<K> {
  const sql = "SELECT json FROM record WHERE kind = ? AND id = ? AND part > '' ORDER BY part";
  const parts = connection.all<{ json: string }>(sql, kind, id);
  return {
    head: unseal<RecordNouns[K]["head"]>(json),
    parts: parts.map((part) => unseal<RecordNouns[K]["part"]>(part.json)),
  };
}
