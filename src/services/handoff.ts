import { parseAddress } from "../domain/address.ts";
import { checkBody } from "../domain/body.ts";
import { shortName } from "../domain/identity.ts";
import { ISSUE_TYPES, type Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import type { OutboxEntry, Via } from "../domain/outbox.ts";
import { BeadsError } from "../errors.ts";
import type { Edit } from "../store/operation.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { KnownProject } from "./discovery.ts";
import { type Dispatched, dispatch, openAtHand } from "./dispatch.ts";
import { refuseUnreasonedForce } from "./force.ts";
import { checkAgentSeen, isAgentHere } from "./known-agent.ts";
import { addressOf, composeEntry } from "./outbox-entry.ts";
import { resolveId } from "./resolve-id.ts";
import { resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

export interface HandoffInput {
  readonly id: string;
  /** The other project, and the agent there where one is meant. */
  readonly target: Extract<HandoffTarget, { readonly within: false }>;
  /** Goes along, and stands in the stub. */
  readonly reason?: string | undefined;
  /** Although somebody else holds it. */
  readonly force?: boolean | undefined;
  readonly via?: Via | undefined;
  /** Lets what looks like a key or a token go along. */
  readonly allow_secrets?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface HandoffResult extends Dispatched {
  /** The issue here, which points on from now on. */
  readonly id: string;
  readonly title: string;
  /** The short name of the project that it moved to. */
  readonly project: string;
  readonly identity: string;
  readonly to: readonly string[];
  /** Messages that went along. */
  readonly messages: number;
  /** Issues here that needed it, and wait for it there from now on. */
  readonly waiting: readonly string[];
}

/**
 * Moves an issue to another project with its whole thread. What stays here is closed and points on; who needed it here waits for it there.
 * @throws ISSUE_CLOSED, OPEN_CHILDREN, CLAIM_HELD, CLAIM_SUPERSEDED, UNKNOWN_AGENT, SECRET_FOUND, INBOUND_CLOSED
 */
export async function handoff(workspace: Workspace, input: HandoffInput): Promise<HandoffResult> {
  refuseUnreasonedForce(input);
  const snapshot = await workspace.ledger.snapshot();
  const issue = snapshot.issue(resolveId(snapshot, input.id, { exact: true })) as Issue;
  const { project, agent } = input.target;
  if ((await workspace.ledger.repeated()) === undefined) refuseUnfit(snapshot, issue);
  const messages = snapshot.messages({ thread: issue.id });
  if (input.allow_secrets !== true) await refuseSecrets(workspace, issue, messages);
  const target = await openAtHand(workspace, project);
  try {
    const there = await target?.ledger.snapshot();
    if (agent !== null && target !== undefined && there !== undefined)
      await checkAgentSeen({ workspace: target, snapshot: there }, agent);
    const entry = entryFor({ workspace, project, there, issue, agent }, input);
    const waiting = waitingFor(snapshot, issue.id);
    const close = { issue: issue.id, reason: input.reason ?? null, force: input.force === true };
    const what = { entry, files: [], edits: waiting.map((id) => rewired(snapshot, id, issue.id, addressOf(entry))), close };
    const { allow_secrets, dry_run } = input;
    const sent = await dispatch(workspace, project, what, { allow_secrets, dry_run, target });
    const { name, identity } = project;
    const said = { title: issue.title, project: shortName(name), identity, to: entry.to, messages: messages.length, waiting };
    return { ...sent, id: issue.id, ...said };
  } finally {
    await target?.ledger.close();
  }
}

/** A path of this machine, which is no address, and names a repository. */
const PATH = /^(?:[/\\.~]|[A-Za-z]:[\\/])/;

/** To whom an issue goes: to another project, or to somebody of this one (null: whoever takes it). */
export type HandoffTarget =
  | { readonly within: true; readonly receiver: string | null }
  | { readonly within: false; readonly project: KnownProject; readonly agent: string | null };

/** Who is meant by `--to`. @throws UNKNOWN_PROJECT, UNKNOWN_AGENT, UNKNOWN_PERSON, NOT_A_PROJECT */
export async function handoffTarget(workspace: Workspace, typed: string | undefined): Promise<HandoffTarget> {
  if (typed === undefined) return { within: true, receiver: null };
  const address = PATH.test(typed) ? ({ kind: "project", project: typed, url: typed } as const) : parseAddress(typed);
  if (address.kind === "all" || address.kind === "bead") throw nobody(typed);
  if (address.kind === "person") return { within: true, receiver: await receiverOf(workspace, typed) };
  if (address.kind === "agent" && isAgentHere(await workspace.ledger.snapshot(), address.name)) {
    return { within: true, receiver: await receiverOf(workspace, typed) };
  }
  const project = await resolveProject(workspace, address.kind === "project" && address.url !== null ? typed : address.project);
  if (!project.own) return { within: false, project, agent: address.kind === "agent" ? address.name : null };
  return { within: true, receiver: address.kind === "agent" ? await receiverOf(workspace, typed) : null };
}

async function receiverOf(workspace: Workspace, typed: string): Promise<string | null> {
  const { resolveRecipients } = await import("./recipients.ts");
  const here = { workspace, snapshot: await workspace.ledger.snapshot() };
  const [receiver = null] = await resolveRecipients(workspace, [typed], here);
  return receiver;
}

/** A stub has to be closed, and a parent's children cannot be left behind. Force does not help: it is about other people's claims. */
function refuseUnfit(snapshot: Snapshot, { id, status, superseded_by }: Issue): void {
  if (status === "closed") {
    const hint = superseded_by === null ? `bd reopen ${id} opens it again.` : `It went on as ${superseded_by}.`;
    throw new BeadsError("conflict", "ISSUE_CLOSED", `${id} is closed: there is nothing to hand over.`, {
      hints: [hint],
      fields: { id, superseded_by },
    });
  }
  const open = snapshot.children(id).filter((child) => snapshot.issue(child)?.status !== "closed");
  if (open.length === 0) return;
  throw new BeadsError("conflict", "OPEN_CHILDREN", `${id} has open children: ${open.slice(0, 5).join(", ")}.`, {
    hints: ["Hand each of them over first, close them, or take them out with bd update <child> --no-parent."],
    fields: { id, children: open },
  });
}

/** All that has ever been said on it leaves the project now, not only what is said with it. */
async function refuseSecrets({ ledger }: Workspace, issue: Issue, messages: readonly Message[]): Promise<void> {
  const [{ checkSecrets, threadTexts }, { readThreadFiles }] = await Promise.all([
    import("./secrets.ts"),
    import("../store/outbox-files.ts"),
  ]);
  await checkSecrets(threadTexts(issue, messages, await readThreadFiles(ledger, messages)));
}

interface Moving {
  readonly workspace: Workspace;
  readonly project: KnownProject;
  readonly there: Snapshot | undefined;
  readonly issue: Issue;
  readonly agent: string | null;
}

function entryFor({ workspace, project, there, issue, agent }: Moving, { reason, via = "push" }: HandoffInput): OutboxEntry {
  const types = [...ISSUE_TYPES, ...(there?.project.types.map(({ name }) => name) ?? [])];
  const words = checkBody(reason ?? "");
  const said = {
    kind: "handoff",
    title: issue.title,
    type: types.includes(issue.type) ? issue.type : "task",
    priority: String(issue.priority),
    labels: issue.labels,
    issue: issue.id,
    to: agent === null ? [] : [agent],
    via,
    body: words === "" && agent !== null ? `Handed over to ${agent}.` : words,
  } as const;
  return composeEntry(workspace, project, said, there?.project.prefix);
}

/** Open issues here that need it. */
function waitingFor(snapshot: Snapshot, id: string): string[] {
  return snapshot.dependents(id).filter((other) => snapshot.issue(other)?.status !== "closed");
}

function rewired(snapshot: Snapshot, id: string, from: string, to: string): Edit {
  const success = snapshot.issue(id)?.needs.find((need) => need.id === from)?.needs_success === true;
  return { id, remove: { needs: [from] }, add: { needs: [{ id: to, needs_success: success }] } };
}

function nobody(to: string): BeadsError {
  return new BeadsError("usage", "NOT_A_PROJECT", `${to} is no project, and no agent of one.`, {
    hints: ["An issue is handed to a project (beads), or to an agent there (alpha/beads)."],
    fields: { to },
  });
}
