import { checkBody } from "../domain/body.ts";
import type { Expectation, Message, MessagePriority, MessageType } from "../domain/message.ts";
import { checkTitle } from "../domain/title.ts";
import type { Verdict } from "../domain/verdict.ts";
import { BeadsError } from "../errors.ts";
import { type Answering, acknowledged, answeredBy, usualRecipients } from "./answering.ts";
import { attach, type FileInput } from "./attach.ts";
import type { Dispatched } from "./dispatch.ts";
import { followMove } from "./follow-move.ts";
import { mineOf } from "./mine.ts";
import { resolveRecipients } from "./recipients.ts";
import { resolveMetadata } from "./resolve-metadata.ts";
import { resolveWhen } from "./resolve-when.ts";
import { rulesOf, type Speech, say, type Uttered } from "./say.ts";
import { findSpot, type Spot } from "./spot.ts";
import { judgedBy, withVerdict } from "./verdict.ts";
import type { Workspace } from "./workspace.ts";
import type { Landing } from "./write.ts";

export interface ReplyInput {
  /** An issue here, `project:id` elsewhere, or a message. */
  readonly target: string;
  readonly body: string;
  readonly type?: MessageType | undefined;
  readonly priority?: MessagePriority | undefined;
  readonly expects?: Expectation | undefined;
  /** By when an answer is expected, as typed. */
  readonly by?: string | undefined;
  readonly to?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  /** The message that is answered, where it is not the last one to the caller. */
  readonly to_message?: string | undefined;
  /** `key=value`, for programs. */
  readonly data?: readonly string[] | undefined;
  readonly files?: readonly FileInput[] | undefined;
  /** On an issue that was closed: it is so, or it is not fixed, which opens it again. */
  readonly verdict?: Verdict | undefined;
  /** Opens the closed issue again. */
  readonly reopen?: boolean | undefined;
  /** Sends what looks like a key or a token, too. */
  readonly allow_secrets?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface ReplyResult {
  readonly message: Message;
  /** Null on the bulletin. */
  readonly thread: string | null;
  /** `beads:beads-7k3xq2` where the thread lives in another project, else the id. */
  readonly address: string;
  readonly project: string;
  readonly foreign: boolean;
  /** The addresses of closed issues that led here, the one that was named first. */
  readonly moved: readonly string[];
  /** How it gets to another project; null for a thread of this one. */
  readonly sent: Dispatched | GivenUp | null;
  readonly landing: Landing;
}

/** A word that was taken back before it was there. */
export type GivenUp = Omit<Dispatched, "state"> & { readonly state: "dropped" };

/**
 * Says something on a thread, here or in another project, or to a message on the bulletin. An issue that moved is answered where it is now; a closed
 * one is answered all the same.
 * @throws BODY_MISSING, BAD_TIME, DEADLINE_ALONE, NOT_CLOSED, and what `findSpot`, `resolveRecipients` and `dispatch` throw
 */
export async function reply(workspace: Workspace, given: ReplyInput): Promise<ReplyResult> {
  const input = withVerdict(given);
  const body = checkBody(input.body);
  if (body === "" && input.type !== "ack") throw bodyMissing();
  const named = await findSpot(workspace, input.target);
  const { spot, moved } = await followMove(workspace, named);
  try {
    return await sayOn(workspace, spot, { ...input, body, moved });
  } catch (error) {
    if (moved.length === 0 || !(error instanceof BeadsError) || !error.code.startsWith("INBOUND_")) throw error;
    return await sayOnStub(workspace, { ...input, body, moved: [] }, error.message);
  } finally {
    await spot.close();
  }
}

type Said = ReplyInput & { readonly moved: readonly string[] };

/** Where an issue is now nobody takes the word: it stays on the closed stub. */
async function sayOnStub(workspace: Workspace, input: Said, why: string): Promise<ReplyResult> {
  const stub = await findSpot(workspace, input.target);
  try {
    workspace.warn(`It was not taken there: ${why} The message stays on ${stub.address}.`);
    return await sayOn(workspace, stub, input);
  } finally {
    await stub.close();
  }
}

async function sayOn(workspace: Workspace, spot: Spot, input: Said): Promise<ReplyResult> {
  const { project } = await workspace.ledger.snapshot();
  const mine = mineOf(workspace, project);
  const answered = answeredBy(spot, mine, input.to_message);
  const judged = input.verdict === undefined ? null : judgedBy(spot, input.verdict);
  const before = input.type === "ack" && input.body === "" ? acknowledged(spot, mine, answered) : undefined;
  if (before !== undefined)
    return resultOf(spot, { message: before, sent: null, landing: NOTHING_LEFT }, { name: project.name, moved: input.moved });
  const speech = await speechFor(workspace, spot, { mine, answered, judged }, input);
  if (spot.issue?.status === "closed" && input.verdict === undefined && input.reopen !== true)
    workspace.warn(`${spot.address} is closed; the message is delivered all the same.`);
  if (spot.project === null && spot.thread !== null) await warnSuperseded(workspace, spot.thread);
  const uttered = await say(workspace, spot, speech);
  if (uttered.sent?.state === "refused" && input.moved.length > 0)
    return sayOnStub(workspace, { ...input, moved: [] }, uttered.sent.why ?? "");
  return resultOf(spot, uttered, { name: project.name, moved: input.moved });
}

/** What was said on a spot, and where that is. `name`: of the caller's own project. */
export function resultOf(
  spot: Pick<Spot, "address" | "project" | "site">,
  { message, sent, landing }: Uttered,
  { name, moved }: { name: string; moved: readonly string[] },
): ReplyResult {
  return {
    message,
    thread: message.thread,
    address: sent?.address ?? spot.address,
    project: spot.project === null ? name : (spot.site?.snapshot.project.name ?? spot.project.name),
    foreign: spot.project !== null,
    moved,
    sent,
    landing,
  };
}

/** Where a word stands already. */
export const NOTHING_LEFT: Landing = { op: null, reach: "local", why: null, changed: false, commit: null };

async function speechFor(workspace: Workspace, spot: Spot, answering: Answering, input: Said): Promise<Speech> {
  const { answered } = answering;
  const { attachments, files } = attach(input.files ?? [], rulesOf(spot));
  const expects = input.expects ?? (input.by === undefined ? "none" : "reply");
  if (expects === "none" && input.by !== undefined) throw deadlineAlone();
  const to = input.to === undefined ? usualRecipients(spot, answering) : await resolveRecipients(workspace, input.to, spot.site);
  const words = {
    to,
    type: input.type ?? (expects === "reply" ? "request" : answered === null ? "note" : "response"),
    priority: input.priority ?? "normal",
    expects,
    deadline: input.by === undefined ? null : resolveWhen(input.by, workspace.ledger.now()),
    in_reply_to: answered?.id ?? null,
    subject: input.subject === undefined ? null : checkTitle(input.subject),
    data: resolveMetadata(input.data ?? []),
    attachments,
    body: input.body,
  } as const;
  const { reopen = false, allow_secrets = false, dry_run = false } = input;
  return { words, files, reopen, allow_secrets, dry_run };
}

/** Whoever lost an issue to somebody else may still talk on it, and is told. */
async function warnSuperseded({ ledger, actor, proof, warn }: Workspace, issue: string): Promise<void> {
  const { findSuperseded } = await import("../store/superseded.ts");
  const error = await findSuperseded(ledger, issue, { actor, proof: await proof() });
  if (error !== undefined) warn(`${error.message} The message is delivered all the same.`);
}

function bodyMissing(): BeadsError {
  return new BeadsError("usage", "BODY_MISSING", "There is nothing to say.", {
    hints: ["Use -m <text>, -F <file>, -F - or --stdin."],
  });
}

function deadlineAlone(): BeadsError {
  return new BeadsError("usage", "DEADLINE_ALONE", "A deadline is for an answer, and --expects none asks for none.", {
    hints: ["Use --expects reply or --expects ack with --by."],
  });
}
