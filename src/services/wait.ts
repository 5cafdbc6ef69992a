import type { Message } from "../domain/message.ts";
import { isTakingBack } from "../domain/taking-back.ts";
import { BeadsError } from "../errors.ts";
import { Bell } from "../store/follow/bell.ts";
import type { Row } from "../store/snapshot.ts";
import { deadline, resolveTimeout } from "./deadline.ts";
import { deliveryBeside } from "./deliver-beside.ts";
import { foreignIn, wordsOf } from "./foreign.ts";
import { isMine, type Mine, mineOf } from "./mine.ts";
import { resolveSince } from "./resolve-since.ts";
import type { ThreadSite } from "./thread-site.ts";
import { type Condition, inWords, metBy, parseConditions } from "./wait-condition.ts";
import { whenDelivered } from "./wait-delivery.ts";
import { followNeeds } from "./wait-needs.ts";
import { findSite } from "./wait-site.ts";
import { isJoined, splitCursor } from "./watch-cursor.ts";
import type { Workspace } from "./workspace.ts";

export interface WaitInput {
  /** An issue here by any unique suffix, `project:id` elsewhere, or a message on its thread. */
  readonly id: string;
  /** Conditions as typed, any of which is enough; `reply` and `closed` where there are none. */
  readonly for: readonly string[];
  /** As typed: `10m`. */
  readonly timeout: string;
  /** A cursor, the last message that the caller knows, or a time. */
  readonly since?: string | undefined;
  /** Ends the wait at once. */
  readonly signal: AbortSignal;
}

