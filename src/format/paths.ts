import { isMoment } from "../domain/id.ts";
import { OUTBOX_MARKS, type OutboxMarkName } from "../domain/outbox.ts";
import { decodeFileName, decodeName, encodeFileName, encodeName } from "./file-name.ts";
import { classifyCheckpoint, classifyRecord, dayDirectory, type RecordPlace } from "./record-paths.ts";
import { sha1 } from "./sha1.ts";

export const PROJECT_PATH = ".beads/project.md";
export const ATTRIBUTES_PATH = ".beads/.gitattributes";

/** The content of `.beads/.gitattributes`: bytes stay as they are on every system, so LF stays LF. */
export const ATTRIBUTES = "* -text\n";

/** The last epoch that a claim's file can have. */
export const MAX_EPOCH = 999_999_999;

const CLAIM_FILE = /^(\d{4,9})(?:\.r([1-9]\d{0,8})|\.(end|reset))?\.md$/;
const MONTH = /^\d{4}-\d\d$/;
const DAY = /^\d\d$/;

/** What a path below `.beads/` holds. `issue` is the id that its directory stands for; a message on the bulletin has none. */
export type BeadPath =
  | { readonly kind: "issue"; readonly issue: string; readonly id: string }
  | { readonly kind: "message"; readonly issue: string | null; readonly id: string }
  | { readonly kind: "claim"; readonly issue: string; readonly epoch: number }
  | { readonly kind: "renewal"; readonly issue: string; readonly epoch: number; readonly renewal: number }
  | { readonly kind: "ending"; readonly issue: string; readonly epoch: number }
  | { readonly kind: "reset"; readonly issue: string; readonly epoch: number }
  | { readonly kind: "attachment"; readonly issue: string | null; readonly message: string; readonly name: string }
  | { readonly kind: "outbox"; readonly id: string }
  | { readonly kind: "mark"; readonly id: string; readonly state: OutboxMarkName }
  | { readonly kind: "parcel"; readonly id: string; readonly name: string }
  | RecordPlace
  | { readonly kind: "project" }
  | { readonly kind: "other" };

const OTHER: BeadPath = { kind: "other" };

/** The name of an issue's directory: the id, percent-encoded where a file system could misread it. */
export function directoryOf(id: string): string {
  return encodeName(id);
}

/** An issue's directory, without a slash at the end. 256 shards keep each tree object, and so each commit, small. */
export function issueDirectory(id: string): string {
  return `.beads/issues/${sha1(id).slice(0, 2)}/${encodeName(id)}`;
}

export function issuePath(id: string): string {
  return `${issueDirectory(id)}/issue.md`;
}

/** The file of a message; a null thread is the bulletin. */
export function messagePath(thread: string | null, id: string): string {
  return thread === null ? `${bulletinDirectory(id)}/${id}.md` : `${issueDirectory(thread)}/messages/${id}.md`;
}

export function claimPath(issue: string, epoch: number): string {
  return `${claimStem(issue, epoch)}.md`;
}

export function renewalPath(issue: string, epoch: number, renewal: number): string {
  return `${claimStem(issue, epoch)}.r${renewal}.md`;
}

export function endingPath(issue: string, epoch: number): string {
  return `${claimStem(issue, epoch)}.end.md`;
}

export function resetPath(issue: string, epoch: number): string {
  return `${claimStem(issue, epoch)}.reset.md`;
}

/** The file that came with a message. */
export function attachmentPath(thread: string | null, message: string, name: string): string {
  const directory = thread === null ? bulletinDirectory(message) : issueDirectory(thread);
  return `${directory}/attachments/${message}/${encodeFileName(name)}`;
}

/** Where the work on an issue stood at a moment. */
export function checkpointPath(issue: string, id: string): string {
  return `${issueDirectory(issue)}/checkpoints/${id}.md`;
}

/** What is on its way to another project; its id begins with the time. */
export function outboxPath(id: string): string {
  return `${dayDirectory("outbox", id)}/${id}.md`;
}

