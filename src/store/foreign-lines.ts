import { cut, oneLine } from "../domain/strip.ts";
import { SUBJECT_LENGTH } from "../format/commit-message.ts";
import type { Snapshot } from "./snapshot.ts";
import { messageSubject } from "./verbs/message.ts";

/** What tells a commit of the ledger by its words. */
interface Line {
  readonly subject: string;
  readonly beads: readonly string[];
}

/** Both kinds name whom they are from; the beads of all other commits need not be looked at. */
const SAYS_WHO = / from /;

/**
 * Tells which commits hold the words of other projects: the coming of an issue that another project sent, and what was said by somebody of another
 * one. It is the beads that say it, since a commit's author need not be whoever wrote what it brings.
 */
export function foreignLines(snapshot: Pick<Snapshot, "issue" | "messages">, own: ReadonlySet<string>): (line: Line) => boolean {
  const said = new Map<string, ReadonlySet<string>>();
  const saidOn = (bead: string) => {
    const known = said.get(bead) ?? new Set(foreignSubjects(snapshot, bead, own));
    said.set(bead, known);
    return known;
  };
  return ({ subject, beads }) => {
    const here = SAYS_WHO.test(subject) ? beads.filter((bead) => !bead.includes(":")) : [];
    return here.some((bead) => isArrival(snapshot, bead, subject, own) || saidOn(bead).has(subject));
  };
}

function foreignSubjects(snapshot: Pick<Snapshot, "messages">, bead: string, own: ReadonlySet<string>): string[] {
  const messages = snapshot.messages({ thread: bead }).filter(({ from }) => !own.has(from.project));
  return messages.map((message) => cut(oneLine(messageSubject(message)), SUBJECT_LENGTH));
}

function isArrival(snapshot: Pick<Snapshot, "issue">, bead: string, subject: string, own: ReadonlySet<string>): boolean {
  const origin = snapshot.issue(bead)?.origin ?? null;
  return origin !== null && !own.has(origin.project) && /^\S+: (?:new|proposed) /.test(subject);
}
