import { BeadsError } from "../errors.ts";
import type { SyncReport } from "../store/ledger.ts";
import type { LinkedClose } from "./close-linked.ts";
import type { DeliveryReport } from "./deliver-waiting.ts";
import type { ExternalReport } from "./external.ts";
import { type Proposed, withUrl } from "./proposed.ts";
import type { Refreshed } from "./refresh-mirrors.ts";
import type { Workspace } from "./workspace.ts";

export interface SyncInput {
  /** Takes what is lost off the list of what was lost, once it was shown. */
  readonly acknowledge?: boolean | undefined;
  /** Follows a remote ledger whose history was rewritten, and those of other projects; what is here is kept as a backup ref. */
  readonly adopt?: boolean | undefined;
}

export interface SyncResult {
  readonly report: SyncReport;
  /** What was proposed instead of pushed; null where nothing was. */
  readonly proposed: Proposed | null;
  /** Changes lost earlier that nobody has acknowledged yet, those of this sync included. */
  readonly lost: SyncReport["lost"];
  readonly acknowledged: boolean;
  /** What waited for other projects, and how far it got. */
  readonly outbox: readonly DeliveryReport[];
  /** The mirrors of other projects that were fetched. */
  readonly mirrors: readonly Refreshed[];
  /** What was looked up of the issues that are needed of other projects. */
  readonly externals: ExternalReport;
  /** Issues that commits on the default branch closed, or were to close. */
  readonly linked: readonly LinkedClose[];
}

/** Fetches and pushes now, and brings what waits for other projects. @throws SYNC_UNREACHABLE, LEDGER_REWRITTEN */
export async function sync(workspace: Workspace, input: SyncInput): Promise<SyncResult> {
  const { ledger } = workspace;
  const began = ledger.now();
  const report = await ledger.sync(input.adopt === true ? { adopt: true } : {});
  const linked = await (await import("./close-linked.ts")).closeLinked(workspace);
  if (linked.some(({ closed }) => closed) && !workspace.offline) await ledger.push();
  const elsewhere = await syncElsewhere(workspace, input.adopt === true);
  const { lost } = await ledger.health();
  if (input.acknowledge === true) await ledger.acknowledge(lost.map((entry) => entry.op));
  const proposed = withUrl(workspace, report.proposed);
  const externals = await syncExternals(workspace, began);
  return { report, proposed, lost, acknowledged: input.acknowledge === true, ...elsewhere, externals, linked };
}

/** Only a project whose issues need some of others has anything to look up. */
async function syncExternals(workspace: Workspace, since: number): Promise<ExternalReport> {
  const needed = (await workspace.ledger.snapshot()).needsElsewhere();
  if (needed.length === 0) return { projects: [], trouble: {}, changed: false };
  return (await import("./external.ts")).refreshExternals(workspace, { network: true, since });
}

/** Only a project that has ever sent something has anything to do with others. */
async function syncElsewhere(workspace: Workspace, adopt: boolean): Promise<Pick<SyncResult, "outbox" | "mirrors">> {
  const snapshot = await workspace.ledger.snapshot();
  if (workspace.offline || snapshot.passages({ limit: 1 }).length === 0) return { outbox: [], mirrors: [] };
  const [{ deliverWaiting }, { refreshMirrors }] = await Promise.all([
    import("./deliver-waiting.ts"),
    import("./refresh-mirrors.ts"),
  ]);
  // What waits can be brought only to a ledger that may be followed.
  if (adopt) await refreshMirrors(workspace, { force: true, adopt });
  const outbox = await deliverWaiting(workspace, { force: true });
  const mirrors = await refreshMirrors(workspace, { force: true });
  if ((await (await import("./delivered-after-all.ts")).noteDelivered(workspace)) > 0) await workspace.ledger.push();
  if (snapshot.records("decision", {}).some(({ head }) => head.propagate.length > 0))
    await (await import("./note-acks.ts")).noteAcks(workspace).catch((error: unknown) => {
      if (!(error instanceof BeadsError)) throw error;
      workspace.warn(`Who acknowledged decisions could not be written down: ${error.message}`);
    });
  return { outbox, mirrors };
}
