import { expect, test } from "vitest";
import {
  parseClaim,
  parseEnding,
  parseRenewal,
  serializeClaim,
  serializeEnding,
  serializeRenewal,
} from "../../src/format/claim-file.ts";
import { claimPath, endingPath, renewalPath } from "../../src/format/paths.ts";

const AT = { by: "dave/vc", at: "2026-11-21T10:30:00Z", op: "20261121T103000000Z-7k3xq2", extras: [] };
const CLAIM = {
  ...AT,
  issue: "beads-7k3xq2",
  epoch: 2,
  session: null,
  until: "2026-11-21T14:30:00Z",
  previous: "beta/vc",
  marker: "ab12",
};
const RENEWAL = { ...AT, issue: "beads-7k3xq2", epoch: 2, renewal: 1, until: "2026-11-21T16:30:00Z" };
const ENDING = { ...AT, issue: "beads-7k3xq2", epoch: 2, outcome: "taken-over" as const, reason: null };

test("a claim's file holds its keys in order", () => {
  expect(serializeClaim(CLAIM)).toBe(
    `---
issue: beads-7k3xq2

epoch: 2

by: dave/vc

at: "2026-11-21T10:30:00Z"

until: "2026-11-21T14:30:00Z"

op: 20261121T103000000Z-7k3xq2

previous: beta/vc

marker: ab12
---
`,
  );
});

test("a claim, renewal or ending under another path is an error", () => {
  expect(() => parseClaim(claimPath("beads-7k3xq2", 3), serializeClaim(CLAIM))).toThrow(/`epoch` does not belong to this path/);
  expect(() => parseClaim(claimPath("beads-7k3xq3", 2), serializeClaim(CLAIM))).toThrow(/`issue` does not belong to this path/);
  expect(() => parseClaim(endingPath("beads-7k3xq2", 2), serializeClaim(CLAIM))).toThrow(/does not belong to this path/);
  expect(() => parseRenewal(renewalPath("beads-7k3xq2", 2, 2), serializeRenewal(RENEWAL))).toThrow(/`renewal` does not belong/);
  expect(() => parseEnding(endingPath("beads-7k3xq2", 1), serializeEnding(ENDING))).toThrow(/`epoch` does not belong/);
});

test("an ending of an unknown kind is an error", () => {
  const text = serializeEnding(ENDING).replace("taken-over", "lost");
  expect(() => parseEnding(endingPath("beads-7k3xq2", 2), text)).toThrow(/`outcome` must be one of released, closed/);
});
