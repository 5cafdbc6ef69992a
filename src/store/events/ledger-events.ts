import type { BeadEvent } from "../../domain/event.ts";
import type { OutboxEntry } from "../../domain/outbox.ts";
import { parseIssue } from "../../format/issue-file.ts";
import { parseOutboxEntry } from "../../format/outbox-file.ts";
import { issuePath, outboxPath } from "../../format/paths.ts";
import type { Oid, Repository } from "../../git/repository.ts";
import { operationOf } from "../pending.ts";
import { beadEvents } from "./bead-events.ts";
import { type ChangeRange, readChanges } from "./changes.ts";
import { readAll } from "./read-all.ts";
import { readHeads, withHead } from "./record-context.ts";

/** What one commit of the ledger meant. */
export interface CommitEvents {
  readonly commit: Oid;
  /** The operation, which keeps its name when a rebuild gives it another commit. */
  readonly op: string;
  readonly events: readonly BeadEvent[];
}

/** What happened in a ledger between two tips, commit by commit, oldest first; commits that mean nothing have no events. */
export async function* readLedgerEvents(repository: Repository, range: ChangeRange): AsyncGenerator<CommitEvents> {
  for await (const lot of readChanges(repository, range)) {
    const read = lot.map(({ commit, files, told }) => ({
      commit: commit.oid,
      op: operationOf(commit),
      events: told ? [] : beadEvents(commit, files),
    }));
    yield* await withContext(repository, read);
  }
}

/** With what stands in other files than those that changed: the titles of issues, and what is on its way. */
async function withContext(repository: Repository, read: readonly CommitEvents[]): Promise<readonly CommitEvents[]> {
  const events = read.flatMap((each) => each.events);
  const last = read.at(-1)?.commit ?? "";
  const entries = await readAll(repository, last, {
    ids: events.flatMap(({ entry, kind }) => (entry === null || kind === "sent" ? [] : [entry])),
    pathOf: outboxPath,
    parse: parseOutboxEntry,
  });
  const heads = await readHeads(repository, last, events);
  const placed = read.map((each) => ({
    ...each,
    events: each.events.map((event) => withHead(withEntry(event, entries), heads)),
  }));
  const issues = await readAll(repository, last, {
    ids: placed.flatMap((each) => each.events.flatMap(({ bead, title }) => (bead === null || title !== null ? [] : [bead]))),
    pathOf: issuePath,
    parse: parseIssue,
  });
  const titled = (event: BeadEvent) => ({ ...event, title: event.title ?? issues.get(event.bead ?? "")?.title ?? null });
  return placed.map((each) => ({ ...each, events: each.events.map(titled) }));
}

function withEntry(event: BeadEvent, entries: ReadonlyMap<string, OutboxEntry>): BeadEvent {
  const entry = event.kind === "sent" ? undefined : entries.get(event.entry ?? "");
  if (entry === undefined) return event;
  const { bead, issue, project, title, type, to } = entry;
  return { ...event, bead: issue, elsewhere: `${project}:${event.elsewhere ?? bead}`, title, type, to };
}
