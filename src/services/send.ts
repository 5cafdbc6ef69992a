import { EXPECTED_RESPONSE } from "../../templates/send-body.ts";
import { checkBody } from "../domain/body.ts";
import { shortName } from "../domain/identity.ts";
import { checkLabel } from "../domain/label.ts";
import type { Expectation } from "../domain/message.ts";
import type { OutboxEntry, Via } from "../domain/outbox.ts";
import { parsePriority } from "../domain/priority.ts";
import { checkReachableUrl } from "../domain/reachable-url.ts";
import { checkTitle } from "../domain/title.ts";
import { BeadsError } from "../errors.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { type Attached, attach, type FileInput } from "./attach.ts";
import { withSection } from "./body-sections.ts";
import type { KnownProject } from "./discovery.ts";
import { type Dispatched, dispatch, openAtHand, ownProject } from "./dispatch.ts";
import { lookalikesOf } from "./lookalikes.ts";
import { addressOf, composeEntry } from "./outbox-entry.ts";
import { onlineIn } from "./presence.ts";
import { resolveMetadata } from "./resolve-metadata.ts";
import { resolveProject } from "./resolve-project.ts";
import { resolveType } from "./resolve-type.ts";
import { resolveWhen } from "./resolve-when.ts";
import { linkEdits, linksOf, type SendLinks } from "./send-links.ts";
import type { Workspace } from "./workspace.ts";

