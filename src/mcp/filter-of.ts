import type { ReadyInput } from "../services/ready.ts";

type IssueFilter = ReadyInput["filter"];

/** What the tools that list issues take. */
export interface FilterInput {
  readonly labels?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly max_priority?: number | undefined;
  readonly text?: string | undefined;
  readonly parent?: string | undefined;
  readonly assignee?: string | undefined;
}

/** The same as the services take it. */
export function filterOf({ labels, types, max_priority, text, parent, assignee }: FilterInput): IssueFilter {
  return {
    ...(labels === undefined ? {} : { labels_all: labels }),
    ...(types === undefined ? {} : { types }),
    ...(max_priority === undefined ? {} : { max_priority: max_priority as NonNullable<IssueFilter["max_priority"]> }),
    ...(text === undefined ? {} : { text }),
    ...(parent === undefined ? {} : { parent }),
    ...(assignee === undefined ? {} : { assignee }),
  };
}
