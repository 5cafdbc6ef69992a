import { nameOf } from "../../domain/actor.ts";
import type { Claim, Lease } from "../../domain/claim.ts";
import type { Shorten } from "../../domain/elsewhere.ts";
import type { Hindrance } from "../../domain/readiness.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeClaim, serializeEnding } from "../../format/claim-file.ts";
import { claimPath, endingPath, MAX_EPOCH } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Operation, VerbResults } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State, type Verdict } from "../state.ts";
import { holds, leaseFields, liveLease } from "./guards.ts";
import { refuseOverLimit } from "./limits.ts";
import { refusePaused } from "./paused.ts";

/** Among how many equally urgent issues `--next` chooses by chance, so that claimers in many clones rarely meet. */
const CHOICE = 16;

/** Claims an issue: the file of its next epoch is created, and the first writer on the shared ref wins. */
export const claim: Decide<"claim"> = async (state, operation) => {
  const paused = refusePaused(state);
  const id = operation.args.issue ?? (paused === undefined ? chooseNext(state, operation) : undefined);
  if (id === undefined && paused !== undefined) return lost(paused);
  if (id === undefined) return lost(nothingReady());
  const lease = state.snapshot.lease(id);
  if (lease?.op === operation.op) return nothing(resultOf(lease, true));
  const live = liveLease(state, id);
  if (live !== undefined && holds(live, operation, operation.args.proof)) return nothing(resultOf(live, true));
  const refusal =
    paused ??
    refuseUnready(state, id) ??
    (live === undefined ? undefined : refuseHeld(state, operation, live)) ??
    refuseOverLimit(state, operation, id);
  if (refusal === undefined && isUsedUp(lease)) return lost(usedUp(id));
  return refusal === undefined ? openEpoch(state, operation, id, lease, live) : lost(refusal);
};

function chooseNext(state: State, operation: Operation<"claim">): string | undefined {
  const { next, avoid } = operation.args;
  const rows = state.snapshot.rows({ ...next, statuses: ["ready"], limit: CHOICE + avoid.length }, state.moment);
  const candidates = rows.filter(
    (row) => !avoid.includes(row.issue.id) && !isUsedUp(row.lease) && !state.isWatched(row.issue.id, row.lease?.epoch ?? 0),
  );
  const equals = candidates.filter((row) => row.issue.priority === candidates[0]?.issue.priority);
  const die = state.chance(1)[0] ?? 0;
  return equals[die % Math.max(1, Math.min(equals.length, CHOICE))]?.issue.id;
}

/** Only a claim that was written by hand can have the last epoch: nothing can follow it. */
function isUsedUp(lease: Lease | null | undefined): boolean {
  return (lease?.epoch ?? 0) >= MAX_EPOCH;
}

function usedUp(id: string): BeadsError {
  return new BeadsError("invalid-data", "EPOCHS_USED_UP", `${id} has a claim of epoch ${MAX_EPOCH}, which nothing can follow.`, {
    hints: ["Somebody wrote it by hand: take its file off the ledger's branch."],
    fields: { id, path: claimPath(id, MAX_EPOCH), line: null },
  });
}