export interface SendInput {
  /** Short name, identity, alias or URL. */
  readonly project: string;
  readonly title: string;
  readonly body?: string | undefined;
  /** What the sender hopes for: a section of the body. */
  readonly expect_text?: string | undefined;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  /** The issue of this project that it is about. */
  readonly issue?: string | undefined;
  /** The issue named by `issue`, else the one that the caller holds, waits until this is closed. */
  readonly blocks_me?: boolean | undefined;
  /** Agents and people there. */
  readonly to?: readonly string[] | undefined;
  readonly expects?: Expectation | undefined;
  /** By when, as typed. */
  readonly by?: string | undefined;
  /** `key=value`, for programs. */
  readonly data?: readonly string[] | undefined;
  readonly via?: Via | undefined;
  /** The URL of the sender's own fork there, for a branch; remembered in this clone. */
  readonly fork?: string | undefined;
  readonly files: readonly FileInput[];
  /** Sends what looks like a key or a token, too. */
  readonly allow_secrets?: boolean | undefined;
  /** An open or lately closed issue there that says nearly the same is a conflict. */
  readonly if_new?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface SendResult extends Dispatched {
  /** The id there: the one that it got, else the one that it is to get. */
  readonly id: string;
  /** The short name of the project. */
  readonly project: string;
  readonly identity: string;
  readonly title: string;
  readonly to: readonly string[];
  /** The message that carries the attachments and what is expected; null without any of it. */
  readonly message: string | null;
  readonly attachments: readonly string[];
  /** The issue of this project that names it as related, and the one that waits for it. */
  readonly linked: string | null;
  readonly blocked: string | null;
  /** Who of that project is at work there now, as far as its ledger is on this machine; null where it is not. */
  readonly online: readonly string[] | null;
  /** What is alike there, as far as its ledger is on this machine. */
  readonly lookalikes: readonly Row[];
}

/**
 * Files an issue in another project: into the outbox first, then by whatever carrier there is; what cannot be brought now waits, and is sent all the same.
 * @throws UNKNOWN_PROJECT, AMBIGUOUS_PROJECT, OWN_PROJECT, INBOUND_CLOSED, UNKNOWN_AGENT, UNKNOWN_PERSON, SECRET_FOUND, LOOKALIKE under `if_new`, usage errors for bad values
 */
export async function send(workspace: Workspace, input: SendInput): Promise<SendResult> {
  const project = await resolveProject(workspace, input.project);
  if (project.own) throw ownProject(project);
  if (input.fork !== undefined) await rememberFork(workspace, project, input);
  const links = await linksOf(workspace, input);
  const target = await openTarget(workspace, project, input);
  try {
    return await sendTo({ workspace, project, links, target }, input);
  } finally {
    await target?.ledger.close();
  }
}

/** @throws URL_REFUSED */
async function rememberFork(workspace: Workspace, { identity }: KnownProject, { fork = "", dry_run }: SendInput): Promise<void> {
  const url = checkReachableUrl(fork, "user");
  if (dry_run === true) return;
  const { noteFork } = await import("../store/forks.ts");
  noteFork(workspace.repository.location, identity, url);
}

interface Sending {
  readonly workspace: Workspace;
  readonly project: KnownProject;
  readonly links: SendLinks;
  /** The target's ledger, where it is on this machine. */
  readonly target: Workspace | undefined;
}

/** Whether something is new can only be said with the target's ledger in hand: then it is fetched. */
async function openTarget(workspace: Workspace, project: KnownProject, { if_new }: SendInput): Promise<Workspace | undefined> {
  const found = await openAtHand(workspace, project);
  if (found !== undefined || if_new !== true) return found;
  const { openProject } = await import("./open-project.ts");
  return openProject(workspace, project);
}

async function sendTo(sending: Sending, input: SendInput): Promise<SendResult> {
  const { workspace, project, links, target } = sending;
  const there = await target?.ledger.snapshot();
  const attached = attach(input.files, there?.project ?? { settings: {} });
  const entry = await entryFor(sending, there, attached, input);
  const lookalikes = target === undefined ? [] : await lookalikesOf(target, { id: entry.bead, title: entry.title ?? "" });
  if (input.if_new === true && lookalikes.length > 0) throw lookalike(entry, project, lookalikes);
  const what = { entry, files: attached.files, edits: linkEdits(links, addressOf(entry)) };
  const { allow_secrets, dry_run } = input;
  const sent = await dispatch(workspace, project, what, { dry_run, allow_secrets, target });
  return {
    ...sent,
    id: sent.bead,
    project: shortName(project.name),
    identity: project.identity,
    title: entry.title ?? "",
    to: entry.to,
    message: hasCover(entry) ? entry.id : null,
    attachments: attached.attachments.map(({ name }) => name),
    linked: links.related,
    blocked: links.blocked,
    online: target === undefined ? null : await onlineIn(target),
    lookalikes,
  };
}

async function recipientsOf(
  { workspace, target }: Sending,
  there: Snapshot | undefined,
  typed: readonly string[],
): Promise<string[]> {
  if (typed.length === 0) return [];
  const { resolveRecipients } = await import("./recipients.ts");
  const site = target === undefined || there === undefined ? null : { workspace: target, snapshot: there };
  return resolveRecipients(workspace, typed, site);
}

async function entryFor(
  sending: Sending,
  there: Snapshot | undefined,
  { attachments }: Attached,
  input: SendInput,
): Promise<OutboxEntry> {
  const { workspace, project, links } = sending;
  const said = {
    kind: "issue",
    title: checkTitle(input.title),
    body: checkBody(bodyOf(input)),
    type: resolveType(there ?? { project: { types: [] } }, input.type ?? "task"),
    priority: String(parsePriority(input.priority ?? "2")),
    labels: [...new Set((input.labels ?? []).map(checkLabel))].sort(),
    issue: links.related ?? links.blocked,
    to: await recipientsOf(sending, there, input.to ?? []),
    expects: input.expects ?? "none",
    deadline: input.by === undefined ? null : resolveWhen(input.by, workspace.ledger.now()),
    data: resolveMetadata(input.data ?? []),
    via: input.via ?? (input.fork === undefined ? "push" : "branch"),
    attachments,
  } as const;
  return composeEntry(workspace, project, said, there?.project.prefix);
}

function bodyOf({ body = "", expect_text }: SendInput): string {
  return expect_text === undefined ? body : withSection(body, EXPECTED_RESPONSE, expect_text);
}

function hasCover({ attachments, to, expects, deadline, data }: OutboxEntry): boolean {
  return attachments.length + to.length + Object.keys(data).length > 0 || expects !== "none" || deadline !== null;
}

function lookalike({ title }: OutboxEntry, { name }: KnownProject, rows: readonly Row[]): BeadsError {
  const candidates = rows.map((row) => ({ id: row.issue.id, title: row.issue.title, status: row.computed }));
  const names = candidates.map(({ id, title: other }) => `${name}:${id} (${other})`).join(", ");
  return new BeadsError("conflict", "LOOKALIKE", `${JSON.stringify(title)} looks like ${names}.`, {
    hints: ["Add what you know there with bd reply, or leave --if-new away to send it all the same."],
    fields: { candidates },
  });
}
