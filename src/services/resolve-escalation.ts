import type { Moment } from "../domain/readiness.ts";
import type { StoredRecord } from "../domain/record.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** So short an end of an id is a slip of the finger. */
const SHORTEST = 4;

/**
 * The escalation that somebody typed: its whole id or its last letters; an open one comes before those that are over.
 * @throws ESCALATION_NOT_FOUND with those that are open, AMBIGUOUS_ID
 */
export function resolveEscalation(snapshot: Snapshot, { now }: Pick<Moment, "now">, text: string): StoredRecord<"escalation"> {
  const typed = text.trim();
  const whole = snapshot.record("escalation", typed) ?? snapshot.record("escalation", typed.toUpperCase());
  if (whole !== undefined) return whole;
  const open = snapshot.records("escalation", { live_at: now });
  const ending = (records: readonly StoredRecord<"escalation">[]) =>
    typed.length < SHORTEST ? [] : records.filter(({ head }) => head.id.endsWith(typed.toLowerCase()));
  const openOnes = ending(open);
  const found = openOnes.length > 0 ? openOnes : ending(snapshot.records("escalation", {}));
  const [only] = found;
  if (only === undefined) throw notFound(typed, open);
  if (found.length === 1) return only;
  throw new BeadsError("usage", "AMBIGUOUS_ID", `Several escalations end in ${typed}.`, {
    hints: ["Give the whole id."],
    fields: { id: typed, candidates: found.map(({ head }) => head.id) },
  });
}

function notFound(id: string, open: readonly StoredRecord<"escalation">[]): BeadsError {
  const candidates = open.map(({ head }) => head.id.slice(-6));
  const some = candidates.length === 0 ? "None is open" : `Open are ${candidates.slice(0, 10).join(", ")}`;
  return new BeadsError("not-found", "ESCALATION_NOT_FOUND", `There is no escalation ${id === "" ? "without an id" : id}.`, {
    hints: [`${some}; bd escalate list --all shows every one, and bd sync brings what others wrote lately.`],
    fields: { id, candidates },
  });
}
