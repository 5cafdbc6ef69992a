import type { Decision } from "../../domain/decision.ts";
import type { Escalation } from "../../domain/escalation.ts";
import type { BeadEvent } from "../../domain/event.ts";
import { firstLine } from "../../domain/first-line.ts";
import type { RecordKind } from "../../domain/record.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { decisionPath, escalationPath, reservationPath } from "../../format/record-paths.ts";
import { decisionFile } from "../../format/records/decision-file.ts";
import { escalationFile } from "../../format/records/escalation-file.ts";
import { reservationFile } from "../../format/records/reservation-file.ts";
import type { Oid, Repository } from "../../git/repository.ts";
import { readAll } from "./read-all.ts";

/** What stands in the records' own files, for events of what became of them. */
export interface RecordHeads {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly escalations: ReadonlyMap<string, Escalation>;
  readonly reservations: ReadonlyMap<string, Reservation>;
}

/** The records that some events are about and do not tell themselves, as they stand at a commit. */
export async function readHeads(repository: Repository, at: Oid, events: readonly BeadEvent[]): Promise<RecordHeads> {
  const idsOf = (kind: RecordKind) =>
    events.flatMap(({ record, record_kind, title }) => (record_kind === kind && title === null ? [record ?? ""] : []));
  const ofKind = <T>(kind: RecordKind, pathOf: (id: string) => string, parse: (path: string, text: string) => T) =>
    readAll(repository, at, { ids: idsOf(kind), pathOf, parse });
  return {
    decisions: await ofKind("decision", decisionPath, decisionFile.parse),
    escalations: await ofKind("escalation", escalationPath, escalationFile.parse),
    reservations: await ofKind("reservation", reservationPath, reservationFile.parse),
  };
}

/** An event of a record with what the record itself says: its title, its issue, and whether what ended was a pause. */
export function withHead(event: BeadEvent, { decisions, escalations, reservations }: RecordHeads): BeadEvent {
  const { kind, record, record_kind, title } = event;
  if (record === null || title !== null) return event;
  if (record_kind === "decision") return { ...event, title: decisions.get(record)?.title ?? null };
  if (record_kind === "escalation") {
    const head = escalations.get(record);
    if (head === undefined) return event;
    const isPause = head.pause && kind === "resolved";
    return { ...event, kind: isPause ? "resumed" : kind, bead: head.issue, title: head.title, type: head.category };
  }
  const reserved = record_kind === "reservation" ? reservations.get(record) : undefined;
  if (reserved === undefined) return event;
  return { ...event, bead: reserved.issue, subject: event.subject || firstLine(reserved.paths.join(" ")) };
}
