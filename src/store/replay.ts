import { nameOf } from "../domain/actor.ts";
import { BeadsError } from "../errors.ts";
import type { CommitDraft, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { commitOf, decide, lay, type Overlay, stateAt } from "./decide.ts";
import type { IndexDraft } from "./index/open.ts";
import { dropEntry, type JournalEntry, readEntry, writeEntry } from "./journal.ts";
import { dropLost, type Loss, type LostEntry, recordLost } from "./lost-list.ts";
import type { Operation } from "./operation.ts";
import type { PendingCommit } from "./pending.ts";
import { rememberRenamed } from "./renamed-ids.ts";
import { authorOf, replayByFiles } from "./replay-by-files.ts";
import { settleEntry } from "./settle.ts";
import type { Draft, Verdict } from "./state.ts";

/** How a rebuild treats some pending operations. */
export interface RebuildRules {
  /** Taken out without a word: withdrawn claims. */
  readonly withdrawn?: ReadonlySet<string>;
  /** Taken out and put on the refused list with the remote's words. */
  readonly refused?: ReadonlyMap<string, string>;
  /** Decided after all others, to see whether those get through without them. */
  readonly last?: ReadonlySet<string>;
}

/** The pending operations of one rebuild, decided one after another on one draft of the index. */
export class Replay {
  readonly drafts: CommitDraft[] = [];
  private readonly clone: Clone;
  private readonly base: Oid;
  private readonly index: IndexDraft;
  private readonly rules: RebuildRules;
  private readonly overlay: Overlay = new Map();
  private readonly renamed = new Map<string, string>();
  /** Of those, the ones whose old ids were shown to somebody. */
  private readonly told = new Map<string, string>();
  private readonly losses: Loss[] = [];
  private readonly kept: { entry: JournalEntry; operation: Operation; result: unknown; done: boolean }[] = [];
  private readonly gone: string[] = [];

  constructor(clone: Clone, base: Oid, index: IndexDraft, rules: RebuildRules) {
    this.clone = clone;
    this.base = base;
    this.index = index;
    this.rules = rules;
  }

  /** Decides one pending operation again. Nothing is written before all are decided. */
  async take(pending: PendingCommit): Promise<void> {
    const { op } = pending;
    if (this.rules.withdrawn?.has(op)) {
      this.gone.push(op);
      return;
    }
    const entry = readEntry(this.clone, op);
    const operation = entry === undefined ? undefined : withRenamed(entry.operation, this.renamed);
    const words = this.rules.refused?.get(op);
    if (words !== undefined) return this.lose("refused", pending, operation, refusal(words));
    const verdict = await this.decide(pending, operation);
    if (verdict.kind === "lost") return this.lose("lost", pending, operation, verdict.error);
    if (entry !== undefined && operation !== undefined) {
      this.kept.push({
        done: verdict.kind === "nothing",
        entry,
        operation,
        result: verdict.kind === "nothing" ? verdict.result : verdict.draft.result,
      });
    }
    if (verdict.kind !== "applies") return;
    this.keep(pending, operation, verdict.draft);
    // Whoever waits for this operation has not told anybody the old id yet.
    if (entry?.waits !== true) for (const [from, to] of Object.entries(verdict.draft.renamed ?? {})) this.told.set(from, to);
  }

  /** Puts what was lost on disk. Before the refs move: a crash in between leaves it listed twice, never nowhere. */
  record(): LostEntry[] {
    return this.losses.map((loss) => recordLost(this.clone, loss));
  }

  /** Takes back what `record` wrote: the refs did not move. */
  forget(): void {
    for (const loss of this.losses) dropLost(this.clone, loss.op);
  }

  /** Brings the journal up to date. After the refs moved: an entry that is gone tells its process to look at the lost list. */
  settle(): void {
    for (const { entry, operation, result, done } of this.kept) {
      writeEntry(this.clone, { ...entry, operation, result }, false);
      dropLost(this.clone, operation.op);
      if (done) settleEntry(this.clone, operation.op);
    }
    rememberRenamed(this.clone, this.told);
    for (const op of [...this.gone, ...this.losses.map((loss) => loss.op)]) dropEntry(this.clone, op);
  }

  private async decide(pending: PendingCommit, operation: Operation | undefined): Promise<Verdict<unknown>> {
    const { clone, base: tip, overlay } = this;
    if (operation === undefined) return replayByFiles(clone, pending, (path) => this.read(path));
    return decide(stateAt(clone, { tip, snapshot: this.index.snapshot(), overlay, operation, replay: true }), operation);
  }

  private keep(pending: PendingCommit, operation: Operation | undefined, draft: Draft<unknown>): void {
    const { author, committer, message } = pending.commit;
    const made =
      operation === undefined ? { files: draft.files, message, author, committer } : commitOf(this.clone, operation, draft, null);
    this.index.apply(draft.files, made.committer.at);
    lay(this.overlay, draft.files);
    for (const [from, to] of Object.entries(draft.renamed ?? {})) this.renamed.set(from, to);
    this.drafts.push({ ...made, parent: this.drafts.length === 0 ? this.base : this.drafts.length - 1 });
  }

  private lose(kind: Loss["kind"], pending: PendingCommit, operation: Operation | undefined, error: BeadsError): void {
    const { op, subject } = pending;
    this.losses.push({
      kind,
      op,
      verb: operation?.verb ?? "edit",
      actor: nameOf(operation?.actor ?? authorOf(pending)),
      subject,
      error,
    });
  }

  private async read(path: string): Promise<Buffer | undefined> {
    const laid = this.overlay.get(path);
    if (laid !== undefined) return Buffer.from(laid);
    return (await this.clone.repository.readFiles(this.base, [path])).get(path);
  }
}

/** The operation with ids that an earlier one of this rebuild lost to somebody else's bead. */
function withRenamed(operation: Operation, renamed: ReadonlyMap<string, string>): Operation {
  if (renamed.size === 0) return operation;
  return JSON.parse(JSON.stringify(operation), (_key, item: unknown) =>
    typeof item === "string" ? (renamed.get(item) ?? item) : item,
  ) as Operation;
}

function refusal(words: string): BeadsError {
  return new BeadsError("conflict", "REMOTE_DECLINED", `The remote declined this change: ${words}`, {
    hints: ["Nothing else was held up. Say it in other words, or talk to whoever runs the remote's checks."],
  });
}
