import { nameOf } from "../../domain/actor.ts";
import { dueRise, type EscalationMarkName, hasEnded, isAcknowledged, levelOf, riseInterval } from "../../domain/escalation.ts";
import type { StoredRecord } from "../../domain/record.ts";
import { toMilliseconds, toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { escalationPath } from "../../format/record-paths.ts";
import { escalationMarkFile } from "../../format/records/escalation-file.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { askHolders, NOBODY_ASKED } from "./ask-holders.ts";

const WORDS = {
  ack: "acknowledged",
  rise: "not acknowledged in time, rises",
  resume: "work may go on",
  end: "resolved",
} as const;

/** What becomes of an escalation: somebody looks at it, it rises with time, work goes on under it, or it is over. The first one to say so did it. */
export const attend: Decide<"attend"> = async (state, operation) => {
  const { escalation: id, mark: asked, reason, text = reason } = operation.args;
  const record = state.snapshot.record("escalation", id);
  if (record === undefined) return lost(notFound(id));
  const mark = markOf(state, record, asked);
  const level = levelOf(record.head, record.parts);
  if (mark === null) return nothing({ id, level, made: false, mark: null });
  const { head, parts } = record;
  const next = levelOf(head, [...parts, { mark }]);
  const by = nameOf(operation.actor);
  const called = asked === "rise" && next === 4 ? askHolders(state, operation, head) : NOBODY_ASKED;
  const words = asked === "rise" ? `${WORDS.rise} to level ${next}` : `${WORDS[asked]} by ${by}`;
  return applies({
    files: [markFile(state, operation, { escalation: id, mark, reason }), ...called.files],
    subject: `${head.issue ?? "project"}: escalation ${words}: ${reason?.split("\n")[0] ?? head.title}`,
    ...(text === null ? {} : { text }),
    beads: [...new Set([id, ...(head.issue === null ? [] : [head.issue]), ...called.beads])],
    result: { id, level: next, made: true, mark },
  });
};

/** The mark that is to be made; null where there is nothing left to do. */
function markOf(
  { snapshot, moment }: State,
  { head, parts }: StoredRecord<"escalation">,
  asked: "ack" | "rise" | "resume" | "end",
): EscalationMarkName | null {
  const { now } = moment;
  if (hasEnded(parts) || (head.until !== null && toMilliseconds(head.until) <= now)) return null;
  if (asked === "rise") return dueRise({ head, parts }, { every: riseInterval(snapshot.project.settings), now });
  if (asked === "ack" && isAcknowledged(parts)) return null;
  return parts.some(({ mark }) => mark === asked) ? null : asked;
}

/** The file of one mark, as the caller makes it now. */
export function markFile(
  state: State,
  operation: Operation,
  said: { readonly escalation: string; readonly mark: EscalationMarkName; readonly reason: string | null },
): FileWrite {
  const made = { at: toStamp(state.moment.now), by: nameOf(operation.actor), op: operation.op, extras: [] };
  return { path: escalationPath(said.escalation, said.mark), content: escalationMarkFile.serialize({ ...said, ...made }) };
}

function notFound(id: string): BeadsError {
  return new BeadsError("not-found", "ESCALATION_NOT_FOUND", `There is no escalation ${id}.`, {
    hints: ["bd escalate list --all shows every one."],
    fields: { id },
  });
}
