import { emptyIssue } from "../../domain/fields.ts";
import { deliveredId } from "../../domain/id.ts";
import type { Issue, Priority } from "../../domain/issue.ts";
import type { Message, MessagePriority, MessageType } from "../../domain/message.ts";
import { beadOf, type OutboxEntry, passageState } from "../../domain/outbox.ts";
import type { Project } from "../../domain/project.ts";
import { BeadsError } from "../../errors.ts";
import { findArrived } from "../../store/arrived.ts";
import type { VerbArguments } from "../../store/operation.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import type { Workspace } from "../workspace.ts";
import type { Parcel } from "./carrier.ts";
import { FILES_COVER, PLAIN_COVER } from "./covers.ts";

type Delivery = VerbArguments["deliver"];

/**
 * What a parcel makes in the target's ledger: the same whoever delivers it, and how often. `landed`: what that ledger holds is on its remote, so
 * that an issue found in it keeps its id.
 */
export async function deliveryOf(workspace: Workspace, parcel: Parcel, there: Snapshot, landed = true): Promise<Delivery> {
  const { entry } = parcel;
  if (entry.kind === "message") return wordsOf(workspace, parcel, { there, landed });
  if (entry.kind === "issue") return issueOf(parcel, there.project);
  return (await import("./moved-issue.ts")).movedIssue(workspace, parcel, there.project);
}

/** The bead that a parcel has become in the target, if it is there. */
export function findDelivered(snapshot: Snapshot, { id, kind, from }: OutboxEntry): string | undefined {
  if (kind === "message") return snapshot.message(id)?.thread ?? undefined;
  for (let attempt = 0; ; attempt++) {
    const bead = deliveredId(snapshot.project.prefix, id, attempt);
    if (!snapshot.has(bead)) return findArrived(snapshot, { op: id, project: from.project });
    const origin = snapshot.issue(bead)?.origin;
    if (origin?.op === id && origin.project === from.project) return bead;
  }
}

/** The id that it has in the target if nobody else has it. */
export function meantId(entry: OutboxEntry, { prefix }: Pick<Project, "prefix">): string {
  return deliveredId(prefix, entry.id, 0);
}

function issueOf({ entry, files }: Parcel, there: Project): Delivery {
  const issue = arriving(entry, meantId(entry, there), { body: entry.body });
  const cover = coverOf(entry, issue.id, there);
  return {
    issue,
    messages: cover === null ? [] : [cover],
    files: files.length === 0 ? {} : { [entry.id]: files },
    reopen: null,
  };
}

/** The issue as it arrives, with where it came from. */
export function arriving(entry: OutboxEntry, id: string, more: Partial<Issue>): Issue {
  return emptyIssue({
    id,
    title: entry.title ?? entry.subject ?? id,
    type: entry.type,
    priority: Number(entry.priority) as Priority,
    labels: entry.labels,
    created: entry.created,
    by: entry.from.agent,
    ...more,
    origin: { project: entry.from.project, issue: entry.issue, actor: entry.from.agent, op: entry.id },
  });
}

/** The message that carries what an issue cannot: files, who is meant, what is expected, and data. Null where there is nothing of it. */
function coverOf(entry: OutboxEntry, thread: string, there: Project): Message | null {
  const isPlain =
    entry.to.length === 0 && entry.expects === "none" && entry.deadline === null && Object.keys(entry.data).length === 0;
  if (isPlain && entry.attachments.length === 0) return null;
  const asks = entry.type === "question" || entry.expects === "reply";
  return {
    ...messageOf(entry, thread),
    to: entry.to.length === 0 ? [there.name] : entry.to,
    type: asks ? "request" : "task",
    priority: "normal",
    body: entry.attachments.length === 0 ? PLAIN_COVER : FILES_COVER,
  };
}

function messageOf(entry: OutboxEntry, thread: string): Message {
  const { id, from, to, expects, deadline, in_reply_to, subject, data, attachments, created, body } = entry;
  const type = entry.type as MessageType;
  const priority = entry.priority as MessagePriority;
  const said = { id, thread, from, to, type, priority, expects, deadline, in_reply_to, subject, data, attachments, created };
  return { ...said, op: id, body, extras: [] };
}

/** The target's ledger as it is at hand, and whether its remote has all of that. */
interface Target {
  readonly there: Snapshot;
  readonly landed: boolean;
}

async function wordsOf(workspace: Workspace, { entry, files }: Parcel, target: Target): Promise<Delivery> {
  const thread = threadOf(await workspace.ledger.snapshot(), entry, target);
  return {
    issue: null,
    messages: [messageOf(entry, thread)],
    files: files.length === 0 ? {} : { [entry.id]: files },
    reopen: entry.reopen ? thread : null,
  };
}

/**
 * A word on an issue that this project sent is meant for the id that the issue got, which need not be the one that it was to get: so it waits until
 * that id is sure.
 * @throws THREAD_UNDER_WAY while the issue itself is not there
 */
function threadOf(snapshot: Snapshot, { project, bead }: OutboxEntry, { there, landed }: Target): string {
  const sent = snapshot.passages({ project }).find(({ entry }) => entry.kind !== "message" && entry.bead === bead);
  if (sent === undefined) return bead;
  if (passageState(sent) === "delivered") return beadOf(sent);
  const arrived = landed ? findDelivered(there, sent.entry) : undefined;
  if (arrived !== undefined) return arrived;
  throw new BeadsError("environment", "THREAD_UNDER_WAY", "The issue that this is said on is not there yet itself.", {
    fields: { entry: sent.entry.id },
  });
}
