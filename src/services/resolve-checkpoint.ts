import type { Checkpoint } from "../domain/checkpoint.ts";
import { isMoment } from "../domain/id.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { resolveId } from "./resolve-id.ts";

/** So many of the newest are looked at for the last letters of one. */
const MOST = 5000;
const LETTERS = /^[0-9a-z]{6}$/;

/** A checkpoint by its id, by the last six letters of it, or the newest of an issue. @throws CHECKPOINT_NOT_FOUND, and what `resolveId` throws */
export function resolveCheckpoint(snapshot: Snapshot, typed: string): Checkpoint {
  const text = typed.trim();
  if (isMoment(text)) return found(snapshot.record("checkpoint", text)?.head, text);
  if (LETTERS.test(text)) {
    const all = snapshot.records("checkpoint", { newest: true, limit: MOST });
    const like = all.find(({ head }) => head.id.endsWith(`-${text}`));
    if (like !== undefined) return like.head;
  }
  const issue = resolveId(snapshot, text);
  const [newest] = snapshot.records("checkpoint", { issue, newest: true, limit: 1 });
  return found(newest?.head, text);
}

function found(checkpoint: Checkpoint | undefined, typed: string): Checkpoint {
  if (checkpoint !== undefined) return checkpoint;
  throw new BeadsError("not-found", "CHECKPOINT_NOT_FOUND", `There is no checkpoint ${typed}.`, {
    hints: ["bd checkpoint list shows them; bd sync brings those that others made lately."],
    fields: { id: typed },
  });
}
