import { nameOf } from "../../domain/actor.ts";
import { type Decision, decisionState, defaultsAt, mayRule, settledBy } from "../../domain/decision.ts";
import type { Told } from "../../domain/decision-standing.ts";
import { cut, oneLine } from "../../domain/strip.ts";
import { toMilliseconds } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import type { Operation } from "../operation.ts";
import type { State } from "../state.ts";
import { refuseSuperseding } from "./decide.ts";

type Ruling = Operation<"rule">;

/** So much of what somebody said is told in an error. */
const SAID = 120;

/** Why something cannot be said of a decision; undefined if it can. */
export function refuseRuling(state: State, ruling: Ruling, told: Told): BeadsError | undefined {
  const { kind } = ruling.args;
  if (kind === "ack") return undefined;
  if (kind === "relate") return refuseUnknown(state, ruling);
  return (
    refuseKind(ruling, told.head) ??
    refuseSettled(told, kind) ??
    refuseDefaulted(state, ruling, told.head) ??
    refuseStranger(ruling, told.head) ??
    (kind === "answer" ? refuseOption(ruling, told.head) : undefined) ??
    (kind === "accept" ? refuseSuperseding(state, { ...told.head, status: "accepted" }) : undefined)
  );
}

/** Questions are answered, and decisions accepted; both can be rejected. */
function refuseKind({ args: { kind } }: Ruling, { id, kind: of }: Decision): BeadsError | undefined {
  if (kind === "accept" && of === "question") {
    return new BeadsError("usage", "IS_A_QUESTION", `${id} is a question: it is answered, not accepted.`, {
      hints: [`bd answer ${id} <option> answers it.`],
      fields: { id },
    });
  }
  if (kind !== "answer" || of === "question") return undefined;
  return new BeadsError("usage", "NOT_A_QUESTION", `${id} is a decision and no question.`, {
    hints: ["bd decide accept and bd decide reject say what becomes of a proposal; bd decide ack that you know of it."],
    fields: { id },
  });
}

/** The first word stays: whoever comes later is told who said what. */
function refuseSettled({ head, parts }: Told, kind: Ruling["args"]["kind"]): BeadsError | undefined {
  const state = decisionState(head, parts);
  if (state === "proposed") return undefined;
  const first = settledBy(parts);
  const by = first?.by ?? head.by;
  const at = first?.at ?? head.created;
  const option = first?.option ?? null;
  const text = head.options.find(({ key }) => key === option)?.text;
  const said = option === null ? (first?.reason ?? "") : `${option}${text === undefined ? "" : ` (${text})`}`;
  const what = cut(oneLine(said), SAID).replace(/\.$/, "");
  const code = head.kind === "question" ? "ALREADY_ANSWERED" : "NOT_PROPOSED";
  return new BeadsError("conflict", code, `${head.id} was ${state} by ${by} at ${at}${what === "" ? "" : `: ${what}`}.`, {
    hints: [
      kind === "answer"
        ? `What was answered stays; bd decide "…" --supersedes ${head.id} decides it anew.`
        : `bd decide "…" --relates ${head.id} says otherwise in a decision of its own.`,
    ],
    fields: { id: head.id, state, by, at, option, reason: first?.reason ?? null },
  });
}

/** Work may have gone on with the default: to say otherwise afterwards asks for force, with the reason. */
function refuseDefaulted({ moment }: State, { args }: Ruling, head: Decision): BeadsError | undefined {
  const until = defaultsAt(head);
  if (args.force || until === null || toMilliseconds(until) > moment.now) return undefined;
  return new BeadsError("conflict", "FELL_TO_DEFAULT", `${head.id} fell to its default ${head.otherwise} at ${until}.`, {
    hints: ["Others may have gone on with that. To say otherwise all the same, give --force with --reason."],
    fields: { id: head.id, option: head.otherwise, at: until },
  });
}

/** Where somebody is named who is to say it, others need force; a question can be taken back by whoever asked it. */
function refuseStranger({ args, actor }: Ruling, head: Decision): BeadsError | undefined {
  const name = nameOf(actor);
  const isOwn = args.kind === "reject" && head.by === name;
  if (args.force || isOwn || mayRule(head, name)) return undefined;
  const who = head.approver === "@human" ? "a person" : head.approver;
  return new BeadsError("conflict", "NOT_APPROVER", `${head.id} is for ${who} to ${args.kind}, and you are ${name}.`, {
    hints: ["Wait for them, or give --force with --reason: it is kept with the record."],
    fields: { id: head.id, approver: head.approver, by: name },
  });
}

function refuseOption({ args: { option } }: Ruling, { id, options }: Decision): BeadsError | undefined {
  if (option === null || options.some(({ key }) => key === option)) return undefined;
  const known = options.map(({ key }) => key);
  return new BeadsError("usage", "BAD_OPTION", `${id} has no option ${JSON.stringify(option)}.`, {
    hints: [
      known.length === 0
        ? "It is answered in words, with -m."
        : `Its options are ${options.map(({ key, text }) => `${key} (${cut(oneLine(text), SAID)})`).join(", ")}; -m answers in other words.`,
    ],
    fields: { id, option, options: known },
  });
}

function refuseUnknown({ snapshot }: State, { args }: Ruling): BeadsError | undefined {
  const missing = args.related.find((id) => snapshot.record("decision", id) === undefined);
  if (missing === undefined) return undefined;
  return new BeadsError("not-found", "DECISION_NOT_FOUND", `There is no decision ${missing}.`, { fields: { id: missing } });
}
