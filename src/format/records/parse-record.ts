import type { RecordNouns } from "../../domain/record.ts";
import type { RecordPlace } from "../record-paths.ts";
import { checkpointFile } from "./checkpoint-file.ts";
import { decisionFile, decisionMarkFile } from "./decision-file.ts";
import { escalationFile, escalationMarkFile } from "./escalation-file.ts";
import { noteFile } from "./note-file.ts";
import { endingFile, renewalFile, reservationFile } from "./reservation-file.ts";

/** Every kind of file that a record has. */
export const RECORD_FILES = {
  checkpoint: checkpointFile,
  decision: decisionFile,
  decision_mark: decisionMarkFile,
  escalation: escalationFile,
  escalation_mark: escalationMarkFile,
  note: noteFile,
  reservation: reservationFile,
  reservation_ending: endingFile,
  reservation_renewal: renewalFile,
} as const;

/** Which of them lies at a place. */
export function recordFileAt({ record, part }: RecordPlace): keyof typeof RECORD_FILES {
  if (part === null || record === "note" || record === "checkpoint") return record;
  if (record !== "reservation") return `${record}_mark`;
  return part === "end" ? "reservation_ending" : "reservation_renewal";
}

/** Reads a record's file, or one beside it. @throws BeadsError invalid-data with path and line; ID_MISMATCH */
export function parseRecord(path: string, text: string, place: RecordPlace): RecordNouns[keyof RecordNouns]["head" | "part"] {
  return RECORD_FILES[recordFileAt(place)].parse(path, text);
}
