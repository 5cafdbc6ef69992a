import { setTimeout as wait } from "node:timers/promises";
import type { Workspace } from "../services/workspace.ts";
import { runBackground } from "../store/background.ts";
import { openClone } from "../store/open.ts";
import { hasSpooled } from "./alerts/spool.ts";
import type { BackgroundJob } from "./background.ts";
import { type Opening, openParts, openWorkspace } from "./open.ts";

/** A job that talks to the shared remote. */
type ContactJob = Exclude<BackgroundJob, "alert">;

/** The whole life of a detached process: one fetch or one push, and what waits for other projects. */
export async function runDetached(opening: Opening, job: BackgroundJob): Promise<void> {
  const behind: Opening = { ...opening, detached: true, alone: true };
  if (job === "alert") return sendAlerts(behind);
  try {
    await runOnce(behind, job);
  } finally {
    await passOn(behind, job);
    await sendAlerts(behind);
  }
}

async function sendAlerts(opening: Opening): Promise<void> {
  const workspace = await openWorkspace(opening);
  // Sending takes its time, and needs nothing of the ledger.
  await workspace.ledger.close();
  if (!hasSpooled(workspace.repository.location)) return;
  const { sendBehind } = await import("./alerts/detached.ts");
  await sendBehind(opening.host, workspace);
}

async function runOnce(opening: Opening, job: ContactJob): Promise<void> {
  const { options, ledger } = await openParts(opening);
  await ledger.close();
  const { clone, close } = await openClone(options);
  try {
    await runBackground(clone, job, (milliseconds) => wait(milliseconds));
  } finally {
    close();
  }
}

/** What was fetched so lately, in milliseconds, is not fetched again by itself. */
const LATELY = 30_000;

/** Delivers what is due, fetches what was said elsewhere, and looks up what is needed of other projects. Not from a repository without a work tree: a mirror's outbox is its own project's affair. */
async function passOn(opening: Opening, job: ContactJob): Promise<void> {
  const workspace = await openWorkspace(opening);
  try {
    if (workspace.repository.location.workTree === null) return;
    const { tend } = await import("../services/tend.ts");
    await tend(workspace);
    await (await import("../services/close-linked.ts")).closeLinked(workspace);
    const snapshot = await workspace.ledger.snapshot();
    if (snapshot.passages({ limit: 1 }).length > 0) await passOnSent(workspace, job);
    if (job === "push" || snapshot.needsElsewhere().length === 0) return;
    const { refreshExternals } = await import("../services/external.ts");
    await refreshExternals(workspace, { network: true, since: opening.host.now() - LATELY });
  } finally {
    await workspace.ledger.close();
  }
}

async function passOnSent(workspace: Workspace, job: ContactJob): Promise<void> {
  const { deliverWaiting } = await import("../services/deliver-waiting.ts");
  await deliverWaiting(workspace, { force: false });
  if (job === "push") return;
  const { refreshMirrors } = await import("../services/refresh-mirrors.ts");
  await refreshMirrors(workspace, { force: false });
  const { noteDelivered } = await import("../services/delivered-after-all.ts");
  if ((await noteDelivered(workspace)) > 0) await workspace.ledger.push();
}
