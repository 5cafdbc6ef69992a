import { nameOf } from "../../domain/actor.ts";
import { type Asker, collisionsOf, type HeldPaths, heldPaths, inForceSince, isReservedBy } from "../../domain/held-paths.ts";
import { type RefusedGlob, refusalOf, reservedError } from "../../domain/refused-glob.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { toMilliseconds, toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { reservationPath } from "../../format/record-paths.ts";
import { reservationFile } from "../../format/records/reservation-file.ts";
import type { Operation, Proof, VerbResults } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";

/** Reserves globs: those that nobody else holds, or all or none. The first on the shared remote has them; whoever comes later is told who. */
export const reserve: Decide<"reserve"> = async (state, operation) => {
  const { args, actor, op } = operation;
  const made = state.snapshot.record("reservation", args.id);
  if (made?.head.op === op) return nothing(again(state, operation, made.head));
  if (args.issue !== null && !state.snapshot.has(args.issue)) return lost(noIssue(args.issue));
  const { own, others } = standing(state, operation, args.proof);
  const until = toStamp(state.moment.now + args.lease);
  const refused = args.paths.flatMap((glob) => refusalOf(glob, collisionsOf(glob, args.mode, others)));
  const free = args.paths.filter((glob) => !refused.some((no) => no.glob === glob));
  if (free.length === 0 || (refused.length > 0 && args.atomic)) return lost(reservedError(refused, state.replay));
  const held = free.filter((glob) => own.some((mine) => isEnough(mine, glob, operation, state)));
  const fresh = free.filter((glob) => !held.includes(glob));
  if (fresh.length === 0) return nothing({ ...answer(null, until, [], refused), already: held });
  const { id, mode, issue, intent, marker } = args;
  const reservation: Reservation = {
    ...{ id, paths: fresh, mode, by: nameOf(actor), session: actor.session, issue, intent },
    ...{ at: toStamp(state.moment.now), until, op, marker, extras: [] },
  };
  return applies({
    files: [{ path: reservationPath(id), content: reservationFile.serialize(reservation) }],
    subject: `reserved by ${reservation.by}: ${fresh.join(", ")}`,
    text: [...(intent === null ? [] : [intent]), `${mode === "shared" ? "Shared, until" : "Until"} ${until}.`].join("\n\n"),
    beads: issue === null ? [] : [issue],
    result: { ...answer(id, until, fresh, refused), already: held },
  });
};

/** What holds now: the caller's own, and that of everybody else. */
export function standing(
  { snapshot, moment }: Pick<State, "snapshot" | "moment">,
  { actor }: Pick<Operation, "actor">,
  proof: Proof,
): { own: HeldPaths[]; others: HeldPaths[] } {
  const asker: Asker = { ...proof, name: nameOf(actor) };
  const all = heldPaths(snapshot.records("reservation", { live_at: inForceSince(moment) }));
  return {
    own: all.filter(({ head }) => isReservedBy(head, asker)),
    others: all.filter(({ head }) => !isReservedBy(head, asker)),
  };
}

/** The caller holds this very glob, as long as they asked for. */
function isEnough({ head, until }: HeldPaths, glob: string, { args }: Operation<"reserve">, { moment }: State): boolean {
  const lasts = args.least === null || toMilliseconds(until) >= moment.now + args.least;
  return lasts && head.paths.includes(glob) && (head.mode === args.mode || head.mode === "exclusive");
}

/** A repetition: what was not reserved the first time is not now. */
function again(state: State, operation: Operation<"reserve">, { id, until, paths }: Reservation): VerbResults["reserve"] {
  const { args } = operation;
  const { own, others } = standing(state, operation, args.proof);
  const rest = args.paths.filter((glob) => !paths.includes(glob));
  const refused = rest.flatMap((glob) => refusalOf(glob, collisionsOf(glob, args.mode, others)));
  const already = rest.filter((glob) => own.some((mine) => mine.head.paths.includes(glob)));
  return { ...answer(id, until, paths, refused), already };
}

function answer(
  id: string | null,
  until: string,
  granted: readonly string[],
  refused: readonly RefusedGlob[],
): VerbResults["reserve"] {
  return { id, until, granted, already: [], refused };
}

function noIssue(id: string): BeadsError {
  return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id}.`, { fields: { id } });
}
