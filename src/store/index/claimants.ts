import type { Claim } from "../../domain/claim.ts";
import { isUnreadableClaim } from "../../domain/lease.ts";
import { toMilliseconds } from "../../domain/time.ts";
import type { ClaimantFilter } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { unseal } from "./seal.ts";

/** Keeps by whom a claim was made, so that somebody's own are found without a look at every issue; null: the file is gone. */
export function putClaimant(
  connection: Connection,
  { issue, epoch }: { readonly issue: string; readonly epoch: number },
  claim: Claim | null,
): void {
  if (claim === null || isUnreadableClaim(claim)) {
    connection.run("DELETE FROM claimant WHERE issue = ? AND epoch = ?", issue, epoch);
    return;
  }
  const sql = "INSERT OR REPLACE INTO claimant (issue, epoch, name, session, marker, at) VALUES (?, ?, ?, ?, ?, ?)";
  connection.run(sql, issue, epoch, claim.by, claim.session, claim.marker, toMilliseconds(claim.at));
}

/** Claims that somebody made, newest first. */
export function selectClaimsOf(connection: Connection, filter: ClaimantFilter): Claim[] {
  const { name, since, session, markers, limit } = filter;
  const sql = `SELECT f.json FROM (
      SELECT issue, epoch, at FROM claimant WHERE name = ? AND at >= ?
      UNION SELECT issue, epoch, at FROM claimant WHERE session = ?
      UNION SELECT issue, epoch, at FROM claimant WHERE marker IN (SELECT value FROM json_each(?))
    ) c JOIN lease_file f ON f.issue = c.issue AND f.epoch = c.epoch AND f.kind = 'claim'
    ORDER BY c.at DESC, c.issue LIMIT ?`;
  return connection
    .all<{ json: string }>(sql, name, since, session, JSON.stringify(markers), limit)
    .map(({ json }) => unseal<Claim>(json));
}
