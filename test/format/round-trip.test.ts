import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import {
  CLAIM_KEYS,
  ENDING_KEYS,
  parseClaim,
  parseEnding,
  parseRenewal,
  parseReset,
  RENEWAL_KEYS,
  RESET_KEYS,
  serializeClaim,
  serializeEnding,
  serializeRenewal,
  serializeReset,
} from "../../src/format/claim-file.ts";
import { ISSUE_KEYS, parseIssue, serializeIssue } from "../../src/format/issue-file.ts";
import { MESSAGE_KEYS, parseMessage, serializeMessage } from "../../src/format/message-file.ts";
import {
  MARK_KEYS,
  OUTBOX_KEYS,
  parseOutboxEntry,
  parseOutboxMark,
  serializeOutboxEntry,
  serializeOutboxMark,
} from "../../src/format/outbox-file.ts";
import {
  claimPath,
  endingPath,
  issuePath,
  markPath,
  messagePath,
  outboxPath,
  PROJECT_PATH,
  renewalPath,
  resetPath,
} from "../../src/format/paths.ts";
import { PROJECT_KEYS, parseProject, serializeProject } from "../../src/format/project-file.ts";
import * as any from "./arbitrary.ts";

const RUNS = { numRuns: 1500, seed: 20261121 };

test("every issue comes back from its file as it was", () => {
  fc.assert(
    fc.property(any.issue(ISSUE_KEYS), (issue) => {
      assert.deepStrictEqual(parseIssue(issuePath(issue.id), serializeIssue(issue)), issue);
    }),
    RUNS,
  );
});

test("every message comes back from its file as it was", () => {
  fc.assert(
    fc.property(any.message(MESSAGE_KEYS), (message) => {
      assert.deepStrictEqual(parseMessage(messagePath(message.thread, message.id), serializeMessage(message)), message);
    }),
    RUNS,
  );
});

test("every claim, renewal and ending comes back from its file as it was", () => {
  fc.assert(
    fc.property(any.claim(CLAIM_KEYS), any.renewal(RENEWAL_KEYS), any.ending(ENDING_KEYS), (claim, renewal, ending) => {
      assert.deepStrictEqual(parseClaim(claimPath(claim.issue, claim.epoch), serializeClaim(claim)), claim);
      const path = renewalPath(renewal.issue, renewal.epoch, renewal.renewal);
      assert.deepStrictEqual(parseRenewal(path, serializeRenewal(renewal)), renewal);
      assert.deepStrictEqual(parseEnding(endingPath(ending.issue, ending.epoch), serializeEnding(ending)), ending);
    }),
    RUNS,
  );
});

test("every reset of a circuit breaker comes back from its file as it was", () => {
  fc.assert(
    fc.property(any.reset(RESET_KEYS), (reset) => {
      assert.deepStrictEqual(parseReset(resetPath(reset.issue, reset.epoch), serializeReset(reset)), reset);
    }),
    RUNS,
  );
});

test("everything on its way to another project, and what became of it, comes back from its file as it was", () => {
  fc.assert(
    fc.property(any.outboxEntry(OUTBOX_KEYS), any.outboxMark(MARK_KEYS), (entry, mark) => {
      assert.deepStrictEqual(parseOutboxEntry(outboxPath(entry.id), serializeOutboxEntry(entry)), entry);
      assert.deepStrictEqual(parseOutboxMark(markPath(mark.entry, mark.state), serializeOutboxMark(mark)), mark);
    }),
    RUNS,
  );
});

test("every project comes back from its file as it was", () => {
  fc.assert(
    fc.property(any.project(PROJECT_KEYS), (project) => {
      assert.deepStrictEqual(parseProject(PROJECT_PATH, serializeProject(project)), project);
    }),
    RUNS,
  );
});
