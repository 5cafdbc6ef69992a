import { inboundOf } from "../domain/admission.ts";
import type { OutboxEntry, Passage } from "../domain/outbox.ts";
import { countingAmong } from "../domain/taking-back.ts";
import { BeadsError } from "../errors.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { findDelivered } from "./carriers/delivery.ts";
import { openClones } from "./open-project.ts";
import { type OutboxRow, outboxRow } from "./outbox.ts";
import { projectOf } from "./resolve-project.ts";
import { shortNames } from "./short-names.ts";
import type { Workspace } from "./workspace.ts";

/**
 * What became of something that was sent: as the outbox has it, and once it is there, as far as the target's ledger is known on this machine. `seen`:
 * somebody there acknowledged it. `accepted`: somebody there took it up. `answered`: somebody there replied, or closed it.
 */
export type SentState = OutboxRow["state"] | "seen" | "accepted" | "answered";

export interface SentRow extends Omit<OutboxRow, "state"> {
  readonly state: SentState;
  readonly expects: OutboxEntry["expects"];
  readonly deadline: string | null;
  /** The state of the issue there, who holds it, and why it was closed; null where its ledger is not here. */
  readonly there: { readonly status: string; readonly holder: string | null; readonly reason: string | null } | null;
}

export interface SentInput {
  /** The identity or short name of a target. */
  readonly project?: string | undefined;
  /** Undefined: no limit. */
  readonly limit?: number | undefined;
}

/** What this project has sent to others, newest first. Nobody is asked over the network: bd sync brings what is new. */
export async function sent(workspace: Workspace, input: SentInput): Promise<{ rows: readonly SentRow[]; more: number }> {
  const snapshot = await workspace.ledger.snapshot();
  const names = await shortNames(workspace);
  const isWanted = ({ entry }: Passage) =>
    input.project === undefined || [entry.project, names(entry.project)].includes(input.project);
  const all = snapshot.passages({}).filter(isWanted);
  const shown = input.limit === undefined ? all : all.slice(0, input.limit);
  const sights = new Map<string, Sight[]>();
  for (const project of new Set(shown.map(({ entry }) => entry.project))) sights.set(project, await look(workspace, project));
  const rows = shown.map((passage) => rowOf(workspace, passage, sights.get(passage.entry.project) ?? [], names));
  await Promise.all([...sights.values()].flat().map((sight) => sight.close()));
  return { rows, more: all.length - shown.length };
}

/** A ledger of the target on this machine. */
interface Sight {
  readonly snapshot: Snapshot;
  rowOf(id: string): Row | undefined;
  close(): Promise<void>;
}

async function look(workspace: Workspace, identity: string): Promise<Sight[]> {
  const project = await projectOf(workspace, identity);
  const clones = project.own ? [] : await openClones(workspace, project, { with_ledger: true });
  const sights = await Promise.all(
    clones.map(async ({ ledger }): Promise<Sight | undefined> => {
      try {
        const [snapshot, moment] = [await ledger.snapshot(), await ledger.moment()];
        return { snapshot, rowOf: (id) => snapshot.row(id, moment), close: () => ledger.close() };
      } catch (error) {
        if (!(error instanceof BeadsError)) throw error;
        await ledger.close();
        return undefined;
      }
    }),
  );
  return sights.filter((sight) => sight !== undefined);
}

function rowOf(workspace: Workspace, passage: Passage, sights: readonly Sight[], names: (identity: string) => string): SentRow {
  const { state, ...row } = outboxRow(workspace, passage, names);
  const { expects, deadline } = passage.entry;
  const views = sights
    .map((sight) => viewOf(passage, sight))
    .filter((view) => view !== undefined && isTelling(state, view.state));
  const best = views.filter((view) => view !== undefined).sort((a, b) => ORDER.indexOf(b.state) - ORDER.indexOf(a.state))[0];
  const later = best === undefined || state === "refused" ? state : best.state;
  const newest = views.reduce<View | undefined>((a, b) => (a === undefined || (b?.updated ?? "") > a.updated ? b : a), undefined);
  return { ...row, state: later, expects, deadline, reason: best?.refusal ?? row.reason, there: newest?.there ?? null };
}

/** That it lies in a clone here says nothing while it waits to be pushed from there; that somebody there did something with it says all. */
function isTelling(state: OutboxRow["state"], there: SentState): boolean {
  return state === "delivered" || there !== "delivered";
}

/** The farther it got, the later. Clones differ in how much they know: who knows most is believed. */
const ORDER: readonly SentState[] = ["delivered", "seen", "accepted", "answered", "refused"];

interface View {
  readonly state: SentState;
  readonly there: SentRow["there"];
  readonly refusal: string | null;
  /** When its last change was made, as far as this ledger knows: how the issue stands now is the newest word. */
  readonly updated: string;
}

function viewOf({ entry }: Passage, { snapshot, rowOf: rowAt }: Sight): View | undefined {
  const bead = findDelivered(snapshot, entry);
  const row = bead === undefined ? undefined : rowAt(bead);
  if (row === undefined) return undefined;
  const { issue, computed, holder } = row;
  const there = { status: computed, holder, reason: issue.closed?.reason ?? null };
  const refusal =
    entry.kind !== "message" && issue.closed?.outcome === "rejected" ? (issue.closed.reason ?? "It was rejected.") : null;
  return { state: refusal === null ? progressOf(entry, row, snapshot) : "refused", there, refusal, updated: row.updated };
}

function progressOf(entry: OutboxEntry, { issue, lease }: Row, snapshot: Snapshot): SentState {
  const theirs = countingAmong(snapshot.messages({ thread: issue.id })).filter(
    ({ from, in_reply_to }) => from.project !== entry.from.project && (entry.kind !== "message" || in_reply_to === entry.id),
  );
  // That it was let in is no answer to what it asks.
  const isAnswered =
    theirs.some(({ type, data }) => type !== "ack" && data["verdict"] === undefined) ||
    (entry.kind !== "message" && issue.status === "closed");
  if (isAnswered) return "answered";
  const isLetIn = issue.status === "open" && inboundOf(snapshot.project, entry.from.project) === "review";
  if (entry.kind !== "message" && (lease !== null || issue.assignee !== null || isLetIn)) return "accepted";
  return theirs.length > 0 ? "seen" : "delivered";
}
