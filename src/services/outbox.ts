import {
  beadOf,
  isUnderWay,
  type OutboxMark,
  type OutboxMarkName,
  type Passage,
  passageState,
  type Via,
} from "../domain/outbox.ts";
import { requestUrl } from "../domain/proposal.ts";
import { toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import { dropAttempts, readAttempts } from "../store/outbox-attempts.ts";
import { BRANCHES } from "../store/refs.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { DeliveryReport } from "./deliver-waiting.ts";
import { abandonInMirror } from "./open-mirror.ts";
import { addressOf, shortAddress } from "./outbox-entry.ts";
import { projectOf } from "./resolve-project.ts";
import { unlinked } from "./settle-entry.ts";
import { shortNames } from "./short-names.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

/** `failed` is this clone's word: it waits for something that will not go away by itself, and another clone may well deliver it. */
export type OutboxState = "queued" | "failed" | OutboxMarkName;

/** Something on its way to another project, or what became of it. */
export interface OutboxRow {
  readonly entry: string;
  readonly kind: Passage["entry"]["kind"];
  readonly state: OutboxState;
  /** `beads:beads-7k3xq2`. */
  readonly address: string;
  /** The identity of the target. */
  readonly project: string;
  readonly bead: string;
  readonly title: string;
  readonly to: readonly string[];
  /** The issue of this project that it is about. */
  readonly issue: string | null;
  readonly from: string;
  readonly created: string;
  /** When its state was written down; null while it waits. */
  readonly since: string | null;
  /** Tries of this clone, with when the last one was and when the next one is due by itself. */
  readonly tries: number;
  readonly last_try: string | null;
  readonly next_try: string | null;
  /** In words why it is not there, and what to do about it. */
  readonly reason: string | null;
  readonly hint: string | null;
  readonly carrier: string | null;
  readonly branch: string | null;
}

/** What is on its way to other projects, newest first; with `all` what has got there or was given up, too. */
export async function listOutbox(workspace: Workspace, { all }: { readonly all: boolean }): Promise<OutboxRow[]> {
  const snapshot = await workspace.ledger.snapshot();
  const names = await shortNames(workspace);
  return snapshot.passages(all ? {} : { under_way: true }).map((passage) => outboxRow(workspace, passage, names));
}

/** One entry as lists show it. */
export function outboxRow(workspace: Workspace, passage: Passage, nameOf: (identity: string) => string): OutboxRow {
  const { entry, marks } = passage;
  const state = passageState(passage);
  const mark = marks.find((said) => said.state === state);
  const attempts = isUnderWay(passage) ? readAttempts(workspace.repository.location, entry.id) : undefined;
  const bead = beadOf(passage);
  return {
    entry: entry.id,
    kind: entry.kind,
    state: state === "queued" && attempts?.final === true ? "failed" : state,
    address: shortAddress({ name: nameOf(entry.project) }, bead),
    project: entry.project,
    bead,
    title: entry.title ?? entry.subject ?? entry.body.split("\n")[0] ?? "",
    to: entry.to,
    issue: entry.issue,
    from: entry.from.agent,
    created: entry.created,
    since: mark?.at ?? null,
    tries: attempts?.tries ?? 0,
    last_try: attempts === undefined ? null : toStamp(attempts.last),
    next_try: attempts === undefined ? null : toStamp(attempts.next),
    reason: mark?.reason ?? attempts?.reason ?? null,
    hint: attempts?.hint ?? (state === "proposed" ? requestHint(entry.project, mark) : null),
    carrier: attempts?.carrier ?? null,
    branch: mark?.branch ?? null,
  };
}

/** Where a person makes the pull request; a fork of the sender's own is told in the reason. */
function requestHint(project: string, mark: OutboxMark | undefined): string {
  const branch = mark?.reason === null ? mark.branch : null;
  const url = branch === null || branch === undefined ? null : requestUrl({ project, base: BRANCHES[0], branch, fork: null });
  return url === null ? "Somebody there merges the pull request of it." : `The pull request of it: ${url}`;
}

/**
 * Tries now what waits, all of it or the entries named.
 * @throws OUTBOX_ENTRY_NOT_FOUND, OUTBOX_NOT_WAITING, SYNC_OFFLINE
 */
export async function retryOutbox(
  workspace: Workspace,
  named: readonly string[],
  via?: Via | undefined,
): Promise<readonly DeliveryReport[]> {
  if (workspace.offline) {
    throw new BeadsError("usage", "SYNC_OFFLINE", "A delivery needs the network: leave --offline away.");
  }
  const snapshot = await workspace.ledger.snapshot();
  const entries = named.map((text) => findWaiting(snapshot, text).entry.id);
  const { deliverWaiting } = await import("./deliver-waiting.ts");
  return deliverWaiting(workspace, named.length === 0 ? { force: true, via } : { force: true, entries, via });
}

export interface DropInput {
  readonly entries: readonly string[];
  readonly reason?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

/** What was given up, and where each of those writes got to. */
export interface DropResult {
  readonly rows: readonly OutboxRow[];
  readonly landings: readonly Landing[];
}

/**
 * Gives up what waits: nobody delivers it any more, and nothing here names it.
 * @throws OUTBOX_ENTRY_NOT_FOUND, OUTBOX_NOT_WAITING
 */
export async function dropOutbox(workspace: Workspace, { entries, reason, dry_run }: DropInput): Promise<DropResult> {
  const snapshot = await workspace.ledger.snapshot();
  const passages = entries.map((text) => findWaiting(snapshot, text));
  const names = await shortNames(workspace);
  const landings: Landing[] = [];
  for (const { entry } of passages) {
    const edits = unlinked(await workspace.ledger.snapshot(), entry);
    const args = { entry: entry.id, state: "dropped", bead: null, reason: reason ?? null, branch: null, edits } as const;
    landings.push((await write(workspace, "mark", args, { urgency: "now", dry_run })).landing);
    if (dry_run === true) continue;
    warnWritten(workspace, entry.id);
    dropAttempts(workspace.repository.location, entry.id);
    await abandonInMirror(workspace, await projectOf(workspace, entry.project));
  }
  const after = await workspace.ledger.snapshot();
  return { rows: passages.map(({ entry }) => outboxRow(workspace, after.passage(entry.id) as Passage, names)), landings };
}

/** What lies in a clone of the target already is pushed from there with whatever else that clone pushes. */
function warnWritten({ repository, warn }: Workspace, entry: string): void {
  const place = cloneWith(repository, entry);
  if (place !== undefined) warn(`It is written into the clone in ${place} already, and may still be pushed from there.`);
}

/** The clone of the target on this machine into which something that is under way was written: there it can be read already. */
export function cloneWith({ location }: Workspace["repository"], entry: string): string | undefined {
  return /^clone (.*)$/s.exec(readAttempts(location, entry)?.carrier ?? "")?.[1];
}

/** An entry by its id, or by the address of what it is to become. */
function findWaiting(snapshot: Snapshot, text: string): Passage {
  const typed = text.trim();
  const found = snapshot.passage(typed) ?? snapshot.passages({ under_way: true }).find((passage) => isNamed(passage, typed));
  if (found === undefined) throw unknown(typed);
  if (isUnderWay(found)) return found;
  const state = passageState(found);
  throw new BeadsError("conflict", "OUTBOX_NOT_WAITING", `${typed} waits no more: it was ${state}.`, {
    hints: ["bd outbox list --all shows what became of everything."],
    fields: { id: typed, state },
  });
}

function isNamed({ entry }: Passage, typed: string): boolean {
  if (entry.kind === "message") return false;
  const short = shortAddress({ name: entry.project }, entry.bead);
  return [entry.bead, addressOf(entry), short].includes(typed);
}

function unknown(id: string): BeadsError {
  return new BeadsError("not-found", "OUTBOX_ENTRY_NOT_FOUND", `There is nothing in the outbox under ${id}.`, {
    hints: ["bd outbox list shows what is on its way."],
    fields: { id },
  });
}
