import type { OutboxEntry, OutboxMark, OutboxMarkName, Passage } from "../../domain/outbox.ts";
import type { PassageFilter } from "../snapshot.ts";
import type { Bound, Connection } from "./connection.ts";
import { seal, unseal } from "./seal.ts";

/** Takes in an outbox entry; null: it is gone. */
export function putEntry(connection: Connection, id: string, entry: OutboxEntry | null): void {
  if (entry === null) return void connection.run("DELETE FROM outbox WHERE id = ?", id);
  const sql = "INSERT OR REPLACE INTO outbox (id, project, json) VALUES (?, ?, ?)";
  connection.run(sql, id, entry.project, seal(entry));
  settleEntry(connection, id);
}

/** Takes in what became of an entry; null: it is gone. */
export function putMark(connection: Connection, place: { id: string; state: OutboxMarkName }, mark: OutboxMark | null): void {
  const { id, state } = place;
  if (mark === null) connection.run("DELETE FROM outbox_mark WHERE entry = ? AND state = ?", id, state);
  else connection.run("INSERT OR REPLACE INTO outbox_mark (entry, state, json) VALUES (?, ?, ?)", id, state, seal(mark));
  settleEntry(connection, id);
}

/** Files come in any order: whether somebody still has to bring it is asked again with each. */
function settleEntry(connection: Connection, id: string): void {
  const sql = `UPDATE outbox SET under_way = NOT EXISTS
    (SELECT 1 FROM outbox_mark m WHERE m.entry = outbox.id AND m.state <> 'proposed') WHERE id = ?`;
  connection.run(sql, id);
}

/** Entries that meet a filter, newest first. */
export function selectPassages(connection: Connection, { under_way, project, limit }: PassageFilter): Passage[] {
  const parts: string[] = [];
  const values: Bound[] = [];
  if (under_way !== undefined) parts.push(`under_way = ${under_way ? 1 : 0}`);
  if (project !== undefined) {
    parts.push("project = ?");
    values.push(project);
  }
  const where = parts.length === 0 ? "" : ` WHERE ${parts.join(" AND ")}`;
  const sql = `SELECT id, json FROM outbox${where} ORDER BY id DESC LIMIT ?`;
  return connection.all<Kept>(sql, ...values, limit ?? -1).map((kept) => passageOf(connection, kept));
}

export function findPassage(connection: Connection, id: string): Passage | undefined {
  const kept = connection.get<Kept>("SELECT id, json FROM outbox WHERE id = ?", id);
  return kept === undefined ? undefined : passageOf(connection, kept);
}

/** Steps from one target to the next, so that the number of entries does not matter. */
const DESTINATIONS = `WITH RECURSIVE d (project) AS (SELECT min(project) FROM outbox
    UNION ALL SELECT (SELECT min(project) FROM outbox WHERE project > d.project) FROM d WHERE d.project IS NOT NULL)
  SELECT project FROM d WHERE project IS NOT NULL`;

export function readDestinations(connection: Connection): string[] {
  return connection.all<{ project: string }>(DESTINATIONS).map(({ project }) => project);
}

/** Destinations where something was delivered. */
export function readReached(connection: Connection): string[] {
  const sql = `SELECT 1 FROM outbox o JOIN outbox_mark m ON m.entry = o.id AND m.state = 'delivered' WHERE o.project = ? LIMIT 1`;
  return readDestinations(connection).filter((project) => connection.get(sql, project) !== undefined);
}

interface Kept {
  readonly id: string;
  readonly json: string;
}

function passageOf(connection: Connection, { id, json }: Kept): Passage {
  const marks = connection.all<{ json: string }>("SELECT json FROM outbox_mark WHERE entry = ? ORDER BY state", id);
  return { entry: unseal<OutboxEntry>(json), marks: marks.map((mark) => unseal<OutboxMark>(mark.json)) };
}
