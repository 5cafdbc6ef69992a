import type { Actor } from "../domain/actor.ts";
import type { Checkpoint } from "../domain/checkpoint.ts";
import type { ClaimEnd } from "../domain/claim.ts";
import type { Decision, DecisionMarkKind } from "../domain/decision.ts";
import type { Escalation, EscalationLevel, EscalationMarkName } from "../domain/escalation.ts";
import type { Issue, Need, Outcome, Status } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import type { Note } from "../domain/note.ts";
import type { OutboxEntry, OutboxMarkName } from "../domain/outbox.ts";
import type { OwnType, Project } from "../domain/project.ts";
import type { RefusedGlob } from "../domain/refused-glob.ts";
import type { ReservationMode } from "../domain/reservation.ts";
import type { IssueFilter } from "./snapshot.ts";

/** What proves that a caller holds a claim: the SHA-256 of the secrets in its git directory, and its session. */
export interface Proof {
  readonly markers: readonly string[];
  readonly session: string | null;
  /** True if the session was given explicitly (BD_SESSION): then it may move between workspaces. */
  readonly explicit_session: boolean;
}

/** Fields of an issue that `edit` can set outright. */
export type IssueFields = Partial<
  Pick<
    Issue,
    | "title"
    | "status"
    | "type"
    | "priority"
    | "parent"
    | "duplicate_of"
    | "superseded_by"
    | "assignee"
    | "due"
    | "defer_until"
    | "estimate"
    | "external_ref"
    | "metadata"
    | "body"
  >
>;

/** Changes to one issue: fields set, members of its lists added and removed. Lists never are set whole, so edits of two people add up. */
export interface Edit {
  readonly id: string;
  readonly set?: IssueFields;
  readonly add?: {
    readonly labels?: readonly string[];
    readonly needs?: readonly Need[];
    readonly related?: readonly string[];
    readonly discovered_from?: readonly string[];
  };
  readonly remove?: {
    readonly labels?: readonly string[];
    readonly needs?: readonly string[];
    readonly related?: readonly string[];
    readonly discovered_from?: readonly string[];
  };
  /** Metadata keys merged in; null takes one away. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Text put behind the body, after a blank line. */
  readonly append?: string;
}

/** A file that comes with a message; base64, so that the journal can hold it. */
export interface AttachedFile {
  readonly name: string;
  readonly content: string;
}

