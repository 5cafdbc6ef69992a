import { isUtf8 } from "node:buffer";
import type { Claim, Ending, Renewal, Reset } from "../../domain/claim.ts";
import type { Issue } from "../../domain/issue.ts";
import type { Message } from "../../domain/message.ts";
import type { OutboxEntry, OutboxMark } from "../../domain/outbox.ts";
import type { Project } from "../../domain/project.ts";
import type { RecordNouns } from "../../domain/record.ts";
import { BeadsError } from "../../errors.ts";
import { parseClaim, parseEnding, parseRenewal, parseReset } from "../../format/claim-file.ts";
import { parseIssue } from "../../format/issue-file.ts";
import { parseMessage } from "../../format/message-file.ts";
import { parseOutboxEntry, parseOutboxMark } from "../../format/outbox-file.ts";
import { type BeadPath, classifyPath, issueDirectory, markPath, messagePath, outboxPath } from "../../format/paths.ts";
import { parseProject } from "../../format/project-file.ts";
import { recordPath } from "../../format/record-paths.ts";
import { parseRecord } from "../../format/records/parse-record.ts";

/** The places whose files the index reads. Attachments and parcels are other people's bytes, and of `other` files nothing is known. */
export type ReadPlace = Exclude<BeadPath, { readonly kind: "attachment" | "parcel" | "other" }>;

/** What a file of each place holds. */
export interface Nouns {
  issue: Issue;
  message: Message;
  claim: Claim;
  renewal: Renewal;
  ending: Ending;
  reset: Reset;
  outbox: OutboxEntry;
  mark: OutboxMark;
  project: Project;
  record: RecordNouns[keyof RecordNouns]["head" | "part"];
}

/** A file that was read, or why it could not be. */
export type BeadFile =
  | { readonly valid: true; readonly noun: Nouns[keyof Nouns] }
  | { readonly valid: false; readonly line: number | null; readonly reason: string; readonly error: BeadsError };

const PARSERS: { readonly [K in Exclude<keyof Nouns, "record">]: (path: string, text: string) => Nouns[K] } = {
  issue: parseIssue,
  message: parseMessage,
  claim: parseClaim,
  renewal: parseRenewal,
  ending: parseEnding,
  reset: parseReset,
  outbox: parseOutboxEntry,
  mark: parseOutboxMark,
  project: parseProject,
};

/** The place of a path if the index reads its file. */
export function placeOf(path: string): ReadPlace | undefined {
  const place = classifyPath(path);
  return place.kind === "attachment" || place.kind === "parcel" || place.kind === "other" ? undefined : place;
}

/** Reads one file. What is wrong with it is an answer, so that it never hides the others. */
export function readBeadFile(path: string, place: ReadPlace, content: string | Uint8Array): BeadFile {
  try {
    if (typeof content !== "string" && !isUtf8(content)) throw unreadable(path, "the file is not UTF-8 text");
    const text =
      typeof content === "string"
        ? content
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("utf8");
    const noun = place.kind === "record" ? parseRecord(path, text, place) : PARSERS[place.kind](path, text);
    return { valid: true, noun };
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    return invalidFile(error);
  }
}

/** What lies where a file should be and cannot be read as one. */
export function unreadableFile(path: string, reason: string): BeadFile & { readonly valid: false } {
  return invalidFile(unreadable(path, reason));
}

function invalidFile(error: BeadsError): BeadFile & { readonly valid: false } {
  const { line, reason } = error.fields;
  return {
    valid: false,
    line: typeof line === "number" ? line : null,
    reason: typeof reason === "string" ? reason : error.message,
    error,
  };
}

/** The directory that was asked for last: files come issue by issue, and each name costs a hash. */
let last = { issue: "", directory: "" };

/** True where a file lies in its right place: two directories must never hold one issue, and what lies elsewhere must never hide it. */
export function isInPlace(path: string, place: ReadPlace): boolean {
  if (place.kind === "project") return true;
  if (place.kind === "outbox") return path === outboxPath(place.id);
  if (place.kind === "mark") return path === markPath(place.id, place.state);
  const record = place.kind === "record" ? recordPath(place) : undefined;
  if (record !== undefined) return path === record;
  if (place.issue === null) return place.kind === "message" && path === messagePath(null, place.id);
  if (place.issue !== last.issue) last = { issue: place.issue, directory: `${issueDirectory(place.issue)}/` };
  return path.startsWith(last.directory);
}

function unreadable(path: string, reason: string): BeadsError {
  return new BeadsError("invalid-data", "FILE_UNREADABLE", `${path}: ${reason}.`, { fields: { path, line: null, reason } });
}
