import { EXPECTED_ACK } from "../../templates/decision-body.ts";
import type { Decision } from "../domain/decision.ts";
import type { OutboxEntry } from "../domain/outbox.ts";
import { DECISION_KEY, propagationId, TOPICS_KEY } from "../domain/propagation.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { KnownProject } from "./discovery.ts";
import { dispatch, ownProject } from "./dispatch.ts";
import { composeEntry } from "./outbox-entry.ts";
import { projectOf, resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

/** How far a decision got on its way to one project. */
export interface Propagated {
  /** The identity. */
  readonly project: string;
  readonly name: string;
  readonly state: "delivered" | "queued" | "proposed" | "refused";
  /** The issue that it is there; null where it was refused before anything was sent. */
  readonly address: string | null;
  readonly why: string | null;
}

export interface PropagateMode {
  readonly allow_secrets?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

/** The projects that are to know of a decision. @throws UNKNOWN_PROJECT, AMBIGUOUS_PROJECT, OWN_PROJECT */
export async function resolveTargets(workspace: Workspace, typed: readonly string[]): Promise<KnownProject[]> {
  const found = new Map<string, KnownProject>();
  for (const text of typed) {
    const project = await resolveProject(workspace, text);
    if (project.own) throw ownProject(project);
    found.set(project.identity, project);
  }
  return [...found.values()];
}

/**
 * Sends a decision to the projects that are to acknowledge it and were not sent it yet: as an issue of type decision, which nobody is offered as
 * work, with a message that asks for an ack. What one project refuses is told, and keeps it from no other.
 * @throws SECRET_FOUND
 */
export async function propagate(
  workspace: Workspace,
  decision: Decision,
  projects: readonly KnownProject[],
  mode: PropagateMode,
): Promise<Propagated[]> {
  const sent: Propagated[] = [];
  for (const project of projects) {
    if (findSent(await workspace.ledger.snapshot(), decision.id, project.identity) !== undefined) continue;
    sent.push(await sendOne(workspace, decision, project, mode));
  }
  return sent;
}

/** The projects that a decision names itself. */
export function targetsOf(workspace: Workspace, { propagate: identities }: Decision): Promise<KnownProject[]> {
  return Promise.all(identities.map((identity) => projectOf(workspace, identity)));
}

/** The outbox entry that carries a decision to a project. */
export function findSent(snapshot: Pick<Snapshot, "passages">, decision: string, project: string) {
  return snapshot.passages({ project }).find(({ entry }) => entry.data[DECISION_KEY] === decision);
}

/** Asks whether a decision could be sent, before it is made. @throws SECRET_FOUND, INBOUND_CLOSED and the like */
export async function askFirst(
  workspace: Workspace,
  decision: Decision,
  projects: readonly KnownProject[],
  { allow_secrets }: PropagateMode,
): Promise<void> {
  for (const project of projects) {
    const entry = entryFor(workspace, decision, project);
    await dispatch(workspace, project, { entry, files: [] }, { allow_secrets, dry_run: true });
  }
}

function entryFor(workspace: Workspace, decision: Decision, project: KnownProject): OutboxEntry {
  return composeEntry(workspace, project, {
    ...{ id: propagationId(decision, project.identity), kind: "issue", type: "decision", priority: "2", expects: "ack" },
    ...{ title: decision.title, data: dataOf(decision) },
    body: [EXPECTED_ACK, decision.body].filter((part) => part !== "").join("\n\n"),
  });
}

/** Labels are the sender's own: where others use them for something else they are topics at most. */
function dataOf({ id, topics, labels }: Decision): Record<string, string> {
  const about = [...new Set([...topics, ...labels])].map((topic) => topic.replaceAll(",", " ")).join(", ");
  return { [DECISION_KEY]: id, ...(about === "" ? {} : { [TOPICS_KEY]: about }) };
}

async function sendOne(
  workspace: Workspace,
  decision: Decision,
  project: KnownProject,
  mode: PropagateMode,
): Promise<Propagated> {
  const entry = entryFor(workspace, decision, project);
  const where = { project: project.identity, name: project.name };
  try {
    const { state, address, why } = await dispatch(workspace, project, { entry, files: [] }, mode);
    return { ...where, state, address, why };
  } catch (error) {
    if (!(error instanceof BeadsError) || error.kind !== "conflict") throw error;
    return { ...where, state: "refused", address: null, why: error.message };
  }
}
