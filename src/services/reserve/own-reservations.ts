import { heldPaths, isReservedBy } from "../../domain/held-paths.ts";
import { isMoment } from "../../domain/id.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { BeadsError } from "../../errors.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import { askerOf } from "../reservations.ts";
import type { Workspace } from "../workspace.ts";
import { globsOf, type TypedGlobs } from "./typed-globs.ts";

/** A reservation that was named, and which of its globs are meant; null: all. */
export interface Named {
  readonly head: Reservation;
  readonly until: string;
  readonly mine: boolean;
  readonly globs: readonly string[] | null;
}

/** Which reservations are meant: some words, all of the caller's, or the only one. */
export interface Meant {
  readonly words: TypedGlobs | null;
  readonly all: boolean;
}

/** Every reservation that nobody ended: those that ran out, too, since they can be renewed. */
async function open(workspace: Workspace): Promise<{ snapshot: Snapshot; rows: Named[] }> {
  const [snapshot, asker] = await Promise.all([workspace.ledger.snapshot(), askerOf(workspace)]);
  const rows = heldPaths(snapshot.records("reservation", { live_at: 0 })).map(({ head, until }) => {
    return { head, until, mine: isReservedBy(head, asker), globs: null };
  });
  return { snapshot, rows };
}

/** The reservations that are meant. @throws RESERVATION_NOT_FOUND, AMBIGUOUS_RESERVATION, NOTHING_RESERVED, SEVERAL_RESERVED */
export async function namedReservations(workspace: Workspace, { words, all }: Meant): Promise<readonly Named[]> {
  const { snapshot, rows } = await open(workspace);
  const own = rows.filter(({ mine }) => mine);
  if (all) return own;
  if (words === null) return [onlyOne(own)];
  const named = new Map<string, Named>();
  for (const word of words.words) {
    for (const found of resolve(word, { words, snapshot, rows, own })) {
      const known = named.get(found.head.id);
      const globs = known?.globs && found.globs ? [...known.globs, ...found.globs] : null;
      named.set(found.head.id, known === undefined ? found : { ...found, globs });
    }
  }
  return [...named.values()];
}

interface Choice {
  readonly words: TypedGlobs;
  readonly snapshot: Snapshot;
  readonly rows: readonly Named[];
  readonly own: readonly Named[];
}

/** An id, its last letters, or a glob as it was reserved. */
function resolve(word: string, { words, snapshot, rows, own }: Choice): Named[] {
  const byId = rows.filter(
    ({ head }) => head.id === word || (/^[0-9a-z]{6}$/i.test(word) && head.id.endsWith(`-${word.toLowerCase()}`)),
  );
  if (byId.length > 1) throw ambiguous(word, byId);
  if (byId.length === 1) return byId;
  const ended = isMoment(word) ? snapshot.record("reservation", word) : undefined;
  if (ended !== undefined) return [{ head: ended.head, until: ended.head.until, mine: false, globs: null }];
  const [glob = ""] = globsOf({ place: words.place, words: [word] });
  const bare = (path: string) => path.replace(/\/$/, "");
  const names = ({ head }: Named) => head.paths.some((path) => bare(path) === bare(glob));
  const holding = own.some(names) ? own.filter(names) : rows.filter(names);
  if (holding.length > 0)
    return holding.map((row) => ({
      ...row,
      globs: row.head.paths.length === 1 ? null : row.head.paths.filter((path) => bare(path) === bare(glob)),
    }));
  throw new BeadsError(
    "not-found",
    "RESERVATION_NOT_FOUND",
    `Nobody has reserved ${glob}, and no reservation is called ${word}.`,
    {
      hints: ["bd reserve list shows what is reserved; a glob is named as it was reserved."],
      fields: { reservation: word, glob },
    },
  );
}

function onlyOne(own: readonly Named[]): Named {
  const [first] = own;
  const paths = own.map(({ head }) => head.paths.join(", "));
  if (first === undefined) {
    throw new BeadsError("not-found", "NOTHING_RESERVED", "You have reserved nothing here.", {
      hints: ["bd reserve list shows what is reserved, and by whom."],
    });
  }
  if (own.length === 1) return first;
  throw new BeadsError("usage", "SEVERAL_RESERVED", `You have ${own.length} reservations: ${paths.join("; ")}.`, {
    hints: ["Name one by its id or globs, or say --all."],
    fields: { reservations: own.map(({ head }) => head.id) },
  });
}

function ambiguous(word: string, rows: readonly Named[]): BeadsError {
  const ids = rows.map(({ head }) => head.id);
  return new BeadsError("usage", "AMBIGUOUS_RESERVATION", `Several reservations end in ${word}: ${ids.join(", ")}.`, {
    hints: ["Give the whole id."],
    fields: { reservation: word, candidates: ids },
  });
}
