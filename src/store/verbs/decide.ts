import { nameOf } from "../../domain/actor.ts";
import type { Decision } from "../../domain/decision.ts";
import { isInForce, standingOf, successors } from "../../domain/decision-standing.ts";
import { mintId } from "../../domain/id.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { decisionPath } from "../../format/record-paths.ts";
import { decisionFile } from "../../format/records/decision-file.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";

/** Writes a decision down, or a question. It never changes afterwards; an id that another has gives way to a new one. */
export const decide: Decide<"decide"> = async (state, operation) => {
  const { decision } = operation.args;
  const all = state.snapshot.records("decision", {});
  const landed = all.find(({ head }) => head.op === operation.op);
  if (landed !== undefined) return nothing({ id: landed.head.id });
  const refusal = refuseTargets(state, decision) ?? refuseSuperseding(state, decision);
  if (refusal !== undefined) return lost(refusal);
  const id = freeId(state, decision.id);
  const made: Decision = { ...decision, id, created: toStamp(state.moment.now), by: nameOf(operation.actor), op: operation.op };
  return applies({
    files: [{ path: decisionPath(id), content: decisionFile.serialize(made) }],
    subject: `${id}: ${wordOf(made)} ${made.by}: ${made.title}`,
    text: textOf(made),
    beads: [id, ...made.gates],
    result: { id },
    ...(id === decision.id ? {} : { renamed: { [decision.id]: id } }),
  });
};

function wordOf({ kind, status }: Decision): string {
  if (kind === "question") return "question from";
  return status === "accepted" ? "decided by" : "proposed by";
}

/** The text with what an answer may be, and what waits for it. */
function textOf({ body, options, recommend, otherwise, deadline, gates, supersedes }: Decision): string {
  const marks = (key: string) =>
    [...(key === recommend ? ["recommended"] : []), ...(key === otherwise ? [`holds from ${deadline} on`] : [])].join(", ");
  const lines = options.map(({ key, text }) => `${key}: ${text}${marks(key) === "" ? "" : ` (${marks(key)})`}`);
  return [
    body,
    lines.join("\n"),
    gates.length === 0 ? "" : `Gates ${gates.join(", ")}.`,
    supersedes.length === 0 ? "" : `Supersedes ${supersedes.join(", ")}.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function freeId(state: State, wanted: string): string {
  let id = wanted;
  while (state.snapshot.record("decision", id) !== undefined) id = mintId("adr", state.chance);
  return id;
}

/** What it gates, supersedes and names has to be there. Ids with a colon belong to another project and are not looked up. */
function refuseTargets({ snapshot }: State, { gates, supersedes, related }: Decision): BeadsError | undefined {
  const isDecision = (id: string) => snapshot.record("decision", id) !== undefined;
  const missing =
    gates.find((id) => !snapshot.has(id)) ??
    related.find((id) => !id.includes(":") && !isDecision(id) && !snapshot.has(id)) ??
    supersedes.find((id) => !isDecision(id));
  if (missing === undefined) return undefined;
  return new BeadsError("not-found", "TARGET_NOT_FOUND", `There is no ${missing} to name in a decision.`, {
    hints: ["bd decide list shows decisions, bd list issues; bd sync brings what others wrote lately."],
    fields: { id: missing },
  });
}

/** Only what holds can be superseded, and only once: two that take the place of one would both be right. A proposal is asked when it is accepted. */
export function refuseSuperseding(
  { snapshot, moment }: State,
  { id, status, supersedes }: Pick<Decision, "id" | "status" | "supersedes">,
): BeadsError | undefined {
  if (status !== "accepted") return undefined;
  const superseded = successors(snapshot.records("decision", {}));
  for (const old of supersedes) {
    const told = snapshot.record("decision", old);
    if (told === undefined) continue;
    const state = standingOf(told, { superseded, now: moment.now });
    if (isInForce({ state })) continue;
    const by = superseded.get(old) ?? null;
    const how = state === "superseded" ? `superseded by ${by}` : state;
    return new BeadsError("conflict", "NOT_IN_FORCE", `${old} cannot be superseded: it is ${how}.`, {
      hints: [
        by === null
          ? `bd decide show ${old} says how it stands.`
          : `Supersede ${by} instead, or say with --relates that both hold.`,
      ],
      fields: { id, superseded: old, state, superseded_by: by },
    });
  }
  return undefined;
}
