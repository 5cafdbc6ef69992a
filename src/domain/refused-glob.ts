import { BeadsError } from "../errors.ts";
import type { Collision } from "./held-paths.ts";
import type { ReservationMode } from "./reservation.ts";

/** A glob that was asked for, and whose reservation is in the way. */
export interface RefusedGlob {
  readonly glob: string;
  readonly reservation: string;
  readonly holder: string;
  /** The glob of theirs that overlaps. */
  readonly pattern: string;
  readonly mode: ReservationMode;
  readonly since: string;
  readonly until: string;
  readonly issue: string | null;
  readonly intent: string | null;
}

/** The refusal of a glob, by the first that is in its way; empty where nothing is. */
export function refusalOf(glob: string, [first]: readonly Collision[]): RefusedGlob[] {
  if (first === undefined) return [];
  const { head, until } = first.held;
  const { id, by, mode, at, issue, intent } = head;
  return [{ glob, reservation: id, holder: by, pattern: first.pattern, mode, since: at, until, issue, intent }];
}

/** What somebody is told who asked for globs that others hold; on a replay they had them for a while. */
export function reservedError(refused: readonly RefusedGlob[], replay: boolean): BeadsError {
  const [first, ...more] = refused;
  const { glob = "", holder = "", pattern = "", mode = "exclusive", until = "" } = first ?? {};
  const others = more.length === 0 ? "" : ` So are ${more.length} more that you asked for.`;
  const what = pattern === glob ? glob : `${glob} (by ${pattern})`;
  const how = mode === "shared" ? "reserved with others" : "reserved";
  return new BeadsError(
    "conflict",
    replay ? "RESERVATION_LOST" : "RESERVED",
    `${what} is ${how} by ${holder} until ${until}.${others}`,
    {
      hints: ["bd reserve … --tell asks the holder for it; bd reserve list shows what is reserved, and for what."],
      fields: { ...first, refused },
    },
  );
}