/** What each verb takes. Everything here is plain JSON: the journal holds it for a later replay by any process. */
export interface VerbArguments {
  init: { readonly project: Project };
  /** All or nothing in one commit. Messages may go with the issues (imports of comments, a send's first words). */
  create: {
    readonly issues: readonly Issue[];
    readonly messages?: readonly Message[];
    readonly files?: Readonly<Record<string, readonly AttachedFile[]>>;
    /** Ids that the user chose: a clash is lost. Others get a new id. */
    readonly explicit: readonly string[];
    readonly parents_may_be_closed?: boolean;
    /** Changes to issues that exist already, in the same commit: the other end of `blocks` and `supersedes`. */
    readonly edits?: readonly Edit[];
  };
  edit: { readonly edits: readonly Edit[]; readonly word: string; readonly proof: Proof; readonly force?: boolean };
  close: {
    readonly ids: readonly string[];
    readonly reason: string | null;
    readonly outcome: Outcome;
    readonly force: boolean;
    readonly with_children: boolean;
    readonly follow_ups: readonly Issue[];
    readonly duplicate_of?: string;
    readonly superseded_by?: string;
    readonly proof: Proof;
  };
  reopen: { readonly ids: readonly string[]; readonly reason: string | null };
  /** `reopen`: the closed issue is opened again in the same commit. */
  message: { readonly message: Message; readonly files: readonly AttachedFile[]; readonly reopen?: boolean };
  /** In the sender's ledger: the outbox entry, with what else the sending changes here, in one commit. */
  send: {
    readonly entry: OutboxEntry;
    readonly files: readonly AttachedFile[];
    readonly edits: readonly Edit[];
    /** The issue that moves away: closed as handed off. */
    readonly close: { readonly issue: string; readonly reason: string | null; readonly force: boolean } | null;
    readonly proof: Proof;
  };
  /** In the sender's ledger: what became of an entry. `edits` set right what named the bead by the id that it was meant to have. */
  mark: {
    readonly entry: string;
    readonly state: OutboxMarkName;
    readonly bead: string | null;
    readonly reason: string | null;
    readonly branch: string | null;
    readonly edits: readonly Edit[];
  };
  /**
   * In the target's ledger: what another project sent. `issue` carries `origin.op`, and its id is as meant; the one that it gets is the first
   * of `deliveredId`'s row that is free or already its own. The target's rules are asked at the very tip.
   */
  deliver: {
    readonly issue: Issue | null;
    readonly messages: readonly Message[];
    readonly files: Readonly<Record<string, readonly AttachedFile[]>>;
    /** The closed issue that a message opens again. */
    readonly reopen: string | null;
  };
  /** Accepts or rejects issues that arrived as proposals. `messages` tell it on their threads, in the same commit. */
  judge: {
    readonly ids: readonly string[];
    readonly verdict: "accept" | "reject";
    readonly reason: string | null;
    readonly messages?: readonly Message[];
  };
  claim: {
    /** One issue outright, or the first that is ready under the filter. */
    readonly issue: string | null;
    readonly next: IssueFilter | null;
    /** Issues that this caller has lost already in this run: not tried again. */
    readonly avoid: readonly string[];
    /** Milliseconds. */
    readonly lease: number;
    readonly marker: string;
    readonly proof: Proof;
    readonly steal: { readonly reason: string; readonly confirm: boolean } | null;
  };
  renew: { readonly issue: string; readonly epoch: number; readonly lease: number; readonly proof: Proof };
  release: {
    readonly issue: string;
    readonly outcome: ClaimEnd;
    readonly reason: string | null;
    readonly force: boolean;
    readonly proof: Proof;
    /** Only this epoch, where given (withdrawals): a later claim of somebody else stays. */
    readonly epoch?: number;
    /** What is said on the issue's thread in the same commit. */
    readonly messages?: readonly Message[];
  };
  /** Forgives an issue its failed and expired attempts. */
  reset: { readonly issue: string; readonly reason: string | null };
  /** Where the work on an issue stands; its epoch and time are those of the decision. */
  checkpoint: { readonly checkpoint: Checkpoint; readonly proof: Proof };
  /** Within the project: the message says what whoever goes on has to know, the claim ends, and the issue goes to `assignee` where one is named. */
  handover: {
    readonly message: Message;
    readonly assignee: string | null;
    readonly force: boolean;
    readonly proof: Proof;
  };
  /** `least`: how long what the caller holds already has to last to be enough, milliseconds; null: as it is. */
  reserve: {
    readonly id: string;
    readonly paths: readonly string[];
    readonly mode: ReservationMode;
    readonly issue: string | null;
    readonly intent: string | null;
    /** Milliseconds. */
    readonly lease: number;
    readonly least: number | null;
    /** All of them, or none. */
    readonly atomic: boolean;
    readonly marker: string;
    readonly proof: Proof;
  };
  prolong: { readonly ids: readonly string[]; readonly lease: number; readonly proof: Proof };
  /** `globs` null: all of a reservation. A message goes with each that its `data.reservation` names. */
  unreserve: {
    readonly items: readonly { readonly id: string; readonly globs: readonly string[] | null }[];
    readonly reason: string | null;
    readonly force: boolean;
    readonly messages: readonly Message[];
    readonly proof: Proof;
  };
  import: {
    readonly issues: readonly Issue[];
    readonly messages: readonly Message[];
    readonly types: readonly OwnType[];
    readonly source: string;
  };
  configure: { readonly set: Readonly<Record<string, string | null>> };
  /** A decision or a question. An id that another has gives way; `created` and `op` are those of the newest decision. */
  decide: { readonly decision: Decision };
  /** What somebody says of a decision. `force`: although somebody else is to say it, or time has. */
  rule: {
    readonly decision: string;
    readonly kind: DecisionMarkKind;
    readonly option: string | null;
    readonly related: readonly string[];
    readonly reason: string | null;
    readonly force: boolean;
    /** An acknowledgement that somebody of another project gave there, taken down by whoever saw it. */
    readonly elsewhere?: { readonly project: string; readonly by: string; readonly at: string };
  };
  /** `at` and `op` are those of the newest decision. */
  escalate: { readonly escalation: Escalation };
  /** What becomes of an escalation. `rise` is decided by the clock and the project's setting. */
  attend: {
    readonly escalation: string;
    readonly mark: "ack" | "rise" | "resume" | "end";
    readonly reason: string | null;
    /** More for whoever reads the commit: how the project stood. */
    readonly text?: string;
  };
  /** Other projects by short name, null to take one away, and this project's own other identities. */
  introduce: {
    readonly projects: Readonly<Record<string, string | null>>;
    readonly aliases: { readonly add: readonly string[]; readonly remove: readonly string[] };
  };
  /** `derived`: the text gave itself the key, which then yields to another text. `seen`: the operation that wrote what is to be forgotten. */
  remember: { readonly note: Note; readonly derived?: boolean; readonly seen?: string | null };
}

