import fc from "fast-check";
import type { Checkpoint } from "../../src/domain/checkpoint.ts";
import { DECISION_KINDS, DECISION_MARKS, type Decision, type DecisionMark } from "../../src/domain/decision.ts";
import { ESCALATION_LEVELS, ESCALATION_MARKS, type Escalation, type EscalationMark } from "../../src/domain/escalation.ts";
import { type Note, noteId } from "../../src/domain/note.ts";
import {
  RESERVATION_MODES,
  type Reservation,
  type ReservationEnding,
  type ReservationRenewal,
} from "../../src/domain/reservation.ts";
import { RECORD_FILES } from "../../src/format/records/parse-record.ts";
import { body, extras, id, stamp, text } from "./arbitrary.ts";

const filled = text.filter((value) => value !== "");
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const texts = fc.array(text, { maxLength: 3 });
const ids = fc.array(id, { maxLength: 3 });
/** As `mintMoment` makes them. */
const moment = fc
  .integer({ min: 0, max: 999_999_999 })
  .map((n) => `20261121T${String(n).padStart(9, "0")}Z-${String(n % 1_000_000).padStart(6, "0")}`);

function record<T>(
  kind: keyof typeof RECORD_FILES,
  anchor: string,
  model: { [K in keyof Omit<T, "extras">]: fc.Arbitrary<T[K]> },
) {
  const whole = { ...model, extras: extras(RECORD_FILES[kind].keys, [anchor]) };
  return fc.record(whole, { noNullPrototype: true }) as unknown as fc.Arbitrary<T>;
}

export const decision = record<Decision>("decision", "id", {
  id,
  kind: fc.constantFrom(...DECISION_KINDS),
  title: filled,
  status: fc.constantFrom("accepted", "proposed"),
  ...{ labels: texts, paths: texts, topics: texts, supersedes: ids, related: ids },
  options: fc.array(fc.record({ key: filled, text: filled }, { noNullPrototype: true }), { maxLength: 3 }),
  ...{ recommend: maybe(filled), approver: maybe(filled), deadline: maybe(stamp), otherwise: maybe(filled) },
  ...{ gates: ids, propagate: texts, source: maybe(filled), created: stamp, by: filled, op: filled, body },
});

export const decisionMark = record<DecisionMark>("decision_mark", "id", {
  ...{ decision: id, id: moment, kind: fc.constantFrom(...DECISION_MARKS), at: stamp, by: filled },
  ...{ project: maybe(filled), option: maybe(filled), related: ids, reason: maybe(filled), op: filled },
});

export const reservation = record<Reservation>("reservation", "id", {
  ...{ id: moment, paths: texts, mode: fc.constantFrom(...RESERVATION_MODES), by: filled, session: maybe(filled) },
  ...{ issue: maybe(id), intent: maybe(filled), at: stamp, until: stamp, op: filled, marker: maybe(filled) },
});

export const reservationRenewal = record<ReservationRenewal>("reservation_renewal", "by", {
  ...{ reservation: moment, renewal: fc.integer({ min: 1, max: 999_999 }), by: filled, at: stamp, until: stamp, op: filled },
});

export const reservationEnding = record<ReservationEnding>("reservation_ending", "by", {
  ...{
    reservation: moment,
    outcome: fc.constantFrom("released", "forced"),
    by: filled,
    at: stamp,
    reason: maybe(filled),
    op: filled,
  },
});

export const escalation = record<Escalation>("escalation", "id", {
  ...{ id: moment, title: filled, level: fc.constantFrom(...ESCALATION_LEVELS), category: filled, issue: maybe(id) },
  ...{ pause: fc.boolean(), fingerprint: filled, until: maybe(stamp), by: filled, at: stamp, op: filled, body },
});

export const escalationMark = record<EscalationMark>("escalation_mark", "by", {
  ...{ escalation: moment, mark: fc.constantFrom(...ESCALATION_MARKS), at: stamp, by: filled, reason: maybe(filled), op: filled },
});

export const note: fc.Arbitrary<Note> = record<Note>("note", "key", {
  ...{ id, key: fc.constantFrom("build-flags", "no", "1e3"), scope: fc.constantFrom("project", "agent") },
  ...{ agent: maybe(fc.constantFrom("dave/vc", "CON", "ü b/vc")), labels: texts, source: maybe(filled) },
  ...{ forgotten: fc.boolean(), at: stamp, by: filled, op: filled, body },
}).map((whole) => ({ ...whole, id: noteId(whole.key, whole.agent) }));

export const checkpoint = record<Checkpoint>("checkpoint", "issue", {
  ...{ issue: id, id: moment, epoch: maybe(fc.integer({ min: 1, max: 9999 })), branch: maybe(filled), commit: maybe(filled) },
  ...{ snapshot: maybe(filled), dirty: texts, context: texts, plan: maybe(filled), next: maybe(filled) },
  ...{
    worktree: maybe(filled),
    host: maybe(filled),
    auto: fc.boolean(),
    by: filled,
    session: maybe(filled),
    at: stamp,
    op: filled,
    body,
  },
});
