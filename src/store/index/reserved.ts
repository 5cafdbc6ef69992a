import { beginningOf } from "../../domain/glob-beginning.ts";
import type { Reservation } from "../../domain/reservation.ts";
import type { Bound, Connection } from "./connection.ts";

/** Takes in what a reservation's globs begin with, so that a path is held against few of many; null: the file is gone. */
export function putReserved(connection: Connection, id: string, head: Pick<Reservation, "paths"> | null): void {
  connection.run("DELETE FROM reserved WHERE id = ?", id);
  const beginnings = new Set(head?.paths.map((glob) => beginningOf(glob) ?? ""));
  for (const text of beginnings) connection.run("INSERT INTO reserved (beginning, id) VALUES (?, ?)", text, id);
}

/**
 * The condition that a reservation's globs may cover something in common with one of these: one beginning is that of the other. Undefined where
 * that tells nothing.
 */
export function nearTo(globs: readonly string[]): { readonly sql: string; readonly values: readonly Bound[] } | undefined {
  const beginnings = globs.map(beginningOf);
  if (beginnings.some((text) => text === undefined || text === "")) return undefined;
  const shorter = beginnings.flatMap((text = "") => Array.from({ length: text.length }, (_, at) => text.slice(0, at)));
  const longer = beginnings.map(() => "(beginning >= ? AND beginning < ?)").join(" OR ");
  return {
    sql: `id IN (SELECT id FROM reserved WHERE beginning IN (SELECT value FROM json_each(?)) OR ${longer})`,
    values: [JSON.stringify([...new Set(shorter)]), ...beginnings.flatMap((text = "") => [text, `${text}\u007f`])],
  };
}
