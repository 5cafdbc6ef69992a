import { ESCALATION_MARKS } from "../domain/escalation.ts";
import { isMoment } from "../domain/id.ts";
import type { RecordKind } from "../domain/record.ts";
import { decodeName, encodeName } from "./file-name.ts";

/** What a path below `.beads/` holds of a bead that is no issue: its own file (`part` is null), or one of those beside it. */
export interface RecordPlace {
  readonly kind: "record";
  readonly record: RecordKind;
  readonly id: string;
  /** The word or id that the file's name adds: `end`, `r1`, or a decision mark's id. */
  readonly part: string | null;
  /** The issue that a checkpoint is of. */
  readonly issue: string | null;
}

/** The words that parts of reservations may have. */
const RESERVATION_PART = /^(?:r[1-9]\d{0,5}|end)$/;

/** The marks of a decision lie in a directory beside it. */
export function decisionPath(id: string, mark: string | null = null): string {
  const stem = `.beads/decisions/${encodeName(id)}`;
  return mark === null ? `${stem}.md` : `${stem}/${mark}.md`;
}

export function reservationPath(id: string, part: string | null = null): string {
  return dated("reservations", id, part);
}

export function escalationPath(id: string, part: string | null = null): string {
  return dated("escalations", id, part);
}

export function notePath(id: string): string {
  return `.beads/memory/${encodeName(id)}.md`;
}

/** What lies at a path outside the issues' directories, if it is a record's. `parts` are those behind `.beads/`. */
export function classifyRecord(parts: readonly string[]): RecordPlace | undefined {
  const [folder, ...rest] = parts;
  if (folder === "decisions") return classifyDecision(rest);
  if (folder === "reservations") return classifyDated("reservation", rest, (part) => RESERVATION_PART.test(part));
  if (folder === "escalations")
    return classifyDated("escalation", rest, (part) => ESCALATION_MARKS.some((mark) => mark === part));
  return folder === "memory" && rest.length === 1 ? named("note", rest[0] ?? "") : undefined;
}

/** What lies in an issue's `checkpoints`. */
export function classifyCheckpoint(issue: string, file: string): RecordPlace | undefined {
  const id = withoutEnding(file);
  return id !== undefined && isMoment(id) ? { kind: "record", record: "checkpoint", id, part: null, issue } : undefined;
}

/** The path at which a place's file lies; a checkpoint's directory is its issue's. */
export function recordPath({ record, id, part }: RecordPlace): string | undefined {
  if (record === "decision") return decisionPath(id, part);
  if (record === "reservation") return reservationPath(id, part);
  if (record === "escalation") return escalationPath(id, part);
  return record === "note" ? notePath(id) : undefined;
}

function classifyDecision(parts: readonly string[]): RecordPlace | undefined {
  if (parts.length === 1) return named("decision", parts[0] ?? "");
  const id = decodeName(parts[0] ?? "");
  const mark = withoutEnding(parts[1] ?? "");
  if (parts.length !== 2 || id === undefined || mark === undefined || !isMoment(mark)) return undefined;
  return { kind: "record", record: "decision", id, part: mark, issue: null };
}

function classifyDated(
  record: "reservation" | "escalation",
  parts: readonly string[],
  isPart: (word: string) => boolean,
): RecordPlace | undefined {
  const stem = withoutEnding(parts[2] ?? "");
  if (parts.length !== 3 || stem === undefined) return undefined;
  const dot = stem.indexOf(".");
  const id = dot < 0 ? stem : stem.slice(0, dot);
  const part = dot < 0 ? null : stem.slice(dot + 1);
  if (!isMoment(id) || (part !== null && !isPart(part))) return undefined;
  return { kind: "record", record, id, part, issue: null };
}

function named(record: "decision" | "note", file: string): RecordPlace | undefined {
  const id = decodeName(withoutEnding(file) ?? "");
  return id === undefined ? undefined : { kind: "record", record, id, part: null, issue: null };
}

/**
 * Where a bead lies whose id begins with its time: by month and day, since each write makes every folder on its way anew, and the writes of a busy
 * month are thousands (docs/decisions/0012).
 */
export function dayDirectory(folder: "bulletin" | "escalations" | "outbox" | "reservations", id: string): string {
  return `.beads/${folder}/${id.slice(0, 4)}-${id.slice(4, 6)}/${id.slice(6, 8)}`;
}

function dated(folder: "reservations" | "escalations", id: string, part: string | null): string {
  return `${dayDirectory(folder, id)}/${id}${part === null ? "" : `.${part}`}.md`;
}

function withoutEnding(file: string): string | undefined {
  return file.endsWith(".md") ? file.slice(0, -3) : undefined;
}
