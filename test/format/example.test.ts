import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { isElsewhere } from "../../src/domain/address.ts";
import type { Issue } from "../../src/domain/issue.ts";
import type { Message } from "../../src/domain/message.ts";
import * as claims from "../../src/format/claim-file.ts";
import { ISSUE_KEYS, parseIssue, serializeIssue } from "../../src/format/issue-file.ts";
import { MESSAGE_KEYS, parseMessage, serializeMessage } from "../../src/format/message-file.ts";
import * as outbox from "../../src/format/outbox-file.ts";
import { ATTRIBUTES, ATTRIBUTES_PATH, type BeadPath, classifyPath, issuePath } from "../../src/format/paths.ts";
import { PROJECT_KEYS, parseProject, serializeProject } from "../../src/format/project-file.ts";
import { parseRecord, RECORD_FILES, recordFileAt } from "../../src/format/records/parse-record.ts";
import { readStrict } from "../../src/format/strict.ts";

const ROOT = resolve(import.meta.dirname, "../../.beads.example");
const FILES = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: `.beads/${file.slice(ROOT.length + 1).replaceAll("\\", "/")}`, text: readFileSync(file, "utf8") }))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

const KEYS = {
  issue: ISSUE_KEYS,
  message: MESSAGE_KEYS,
  claim: claims.CLAIM_KEYS,
  renewal: claims.RENEWAL_KEYS,
  ending: claims.ENDING_KEYS,
  reset: claims.RESET_KEYS,
  outbox: outbox.OUTBOX_KEYS,
  mark: outbox.MARK_KEYS,
  project: PROJECT_KEYS,
} as const;

function rewrite(kind: BeadPath["kind"], path: string, text: string): string {
  if (kind === "issue") return serializeIssue(parseIssue(path, text));
  if (kind === "message") return serializeMessage(parseMessage(path, text));
  if (kind === "claim") return claims.serializeClaim(claims.parseClaim(path, text));
  if (kind === "renewal") return claims.serializeRenewal(claims.parseRenewal(path, text));
  if (kind === "ending") return claims.serializeEnding(claims.parseEnding(path, text));
  if (kind === "reset") return claims.serializeReset(claims.parseReset(path, text));
  if (kind === "outbox") return outbox.serializeOutboxEntry(outbox.parseOutboxEntry(path, text));
  if (kind === "mark") return outbox.serializeOutboxMark(outbox.parseOutboxMark(path, text));
  if (kind === "project") return serializeProject(parseProject(path, text));
  const place = classifyPath(path);
  if (place.kind === "record") return RECORD_FILES[recordFileAt(place)].serialize(parseRecord(path, text, place) as never);
  return path === ATTRIBUTES_PATH ? ATTRIBUTES : text;
}

const issues = FILES.filter(({ path }) => classifyPath(path).kind === "issue").map(({ path, text }) => parseIssue(path, text));
const messages = FILES.filter(({ path }) => classifyPath(path).kind === "message").map(({ path, text }) =>
  parseMessage(path, text),
);

test("every file of the example is read and written back byte for byte", () => {
  expect(FILES.length).toBeGreaterThan(15);
  for (const { path, text } of FILES) expect([path, rewrite(classifyPath(path).kind, path, text)]).toEqual([path, text]);
});

test("every kind of record is there, and every key of each is used", () => {
  for (const [kind, { keys }] of Object.entries(RECORD_FILES)) {
    const used = FILES.flatMap(({ path, text }) => {
      const place = classifyPath(path);
      if (place.kind !== "record" || recordFileAt(place) !== kind) return [];
      return readStrict(text)?.entries.map((entry) => entry.key) ?? [];
    });
    expect([kind, keys.filter((key) => !used.includes(key))]).toEqual([kind, []]);
  }
});

test("every kind of file is there, and every key of each is used", () => {
  for (const [kind, keys] of Object.entries(KEYS)) {
    const used = FILES.filter(({ path }) => classifyPath(path).kind === kind).flatMap(
      ({ text }) => readStrict(text)?.entries.map((entry) => entry.key) ?? [],
    );
    expect([kind, keys.filter((key) => !used.includes(key))]).toEqual([kind, []]);
  }
  expect(FILES.filter(({ path }) => classifyPath(path).kind === "other").map(({ path }) => path)).toEqual([ATTRIBUTES_PATH]);
  for (const kind of ["parent", "needs", "related", "origin", "closed", "metadata"])
    expect(issues.some((issue) => issue[kind as keyof Issue])).toBe(true);
});

test("the example is true: everything that it names is there", () => {
  const ids = new Set(issues.map((issue) => issue.id));
  const named = issues.flatMap((issue) => [
    issue.parent,
    issue.duplicate_of,
    issue.superseded_by,
    ...issue.needs.map((need) => need.id),
    ...issue.related,
    ...issue.discovered_from,
  ]);
  for (const id of named) if (id !== null && !isElsewhere(id)) expect(ids).toContain(id);
  for (const issue of issues) expect(FILES.map((file) => file.path)).toContain(issuePath(issue.id));
  for (const message of messages)
    if (message.in_reply_to !== null) expect(messages.map((other) => other.id)).toContain(message.in_reply_to);
  expect(attachmentsFound()).toEqual(
    messages.flatMap((message: Message) => message.attachments.map(({ name, size }) => `${message.id} ${name} ${size}`)),
  );
});

function attachmentsFound(): string[] {
  return FILES.flatMap(({ path, text }) => {
    const place = classifyPath(path);
    return place.kind === "attachment" ? [`${place.message} ${place.name} ${Buffer.byteLength(text)}`] : [];
  });
}
