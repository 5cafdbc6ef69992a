import type { Attachment, Expectation, Sender } from "./message.ts";
import type { Extra } from "./yaml.ts";

/** What is on its way: a new issue, a word on a thread that lives there, or an issue of ours that moves there with its thread. */
export const OUTBOX_KINDS = ["issue", "message", "handoff"] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

/** How it is to get there: straight onto the target's ledger, or as a branch for a pull request there. */
export const VIAS = ["push", "branch"] as const;
export type Via = (typeof VIAS)[number];

/**
 * One thing on its way to another project, as the sender's ledger keeps it. Its id is the operation's: what it makes there is derived from
 * it, so that "exactly once" is a question for a path, whichever of the sender's clones delivers.
 */
export interface OutboxEntry {
  /** As `mintMoment` makes them: `20261121T103000123Z-7k3xq2`. */
  readonly id: string;
  readonly kind: OutboxKind;
  /** The identity of the target in full: `github.com/owner/beads`. */
  readonly project: string;
  /** Where it can be reached, without credentials; null where the sender's clones find that out themselves. */
  readonly url: string | null;
  /** The bead that it becomes (`beads-7k3xq2`), or for a message the issue that it is said on; always an id in the target. */
  readonly bead: string;
  /** The issue of ours that it is about, or that moves. */
  readonly issue: string | null;
  readonly title: string | null;
  /** The issue's type, or the message's. */
  readonly type: string;
  /** `0` to `4` for issues, a message's word for messages. */
  readonly priority: string;
  readonly labels: readonly string[];
  readonly to: readonly string[];
  readonly expects: Expectation;
  readonly deadline: string | null;
  readonly in_reply_to: string | null;
  readonly subject: string | null;
  readonly data: Readonly<Record<string, string>>;
  /** Their bytes lie beside the entry: `outbox/<yyyy-mm>/<dd>/attachments/<id>/<name>`. */
  readonly attachments: readonly Attachment[];
  /** A message that opens the closed issue again (`--not-fixed`). */
  readonly reopen: boolean;
  readonly via: Via;
  readonly from: Sender;
  readonly created: string;
  readonly body: string;
  readonly extras: readonly Extra[];
}

/**
 * What is written down of its way, each in a file of its own that the first writer makes. `delivered`: it stands on the target's remote (or
 * in its ledger if it has none). `proposed`: it lies there as a branch that a person merges. `refused`: the target's rules say no.
 * `dropped`: the sender gave it up. All but `proposed` are final.
 */
export const OUTBOX_MARKS = ["delivered", "proposed", "refused", "dropped"] as const;
export type OutboxMarkName = (typeof OUTBOX_MARKS)[number];

export interface OutboxMark {
  readonly entry: string;
  readonly state: OutboxMarkName;
  readonly at: string;
  readonly by: string;
  /** The id that it has there. */
  readonly bead: string | null;
  readonly reason: string | null;
  /** The branch under which it was proposed. */
  readonly branch: string | null;
  readonly extras: readonly Extra[];
}

/** An entry with what is written down of its way. */
export interface Passage {
  readonly entry: OutboxEntry;
  readonly marks: readonly OutboxMark[];
}

/** The state that the sender's ledger knows by itself. */
export type PassageState = "queued" | OutboxMarkName;

/** Delivered is delivered, whatever else two clones wrote down. */
export function passageState({ marks }: Pick<Passage, "marks">): PassageState {
  for (const state of ["delivered", "refused", "dropped", "proposed"] as const) {
    if (marks.some((mark) => mark.state === state)) return state;
  }
  return "queued";
}

/** True while somebody still has to bring it there. */
export function isUnderWay(passage: Pick<Passage, "marks">): boolean {
  const state = passageState(passage);
  return state === "queued" || state === "proposed";
}

/** The id under which it is known in the target: as it was delivered, else as it was meant. */
export function beadOf({ entry, marks }: Passage): string {
  return marks.find((mark) => mark.state === "delivered")?.bead ?? entry.bead;
}
