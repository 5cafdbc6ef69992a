import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import { type RefusedGlob, reservedError } from "../domain/refused-glob.ts";
import type { ReservationMode } from "../domain/reservation.ts";
import { parseDuration } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { VerbResults } from "../store/operation.ts";
import { type Told, tellHolders } from "./reserve/tell-holder.ts";
import { globsOf, inLedgerOf, sortWords, type TypedGlobs } from "./reserve/typed-globs.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface ReserveInput {
  /** As typed; `beads:src/**` is another project's. */
  readonly globs: readonly string[];
  readonly shared?: boolean | undefined;
  /** How long, such as `2h`. */
  readonly for?: string | undefined;
  readonly intent?: string | undefined;
  readonly issue?: string | undefined;
  /** Asks the holders of what is refused. */
  readonly tell?: boolean | undefined;
  /** All of a project's globs, or none. */
  readonly atomic?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

/** What became of one glob. */
export interface GlobOutcome {
  readonly glob: string;
  /** Another project's short name; null for the caller's own. */
  readonly project: string | null;
  /** The reservation that holds it; null where an older one of the caller's does, or where it was refused. */
  readonly reservation: string | null;
  readonly already: boolean;
  readonly until: string | null;
  /** Why it was not granted. */
  readonly refused: BeadsError | null;
  readonly landing: Landing | null;
}

export interface ReserveResult {
  readonly outcomes: readonly GlobOutcome[];
  readonly mode: ReservationMode;
  readonly by: string;
  readonly issue: string | null;
  readonly intent: string | null;
  readonly told: readonly Told[];
}

const USUAL = 2 * 3_600_000;
/** Thirty-one days. */
const LONGEST = 31 * 86_400_000;

/**
 * Reserves paths, so that others keep off them: what is free is reserved, what others hold is refused. Where only one glob was asked for, or all of a
 * project's at once, the refusal is thrown.
 * @throws RESERVED, RESERVATION_LOST, BAD_GLOB, OUTSIDE_WORK_TREE, BAD_DURATION, ISSUE_NOT_FOUND, NO_CLONE_HERE
 */
export async function reserve(workspace: Workspace, input: ReserveInput): Promise<ReserveResult> {
  const intent = input.intent === undefined || input.intent.trim() === "" ? null : checkBody(input.intent);
  const sorted = await sortWords(workspace, input.globs);
  const globs = sorted.map(globsOf);
  const outcomes: GlobOutcome[] = [];
  const told: Told[] = [];
  for (const [at, one] of sorted.entries()) {
    await inLedgerOf(workspace, one.project, async (there) => {
      const done = await reserveIn(there, { input, intent, project: one.project, globs: globs[at] ?? [] });
      const refused = done.flatMap(({ refused: why }) => (why === null ? [] : [why.fields as unknown as RefusedGlob]));
      if (input.tell === true && input.dry_run !== true)
        told.push(...(await tellHolders(there, refused, { intent, issue: input.issue ?? null })));
      outcomes.push(...done);
    });
  }
  const [only, ...more] = outcomes;
  if (only?.refused && (more.length === 0 || input.atomic === true)) throw withTold(only.refused, told);
  const mode = input.shared === true ? "shared" : "exclusive";
  return { outcomes, mode, by: nameOf(workspace.actor), issue: input.issue ?? null, intent, told };
}

interface Share {
  readonly input: ReserveInput;
  readonly intent: string | null;
  readonly project: TypedGlobs["project"];
  readonly globs: readonly string[];
}

async function reserveIn(workspace: Workspace, { input, intent, project, globs }: Share): Promise<GlobOutcome[]> {
  const snapshot = await workspace.ledger.snapshot();
  const lease = durationOf(input.for);
  const args = {
    ...{ id: "", paths: globs, mode: input.shared === true ? ("shared" as const) : ("exclusive" as const) },
    issue: input.issue === undefined ? null : resolveId(snapshot, input.issue, { exact: true }),
    ...{ intent, lease, least: input.for === undefined ? null : lease, atomic: input.atomic === true, marker: "" },
    proof: await workspace.proof(),
  };
  const name = project?.name ?? null;
  try {
    const { landing, result } = await write(workspace, "reserve", args, { urgency: "now", dry_run: input.dry_run });
    return globs.map((glob) => outcomeOf(glob, name, landing, result));
  } catch (error) {
    const refused = refusedIn(error);
    if (refused === undefined) throw error;
    return globs.map((glob) => refusal(glob, name, { refused, replay: (error as BeadsError).code === LOST }));
  }
}

const LOST = "RESERVATION_LOST";

/** What others hold of it, where that is why nothing was reserved. */
function refusedIn(error: unknown): readonly RefusedGlob[] | undefined {
  const isNo = error instanceof BeadsError && (error.code === "RESERVED" || error.code === LOST);
  return isNo ? (error.fields["refused"] as readonly RefusedGlob[]) : undefined;
}

function outcomeOf(glob: string, project: string | null, landing: Landing, result: VerbResults["reserve"]): GlobOutcome {
  const { refused } = result;
  if (refused.some((no) => no.glob === glob)) return refusal(glob, project, { refused, replay: false });
  const already = result.already.includes(glob);
  if (!already && !result.granted.includes(glob))
    return { ...refusal(glob, project, { refused, replay: false }), refused: notThen(glob) };
  return { glob, project, reservation: already ? null : result.id, already, until: result.until, refused: null, landing };
}

/** Under `atomic` what is free is refused for what is not. */
function refusal(
  glob: string,
  project: string | null,
  { refused, replay }: { readonly refused: readonly RefusedGlob[]; readonly replay: boolean },
): GlobOutcome {
  const own = refused.filter((no) => no.glob === glob);
  const why = reservedError(own.length === 0 ? refused : own, replay);
  return { glob, project, reservation: null, already: false, until: null, refused: why, landing: null };
}

/** Of a repeated command: what it says now is what it said before. */
function notThen(glob: string): BeadsError {
  return new BeadsError("conflict", "RESERVED", `${glob} was reserved by somebody else when this command ran first.`, {
    hints: ["It is free now: ask for it again, under another operation id."],
    fields: { glob },
  });
}

/** The same refusal, which also says who was asked. */
function withTold(error: BeadsError, told: readonly Told[]): BeadsError {
  const { kind, code, message, hints, fields } = error;
  return told.length === 0 ? error : new BeadsError(kind, code, message, { hints, fields: { ...fields, told }, cause: error });
}

/** Milliseconds. @throws BAD_DURATION */
export function durationOf(asked: string | undefined): number {
  const duration = asked === undefined ? USUAL : parseDuration(asked);
  if (duration !== undefined && duration >= 1000 && duration <= LONGEST) return duration;
  throw new BeadsError("usage", "BAD_DURATION", `${JSON.stringify(asked)} is no time for which paths can be reserved.`, {
    hints: ["Use a duration from 1s to 31d, such as 30m, 2h or 1d."],
    fields: { value: asked },
  });
}