export type VerbName = keyof VerbArguments;

/** What each verb answers once it stands in the ledger. */
export interface VerbResults {
  init: { readonly project: Project };
  create: { readonly ids: readonly string[] };
  edit: { readonly ids: readonly string[]; readonly changed: readonly string[] };
  close: { readonly closed: readonly string[]; readonly already: readonly string[]; readonly follow_ups: readonly string[] };
  reopen: { readonly reopened: readonly string[]; readonly already: readonly string[] };
  message: { readonly id: string; readonly thread: string | null };
  send: { readonly entry: string };
  mark: { readonly entry: string };
  /** `bead`: the issue's id in the target, or the thread's. */
  deliver: { readonly bead: string; readonly status: Status };
  judge: { readonly judged: readonly string[]; readonly already: readonly string[] };
  claim: {
    readonly issue: string;
    readonly epoch: number;
    readonly until: string;
    readonly already: boolean;
    readonly took_over: string | null;
  };
  renew: { readonly until: string };
  release: { readonly issue: string; readonly epoch: number };
  /** `epoch`: up to which ends are forgiven; `forgiven`: how many of them counted until now. */
  reset: { readonly issue: string; readonly epoch: number; readonly forgiven: number };
  checkpoint: { readonly id: string; readonly issue: string; readonly epoch: number | null };
  handover: { readonly id: string; readonly issue: string; readonly epoch: number | null };
  /** `id`: the new reservation; null where nothing new was needed. `already`: what the caller holds as long as asked for. */
  reserve: {
    readonly id: string | null;
    readonly until: string;
    readonly granted: readonly string[];
    readonly already: readonly string[];
    readonly refused: readonly RefusedGlob[];
  };
  prolong: { readonly until: string; readonly renewed: readonly string[] };
  /** `kept`: new reservations that hold the rest. */
  unreserve: { readonly released: readonly string[]; readonly kept: readonly string[] };
  import: { readonly created: number; readonly unchanged: number };
  configure: { readonly changed: readonly string[] };
  decide: { readonly id: string };
  /** `mark`: the file that says it, this one or an earlier one that says the same; null for what was accepted from the start. */
  rule: { readonly decision: string; readonly mark: string | null };
  /** `id`: the open one that this report folds into, where it does; `mark`: what was added to it. */
  escalate: {
    readonly id: string;
    readonly level: EscalationLevel;
    readonly made: boolean;
    readonly mark: EscalationMarkName | null;
  };
  attend: VerbResults["escalate"];
  introduce: { readonly changed: boolean };
  /** `was`: what stood under the key before; null where nothing did. */
  remember: { readonly note: Note; readonly was: string | null };
}

/** A change as it is journalled: replayed until it stands in the shared ledger or is lost. */
export interface Operation<V extends VerbName = VerbName> {
  /** `<time>-<chance>`, unique; stands in the files it makes and in the commit's `Beads-Op` trailer. */
  readonly op: string;
  readonly verb: V;
  readonly args: VerbArguments[V];
  readonly actor: Actor;
}
