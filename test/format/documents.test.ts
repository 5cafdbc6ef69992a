import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { CLAIM_ENDS } from "../../src/domain/claim.ts";
import { ISSUE_TYPES, OUTCOMES, STATUSES } from "../../src/domain/issue.ts";
import { EXPECTATIONS, MESSAGE_PRIORITIES, MESSAGE_TYPES } from "../../src/domain/message.ts";
import { OUTBOX_KINDS, OUTBOX_MARKS, VIAS } from "../../src/domain/outbox.ts";
import { INBOUND } from "../../src/domain/project.ts";
import { CLAIM_KEYS, ENDING_KEYS, RENEWAL_KEYS, RESET_KEYS } from "../../src/format/claim-file.ts";
import { parseCommitMessage, serializeCommitMessage } from "../../src/format/commit-message.ts";
import { ISSUE_KEYS } from "../../src/format/issue-file.ts";
import { MESSAGE_KEYS } from "../../src/format/message-file.ts";
import { MARK_KEYS, OUTBOX_KEYS } from "../../src/format/outbox-file.ts";
import { PROJECT_KEYS } from "../../src/format/project-file.ts";

const FORMAT = readFileSync(resolve(import.meta.dirname, "../../docs/format.md"), "utf8");
const KEYS = FORMAT.slice(FORMAT.indexOf("## Keys"), FORMAT.indexOf("## Commits"));

/** The keys that a stretch of the document names, in its order. */
function keysBetween(from: string, to: string): string[] {
  const start = KEYS.indexOf(from);
  const part = KEYS.slice(start + from.length, to === "" ? undefined : KEYS.indexOf(to, start));
  return [...part.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? "");
}

test("docs/format.md names every key, in the order in which it is written", () => {
  const inOrder = (keys: readonly string[], named: readonly string[]) => {
    let at = -1;
    for (const key of keys) {
      const next = named.indexOf(key, at + 1);
      expect([key, next > at]).toEqual([key, true]);
      at = next;
    }
  };
  inOrder(ISSUE_KEYS, keysBetween("**`issue.md`**", "**`messages/"));
  inOrder(MESSAGE_KEYS, keysBetween("**`messages/", "**`claims/"));
  inOrder(CLAIM_KEYS, keysBetween("**`claims/0001.md`**", "**`0001.r1.md`**"));
  inOrder(RENEWAL_KEYS, keysBetween("**`0001.r1.md`**", "**`0001.end.md`**"));
  inOrder(ENDING_KEYS, keysBetween("**`0001.end.md`**", "**`0001.reset.md`**"));
  inOrder(RESET_KEYS, keysBetween("**`0001.reset.md`**", "**`outbox/"));
  inOrder(OUTBOX_KEYS, keysBetween("**`outbox/", "**`<time>-<6>.<state>.md`**"));
  inOrder(MARK_KEYS, keysBetween("**`<time>-<6>.<state>.md`**", "**`project.md`**"));
  inOrder(PROJECT_KEYS, keysBetween("**`project.md`**", ""));
});

test("docs/format.md lists the words that a key can have", () => {
  const talk = [MESSAGE_TYPES, MESSAGE_PRIORITIES, EXPECTATIONS, OUTBOX_KINDS, OUTBOX_MARKS, VIAS];
  for (const words of [STATUSES, ISSUE_TYPES, OUTCOMES, ...talk, CLAIM_ENDS, INBOUND]) {
    for (const word of words) expect(KEYS).toMatch(new RegExp(`\`[a-z -]*\\b${word}\\b[a-z -]*\``));
  }
});

test("the commit message of docs/format.md is one as we write it", () => {
  const example = /```\n(beads-7k3xq2: reply[\s\S]*?)```/.exec(FORMAT)?.[1] ?? "";
  const message = parseCommitMessage(example);
  expect(message.trailers.map(([name]) => name)).toEqual(["Bead", "Beads-Op", "Beads-Actor"]);
  expect(serializeCommitMessage(message)).toBe(example);
});
