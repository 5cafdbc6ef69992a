import type { Workspace } from "./workspace.ts";

/**
 * Delivers what waits in the outbox, as often as it is due, beside other work: a wait starts no detached processes, and whoever waits for an answer
 * must not be the reason why the question never leaves. Call it now and then; it answers at once.
 */
export function deliveryBeside(workspace: Workspace): () => void {
  let isBusy = false;
  const round = async () => {
    const snapshot = await workspace.ledger.snapshot();
    if (snapshot.passages({ under_way: true, limit: 1 }).length === 0) return;
    const { deliverWaiting } = await import("./deliver-waiting.ts");
    await deliverWaiting(workspace, { force: false });
  };
  return () => {
    if (isBusy || workspace.offline) return;
    isBusy = true;
    // What went wrong is written down with the entry, and bd outbox says it.
    void round()
      .catch(() => undefined)
      .finally(() => {
        isBusy = false;
      });
  };
}