/** What became of it, a file for each word. */
export function markPath(id: string, state: OutboxMarkName): string {
  return `${dayDirectory("outbox", id)}/${id}.${state}.md`;
}

/** A file that goes along with it. */
export function parcelPath(id: string, name: string): string {
  return `${dayDirectory("outbox", id)}/attachments/${id}/${encodeFileName(name)}`;
}

/** Says what a path holds, from the path alone; `other` for everything that this version does not know. */
export function classifyPath(path: string): BeadPath {
  if (path === PROJECT_PATH) return { kind: "project" };
  const parts = path.split("/");
  if (parts[0] !== ".beads") return OTHER;
  if (parts[1] === "issues") return classifyInIssue(parts);
  const record = classifyRecord(parts.slice(1));
  if (record !== undefined) return record;
  if (!MONTH.test(parts[2] ?? "") || !DAY.test(parts[3] ?? "")) return OTHER;
  if (parts[1] === "outbox") return classifyOutbox(parts.slice(4));
  return parts[1] === "bulletin" ? classifyThread(parts.slice(4), null) : OTHER;
}

function classifyInIssue(parts: readonly string[]): BeadPath {
  const issue = decodeName(parts[3] ?? "");
  if (issue === undefined) return OTHER;
  if (parts.length === 5) return parts[4] === "issue.md" ? { kind: "issue", issue, id: issue } : OTHER;
  if (parts[4] === "messages" && parts.length === 6) return classifyThread(parts.slice(5), issue);
  if (parts[4] === "attachments") return classifyThread(parts.slice(4), issue);
  if (parts[4] === "checkpoints" && parts.length === 6) return classifyCheckpoint(issue, parts[5] ?? "") ?? OTHER;
  return parts[4] === "claims" && parts.length === 6 ? classifyClaim(issue, parts[5] ?? "") : OTHER;
}

function classifyClaim(issue: string, name: string): BeadPath {
  const match = CLAIM_FILE.exec(name);
  if (!match) return OTHER;
  const epoch = Number(match[1]);
  if (epoch < 1 || paddedEpoch(epoch) !== match[1]) return OTHER;
  if (match[2] !== undefined) return { kind: "renewal", issue, epoch, renewal: Number(match[2]) };
  if (match[3] === "reset") return { kind: "reset", issue, epoch };
  return { kind: match[3] === undefined ? "claim" : "ending", issue, epoch };
}

function classifyThread(parts: readonly string[], issue: string | null): BeadPath {
  const [first = "", second = "", third = ""] = parts;
  if (parts.length === 1 && first.endsWith(".md") && isMoment(first.slice(0, -3))) {
    return { kind: "message", issue, id: first.slice(0, -3) };
  }
  if (parts.length !== 3 || first !== "attachments" || !isMoment(second)) return OTHER;
  const name = decodeFileName(third);
  return name === undefined ? OTHER : { kind: "attachment", issue, message: second, name };
}

function classifyOutbox(parts: readonly string[]): BeadPath {
  const [first = "", second = "", third = ""] = parts;
  if (first === "attachments" && parts.length === 3) {
    const name = isMoment(second) ? decodeFileName(third) : undefined;
    return name === undefined ? OTHER : { kind: "parcel", id: second, name };
  }
  const [id = "", state = "", end, ...others] = parts.length === 1 ? first.split(".") : [];
  if (!isMoment(id) || others.length > 0) return OTHER;
  if (end === undefined) return state === "md" ? { kind: "outbox", id } : OTHER;
  const known = OUTBOX_MARKS.find((mark) => mark === state);
  return known === undefined || end !== "md" ? OTHER : { kind: "mark", id, state: known };
}

function bulletinDirectory(message: string): string {
  return dayDirectory("bulletin", message);
}

function claimStem(issue: string, epoch: number): string {
  return `${issueDirectory(issue)}/claims/${paddedEpoch(epoch)}`;
}

function paddedEpoch(epoch: number): string {
  return String(epoch).padStart(4, "0");
}
