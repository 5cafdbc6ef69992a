import { BeadsError, exitStatus } from "../errors.ts";
import { type Check, fail, ok } from "./doctor/check.ts";
import { checkIndex, checkLocks, checkRefs } from "./doctor/clone-state.ts";
import { checkBeads, checkHealth, checkRemote } from "./doctor/ledger-state.ts";
import { checkSurroundings } from "./doctor/surroundings.ts";
import type { Workspace } from "./workspace.ts";

export type { Check } from "./doctor/check.ts";

export interface DoctorInput {
  /** True: repair what can be repaired without a loss. */
  readonly fix: boolean;
  /** The version of Node that runs this. */
  readonly node: string;
}

export interface DoctorResult {
  readonly checks: readonly Check[];
  /** The worst: 0, 4 (the ledger) or 5 (what is around it). */
  readonly status: number;
}

/** Milliseconds that the remote may take to answer. */
const PATIENCE = 15_000;

/** Looks at everything that can be wrong. What fails while it is looked at is one more finding, and keeps no other look from being made. */
export async function doctor(workspace: Workspace, { fix, node }: DoctorInput): Promise<DoctorResult> {
  const checks = [
    ...(await look("git", () => checkSurroundings(workspace, node))),
    ...(await look("refs", async () => [await checkRefs(workspace)])),
    ...(await look("index", async () => [checkIndex(workspace, fix)])),
    ...(await look("locks", async () => [checkLocks(workspace, fix)])),
    ...(await look("ledger", () => lookAtLedger(workspace))),
  ];
  return { checks, status: Math.max(...checks.map(({ status }) => status)) };
}

async function lookAtLedger(workspace: Workspace): Promise<Check[]> {
  const snapshot = await workspace.ledger.snapshot();
  const { name, format, identity } = snapshot.project;
  const ledger = ok("ledger", `${name} = ${identity}, format ${format}`);
  const health = await look("health", async () => {
    const found = await workspace.ledger.health();
    return [...checkHealth(found), ...(await look("remote", async () => [await checkRemote(workspace, found, PATIENCE)]))];
  });
  return [ledger, ...checkBeads(snapshot, await workspace.ledger.moment()), ...health];
}

async function look(name: string, work: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    const status = exitStatus(error.kind) === 4 ? 4 : 5;
    const [advice] = error.hints;
    return [fail(name, error.message.replace(/\.$/, ""), status, advice === undefined ? {} : { advice })];
  }
}
