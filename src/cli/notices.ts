import { nameOf } from "../domain/actor.ts";
import { isPausing } from "../domain/escalation.ts";
import { BeadsError } from "../errors.ts";
import type { Workspace } from "../services/workspace.ts";
import { mayRunBehind } from "./background.ts";
import type { Host } from "./host.ts";

/** What makes the operations that time brings, beside commands that write. */
const TENDING: ReadonlySet<string> = new Set(["sync", "prime"]);

/** Commands that say themselves that the project is paused; plain `bd` is `home` here. */
const UNTOLD: ReadonlySet<string> = new Set([
  "home",
  "background",
  "completion",
  "status",
  "prime",
  "pause",
  "escalate",
  "escalate list",
  "escalate show",
  "escalate ack",
  "escalate resolve",
]);

/** Commands that shells and bd itself run, and those that show the lost list anyhow, plain `bd` among them. */
const SILENT: ReadonlySet<string> = new Set(["home", "background", "completion", "status", "sync"]);

/**
 * Says what a command's actor has to know before it goes on: changes of theirs that could not be kept, until they are
 * acknowledged, and once that an id they use became another's. @throws ID_RENAMED
 */
export async function giveNotices(
  workspace: Workspace,
  { name, words }: { readonly name: string; readonly words: readonly string[] },
): Promise<void> {
  const { ledger, actor, warn } = workspace;
  if (name === "status") await tendQuietly(workspace);
  if (SILENT.has(name)) return;
  const [lost, renamed] = await Promise.all([ledger.lostOf(nameOf(actor)), ledger.takeRenamed(words)]);
  for (const { subject, message } of lost) warn(`Not kept: ${subject} (${message})`);
  if (lost.length > 0) warn("bd status shows what was not kept; bd status --ack-lost takes it off the list.");
  if (renamed === undefined) return;
  const { from, to } = renamed;
  throw new BeadsError("conflict", "ID_RENAMED", `Your ${from} is ${to} now: somebody else's issue had the id first.`, {
    hints: [`Say ${to} for yours, or ${from} again for the other one.`],
    fields: { id: from, renamed_to: to },
  });
}

/** Before `status` says how things are: what time brought. Behind every other command that may write: the same, and what holders have to know. */
export async function lookAfter(
  workspace: Workspace,
  { name, host }: { readonly name: string; readonly host: Pick<Host, "env"> },
): Promise<void> {
  const { snapshot, wrote } = workspace.ledger.seen;
  if (snapshot === undefined || name === "background") return;
  const open = snapshot.records("escalation", { live_at: workspace.ledger.now() });
  const isDue = open.length > 0 || snapshot.project.settings["ready.low_water"] !== undefined;
  // Where nothing may run behind a command a rise is pushed at once, for which prime has no time.
  const isHasty = name === "prime" && !mayRunBehind(host, await workspace.repository.config());
  if (wrote || (TENDING.has(name) && !isHasty)) await tendIf(isDue, workspace);
  if (UNTOLD.has(name) || !open.some(({ head, parts }) => isPausing(head, parts))) return;
  const { pauseNotice } = await import("../services/pause.ts");
  for (const line of await pauseNotice(workspace, { anybody: name === "ready" })) workspace.warn(line);
}

/** An alert may wait, though nothing is due any more. */
async function tendIf(isDue: boolean, workspace: Workspace): Promise<void> {
  if (!isDue && !(await import("./alerts/spool.ts")).hasSpooled(workspace.repository.location)) return;
  await tendQuietly(workspace);
}

/** A read that a pause of the file system, or of the remote, keeps from writing still is a read. */
async function tendQuietly(workspace: Workspace): Promise<void> {
  try {
    const { tend } = await import("../services/tend.ts");
    await tend(workspace);
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    if (error.code !== "NO_LEDGER") workspace.warn(`What is due to rise could not be written: ${error.message}`);
  }
}
