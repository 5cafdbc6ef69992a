import type { Connection } from "./connection.ts";

/** Open issues that somebody claimed and has not given back, or whose circuit breaker is open: few, however many issues there are. */
export function readTroubled(connection: Connection): string[] {
  const sql = `SELECT id FROM issue WHERE status = 'open' AND (lease_until IS NOT NULL OR instr(hindrances, 'circuit-open') > 0) ORDER BY id`;
  return connection.all<{ id: string }>(sql).map(({ id }) => id);
}
