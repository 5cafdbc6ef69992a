import { nameOf } from "../../domain/actor.ts";
import { type Decision, type DecisionMark, settledBy } from "../../domain/decision.ts";
import type { Told } from "../../domain/decision-standing.ts";
import { mintMoment } from "../../domain/id.ts";
import { oneLine } from "../../domain/strip.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { decisionPath } from "../../format/record-paths.ts";
import { decisionMarkFile } from "../../format/records/decision-file.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { refuseRuling } from "./rule-refusals.ts";

/** Says something of a decision in a file of its own: the first verdict or answer on the shared ref stays, whoever else gave another. */
export const rule: Decide<"rule"> = async (state, operation) => {
  const { decision: id } = operation.args;
  const told = state.snapshot.record("decision", id);
  if (told === undefined) return lost(unknownDecision(id));
  if (operation.args.kind === "accept" && told.head.status === "accepted") return nothing({ decision: id, mark: null });
  const before = told.parts.find((part) => part.op === operation.op) ?? findSame(told, operation);
  if (before !== undefined) return nothing({ decision: id, mark: before.id });
  const refusal = refuseRuling(state, operation, told);
  if (refusal !== undefined) return lost(refusal);
  const mark = markOf(state, operation);
  return applies({
    files: [{ path: decisionPath(id, mark.id), content: decisionMarkFile.serialize(mark) }],
    subject: `${id}: ${wordsOf(told.head, mark)}`,
    ...(mark.reason === null ? {} : { text: mark.reason }),
    beads: [id, ...(mark.kind === "answer" || mark.kind === "reject" ? told.head.gates : [])],
    ...(mark.project === null ? {} : { housekeeping: true }),
    result: { decision: id, mark: mark.id },
  });
};

/** What says the same already: to say it again is no change. Acknowledging is everybody's own. */
function findSame({ parts }: Told, { args, actor }: Operation<"rule">): DecisionMark | undefined {
  const { kind, option, reason, related } = args;
  if (kind === "ack") {
    const { by = nameOf(actor), project = null } = args.elsewhere ?? {};
    return parts.find((part) => part.kind === "ack" && part.project === project && part.by === by);
  }
  if (kind === "relate") {
    const named = new Set(parts.flatMap((part) => part.related));
    return related.every((id) => named.has(id)) ? parts.find((part) => part.kind === "relate") : undefined;
  }
  const first = settledBy(parts);
  if (first?.kind !== kind || first.option !== option) return undefined;
  return kind === "answer" && option === null && first.reason !== reason ? undefined : first;
}

function markOf({ moment, chance }: State, { args, actor, op }: Operation<"rule">): DecisionMark {
  const { decision, kind, option, related, reason } = args;
  const said = { at: toStamp(moment.now), by: nameOf(actor), project: null };
  return {
    ...{ decision, id: mintMoment(moment.now, chance), kind, ...said, ...(kind === "ack" ? args.elsewhere : undefined) },
    ...{ option, related, reason, op, extras: [] },
  };
}

const WORDS = { accept: "accepted", reject: "rejected", answer: "answered", ack: "acknowledged", relate: "related" } as const;

/** `answered by @steve: b (As deep as memory allows)`. */
function wordsOf({ title, options }: Decision, { kind, by, project, option, reason, related }: DecisionMark): string {
  const text = options.find(({ key }) => key === option)?.text;
  const first = reason === null ? "" : oneLine(reason.split("\n")[0] ?? "");
  const what = option === null ? first : text === undefined ? option : `${option} (${text})`;
  const about = what === "" ? title : what;
  const to = related.length === 0 ? "" : ` to ${related.join(", ")}`;
  return `${WORDS[kind]}${to} by ${by}${project === null ? "" : ` of ${project}`}: ${about}`;
}

function unknownDecision(id: string): BeadsError {
  return new BeadsError("not-found", "DECISION_NOT_FOUND", `There is no decision ${id}.`, {
    hints: ["bd decide list --all shows every decision; bd sync brings what others wrote lately."],
    fields: { id },
  });
}
