import { nameOf } from "../domain/actor.ts";
import { mintId } from "../domain/id.ts";
import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import type { Project } from "../domain/project.ts";
import { BeadsError } from "../errors.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { type Attached, attach, type FileInput } from "./attach.ts";
import { compose } from "./compose.ts";
import type { KnownProject } from "./discovery.ts";
import { checkDraft } from "./draft.ts";
import { lookalikesOf } from "./lookalikes.ts";
import { openProject } from "./open-project.ts";
import { resolveId } from "./resolve-id.ts";
import { resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface SendInput {
  /** Short name, identity, alias or URL. */
  readonly project: string;
  readonly title: string;
  readonly body?: string | undefined;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  /** The issue of this project that it is about. */
  readonly issue?: string | undefined;
  readonly files: readonly FileInput[];
  /** An open or lately closed issue there that says nearly the same is a conflict. */
  readonly if_new?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface SendResult {
  readonly id: string;
  /** `beads:beads-7k3xq2`. */
  readonly address: string;
  readonly project: string;
  readonly identity: string;
  readonly title: string;
  /** The message that carries the attachments; null without any. */
  readonly message: string | null;
  readonly attachments: readonly string[];
  /** The issue of this project that was linked. */
  readonly linked: string | null;
  /** How it got there. */
  readonly carrier: { readonly kind: "clone"; readonly directory: string };
  readonly lookalikes: readonly Row[];
  readonly landing: Landing;
}

/**
 * Files an issue in another project's ledger, through a clone of it on this machine, and pushes it from there.
 * @throws UNKNOWN_PROJECT, AMBIGUOUS_PROJECT, OWN_PROJECT, CARRIER_MISSING, INBOUND_CLOSED, LOOKALIKE under `if_new`, usage errors for bad values
 */
export async function send(workspace: Workspace, input: SendInput): Promise<SendResult> {
  const project = await resolveProject(workspace, input.project);
  if (project.own) throw ownProject(project);
  const local = input.issue === undefined ? null : resolveId(await workspace.ledger.snapshot(), input.issue, { exact: true });
  const target = await openProject(workspace, project);
  try {
    const there = (await target.ledger.snapshot()).project;
    if (there.inbound === "closed") throw inboundClosed(there);
    return await deliver({ workspace, target, local, attached: attach(input.files, there) }, input);
  } finally {
    await target.ledger.close();
  }
}

interface Delivery {
  readonly workspace: Workspace;
  readonly target: Workspace;
  readonly local: string | null;
  readonly attached: Attached;
}

async function deliver(delivery: Delivery, input: SendInput): Promise<SendResult> {
  const { workspace, target, local, attached } = delivery;
  const snapshot = await target.ledger.snapshot();
  const issue = issueFor(delivery, snapshot, input);
  const lookalikes = await lookalikesOf(target, issue);
  if (input.if_new === true && lookalikes.length > 0) throw lookalike(issue, snapshot, lookalikes);
  const message = attached.files.length === 0 ? null : coverOf(delivery, issue, snapshot);
  const messages = message === null ? {} : { messages: [message], files: { [message.id]: attached.files } };
  const args = { issues: [issue], explicit: [], ...messages };
  const { landing, result } = await write(target, "create", args, { urgency: "now", dry_run: input.dry_run });
  const id = result.ids[0] ?? issue.id;
  if (local !== null && input.dry_run !== true) await link(workspace, local, `${target.identity}:${id}`);
  return {
    id,
    address: `${snapshot.project.name}:${id}`,
    project: snapshot.project.name,
    identity: target.identity,
    title: issue.title,
    message: message?.id ?? null,
    attachments: attached.attachments.map(({ name }) => name),
    linked: local,
    carrier: { kind: "clone", directory: target.directory },
    lookalikes,
    landing,
  };
}

function issueFor({ workspace, target, local }: Delivery, snapshot: Snapshot, input: SendInput): Issue {
  const { title, body, type, priority, labels } = input;
  const { issue } = checkDraft(
    { workspace: target, snapshot, names: new Map() },
    { title, body, type, priority, labels },
    freeId(target, snapshot),
  );
  const status = snapshot.project.inbound === "review" ? "proposed" : issue.status;
  return {
    ...issue,
    status,
    by: nameOf(workspace.actor),
    origin: { project: workspace.identity, issue: local, actor: nameOf(workspace.actor), op: null },
  };
}

function freeId(target: Workspace, snapshot: Snapshot): string {
  for (;;) {
    const id = mintId(snapshot.project.prefix, target.ledger.chance);
    if (!snapshot.has(id)) return id;
  }
}

/** The message that the attachments come with. */
function coverOf({ workspace, target, attached }: Delivery, issue: Issue, { project }: Snapshot): Message {
  return compose(target.ledger, workspace.actor, {
    thread: issue.id,
    to: [project.name],
    type: issue.type === "question" ? "request" : "task",
    attachments: attached.attachments,
    created: issue.created,
    body: "The files that came with this issue.",
  });
}

/** The local issue names the one that was sent. What was delivered stays delivered if this cannot be written. */
async function link(workspace: Workspace, id: string, address: string): Promise<void> {
  const args = { edits: [{ id, add: { related: [address] } }], word: "sent", proof: await workspace.proof() };
  await write(workspace, "edit", args, { urgency: "now" }).catch((error: unknown) => {
    workspace.warn(`It was sent, but ${id} could not be linked to it: ${(error as Error).message}`);
  });
}

function ownProject({ name }: KnownProject): BeadsError {
  return new BeadsError("usage", "OWN_PROJECT", `${name} is the project that you are in.`, {
    hints: ["bd create files an issue here."],
    fields: { project: name },
  });
}

function inboundClosed({ name, identity }: Project): BeadsError {
  return new BeadsError("conflict", "INBOUND_CLOSED", `${name} takes no issues from other projects.`, {
    fields: { project: identity },
  });
}

function lookalike(issue: Issue, { project }: Snapshot, rows: readonly Row[]): BeadsError {
  const candidates = rows.map((row) => ({ id: row.issue.id, title: row.issue.title, status: row.computed }));
  const names = candidates.map(({ id, title }) => `${project.name}:${id} (${title})`).join(", ");
  return new BeadsError("conflict", "LOOKALIKE", `${JSON.stringify(issue.title)} looks like ${names}.`, {
    hints: ["Add what you know there with bd reply, or leave --if-new away to send it all the same."],
    fields: { candidates },
  });
}
