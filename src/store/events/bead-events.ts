import { type BeadEvent, type EventKind, eventOf } from "../../domain/event.ts";
import { firstLine } from "../../domain/first-line.ts";
import type { Issue } from "../../domain/issue.ts";
import type { OutboxMarkName } from "../../domain/outbox.ts";
import { toStamp } from "../../domain/time.ts";
import { parseClaim, parseEnding, parseReset } from "../../format/claim-file.ts";
import { parseCommitMessage } from "../../format/commit-message.ts";
import { parseIssue } from "../../format/issue-file.ts";
import { parseMessage } from "../../format/message-file.ts";
import { parseOutboxEntry, parseOutboxMark } from "../../format/outbox-file.ts";
import { classifyPath } from "../../format/paths.ts";
import type { Commit } from "../../git/repository.ts";
import type { ChangedFile } from "./changes.ts";
import { readable } from "./readable.ts";
import { recordEvent } from "./record-events.ts";

/** The kinds of what happens to something on its way. */
const MARKS: Readonly<Record<OutboxMarkName, EventKind>> = {
  delivered: "delivered",
  proposed: "offered",
  refused: "refused",
  dropped: "dropped",
};

/** What the events of one commit have in common, and what its files say. */
export interface Change {
  readonly file: ChangedFile;
  readonly who: Pick<BeadEvent, "at" | "by" | "commit">;
}

/**
 * What a commit of the ledger meant, in the order in which people tell it: the issues, their claims, the words said, what goes elsewhere.
 * Housekeeping means nothing to anybody, but for what becomes of things on their way. A file that cannot be read was changed, no more.
 */
export function beadEvents(commit: Commit, files: readonly ChangedFile[]): readonly BeadEvent[] {
  const { subject, trailers } = parseCommitMessage(commit.message);
  const who = { at: toStamp(commit.author.at), by: commit.author.name, commit: commit.oid };
  const isHousekeeping = trailers.some(([name, value]) => name === "Beads-Kind" && value === "housekeeping");
  const told = isHousekeeping ? files.filter(({ path }) => classifyPath(path).kind === "mark") : files;
  const events = told.flatMap((file) => eventIn({ file, who }, subject) ?? []);
  // The trailers name the beads in the order in which they were meant, git the files by their names.
  const order = new Map(trailers.flatMap(([name, value], at) => (name === "Bead" ? [[value, at] as const] : [])));
  const placeOf = ({ bead }: BeadEvent) => order.get(bead ?? "") ?? order.size;
  return withoutImplied(events).sort((a, b) => rankOf(a) - rankOf(b) || placeOf(a) - placeOf(b));
}

/** A claim that ends because its issue was closed, or because the next one began, is no news of its own. */
function withoutImplied(events: readonly BeadEvent[]): BeadEvent[] {
  const ending: ReadonlySet<EventKind> = new Set(["closed", "rejected", "claimed"]);
  const ended = new Set(events.filter(({ kind }) => ending.has(kind)).map(({ bead }) => bead));
  return events.filter(({ bead, kind }) => (kind !== "released" && kind !== "handoff") || !ended.has(bead));
}

function rankOf({ kind }: BeadEvent): number {
  if (OF_WORK.has(kind)) return 1;
  return kind === "message" ? 2 : MARK_KINDS.has(kind) || kind === "sent" ? 3 : 0;
}

const OF_WORK: ReadonlySet<EventKind> = new Set(["claimed", "released", "handoff", "reset", "checkpoint"]);

const MARK_KINDS: ReadonlySet<EventKind> = new Set(Object.values(MARKS));

function eventIn(change: Change, subject: string): BeadEvent | undefined {
  const place = classifyPath(change.file.path);
  if (place.kind === "issue") return issueEvent(change, place.id, subject);
  if (place.kind === "project" && change.file.before !== null)
    return eventOf({ ...change.who, kind: "configured", bead: null, subject: withoutIds(subject) });
  if (place.kind === "record") return recordEvent(change, place);
  // All others are written once: whoever rewrites one by hand says nothing new.
  if (change.file.before !== null) return undefined;
  if (place.kind === "claim") return claimEvent(change, place.issue);
  if (place.kind === "ending") return endingEvent(change, place.issue);
  if (place.kind === "reset") return resetEvent(change, place.issue);
  if (place.kind === "message") return messageEvent(change, place);
  if (place.kind === "outbox") return sentEvent(change);
  return place.kind === "mark" ? markEvent(change, place.state) : undefined;
}

