import type { Extra, Yaml } from "./yaml.ts";

/** What is stored. In progress and blocked are computed (see readiness). */
export const STATUSES = ["open", "deferred", "closed", "proposed"] as const;
export type Status = (typeof STATUSES)[number];

/** The built-in types, all workable but `decision`. Projects add their own in `project.md`. */
export const ISSUE_TYPES = ["task", "bug", "feature", "epic", "chore", "question", "spike", "decision"] as const;

/** How an issue ended. `deleted` hides it; `failed` still unblocks unless the edge says `needs_success`. */
export const OUTCOMES = ["done", "failed", "wontfix", "duplicate", "superseded", "handed-off", "rejected", "deleted"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** 0 (most urgent) to 4; 2 where nothing was said. */
export type Priority = 0 | 1 | 2 | 3 | 4;

/** An edge to an issue that has to be closed first. `id` may name another project's issue (`beads:beads-7k3xq2`). */
export interface Need {
  readonly id: string;
  readonly needs_success: boolean;
}

export interface Closing {
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  readonly outcome: Outcome;
}

/** Where an issue that came from another project came from. */
export interface Origin {
  readonly project: string;
  readonly issue: string | null;
  readonly actor: string;
  /** The sender's outbox entry, from which the id here is derived; null for what came before there was one. */
  readonly op: string | null;
}

/** One issue, as its file holds it: the names are those of the frontmatter, so that one name runs through every layer. */
export interface Issue {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  readonly type: string;
  readonly priority: Priority;
  readonly parent: string | null;
  readonly needs: readonly Need[];
  readonly related: readonly string[];
  readonly discovered_from: readonly string[];
  readonly duplicate_of: string | null;
  readonly superseded_by: string | null;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  /** RFC 3339 UTC, as every time stamp in a bead. */
  readonly due: string | null;
  readonly defer_until: string | null;
  /** Minutes. */
  readonly estimate: number | null;
  readonly external_ref: string | null;
  readonly created: string;
  readonly by: string;
  readonly origin: Origin | null;
  readonly closed: Closing | null;
  readonly metadata: Readonly<Record<string, Yaml>>;
  /** Markdown, LF, no trailing blank lines; empty when there is none. */
  readonly body: string;
  readonly extras: readonly Extra[];
}
