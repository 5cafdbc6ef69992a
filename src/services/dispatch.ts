import type { OutboxEntry } from "../domain/outbox.ts";
import { BeadsError } from "../errors.ts";
import type { AttachedFile, Edit, VerbArguments } from "../store/operation.ts";
import type { Attempt, Carrier } from "./carriers/carrier.ts";
import { carry } from "./carriers/carry.ts";
import { deliveryOf } from "./carriers/delivery.ts";
import { isLetIn } from "./carriers/let-in.ts";
import { isPassing } from "./carriers/trouble.ts";
import type { KnownProject } from "./discovery.ts";
import { openClones } from "./open-project.ts";
import { shortAddress } from "./outbox-entry.ts";
import { findProjectUrl, type ProjectUrl, urlForLedger } from "./project-urls.ts";
import { settleEntry } from "./settle-entry.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export type { Carrier } from "./carriers/carrier.ts";

/** Something for another project, with what else the sending changes here. */
export interface Dispatch {
  readonly entry: OutboxEntry;
  readonly files: readonly AttachedFile[];
  readonly edits?: readonly Edit[];
  readonly close?: VerbArguments["send"]["close"];
}

/** How far something got on its way. */
export interface Dispatched {
  readonly state: "delivered" | "queued" | "proposed" | "refused";
  /** The outbox entry. */
  readonly entry: string;
  /** The id that it has there, or is to have. */
  readonly bead: string;
  /** `beads:beads-7k3xq2`. */
  readonly address: string;
  readonly carrier: Carrier | null;
  /** In words why it is not there, and what to do about it; null if it is. */
  readonly why: string | null;
  readonly hint: string | null;
  /** True where it waits for something that will not go away by itself. */
  readonly final: boolean;
  /** The branch under which it was proposed. */
  readonly branch: string | null;
  /** In the sender's own ledger. */
  readonly landing: Landing;
}

export interface DispatchMode {
  readonly dry_run?: boolean | undefined;
  /** Sends what looks like a key or a token, too. */
  readonly allow_secrets?: boolean | undefined;
  /** The target where the caller has opened it already: a clone or the mirror on this machine. It stays open. */
  readonly target?: Workspace | undefined;
}

/**
 * Sends something to another project: first, in one commit, into the outbox of the sender's own ledger, so that it cannot get lost from here on; then
 * by whatever carrier there is. What could not be brought now waits there, which is no failure.
 * @throws OWN_PROJECT, SECRET_FOUND, TARGET_WITHOUT_LEDGER, INBOUND_CLOSED where the target is known to take nothing; then nothing is stored
 */
export async function dispatch(
  workspace: Workspace,
  project: KnownProject,
  what: Dispatch,
  mode: DispatchMode = {},
): Promise<Dispatched> {
  if (project.own) throw ownProject(project);
  if (mode.allow_secrets !== true) await refuseSecrets(what);
  const opened = mode.target ?? (await openAtHand(workspace, project));
  try {
    await refuseByPolicy(workspace, what, opened);
    const found = await findProjectUrl(workspace, project);
    if (opened === undefined && mode.dry_run !== true) await keepTyped(workspace, project, found);
    const url = what.entry.url ?? urlForLedger(found);
    const sent = { ...what, entry: { ...what.entry, url } };
    return await workspace.ledger.together(() => sendOff(workspace, project, sent, { ...mode, target: opened }));
  } finally {
    if (opened !== mode.target) await opened?.ledger.close();
  }
}

/** A path or URL that only the caller knows is kept before anything is stored: who goes on after a crash could not tell where it was to go. */
async function keepTyped(workspace: Workspace, project: KnownProject, found: ProjectUrl | undefined): Promise<void> {
  if (project.typed === undefined || found === undefined) return;
  const { url, source, rank } = found;
  await workspace.makeMirror({ identity: project.identity, url, source, rank });
}

/** What leaves the project is out for good. */
async function refuseSecrets({ entry, files }: Dispatch): Promise<void> {
  const { checkSecrets, textsOf } = await import("./secrets.ts");
  await checkSecrets(textsOf(entry, files));
}

