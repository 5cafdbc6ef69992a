import { nameOf } from "../../domain/actor.ts";
import { type Escalation, type EscalationLevel, type EscalationMarkName, levelOf } from "../../domain/escalation.ts";
import type { StoredRecord } from "../../domain/record.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { escalationPath } from "../../format/record-paths.ts";
import { escalationFile } from "../../format/records/escalation-file.ts";
import type { Operation, VerbResults } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State, type Verdict } from "../state.ts";
import { type Asked, askHolders, NOBODY_ASKED } from "./ask-holders.ts";
import { markFile } from "./attend.ts";

/** Raises an escalation. While one with its fingerprint is open a second report adds nothing, unless it is graver: then that one rises to it. */
export const escalate: Decide<"escalate"> = async (state, operation) => {
  const { escalation } = operation.args;
  const { snapshot, moment } = state;
  if (escalation.issue !== null && !snapshot.has(escalation.issue)) return lost(noIssue(escalation.issue));
  const own = snapshot.record("escalation", escalation.id);
  if (own?.head.op === operation.op)
    return nothing({ id: own.head.id, level: levelOf(own.head, own.parts), made: false, mark: null });
  const same = snapshot
    .records("escalation", { live_at: moment.now })
    .find(({ head }) => head.fingerprint === escalation.fingerprint);
  if (same === undefined) return raised(state, operation);
  const level = levelOf(same.head, same.parts);
  if (escalation.level <= level) return nothing({ id: same.head.id, level, made: false, mark: null });
  return risen(state, operation, same);
};

function raised(state: State, operation: Operation<"escalate">): Verdict<VerbResults["escalate"]> {
  const at = toStamp(state.moment.now);
  const escalation: Escalation = { ...operation.args.escalation, at, op: operation.op };
  const { id, issue, title, category, level, by, pause, body } = escalation;
  const asked = called(state, operation, { id, title, level });
  const word = pause ? "paused" : `escalated (level ${level}, ${category})`;
  return applies({
    files: [{ path: escalationPath(id), content: escalationFile.serialize(escalation) }, ...asked.files],
    subject: `${issue ?? "project"}: ${word} by ${by}: ${title}`,
    ...(body === "" ? {} : { text: body }),
    beads: [...new Set([id, ...(issue === null ? [] : [issue]), ...asked.beads])],
    result: { id, level, made: true, mark: null },
  });
}

/** A graver report of what is open already. */
function risen(
  state: State,
  operation: Operation<"escalate">,
  { head }: StoredRecord<"escalation">,
): Verdict<VerbResults["escalate"]> {
  const { level, title, body } = operation.args.escalation;
  const mark = `level${level}` as EscalationMarkName;
  const by = nameOf(operation.actor);
  const asked = called(state, operation, { ...head, level });
  return applies({
    files: [markFile(state, operation, { escalation: head.id, mark, reason: title }), ...asked.files],
    subject: `${head.issue ?? "project"}: escalation raised to level ${level} by ${by}: ${title}`,
    ...(body === "" ? {} : { text: body }),
    beads: [...new Set([head.id, ...(head.issue === null ? [] : [head.issue]), ...asked.beads])],
    result: { id: head.id, level, made: true, mark },
  });
}

/** At level 4 every holder is asked to stop, in the same commit. */
function called(
  state: State,
  operation: Operation,
  asked: { readonly id: string; readonly title: string; readonly level: EscalationLevel },
): Asked {
  return asked.level === 4 ? askHolders(state, operation, asked) : NOBODY_ASKED;
}

function noIssue(id: string): BeadsError {
  return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id}.`, { fields: { id } });
}
