import { BeadsError } from "../errors.ts";
import type { InvalidFile, Snapshot } from "../store/snapshot.ts";
import { closeness } from "./closeness.ts";

const CANDIDATES = 10;

/** How much of an id has to be typed. */
export interface Exactness {
  /** True in writes: a unique suffix is not enough, since a typo would write to the wrong bead. */
  readonly exact: boolean;
}

/**
 * The full id of the issue that somebody typed. Reads take any unique suffix (`7k3xq2`), writes the whole id only; the
 * project's own name in front (`beads:beads-7k3xq2`) and capital letters are understood in both.
 * @throws ISSUE_NOT_FOUND with what is similar, ISSUE_UNREADABLE, AMBIGUOUS_ID with the candidates, ID_NOT_EXACT, OTHER_PROJECT
 */
export function resolveId(snapshot: Snapshot, text: string, exactness: Exactness = { exact: false }): string {
  const id = findId(snapshot, text, exactness);
  const broken = snapshot.unreadable(id);
  if (broken !== undefined) throw unreadable(id, broken);
  return id;
}

function findId(snapshot: Snapshot, text: string, { exact }: Exactness): string {
  const typed = withoutOwnProject(snapshot, text.trim());
  if (snapshot.has(typed)) return typed;
  const folded = typed.toLowerCase();
  if (folded !== typed && snapshot.has(folded)) return folded;
  const candidates = typed === "" ? [] : snapshot.idsLike(folded, CANDIDATES);
  const [only] = candidates;
  if (only === undefined) throw notFound(snapshot, typed);
  if (candidates.length > 1) throw ambiguous(typed, candidates);
  if (exact) throw notExact(typed, only);
  return only;
}

/** Several ids in the order typed, each once. @throws what `resolveId` throws */
export function resolveIds(snapshot: Snapshot, texts: readonly string[], exactness: Exactness): string[] {
  return [...new Set(texts.map((text) => resolveId(snapshot, text, exactness)))];
}

function withoutOwnProject(snapshot: Snapshot, text: string): string {
  const colon = text.lastIndexOf(":");
  if (colon === -1) return text;
  const { name, identity, aliases } = snapshot.project;
  const project = text.slice(0, colon);
  if ([name, identity, ...aliases].includes(project)) return text.slice(colon + 1);
  throw new BeadsError("usage", "OTHER_PROJECT", `${text} belongs to another project.`, {
    hints: [`Here are the issues of ${name}; run bd in a clone of ${project} for its own.`],
    fields: { id: text, project },
  });
}

function unreadable(id: string, { path, line, reason }: InvalidFile): BeadsError {
  const where = line === null ? path : `${path}, line ${line}`;
  return new BeadsError("invalid-data", "ISSUE_UNREADABLE", `${id} cannot be read: ${where}: ${reason}.`, {
    hints: ["Repair the file on the ledger's branch; bd doctor names every file that cannot be read."],
    fields: { id, path, line, reason },
  });
}

function ambiguous(typed: string, candidates: readonly string[]): BeadsError {
  const more = candidates.length === CANDIDATES ? " and more" : "";
  return new BeadsError("usage", "AMBIGUOUS_ID", `Several ids end in ${typed}: ${candidates.join(", ")}${more}.`, {
    hints: ["Give the whole id."],
    fields: { id: typed, candidates },
  });
}

function notExact(typed: string, only: string): BeadsError {
  return new BeadsError("usage", "ID_NOT_EXACT", `${typed} is not a whole id, and this would write.`, {
    hints: [`Did you mean ${only}?`],
    fields: { id: typed, candidates: [only] },
  });
}

function notFound(snapshot: Snapshot, typed: string): BeadsError {
  const candidates = similar(snapshot, typed.toLowerCase());
  if (snapshot.record("decision", typed) !== undefined) throw isDecision(typed);
  const guess = candidates.length > 0 ? [`Did you mean ${candidates.join(" or ")}?`] : [];
  return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${typed === "" ? "without an id" : typed}.`, {
    hints: [...guess, "bd list --all shows every issue; bd sync brings what others wrote lately."],
    fields: { id: typed, candidates },
  });
}

/** Decisions have verbs of their own. */
function isDecision(id: string): BeadsError {
  return new BeadsError("not-found", "ISSUE_NOT_FOUND", `${id} is a decision and no issue.`, {
    hints: [`bd decide show ${id} shows it.`],
    fields: { id, candidates: [] },
  });
}

/** How much of an id has to be right where more than one letter is wrong. */
const CLOSE = 0.75;

/** Ids that one slip of a finger turns into what was typed, then those with nearly all of its letters: found by the half of it that is right. */
function similar(snapshot: Snapshot, typed: string): string[] {
  if (typed.length < 4) return [];
  const tail = typed.slice(-3);
  const stem = typed.slice(0, -2);
  const nowhen = { now: 0, known: 0, me: "" };
  const found = new Set([
    ...snapshot.idsLike(tail, 50),
    ...snapshot.rows({ text: stem, limit: 50, deleted: true }, nowhen).map((row) => row.issue.id),
  ]);
  const slips = [...found].filter((id) => shapesOf(id).some((shape) => isSlip(typed, shape)));
  const nearness = (id: string) => Math.max(...shapesOf(id).map((shape) => closeness(shape, typed)));
  const close = [...found].filter((id) => !slips.includes(id) && nearness(id) >= CLOSE);
  return [...slips, ...close.sort((a, b) => nearness(b) - nearness(a))].slice(0, 3);
}

/** An id as it may be typed: whole, or its last part alone. */
function shapesOf(id: string): readonly string[] {
  return [id, id.slice(id.lastIndexOf("-") + 1)];
}

/** True where one letter was replaced, left out or put in, or two neighbours were swapped. */
function isSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
