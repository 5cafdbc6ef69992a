import { type BeadEvent, parseCursor, serializeCursor } from "../../domain/event.ts";
import { isMoment } from "../../domain/id.ts";
import { toMilliseconds } from "../../domain/time.ts";
import { classifyPath, issueDirectory } from "../../format/paths.ts";
import type { Oid } from "../../git/repository.ts";
import type { Clone } from "../clone.ts";
import { readLedgerTip } from "../ledger-tip.ts";
import { operationOf } from "../pending.ts";
import { CodeTrail } from "./code-trail.ts";
import { readLedgerEvents } from "./ledger-events.ts";
import { commitOfMessage, cursorUnknown, newestBefore, requireLedgerCommit } from "./starting-point.ts";

/** An event, and the cursor with which a reader goes on behind it. */
export interface ToldEvent {
  readonly event: BeadEvent;
  readonly cursor: string;
}

/** Where in the ledger a reader stands: behind so many events of a commit; null: behind all of them. */
interface Place {
  readonly commit: Oid;
  readonly told: number | null;
}

/** What happened in a ledger and in its clone's code, read from some point on: each event once, even across rebuilds. */
export class EventLog {
  readonly #clone: Clone;
  readonly #code: CodeTrail;
  #place: Place;
  #commits = 0;

  private constructor(clone: Clone, place: Place, code: CodeTrail) {
    this.#clone = clone;
    this.#place = place;
    this.#code = code;
  }

  /**
   * Opens the log at a cursor, behind a message, at a time (RFC 3339 UTC), or, where nothing is said, now.
   * @throws CURSOR_UNKNOWN, MESSAGE_NOT_FOUND
   */
  static async open(clone: Clone, since: string | null): Promise<EventLog> {
    const cursor = since === null ? undefined : parseCursor(since);
    if (cursor === undefined) return new EventLog(clone, await startOf(clone, since), await codeFrom(clone, since));
    const code = cursor.code === null ? await CodeTrail.openNow(clone) : CodeTrail.reopen(clone, cursor.code);
    if (code === undefined) throw cursorUnknown(since ?? "");
    await requireLedgerCommit(clone, cursor.commit);
    return new EventLog(clone, { commit: cursor.commit, told: cursor.told }, code);
  }

  /** With what a later reader goes on where this one stands. */
  get cursor(): string {
    return serializeCursor({ ...this.#place, code: this.#code.name });
  }

  /** How many commits of the ledger were read. */
  get commits(): number {
    return this.#commits;
  }

  /**
   * What happened since the last time, oldest first. The reader moves on with each event that is taken. Where a `reach` is given, only so many of the
   * newest commits of the ledger are looked at.
   */
  async *read({ code, reach }: { readonly code: boolean; readonly reach?: number }): AsyncGenerator<ToldEvent> {
    const tip = await readLedgerTip(this.#clone);
    if (this.#place.commit !== tip || this.#place.told !== null) yield* this.#readLedger(tip, reach);
    if (!code) return;
    for await (const event of this.#code.read(tip)) yield { event, cursor: this.cursor };
  }

  /** The messages of an issue that stood there where the reader stands. */
  async messagesOf(issue: string): Promise<ReadonlySet<string>> {
    const entries = await this.#clone.repository.listTree(this.#place.commit, `${issueDirectory(issue)}/messages`);
    const places = entries.map(({ path }) => classifyPath(path));
    return new Set(places.flatMap((place) => (place.kind === "message" ? [place.id] : [])));
  }

  async *#readLedger(tip: Oid, reach: number | undefined): AsyncGenerator<ToldEvent> {
    const begun = await this.#begun();
    const range = { from: begun.from, to: tip, reach };
    for await (const { commit, op, events } of readLedgerEvents(this.#clone.repository, range)) {
      this.#commits += 1;
      const skipped = op === begun.op ? begun.told : 0;
      for (const [at, event] of events.entries()) {
        if (at < skipped) continue;
        this.#place = { commit, told: at + 1 === events.length ? null : at + 1 };
        yield { event, cursor: this.cursor };
      }
      this.#place = { commit, told: null };
    }
    this.#place = { commit: tip, told: null };
  }

  /** A commit that was told in part is read again, and known by its operation: it may be another commit by now. */
  async #begun(): Promise<{ readonly from: Oid | null; readonly op: string | null; readonly told: number }> {
    const { commit, told } = this.#place;
    if (told === null) return { from: commit, op: null, told: 0 };
    const [found] = await this.#clone.repository.listCommits({ from: null, to: commit, limit: 1 });
    return { from: found?.parents[0] ?? null, op: found === undefined ? null : operationOf(found), told };
  }
}

async function startOf(clone: Clone, since: string | null): Promise<Place> {
  const tip = await readLedgerTip(clone);
  if (since === null) return { commit: tip, told: null };
  const commit = isMoment(since) ? await commitOfMessage(clone, since, tip) : await newestBefore(clone, since, tip);
  return { commit, told: null };
}

/** Who begins at a message begins with the code as it is: nothing says how it was then. */
async function codeFrom(clone: Clone, since: string | null): Promise<CodeTrail> {
  return since === null || isMoment(since) ? await CodeTrail.openNow(clone) : CodeTrail.openAt(clone, toMilliseconds(since));
}