/**
 * A clone or mirror of a project on this machine, with its ledger. Only a clone that never had one asks its remote for it; that nothing else here can be
 * opened is no failure yet. @throws TARGET_WITHOUT_LEDGER, NEWER_FORMAT
 */
export async function openAtHand(workspace: Workspace, project: KnownProject): Promise<Workspace | undefined> {
  const opened = await openClones(workspace, project, { one: true, with_ledger: workspace.offline }).catch((error: unknown) => {
    if (error instanceof BeadsError && error.kind === "environment" && error.code !== "TARGET_WITHOUT_LEDGER") return [];
    throw error;
  });
  return opened[0];
}

/** What the target's rules, as far as they are known here, would refuse anyhow is refused before anything is stored. What only time keeps out may wait. */
async function refuseByPolicy(workspace: Workspace, { entry, files }: Dispatch, target: Workspace | undefined): Promise<void> {
  if (target === undefined || entry.via === "branch") return;
  if (isLetIn({ entry, files }, (await target.ledger.snapshot()).project)) return;
  const preview = async () => {
    const args = await deliveryOf(workspace, { entry, files }, await target.ledger.snapshot());
    await target.ledger.preview("deliver", args);
  };
  const refusal = await refusalOf(preview);
  if (refusal === undefined) return;
  // What is known here may be old: a no that the target has taken back meanwhile must not be given.
  const isFresh = !target.offline && (await target.ledger.sync().catch(() => undefined)) !== undefined;
  const still = isFresh ? await refusalOf(preview) : refusal;
  if (still !== undefined) throw still;
}

async function refusalOf(preview: () => Promise<void>): Promise<BeadsError | undefined> {
  try {
    await preview();
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    if (error.kind === "conflict" && !isPassing(error.code)) return error;
  }
  return undefined;
}

async function sendOff(workspace: Workspace, project: KnownProject, what: Dispatch, mode: DispatchMode): Promise<Dispatched> {
  const { entry, files } = what;
  const args = { entry, files, edits: what.edits ?? [], close: what.close ?? null, proof: await workspace.proof() };
  const sent = await write(workspace, "send", args, { urgency: "never", dry_run: mode.dry_run });
  if (mode.dry_run === true) return dispatchedOf(project, entry, undefined, sent.landing);
  const through = mode.target === undefined || isMirror(mode.target) ? {} : { opened: mode.target };
  const attempt = (await carry(workspace, project, [{ entry, files }], through)).get(entry.id) as Attempt;
  return dispatchedOf(project, entry, attempt, await land(workspace, entry, attempt, sent.landing));
}

function isMirror({ repository }: Workspace): boolean {
  return repository.location.workTree === null;
}

/** One push takes along the entry and what became of it. */
async function land(workspace: Workspace, entry: OutboxEntry, attempt: Attempt, sent: Landing): Promise<Landing> {
  const urgency = workspace.offline ? "never" : "now";
  const marked = await settleEntry(workspace, entry, attempt, urgency).catch((error: unknown) => {
    if (!(error instanceof BeadsError)) throw error;
    workspace.warn(`What became of it could not be written down here, and is with the next sync: ${error.message}`);
    return undefined;
  });
  const { reach, why } = marked ?? (await workspace.ledger.push());
  return { ...sent, reach, why };
}

function dispatchedOf(project: KnownProject, entry: OutboxEntry, attempt: Attempt | undefined, landing: Landing): Dispatched {
  const bead = attempt?.bead ?? entry.bead;
  return {
    state: attempt?.state ?? "queued",
    entry: entry.id,
    bead,
    address: shortAddress(project, bead),
    carrier: attempt?.carrier ?? null,
    why: attempt?.why ?? null,
    hint: attempt?.hint ?? null,
    final: attempt?.final ?? false,
    branch: attempt?.branch ?? null,
    landing,
  };
}

/** The refusal to send something to oneself. */
export function ownProject({ name }: KnownProject): BeadsError {
  return new BeadsError("usage", "OWN_PROJECT", `${name} is the project that you are in.`, {
    hints: ["bd create files an issue here."],
    fields: { project: name },
  });
}