function refuseUnready(state: State, id: string): BeadsError | undefined {
  const row = state.snapshot.row(id, state.moment);
  if (row === undefined) return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id}.`, { fields: { id } });
  const hindrances = row.hindrances.filter((entry) => entry.kind !== "claimed" && entry.kind !== "assigned");
  if (hindrances.length === 0) return undefined;
  const shorten = state.snapshot.shortener();
  const { holder } = row;
  const why = [...hindrances.map((entry) => words(entry, shorten)), ...(holder === null ? [] : [`${holder} holds it`])];
  return new BeadsError("conflict", "ISSUE_NOT_READY", `${id} cannot be claimed: ${why.join("; ")}.`, {
    hints: hintsOf(id, hindrances),
    fields: { id, hindrances, holder },
  });
}

function hintsOf(id: string, hindrances: readonly Hindrance[]): string[] {
  const usual = "bd ready shows what can be claimed; bd ready --explain says why the rest cannot.";
  const gate = hindrances.find(({ kind }) => kind === "gated");
  if (gate !== undefined) return [`bd decide show ${gate.id} says what is asked, and of whom.`, usual];
  if (!hindrances.some(({ kind }) => kind === "circuit-open")) return [usual];
  return [
    `Read why they failed (bd show ${id}), change what has to change, then bd update ${id} --reset-attempts lets it be tried again.`,
    usual,
  ];
}

/** One hindrance in words. */
function words(entry: Hindrance, shorten: Shorten): string {
  const { kind, id, detail } = entry;
  if (kind === "status") return `it is ${detail}`;
  if (kind === "type") return `its type ${detail ?? ""} is not workable`;
  if (kind === "deferred-until") return `it is deferred until ${detail}`;
  if (kind === "ancestor-deferred") return `its ancestor ${id} is deferred`;
  if (kind === "ancestor-blocked") return `its ancestor ${id} is blocked`;
  if (kind === "cycle") return "it is part of a dependency cycle";
  if (kind === "gated") return `the open question ${id} gates it${detail === null ? "" : ` until ${detail}`}`;
  if (kind === "circuit-open") return "three attempts failed or expired, so that its circuit breaker is open";
  if (kind === "needs-unknown" && id !== null) return `it needs ${shorten(id)}, which is not known here`;
  return `it needs ${shorten(id ?? "")}`;
}

function refuseHeld(state: State, operation: Operation<"claim">, live: Lease): BeadsError | undefined {
  const { steal } = operation.args;
  if (steal !== null && (steal.confirm || !live.by.startsWith("@"))) return undefined;
  const code = state.replay ? "CLAIM_LOST" : "CLAIM_HELD";
  const person = steal !== null;
  const sentence = person
    ? `${live.issue} is held by a person, ${live.by}, until ${live.until}.`
    : `${live.issue} is claimed by ${live.by} since ${live.since}, until ${live.until}.`;
  return new BeadsError("conflict", person ? "STEAL_UNCONFIRMED" : code, sentence, {
    hints: [
      person
        ? "Taking over a person's claim also asks for --confirm."
        : "Take other work with bd claim --next, or talk to the holder with bd reply.",
      ...(live.by.startsWith("@") ? [] : [`bd agent show ${live.by} says whether they are still there.`]),
      ...(live.by === nameOf(operation.actor)
        ? [`bd resume ${live.issue} says whether an earlier session of yours left it to you.`]
        : []),
    ],
    fields: leaseFields(live),
  });
}

function openEpoch(
  state: State,
  operation: Operation<"claim">,
  id: string,
  lease: Lease | undefined,
  live: Lease | undefined,
): Verdict<VerbResults["claim"]> {
  const { args, actor, op } = operation;
  const by = nameOf(actor);
  const claim: Claim = {
    issue: id,
    epoch: (lease?.epoch ?? 0) + 1,
    by,
    session: actor.session,
    at: toStamp(state.moment.now),
    until: toStamp(state.moment.now + args.lease),
    op,
    previous: live?.by ?? null,
    marker: args.marker,
    extras: [],
  };
  const title = state.snapshot.issue(id)?.title ?? "";
  return applies({
    files: [{ path: claimPath(id, claim.epoch), content: serializeClaim(claim) }, ...endOf(operation, lease, live, claim)],
    subject:
      live === undefined
        ? `${id}: claimed by ${by}: ${title}`
        : `${id}: ${by} took over from ${live.by}: ${args.steal?.reason ?? ""}`,
    text: live === undefined ? `Until ${claim.until}.` : `${args.steal?.reason ?? ""}\n\nUntil ${claim.until}.`,
    beads: [id],
    result: { issue: id, epoch: claim.epoch, until: claim.until, already: false, took_over: live?.by ?? null },
  });
}

function endOf(operation: Operation<"claim">, lease: Lease | undefined, live: Lease | undefined, claim: Claim): FileWrite[] {
  if (lease === undefined || lease.ended !== null) return [];
  const outcome = live === undefined ? "expired" : "taken-over";
  const reason = live === undefined ? null : (operation.args.steal?.reason ?? null);
  const ending = {
    issue: lease.issue,
    epoch: lease.epoch,
    outcome,
    by: claim.by,
    at: claim.at,
    reason,
    op: operation.op,
    extras: [],
  } as const;
  return [{ path: endingPath(lease.issue, lease.epoch), content: serializeEnding(ending) }];
}

function resultOf(lease: Lease, already: boolean): VerbResults["claim"] {
  return { issue: lease.issue, epoch: lease.epoch, until: lease.until, already, took_over: null };
}

function nothingReady(): BeadsError {
  return new BeadsError("not-found", "NOTHING_READY", "Nothing is ready.", {
    hints: ["bd blocked shows what waits for what; bd ready --explain says why each issue is not ready."],
  });
}
