import { nameOf } from "../domain/actor.ts";
import { BeadsError } from "../errors.ts";
import type { Workspace } from "../services/workspace.ts";

/** Commands that shells and bd itself run, and those that show the lost list anyhow. */
const SILENT: ReadonlySet<string> = new Set(["background", "completion", "status", "sync"]);

/**
 * Says what a command's actor has to know before it goes on: changes of theirs that could not be kept, until they are
 * acknowledged, and once that an id they use became another's. @throws ID_RENAMED
 */
export async function giveNotices(
  { ledger, actor, warn }: Workspace,
  { name, words }: { readonly name: string; readonly words: readonly string[] },
): Promise<void> {
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