export interface Waited {
  readonly row: Row;
  /** What to give to other commands: the id, with its project in front where that is another one. */
  readonly address: string;
  /** The identity of the project in whose ledger the issue is. */
  readonly project: string;
  /** The condition that holds; null if the wait was interrupted. */
  readonly met: string | null;
  readonly for: readonly string[];
  /** What others said that the caller had not seen, in order. */
  readonly messages: readonly { readonly message: Message; readonly foreign: boolean }[];
  /** True if the issue lives in another project. */
  readonly foreign: boolean;
  /** Where a later wait goes on. */
  readonly cursor: string;
  readonly waited_seconds: number;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * Waits until a condition holds. A state holds if it is so already. What counts as a reply is a message of somebody else that was not there when the
 * wait began, or stands behind the caller's last word on the thread; with `since`, whatever came after that.
 * @throws WAIT_TIMEOUT, NOT_DELIVERED, INTERRUPTED, BAD_CONDITION, BAD_TIMEOUT, CURSOR_UNKNOWN and what `findSite` throws
 */
export async function wait(workspace: Workspace, input: WaitInput): Promise<Waited> {
  const conditions = parseConditions(input.for);
  const limit = resolveTimeout(input.timeout);
  const mine = mineOf(workspace, (await workspace.ledger.snapshot()).project);
  const ended = deadline(input.signal, limit);
  const id = await whenDelivered(workspace, input.id, { ended, interrupted: input.signal });
  const site = await findSite(workspace, id);
  try {
    return await waitAt(site, { workspace, conditions, limit, ended, mine, input });
  } finally {
    await site.close();
  }
}

interface Waiting {
  /** The caller's own. */
  readonly workspace: Workspace;
  readonly conditions: readonly Condition[];
  /** Milliseconds. */
  readonly limit: number;
  /** Given when the time is up or the caller was interrupted. */
  readonly ended: AbortSignal;
  readonly mine: Mine;
  readonly input: WaitInput;
}

async function waitAt(site: ThreadSite, waiting: Waiting): Promise<Waited> {
  const { conditions, input, limit } = waiting;
  const { ledger } = site.workspace;
  const look = await looker(site, waiting);
  const first = await look();
  if (first.met !== null) return first;
  if (limit === 0) throw timedOut(first, { conditions, limit, timeout: input.timeout });
  waiting.workspace.progress(`Waiting for ${inWords(conditions)} on ${first.address}, at most ${input.timeout}.`);
  const done = new AbortController();
  const ended = AbortSignal.any([waiting.ended, done.signal]);
  const deliver = deliveryBeside(waiting.workspace);
  const bell = new Bell();
  const following = await ledger.follow({ bell, signal: ended });
  const needs = followNeeds(site, conditions, { bell, signal: ended });
  try {
    for (;;) {
      const found = await look();
      if (found.met !== null || input.signal.aborted) return found;
      if (ended.aborted) throw timedOut(found, { conditions, limit, timeout: input.timeout });
      deliver();
      following.rest();
      await bell.heard(ended);
    }
  } finally {
    done.abort();
    await following.stop();
    // Not waited for: a project that is just looked for over the network must not keep the answer back.
    void needs.then((others) => Promise.all(others.map((other) => other.stop())));
  }
}

/** Looks how things stand, by what the caller had seen when this was called. */
async function looker(site: ThreadSite, { conditions, input, mine, workspace }: Waiting): Promise<() => Promise<Waited>> {
  const { ledger } = site.workspace;
  const isNew = await noveltyOf(site, mine, input.since);
  const began = ledger.now();
  const { id } = site.issue;
  return async () => {
    const [snapshot, moment] = [await ledger.snapshot(), await ledger.moment()];
    const row = snapshot.row(id, moment);
    if (row === undefined) throw gone(id);
    const said = snapshot.messages({ thread: id }).filter((message) => !isMine(mine, message) && isNew(message));
    const found = metBy(conditions, { row, said });
    const foreign = foreignIn(mine.identities, site.foreign ? await workspace.ledger.snapshot() : null);
    return {
      row,
      address: site.foreign ? `${snapshot.project.name}:${id}` : id,
      project: snapshot.project.identity,
      met: found?.met ?? null,
      for: conditions.map(({ name }) => name),
      messages: (found?.messages ?? []).map((message) => ({ message, foreign: foreign(wordsOf(message)) })),
      foreign: site.foreign,
      cursor: snapshot.tip,
      waited_seconds: Math.max(0, Math.round((ledger.now() - began) / 1000)),
      now: moment.now,
    };
  };
}

/**
 * Tells what the caller has not seen: with `since`, all that came to the ledger later. Without, what comes from now on, and what stands on the
 * thread behind the caller's last word already; whoever filed the issue and said nothing more has it as their word.
 */
async function noveltyOf(site: ThreadSite, mine: Mine, since: string | undefined): Promise<(message: Message) => boolean> {
  const { issue, snapshot, workspace } = site;
  if (since !== undefined) {
    const part = isJoined(since) ? (splitCursor(since, [{ ...site, project: snapshot.project }])[0] ?? since) : since;
    const log = await workspace.ledger.events(resolveSince(part, workspace.ledger.now()));
    const seen = await log.messagesOf(issue.id);
    return ({ id }) => !seen.has(id);
  }
  const thread = snapshot.messages({ thread: issue.id });
  const last = thread.findLastIndex((message) => isMine(mine, message) && !isTakingBack(message));
  const isFiledByMe = issue.origin === null ? issue.by === mine.name && !site.foreign : issue.origin.actor === mine.name;
  const behind = last === -1 && !isFiledByMe ? thread.length : last + 1;
  const seen = new Set(thread.slice(0, behind).map(({ id }) => id));
  return ({ id }) => !seen.has(id);
}

function timedOut({ address, cursor, for: conditions, row, waited_seconds }: Waited, input: Timing): BeadsError {
  const what = capital(inWords(input.conditions));
  const when = input.limit === 0 ? `has not come on ${address} yet` : `did not come on ${address} within ${input.timeout}`;
  return new BeadsError("conflict", "WAIT_TIMEOUT", `${what} ${when}.`, {
    hints: [
      `bd wait ${address} --for ${conditions.join(",")} --since ${cursor} goes on from here: nothing is missed in between.`,
    ],
    fields: { id: row.issue.id, address, for: conditions, status: row.computed, holder: row.holder, waited_seconds, cursor },
  });
}

interface Timing {
  readonly conditions: readonly Condition[];
  readonly limit: number;
  readonly timeout: string;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function gone(id: string): BeadsError {
  return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id} any more.`, { fields: { id } });
}
