import { isPausing, levelOf } from "../../domain/escalation.ts";
import { BeadsError } from "../../errors.ts";
import type { State } from "../state.ts";

/** Why nobody may claim now: an open pause, or an open escalation that is grave enough; the gravest where there are several. */
export function refusePaused({ snapshot, moment }: Pick<State, "snapshot" | "moment">): BeadsError | undefined {
  const pausing = snapshot.records("escalation", { live_at: moment.now }).filter(({ head, parts }) => isPausing(head, parts));
  const [gravest] = pausing.toSorted((a, b) => levelOf(b.head, b.parts) - levelOf(a.head, a.parts));
  if (gravest === undefined) return undefined;
  const { id, title, by, at, until } = gravest.head;
  const level = levelOf(gravest.head, gravest.parts);
  const end = until === null ? "" : ` until ${until}`;
  return new BeadsError("conflict", "PROJECT_PAUSED", `The project is paused by ${by} since ${at}${end}: ${title}.`, {
    hints: [`bd escalate show ${id.slice(-6)} says why. What is held can be released, answered and closed meanwhile.`],
    fields: { escalation: id, level, by, since: at, until },
  });
}
