import type { Ending } from "../../domain/claim.ts";
import { toMilliseconds } from "../../domain/time.ts";
import type { Course } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { issueOf, type KeptIssue } from "./kept-issue.ts";
import { unseal } from "./seal.ts";

const ISSUES = "SELECT id, created, closed FROM issue WHERE outcome IS NOT 'deleted' ORDER BY id";
const CLOSED =
  "SELECT c.json, c.body FROM issue i JOIN content c ON c.n = i.n WHERE i.closed >= ? AND i.outcome IS NOT 'deleted' ORDER BY i.id";
/** Of deleted issues there are claims too; nobody asks for them. */
const KEPT = "issue IN (SELECT id FROM issue WHERE outcome IS NOT 'deleted')";
const CLAIMS = `SELECT issue, epoch, at, name AS by FROM claimant WHERE ${KEPT} ORDER BY issue, epoch`;
const ENDINGS = `SELECT json FROM lease_file WHERE kind = 'ending' AND ${KEPT} ORDER BY issue, epoch`;

/** How the work went, in four looks at the index however many issues there are. */
export function readCourse(connection: Connection, since: number): Course {
  const claims = connection.all<Course["claims"][number]>(CLAIMS);
  const holders = new Map(claims.map(({ by, epoch, issue }) => [`${issue} ${epoch}`, by]));
  return {
    issues: connection.all<Course["issues"][number]>(ISSUES),
    closers: connection.all<KeptIssue>(CLOSED, since).flatMap((kept) => {
      const { closed, id } = issueOf(kept);
      return closed === null ? [] : [{ issue: id, at: toMilliseconds(closed.at), by: closed.by }];
    }),
    claims,
    endings: connection.all<{ json: string }>(ENDINGS).map(({ json }) => {
      const { at, by, epoch, issue, outcome } = unseal<Ending>(json);
      return { issue, epoch, outcome, by, at: toMilliseconds(at), holder: holders.get(`${issue} ${epoch}`) ?? null };
    }),
  };
}
