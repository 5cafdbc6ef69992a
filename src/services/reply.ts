import { parseAddress } from "../domain/address.ts";
import { checkBody } from "../domain/body.ts";
import type { Expectation, Message, MessagePriority, MessageType } from "../domain/message.ts";
import { checkTitle } from "../domain/title.ts";
import { BeadsError } from "../errors.ts";
import { attach, type FileInput } from "./attach.ts";
import { compose } from "./compose.ts";
import { isToMe, type Mine, mineOf } from "./mine.ts";
import { resolveProject } from "./resolve-project.ts";
import { findThread, type ThreadSite } from "./thread-site.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface ReplyInput {
  /** An issue here, `project:id` elsewhere, or a message. */
  readonly target: string;
  readonly body: string;
  readonly type?: MessageType | undefined;
  readonly priority?: MessagePriority | undefined;
  readonly expects?: Expectation | undefined;
  readonly to?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  /** The message that is answered, where it is not the last one to the caller. */
  readonly to_message?: string | undefined;
  readonly files?: readonly FileInput[] | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface ReplyResult {
  readonly message: Message;
  readonly thread: string;
  /** `beads:beads-7k3xq2` where the thread lives in another project, else the id. */
  readonly address: string;
  readonly project: string;
  readonly foreign: boolean;
  readonly landing: Landing;
}

/** Says something on a thread, here or in another project's ledger. @throws BODY_MISSING, MESSAGE_NOT_FOUND, UNKNOWN_PROJECT and what `findThread` throws */
export async function reply(workspace: Workspace, input: ReplyInput): Promise<ReplyResult> {
  const body = checkBody(input.body);
  if (body === "" && input.type !== "ack") throw bodyMissing();
  const mine = mineOf(workspace, (await workspace.ledger.snapshot()).project);
  for (const address of input.to ?? []) await checkAddress(workspace, address);
  const site = await findThread(workspace, input.target);
  try {
    if (site.issue.status === "closed") workspace.warn(`${site.issue.id} is closed; the message is delivered all the same.`);
    if (!site.foreign) await warnSuperseded(workspace, site.issue.id);
    return await say(workspace, site, { ...input, body, mine });
  } finally {
    await site.close();
  }
}

/** Whoever lost an issue to somebody else may still talk on it, and is told. */
async function warnSuperseded({ ledger, actor, proof, warn }: Workspace, issue: string): Promise<void> {
  const { findSuperseded } = await import("../store/superseded.ts");
  const error = await findSuperseded(ledger, issue, { actor, proof: await proof() });
  if (error !== undefined) warn(`${error.message} The message is delivered all the same.`);
}

async function say(workspace: Workspace, site: ThreadSite, input: ReplyInput & { readonly mine: Mine }): Promise<ReplyResult> {
  const { issue, snapshot } = site;
  const { attachments, files } = attach(input.files ?? [], snapshot.project);
  const answered = answeredBy(site, input);
  const message = compose(site.workspace.ledger, workspace.actor, {
    thread: issue.id,
    to: input.to ?? recipients(site, answered, input.mine),
    type: input.type ?? (input.expects === "reply" ? "request" : answered === null ? "note" : "response"),
    priority: input.priority ?? "normal",
    expects: input.expects ?? "none",
    in_reply_to: answered?.id ?? null,
    subject: input.subject === undefined ? null : checkTitle(input.subject),
    attachments,
    body: input.body,
  });
  const { landing } = await write(site.workspace, "message", { message, files }, { urgency: "now", dry_run: input.dry_run });
  const { name } = snapshot.project;
  return {
    message,
    thread: issue.id,
    address: site.foreign ? `${name}:${issue.id}` : issue.id,
    project: name,
    foreign: site.foreign,
    landing,
  };
}

/** The message that is answered: the one that was named, else the last on the thread that was said to the caller. */
function answeredBy(
  { snapshot, issue, message }: ThreadSite,
  { to_message, mine }: ReplyInput & { readonly mine: Mine },
): Message | null {
  if (to_message !== undefined) {
    const named = snapshot.message(to_message);
    if (named?.thread === issue.id) return named;
    throw new BeadsError("not-found", "MESSAGE_NOT_FOUND", `There is no message ${to_message} on ${issue.id}.`, {
      fields: { id: to_message },
    });
  }
  return message ?? snapshot.messages({ thread: issue.id }).findLast((said) => isToMe(mine, said)) ?? null;
}

/** Whoever is answered; else whoever sent the issue, holds it, or the project that it is in. */
function recipients({ snapshot, issue, foreign }: ThreadSite, answered: Message | null, mine: Mine): string[] {
  if (answered !== null) return [answered.from.agent];
  const lease = snapshot.lease(issue.id);
  const holder = lease?.ended === null ? lease.by : null;
  const sender = issue.origin !== null && !mine.identities.has(issue.origin.project) ? issue.origin.actor : null;
  const candidates = [sender, holder, foreign ? snapshot.project.name : null, issue.by].filter((name) => name !== null);
  const first = candidates.find((name) => name !== mine.name && name !== "unknown");
  return first === undefined ? [] : [first];
}

/** Nobody is invented: the project of an address has to be known. @throws INVALID_ADDRESS, UNKNOWN_PROJECT */
async function checkAddress(workspace: Workspace, typed: string): Promise<void> {
  const address = parseAddress(typed);
  if (address.kind === "project" || address.kind === "agent") await resolveProject(workspace, address.project);
}

function bodyMissing(): BeadsError {
  return new BeadsError("usage", "BODY_MISSING", "There is nothing to say.", {
    hints: ["Use -m <text>, -F <file>, -F - or --stdin."],
  });
}
