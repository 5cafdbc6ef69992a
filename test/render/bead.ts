import type { Issue } from "../../src/domain/issue.ts";
import type { Row } from "../../src/services/row.ts";

/** An issue from a few words; the rest is as `create` would leave it. */
export function issueOf(some: Partial<Issue> = {}): Issue {
  return {
    id: "vc-7k3xq2",
    title: "Parser crash on empty input",
    status: "open",
    type: "task",
    priority: 2,
    parent: null,
    needs: [],
    related: [],
    discovered_from: [],
    duplicate_of: null,
    superseded_by: null,
    labels: [],
    assignee: null,
    due: null,
    defer_until: null,
    estimate: null,
    external_ref: null,
    created: "2026-11-21T10:00:00Z",
    by: "@steve",
    origin: null,
    closed: null,
    metadata: {},
    body: "",
    extras: [],
    ...some,
  };
}

/** A row from a few words: ready, unclaimed, without a thread. */
export function rowOf(some: Partial<Row> = {}): Row {
  return {
    issue: issueOf(),
    computed: "ready",
    hindrances: [],
    lease: null,
    holder: null,
    children: { total: 0, closed: 0 },
    messages: 0,
    updated: "2026-11-21T10:00:00Z",
    revision: "1".repeat(40),
    ...some,
  };
}
