import { PAUSING_LEVEL } from "../../domain/escalation.ts";
import { type BeadEvent, type EventKind, eventOf } from "../../domain/event.ts";
import { firstLine } from "../../domain/first-line.ts";
import type { RecordPlace } from "../../format/record-paths.ts";
import { checkpointFile } from "../../format/records/checkpoint-file.ts";
import { decisionFile, decisionMarkFile } from "../../format/records/decision-file.ts";
import { escalationFile, escalationMarkFile } from "../../format/records/escalation-file.ts";
import { noteFile } from "../../format/records/note-file.ts";
import { endingFile, reservationFile } from "../../format/records/reservation-file.ts";
import type { Change } from "./bead-events.ts";
import { readable } from "./readable.ts";

/** Other marks only say what belongs together. */
const DECISION_EVENTS: Readonly<Partial<Record<string, EventKind>>> = {
  accept: "accepted",
  reject: "rejected",
  answer: "answered",
  ack: "acknowledged",
};

/** The end of a pause is told as such once its head is known; every other mark makes it graver. */
const ESCALATION_EVENTS: Readonly<Partial<Record<string, EventKind>>> = {
  ack: "acknowledged",
  end: "resolved",
  resume: "resumed",
};

/**
 * What a file of a decision, reservation, escalation, note or checkpoint means. Renewals are housekeeping. Where a file cannot be read, what its path
 * says is all that is told.
 */
export function recordEvent(change: Change, place: RecordPlace): BeadEvent | undefined {
  if (place.record === "note") return noteEvent(change, place);
  // All others are written once: whoever rewrites one by hand says nothing new.
  if (change.file.before !== null) return undefined;
  if (place.record === "checkpoint") return checkpointEvent(change, place);
  if (place.record === "decision") return place.part === null ? decisionEvent(change, place) : verdictEvent(change, place);
  if (place.record === "escalation")
    return place.part === null ? escalationEvent(change, place) : escalationMarkEvent(change, place);
  if (place.part === null) return reservationEvent(change, place);
  return place.part === "end" ? endingEvent(change, place) : undefined;
}

function draftOf({ who }: Change, { issue, id, record }: RecordPlace) {
  return { ...who, bead: issue, record: id, record_kind: record };
}

function decisionEvent(change: Change, place: RecordPlace): BeadEvent {
  const draft = draftOf(change, place);
  const decision = readable(() => decisionFile.parse(change.file.path, change.file.after));
  if (decision === undefined) return eventOf({ ...draft, kind: "decided" });
  const { approver, body, by, kind, status, title } = decision;
  const isQuestion = kind === "question";
  return eventOf({
    ...draft,
    kind: isQuestion ? "asked" : status === "accepted" ? "decided" : "proposed",
    by,
    title,
    subject: title,
    text: body,
    type: isQuestion ? "question" : "decision",
    to: approver === null ? [] : [approver],
    expects: isQuestion ? "reply" : "none",
  });
}

function verdictEvent(change: Change, place: RecordPlace): BeadEvent | undefined {
  const mark = readable(() => decisionMarkFile.parse(change.file.path, change.file.after));
  const kind = DECISION_EVENTS[mark?.kind ?? ""];
  if (mark === undefined || kind === undefined) return undefined;
  const { by, option, project, reason } = mark;
  const words = [...(option === null ? [] : [option]), ...(reason === null ? [] : [reason])].join(": ");
  return eventOf({
    ...draftOf(change, place),
    kind,
    by,
    from_project: project,
    subject: firstLine(words),
    text: words,
  });
}

function escalationEvent(change: Change, place: RecordPlace): BeadEvent {
  const draft = draftOf(change, place);
  const escalation = readable(() => escalationFile.parse(change.file.path, change.file.after));
  if (escalation === undefined) return eventOf({ ...draft, kind: "escalated" });
  const { body, by, category, issue, level, pause, title } = escalation;
  return eventOf({
    ...draft,
    kind: pause ? "paused" : "escalated",
    bead: issue,
    by,
    title,
    subject: `level ${level}, ${category}: ${title}`,
    text: body,
    type: category,
    // A pause is everybody's.
    to: pause || level >= PAUSING_LEVEL ? ["@all"] : [],
  });
}

function escalationMarkEvent(change: Change, place: RecordPlace): BeadEvent {
  const mark = readable(() => escalationMarkFile.parse(change.file.path, change.file.after));
  const kind = ESCALATION_EVENTS[place.part ?? ""] ?? "risen";
  const text = mark?.reason ?? "";
  const draft = draftOf(change, place);
  return eventOf({ ...draft, kind, by: mark?.by ?? draft.by, subject: firstLine(text), text });
}

function reservationEvent(change: Change, place: RecordPlace): BeadEvent {
  const draft = draftOf(change, place);
  const reservation = readable(() => reservationFile.parse(change.file.path, change.file.after));
  if (reservation === undefined) return eventOf({ ...draft, kind: "reserved" });
  const { by, intent, issue, mode, paths, until } = reservation;
  return eventOf({
    ...draft,
    kind: "reserved",
    bead: issue,
    by,
    subject: `${firstLine(paths.join(" "))} until ${until.slice(0, 10)} ${until.slice(11, 16)} UTC`,
    text: intent ?? "",
    type: mode,
  });
}

function endingEvent(change: Change, place: RecordPlace): BeadEvent {
  const draft = draftOf(change, place);
  const ending = readable(() => endingFile.parse(change.file.path, change.file.after));
  const text = ending?.reason ?? "";
  return eventOf({
    ...draft,
    kind: "unreserved",
    by: ending?.by ?? draft.by,
    subject: firstLine(text),
    text,
    type: ending?.outcome ?? null,
  });
}

function checkpointEvent(change: Change, place: RecordPlace): BeadEvent {
  const draft = draftOf(change, place);
  const checkpoint = readable(() => checkpointFile.parse(change.file.path, change.file.after));
  if (checkpoint === undefined) return eventOf({ ...draft, kind: "checkpoint" });
  const { auto, body, by, next } = checkpoint;
  const subject = firstLine(next === null ? body : `next: ${next}`);
  return eventOf({ ...draft, kind: "checkpoint", by, subject, text: body, type: auto ? "auto" : null });
}

function noteEvent(change: Change, place: RecordPlace): BeadEvent | undefined {
  const { after, before, path } = change.file;
  const draft = draftOf(change, place);
  const note = readable(() => noteFile.parse(path, after));
  const old = before === null ? undefined : readable(() => noteFile.parse(path, before));
  if (note === undefined) return eventOf({ ...draft, kind: "remembered" });
  if (note.forgotten)
    return old?.forgotten === true ? undefined : eventOf({ ...draft, kind: "forgotten", by: note.by, title: note.key });
  if (old !== undefined && old.body === note.body && !old.forgotten) return undefined;
  const { body, by, key, scope } = note;
  return eventOf({ ...draft, kind: "remembered", by, title: key, subject: firstLine(body), text: body, type: scope });
}
