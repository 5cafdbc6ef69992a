import type { ClaimEnd } from "./claim.ts";
import type { Outcome, Status } from "./issue.ts";
import type { Expectation } from "./message.ts";
import type { RecordKind } from "./record.ts";

/**
 * What can happen to a bead, one word each; the words stay as they are, since programs wait for them. `accepted` and `rejected` are said of proposals:
 * issues that arrived, and decisions. `sent`, `delivered`, `offered` (it lies there as a branch that somebody merges), `refused` and `dropped` are said of
 * what is on its way to another project; `acknowledged` of decisions and escalations; `reset` of an issue's circuit breaker; `commit` is a commit of the
 * code that names the bead.
 */
export const EVENT_KINDS = [
  "created",
  "edited",
  "closed",
  "reopened",
  "accepted",
  "rejected",
  "claimed",
  "released",
  "handoff",
  "reset",
  "checkpoint",
  "message",
  "sent",
  "delivered",
  "offered",
  "refused",
  "dropped",
  "configured",
  "decided",
  "proposed",
  "asked",
  "answered",
  "acknowledged",
  "reserved",
  "unreserved",
  "escalated",
  "risen",
  "resolved",
  "paused",
  "resumed",
  "remembered",
  "forgotten",
  "commit",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that happened to one bead. Derived from the history of the ledger and of the code, never stored. */
export interface BeadEvent {
  readonly kind: EventKind;
  /** RFC 3339 UTC: the author's time of the commit. */
  readonly at: string;
  /** The name of who did it. */
  readonly by: string;
  /** Whose commit brought it, where a message says that it is from somebody else. */
  readonly written_by: string | null;
  /** The identity of the project that `by` said they work in; null where nothing says it. */
  readonly from_project: string | null;
  /** The issue's id in the ledger where it happened; null on the bulletin, and for what concerns no issue. */
  readonly bead: string | null;
  /** What it concerns in another project (`github.com/owner/beads:beads-7k3xq2`), for what is on its way there. */
  readonly elsewhere: string | null;
  /** The decision, reservation, escalation, note or checkpoint that it is about, by its id; null for anything else. */
  readonly record: string | null;
  readonly record_kind: RecordKind | null;
  /** The title of the issue, or of the decision or escalation. */
  readonly title: string | null;
  /** One line that says more: the subject of a message or commit, a reason, until when. */
  readonly subject: string;
  /** The whole text of a message or a reason. */
  readonly text: string;
  /** The issue's type, or the message's. */
  readonly type: string | null;
  /** The issue's stored status behind it, where the event touched the issue itself. */
  readonly status: Status | null;
  /** How an issue or a claim ended. */
  readonly outcome: Outcome | ClaimEnd | null;
  /** The message's id. */
  readonly message: string | null;
  readonly in_reply_to: string | null;
  readonly to: readonly string[];
  readonly expects: Expectation;
  /** The outbox entry that is on its way. */
  readonly entry: string | null;
  /** The commit of the ledger, or of the code, that says so. */
  readonly commit: string;
}

/** What every event needs to say; the rest is nothing unless given. */
export type EventDraft = Pick<BeadEvent, "kind" | "at" | "by" | "bead" | "commit"> & Partial<BeadEvent>;

/** An event from what matters about it. */
export function eventOf(draft: EventDraft): BeadEvent {
  return {
    written_by: null,
    from_project: null,
    elsewhere: null,
    record: null,
    record_kind: null,
    title: null,
    subject: "",
    text: "",
    type: null,
    status: null,
    outcome: null,
    message: null,
    in_reply_to: null,
    to: [],
    expects: "none",
    entry: null,
    ...draft,
  };
}

/** Up to where a stream of events was read: all that the ledger says up to a commit, and what was seen of the code. */
export interface Cursor {
  /** A commit of the ledger. */
  readonly commit: string;
  /** How many of that commit's events were told; null: all of them. */
  readonly told: number | null;
  /** Which commits of the code were seen: the name under which the clone remembers them. Null where it does not. */
  readonly code: string | null;
}

const CURSOR = /^([0-9a-f]{40}|[0-9a-f]{64})(?:-([1-9]\d{0,8}))?(?:\.([0-9a-f]{12}))?$/;

/** A cursor as it is printed; undefined for anything else. */
export function parseCursor(text: string): Cursor | undefined {
  const match = CURSOR.exec(text);
  if (match === null) return undefined;
  return { commit: match[1] ?? "", told: match[2] === undefined ? null : Number(match[2]), code: match[3] ?? null };
}

/** The text of a cursor; `parseCursor` gives the same cursor back. */
export function serializeCursor({ commit, told, code }: Cursor): string {
  return `${commit}${told === null ? "" : `-${told}`}${code === null ? "" : `.${code}`}`;
}
