import type { RecordKind } from "../domain/record.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** A decision, an escalation or a reservation that somebody named. */
export interface NamedRecord {
  readonly kind: RecordKind;
  readonly id: string;
}

const KINDS = ["decision", "escalation", "reservation"] as const;
/** How many letters of an id that begins with its time are shown and typed. */
const SHORT = 6;

/** The record that somebody means by its whole id, or by the last letters of one that begins with its time; an issue of that name comes first. */
export function findRecord(snapshot: Snapshot, typed: string): NamedRecord | undefined {
  const text = typed.trim();
  for (const kind of KINDS) if (snapshot.record(kind, text) !== undefined) return { kind, id: text };
  if (text.length !== SHORT || snapshot.idsLike(text, 1).length > 0) return undefined;
  for (const kind of ["escalation", "reservation"] as const) {
    const found = snapshot.records(kind, {}).find(({ head }) => head.id.endsWith(`-${text.toLowerCase()}`));
    if (found !== undefined) return { kind, id: found.head.id };
  }
  return undefined;
}
