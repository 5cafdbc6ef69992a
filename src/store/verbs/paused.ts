import { isPausing } from "../../domain/escalation.ts";
import { BeadsError } from "../../errors.ts";
import type { State } from "../state.ts";

/** Why nobody may claim now: an open pause, or an open escalation that is grave enough. */
export function refusePaused({ snapshot, moment }: Pick<State, "snapshot" | "moment">): BeadsError | undefined {
  const open = snapshot.records("escalation", { live_at: moment.now }).find(({ head, parts }) => isPausing(head, parts));
  if (open === undefined) return undefined;
  const { id, title, by, at } = open.head;
  return new BeadsError("conflict", "PROJECT_PAUSED", `The project is paused by ${by} since ${at}: ${title}.`, {
    hints: ["bd escalate list shows what has to be resolved first."],
    fields: { escalation: id },
  });
}