function issueEvent({ file, who }: Change, bead: string, subject: string): BeadEvent {
  const before = file.before === null ? undefined : readable(() => parseIssue(file.path, file.before ?? ""));
  const after = readable(() => parseIssue(file.path, file.after));
  const kind = file.before === null ? "created" : changeOf(before, after);
  return eventOf({
    ...who,
    kind,
    bead,
    title: after?.title ?? null,
    type: after?.type ?? null,
    status: after?.status ?? null,
    ...(kind === "edited" ? { subject: withoutIds(subject) } : {}),
    ...(kind === "created" && after !== undefined ? arrivalOf(after) : {}),
    ...(kind === "closed" || kind === "rejected" ? closingOf(after) : {}),
  });
}

function changeOf(before: Issue | undefined, after: Issue | undefined): EventKind {
  if (before === undefined || after === undefined || before.status === after.status) return "edited";
  if (after.status === "closed") return before.status === "proposed" ? "rejected" : "closed";
  if (before.status === "closed") return "reopened";
  return before.status === "proposed" && after.status === "open" ? "accepted" : "edited";
}

/** Who sent it, where it came from elsewhere. */
function arrivalOf({ origin, by }: Issue): Partial<BeadEvent> {
  return origin === null ? { by } : { by: origin.actor, from_project: origin.project };
}

function closingOf(issue: Issue | undefined): Partial<BeadEvent> {
  const reason = issue?.closed?.reason ?? "";
  return { outcome: issue?.closed?.outcome ?? null, subject: firstLine(reason), text: reason };
}

function claimEvent({ file, who }: Change, bead: string): BeadEvent {
  const claim = readable(() => parseClaim(file.path, file.after));
  const whose = claim?.previous == null ? "" : `, taken over from ${claim.previous}`;
  return eventOf({ ...who, kind: "claimed", bead, subject: claim === undefined ? "" : `until ${claim.until}${whose}` });
}

function endingEvent({ file, who }: Change, bead: string): BeadEvent {
  const ending = readable(() => parseEnding(file.path, file.after));
  const text = ending?.reason ?? "";
  const kind = ending?.outcome === "handed-off" ? "handoff" : "released";
  return eventOf({ ...who, kind, bead, outcome: ending?.outcome ?? null, subject: firstLine(text), text });
}

function resetEvent({ file, who }: Change, bead: string): BeadEvent {
  const text = readable(() => parseReset(file.path, file.after))?.reason ?? "";
  return eventOf({ ...who, kind: "reset", bead, subject: firstLine(text), text });
}

function messageEvent({ file, who }: Change, { id, issue }: { readonly id: string; readonly issue: string | null }): BeadEvent {
  const message = readable(() => parseMessage(file.path, file.after));
  if (message === undefined) return eventOf({ ...who, kind: "message", bead: issue, message: id });
  const { from, body, type, in_reply_to, to, expects } = message;
  return eventOf({
    ...who,
    kind: "message",
    bead: issue,
    by: from.agent,
    written_by: from.agent === who.by ? null : who.by,
    from_project: from.project,
    subject: message.subject ?? firstLine(body),
    text: body,
    type,
    message: id,
    in_reply_to,
    to,
    expects,
  });
}

function sentEvent({ file, who }: Change): BeadEvent | undefined {
  const entry = readable(() => parseOutboxEntry(file.path, file.after));
  if (entry === undefined) return undefined;
  const { bead, body, from, id, issue, kind, project, subject, title, to, type } = entry;
  return eventOf({
    ...who,
    kind: "sent",
    bead: issue,
    // An issue has its id there only once it is delivered.
    elsewhere: kind === "message" ? `${project}:${bead}` : project,
    by: from.agent,
    from_project: from.project,
    title,
    subject: subject ?? title ?? firstLine(body),
    text: kind === "message" ? body : "",
    type,
    to,
    entry: id,
  });
}

function markEvent({ file, who }: Change, state: OutboxMarkName): BeadEvent | undefined {
  const mark = readable(() => parseOutboxMark(file.path, file.after));
  if (mark === undefined) return undefined;
  const text = mark.reason ?? "";
  return eventOf({
    ...who,
    kind: MARKS[state],
    bead: null,
    elsewhere: mark.bead,
    subject: firstLine(text),
    text,
    entry: mark.entry,
  });
}

/** The sentence of a commit without the ids that it begins with. */
function withoutIds(subject: string): string {
  return subject.replace(/^[^\s:]+(?: [^\s:]+)*: /, "");
}
