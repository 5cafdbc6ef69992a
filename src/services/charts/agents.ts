import type { Course } from "../../store/snapshot.ts";

/** What one name did with claims in the range. */
export interface ChartAgent {
  readonly name: string;
  readonly claimed: number;
  readonly closed: number;
  /** Claims that they handed over to somebody. */
  readonly handed_off: number;
  /** Claims of theirs that ran out, were taken over or failed. */
  readonly lost: number;
}

const LOST: ReadonlySet<string> = new Set(["expired", "taken-over", "failed"]);

/** Who claimed, closed, handed over or lost something, who did most first. */
export function chartAgents(
  { claims, closers, endings }: Course,
  { since, until }: { readonly since: number; readonly until: number },
): readonly ChartAgent[] {
  const counts = new Map<string, Record<"claimed" | "closed" | "handed_off" | "lost", number>>();
  const add = (name: string, what: "claimed" | "closed" | "handed_off" | "lost", at: number) => {
    if (at < since || at >= until) return;
    const own = counts.get(name) ?? { claimed: 0, closed: 0, handed_off: 0, lost: 0 };
    own[what]++;
    counts.set(name, own);
  };
  for (const { at, by } of claims) add(by, "claimed", at);
  for (const { at, by } of closers) add(by, "closed", at);
  for (const { at, by, holder, outcome } of endings) {
    if (outcome === "handed-off") add(holder ?? by, "handed_off", at);
    else if (LOST.has(outcome)) add(holder ?? by, "lost", at);
  }
  const total = ({ claimed, closed, handed_off, lost }: ChartAgent) => claimed + closed + handed_off + lost;
  const rows = [...counts].map(([name, own]): ChartAgent => ({ name, ...own }));
  return rows.sort((a, b) => total(b) - total(a) || (a.name < b.name ? -1 : 1));
}
