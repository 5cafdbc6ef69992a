import type { Issue } from "./issue.ts";

/** An issue with every field there: what is given, and for the rest what holds where nothing was said. */
export function emptyIssue(given: Partial<Issue> & Pick<Issue, "id" | "title" | "created" | "by">): Issue {
  return {
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
    origin: null,
    closed: null,
    metadata: {},
    body: "",
    extras: [],
    ...given,
  };
}
