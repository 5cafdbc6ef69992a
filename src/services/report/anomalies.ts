import type { Heard } from "../../domain/feed.ts";
import { firstLine } from "../../domain/first-line.ts";
import { compareStamps } from "../../domain/time.ts";
import { type Ground, titleOf } from "./ground.ts";

/** Something that should not have been, or that somebody should know of. */
export interface AnomalyRow {
  readonly kind: "taken-over" | "expired" | "failed" | "reopened" | "forced" | "lost" | "refused" | "invalid" | "clock";
  /** The issue; null where it concerns none. */
  readonly id: string | null;
  readonly title: string;
  readonly by: string | null;
  readonly at: string | null;
  readonly words: string;
}

/** How claims end that did not go well. */
const ENDS: ReadonlySet<string> = new Set(["taken-over", "expired", "failed"]);

/** What went otherwise than it should in the range, and what is not as it should be in this clone now; in the order of time, the timeless last. */
export async function anomaliesIn(ground: Ground): Promise<readonly AnomalyRow[]> {
  const told = [...endsIn(ground), ...ground.events.flatMap((event) => anomalyOf(event) ?? [])];
  const rows = [...told.sort((a, b) => compareStamps(a.at ?? "", b.at ?? "")), ...(await ofThisClone(ground))];
  return rows;
}

function endsIn(ground: Ground): AnomalyRow[] {
  const { events, since, snapshot, until } = ground;
  const touched = new Set(events.flatMap(({ bead }) => (bead === null ? [] : [bead])));
  return [...touched].flatMap((id) =>
    snapshot
      .endings(id)
      .filter(({ at, outcome }) => ENDS.has(outcome) && compareStamps(at, since) >= 0 && compareStamps(at, until) < 0)
      .map(({ at, by, epoch, outcome, reason }): AnomalyRow => {
        const holder = snapshot.claims(id).find((claim) => claim.epoch === epoch)?.by;
        const whose = holder === undefined || holder === by ? "" : `the claim of ${holder}`;
        const words = [whose, firstLine(reason ?? "")].filter((part) => part !== "").join(": ");
        return { kind: outcome as AnomalyRow["kind"], id, title: titleOf(ground, id), by, at, words };
      }),
  );
}

function anomalyOf({ at, bead, by, elsewhere, kind, subject, title, type }: Heard): AnomalyRow | undefined {
  const row = { id: bead, title: title ?? elsewhere ?? "", by, at, words: subject };
  if (kind === "reopened") return { ...row, kind };
  if (kind === "refused") return { ...row, kind };
  return kind === "unreserved" && type === "forced" ? { ...row, kind: "forced" } : undefined;
}

/** What was lost here and not acknowledged, files that nobody can read, and clocks that differ. An epic has none of these. */
async function ofThisClone({ scope, snapshot, workspace }: Ground): Promise<AnomalyRow[]> {
  if (scope !== null) return [];
  const { lost, warnings } = await workspace.ledger.health();
  const plain = { id: null, title: "", by: null, at: null };
  return [
    ...lost.map(({ actor, at, kind, message, subject }) => ({ ...plain, kind, title: subject, by: actor, at, words: message })),
    ...snapshot.invalid().map(({ path, reason }) => ({ ...plain, kind: "invalid" as const, title: path, words: reason })),
    ...warnings.map((words) => ({ ...plain, kind: "clock" as const, words })),
  ];
}
