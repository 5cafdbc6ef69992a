import type { SyncReport } from "../store/ledger.ts";
import type { Workspace } from "./workspace.ts";

export interface SyncInput {
  /** Takes what is lost off the list of what was lost, once it was shown. */
  readonly acknowledge?: boolean | undefined;
  /** Follows a remote ledger whose history was rewritten; what is here is kept as a backup ref. */
  readonly adopt?: boolean | undefined;
}

export interface SyncResult {
  readonly report: SyncReport;
  /** Changes lost earlier that nobody has acknowledged yet, those of this sync included. */
  readonly lost: SyncReport["lost"];
  readonly acknowledged: boolean;
}

/** Fetches and pushes now. @throws SYNC_UNREACHABLE, LEDGER_REWRITTEN */
export async function sync(workspace: Workspace, input: SyncInput): Promise<SyncResult> {
  const { ledger } = workspace;
  const report = await ledger.sync(input.adopt === true ? { adopt: true } : {});
  const { lost } = await ledger.health();
  if (input.acknowledge === true) await ledger.acknowledge(lost.map((entry) => entry.op));
  return { report, lost, acknowledged: input.acknowledge === true };
}
