import { deliveredId, prefixFrom } from "../domain/id.ts";
import { shortName } from "../domain/identity.ts";
import type { OutboxEntry } from "../domain/outbox.ts";
import { toStamp } from "../domain/time.ts";
import { senderOf } from "./compose.ts";
import type { KnownProject } from "./discovery.ts";
import type { Workspace } from "./workspace.ts";

/** What whoever composes an entry has to say of it. */
export type SaidOfEntry = Partial<OutboxEntry> & Pick<OutboxEntry, "kind" | "type" | "priority" | "body">;

/**
 * Makes an outbox entry with a fresh id; what is not said is usual. The id that an issue is to get there begins with the target's prefix where that is
 * known, else with what its name makes one; delivery sets it right.
 */
export function composeEntry(workspace: Workspace, project: KnownProject, said: SaidOfEntry, prefix?: string): OutboxEntry {
  const { ledger, actor } = workspace;
  const now = ledger.now();
  const id = said.id ?? ledger.mint();
  return {
    project: project.identity,
    url: null,
    bead: deliveredId(prefix ?? prefixFrom(shortName(project.identity)), id, 0),
    issue: null,
    title: null,
    labels: [],
    to: [],
    expects: "none",
    deadline: null,
    in_reply_to: null,
    subject: null,
    data: {},
    attachments: [],
    reopen: false,
    via: "push",
    from: senderOf(actor),
    created: toStamp(now),
    extras: [],
    ...said,
    id,
  };
}

/** The address of what an entry makes or is said on, in full: `github.com/owner/beads:beads-7k3xq2`. */
export function addressOf({ project, bead }: Pick<OutboxEntry, "project" | "bead">): string {
  return `${project}:${bead}`;
}

/** The same with the short name of the project. */
export function shortAddress({ name }: Pick<KnownProject, "name">, bead: string): string {
  return `${shortName(name)}:${bead}`;
}
