import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { closeness } from "./closeness.ts";
import type { Exactness } from "./resolve-id.ts";

/** How alike an id has to be to be suggested. */
const CLOSE = 0.75;
const SUGGESTED = 3;

/**
 * The id of the decision or question that somebody typed. Reads take any unique end of it (`7k3xq2`), writes the whole id only.
 * @throws DECISION_NOT_FOUND with what is similar, AMBIGUOUS_ID, ID_NOT_EXACT
 */
export function resolveDecision(snapshot: Pick<Snapshot, "records" | "record">, text: string, { exact }: Exactness): string {
  const typed = text.trim();
  const folded = typed.toLowerCase();
  for (const id of [typed, folded]) if (snapshot.record("decision", id) !== undefined) return id;
  const ids = snapshot.records("decision", {}).map(({ head }) => head.id);
  const candidates = folded === "" ? [] : ids.filter((id) => id.toLowerCase().endsWith(folded));
  const [only] = candidates;
  if (only === undefined) throw notFound(ids, typed);
  if (candidates.length > 1) throw ambiguous(typed, candidates);
  if (exact) throw notExact(typed, only);
  return only;
}

/** Several ids in the order typed, each once. @throws what `resolveDecision` throws */
export function resolveDecisions(snapshot: Snapshot, texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => resolveDecision(snapshot, text, { exact: true })))];
}

function notFound(ids: readonly string[], typed: string): BeadsError {
  const near = ids
    .map((id) => ({ id, likeness: Math.max(closeness(id, typed), closeness(id.slice(id.lastIndexOf("-") + 1), typed)) }))
    .filter(({ likeness }) => typed.length > 3 && likeness >= CLOSE)
    .sort((a, b) => b.likeness - a.likeness);
  const candidates = near.slice(0, SUGGESTED).map(({ id }) => id);
  const guess = candidates.length > 0 ? [`Did you mean ${candidates.join(" or ")}?`] : [];
  return new BeadsError("not-found", "DECISION_NOT_FOUND", `There is no decision ${typed === "" ? "without an id" : typed}.`, {
    hints: [...guess, "bd decide list --all shows every decision; bd sync brings what others wrote lately."],
    fields: { id: typed, candidates },
  });
}

function ambiguous(typed: string, candidates: readonly string[]): BeadsError {
  return new BeadsError("usage", "AMBIGUOUS_ID", `Several ids end in ${typed}: ${candidates.slice(0, 10).join(", ")}.`, {
    hints: ["Give the whole id."],
    fields: { id: typed, candidates },
  });
}

function notExact(typed: string, only: string): BeadsError {
  return new BeadsError("usage", "ID_NOT_EXACT", `${typed} is not a whole id, and this would write.`, {
    hints: [`Did you mean ${only}?`],
    fields: { id: typed, candidates: [only] },
  });
}
