import type { Shorten } from "../domain/elsewhere.ts";
import type { Standoff } from "../domain/standoff.ts";
import { BeadsError } from "../errors.ts";
import type { LedgerHealth } from "../store/ledger.ts";
import type { InvalidFile, Row, Stats } from "../store/snapshot.ts";
import type { AlertFailure } from "./alert.ts";
import { type Attention, attentionOf } from "./attention.ts";
import { heldRows } from "./held.ts";
import { type Proposed, withUrl } from "./proposed.ts";
import { reservationsInForce } from "./reservations.ts";
import { standoffsIn } from "./standoffs.ts";
import type { Workspace } from "./workspace.ts";

export interface StatusInput {
  /** Takes what was lost off the list: these operations, or all of them where none is named. Undefined: nothing. */
  readonly acknowledge?: readonly string[] | undefined;
}

/** The project at a glance. */
export interface StatusResult {
  readonly project: { readonly name: string; readonly identity: string; readonly prefix: string };
  readonly stats: Stats;
  readonly mine: readonly Row[];
  /** What waits for somebody. */
  readonly attention: Attention;
  /** Alerts that did not get through to the person. */
  readonly alerts_failed: readonly AlertFailure[];
  readonly health: LedgerHealth;
  /** How much is on its way to other projects. */
  readonly under_way: number;
  /** What of this clone's changes waits for a person to merge it. */
  readonly proposed: Proposed | null;
  readonly invalid: readonly InvalidFile[];
  readonly cycles: readonly (readonly string[])[];
  /** Agents who wait for each other. */
  readonly standoffs: readonly Standoff[];
  /** How many reservations of paths hold now, and how many of them are the caller's. */
  readonly reservations: { readonly total: number; readonly mine: number };
  /** How ids of other projects are shown. */
  readonly shorten: Shorten;
  /** Operations that were taken off the lost list just now. */
  readonly acknowledged: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Counts, the caller's claims, what is not shared yet, and everything that is not as it should be. @throws NO_LEDGER, NOT_ON_LOST_LIST */
export async function status(workspace: Workspace, input: StatusInput = {}): Promise<StatusResult> {
  const { ledger } = workspace;
  const acknowledged = await acknowledge(workspace, input);
  const [snapshot, moment, health] = await Promise.all([ledger.snapshot(), ledger.moment(), ledger.health()]);
  const { name, identity, prefix } = snapshot.project;
  return {
    project: { name, identity: workspace.identity || identity, prefix },
    stats: snapshot.stats(moment),
    mine: await heldRows(workspace),
    attention: attentionOf(snapshot, moment),
    alerts_failed: await workspace.alerts.failures(),
    health,
    proposed: withUrl(workspace, health.proposed),
    under_way: snapshot.passages({ under_way: true }).length,
    invalid: snapshot.invalid(),
    cycles: snapshot.cycles(),
    standoffs: standoffsIn(snapshot, moment),
    reservations: await countReservations(workspace),
    shorten: snapshot.shortener(),
    acknowledged,
    now: moment.now,
  };
}

async function countReservations(workspace: Workspace): Promise<StatusResult["reservations"]> {
  const rows = await reservationsInForce(workspace);
  return { total: rows.length, mine: rows.filter(({ mine }) => mine).length };
}

async function acknowledge({ ledger }: Workspace, input: StatusInput): Promise<readonly string[]> {
  if (input.acknowledge === undefined) return [];
  const listed = (await ledger.health()).lost.map(({ op }) => op);
  const unknown = input.acknowledge.find((op) => !listed.includes(op));
  if (unknown !== undefined) {
    throw new BeadsError("not-found", "NOT_ON_LOST_LIST", `${unknown} is not on the list of what was lost.`, {
      hints: ["bd status shows the list."],
      fields: { op: unknown, listed },
    });
  }
  const ops = input.acknowledge.length === 0 ? listed : input.acknowledge;
  await ledger.acknowledge(ops);
  return ops;
}
