import { namedReservations } from "./reserve/own-reservations.ts";
import { inLedgerOf, sortWords } from "./reserve/typed-globs.ts";
import { durationOf } from "./reserve.ts";
import type { Workspace } from "./workspace.ts";
import type { Landing } from "./write.ts";
import { write } from "./write.ts";

export interface ProlongInput {
  /** Ids, their last letters, or globs as they were reserved; none: the only one. */
  readonly words: readonly string[];
  readonly all?: boolean | undefined;
  /** From now on, such as `2h`. */
  readonly for?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

/** A reservation that goes on. */
export interface Prolonged {
  readonly id: string;
  readonly project: string | null;
  readonly paths: readonly string[];
  readonly until: string;
  readonly landing: Landing;
}

/** Lets reservations go on, from now. @throws RESERVATION_NOT_FOUND, NOT_YOUR_RESERVATION, RESERVATION_ENDED, RESERVED, NOTHING_RESERVED, SEVERAL_RESERVED */
export async function prolong(workspace: Workspace, input: ProlongInput): Promise<readonly Prolonged[]> {
  const lease = durationOf(input.for);
  const sorted = await sortWords(workspace, input.words);
  const done: Prolonged[] = [];
  for (const words of sorted.length === 0 ? [null] : sorted) {
    await inLedgerOf(workspace, words?.project ?? null, async (there) => {
      const named = await namedReservations(there, { words, all: input.all === true });
      if (named.length === 0) return;
      const args = { ids: named.map(({ head }) => head.id), lease, proof: await there.proof() };
      const { landing, result } = await write(there, "prolong", args, { urgency: "now", dry_run: input.dry_run });
      for (const { head, until } of named) {
        const changed = result.renewed.includes(head.id);
        const project = words?.project?.name ?? null;
        done.push({ id: head.id, project, paths: head.paths, until: changed ? result.until : until, landing });
      }
    });
  }
  return done;
}
