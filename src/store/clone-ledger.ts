import { existsSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "../domain/actor.ts";
import type { Moment } from "../domain/readiness.ts";
import { below } from "../git/below.ts";
import type { Commit, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { readContact } from "./contact.ts";
import { ensureLedger } from "./ensure-ledger.ts";
import type { EventLog } from "./events/event-log.ts";
import type { Following, FollowOptions } from "./follow/follow-changes.ts";
import { intervalOf } from "./interval.ts";
import type {
  Ledger,
  LedgerHealth,
  LostOperation,
  ProposedChange,
  ProposedTo,
  PushedAll,
  Repeated,
  SyncReport,
  Urgency,
  Written,
} from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { momentOf } from "./moment.ts";
import type { VerbArguments, VerbName, VerbResults } from "./operation.ts";
import type { RenamedId } from "./renamed-ids.ts";
import type { Snapshot } from "./snapshot.ts";

/** How long what was looked up of other projects is taken as it is, in milliseconds: commands mostly end before. */
const FRESH = 1000;

/** How long nobody looks again whether a fetch is due, in milliseconds: commands mostly end before, and the one that was started may still run. */
const AGAIN = 30_000;

/** How long the same command waits for another process that does it at this moment, in milliseconds: as long as one may wait for the remote. */
const SAME = 90_000;

/** The ledger of one clone, as services use it. What only writes need is loaded by them: reads are to start fast. */
export class CloneLedger implements Ledger {
  readonly now: () => number;
  readonly chance: (count: number) => Uint8Array;
  private readonly clone: Clone;
  private readonly shut: () => void;
  private last: Snapshot | undefined;
  private wrote = false;
  private askAgain = Number.NEGATIVE_INFINITY;
  private freshAgain = Number.NEGATIVE_INFINITY;
  /** A tip at which nobody needs another project's issue: asked once, since every look would. */
  private alone: Oid | undefined;

  constructor(clone: Clone, shut: () => void) {
    this.clone = clone;
    this.shut = shut;
    this.now = clone.now;
    this.chance = clone.chance;
  }

  async snapshot(): Promise<Snapshot> {
    const snapshot = await this.freshened(await this.brought());
    await this.refreshBehind(snapshot);
    this.last = snapshot;
    return snapshot;
  }

  get seen(): Ledger["seen"] {
    return { snapshot: this.last, wrote: this.wrote };
  }

  private async brought(): Promise<Snapshot> {
    await this.clone.index.sync(this.clone.repository, await this.tip());
    return this.clone.index.snapshot();
  }

  /** The ledger's tip. It is read once only where there is one, since every look asks for it. @throws NO_LEDGER */
  private async tip(): Promise<Oid> {
    const tip = await this.clone.repository.readRef(this.clone.ledgerRef);
    if (tip !== null) return tip;
    await ensureLedger(this.clone);
    return readLedgerTip(this.clone);
  }

  /** With what other projects' ledgers on this machine say by now, asked once in a while; costs nothing where nobody needs one of theirs. */
  private async freshened(snapshot: Snapshot): Promise<Snapshot> {
    const now = this.now();
    const { tip } = snapshot;
    if (now < this.freshAgain || tip === this.alone) return snapshot;
    this.alone = snapshot.needsElsewhere().length === 0 ? tip : undefined;
    if (this.alone === tip) return snapshot;
    const before = this.freshAgain;
    // Who looks asks this ledger, too.
    this.freshAgain = Number.POSITIVE_INFINITY;
    const fresh = await this.clone.freshen(snapshot, () => this.brought());
    this.freshAgain = fresh === undefined ? before : now + FRESH;
    return fresh ?? snapshot;
  }

  /** What was read before need not be looked for on the remote. @throws NO_LEDGER */
  private async ensured(): Promise<void> {
    if (this.last === undefined) await ensureLedger(this.clone);
  }

  async moment(): Promise<Moment> {
    return momentOf(this.clone, nameOf(this.clone.actor));
  }

  async write<V extends VerbName>(verb: V, args: VerbArguments[V], urgency: Urgency): Promise<Written<VerbResults[V]>> {
    await this.ensured();
    const written = await this.inTurn(() => this.writeVerb(verb, args, urgency));
    this.wrote ||= written.changed;
    if (written.changed) await this.clone.wrote?.();
    return written;
  }

  /** Of two processes that are given the same operation id, the second finds what the first one made. */
  private async inTurn<R>(run: () => Promise<R>): Promise<R> {
    const { given } = this.clone.ids;
    if (given === null) return run();
    const { takeLock } = await import("./lock.ts");
    const lock = await takeLock(join(this.clone.folder, "operations", `${given}.lock`), { timeout: SAME });
    try {
      return await run();
    } finally {
      lock.release();
    }
  }

  async writeOnce<V extends VerbName>(
    op: string,
    verb: V,
    args: VerbArguments[V],
    urgency: Urgency,
  ): Promise<Written<VerbResults[V]> | undefined> {
    await ensureLedger(this.clone);
    const [{ findRepeated }, { writeOperation }] = await Promise.all([import("./repeated.ts"), import("./write.ts")]);
    if ((await findRepeated(this.clone, op)) !== undefined) return undefined;
    const written = await writeOperation(this.clone, { op, verb, args, actor: this.clone.actor }, urgency);
    if (written.changed) await this.clone.wrote?.();
    return written;
  }

  async together<T>(work: () => Promise<T>): Promise<T> {
    const end = this.clone.unshown.hold();
    try {
      return await work();
    } finally {
      const change = end();
      if (change !== null) await (await import("./show-change.ts")).showChange(this.clone, change);
    }
  }

  mint(): string {
    return this.clone.ids.moment();
  }

  operationId(given?: string): string | null {
    if (given !== undefined) this.clone.ids.give(given);
    return this.clone.ids.given;
  }

  async repeated(verb?: "checkpoint"): Promise<Repeated | undefined> {
    const { given } = this.clone.ids;
    if (given === null) return undefined;
    await ensureLedger(this.clone);
    return (await import("./repeated.ts")).findRepeated(this.clone, given, verb);
  }

  private async writeVerb<V extends VerbName>(
    verb: V,
    args: VerbArguments[V],
    urgency: Urgency,
  ): Promise<Written<VerbResults[V]>> {
    if (verb === "reserve") {
      const { reserveSafely } = await import("./reserve-safely.ts");
      return (await reserveSafely(this.clone, args as VerbArguments["reserve"], urgency)) as Written<VerbResults[V]>;
    }
    if (verb !== "claim") return (await import("./write.ts")).write(this.clone, verb, args, urgency);
    const { claimSafely } = await import("./claim-safely.ts");
    return (await claimSafely(this.clone, args as VerbArguments["claim"], urgency)) as Written<VerbResults[V]>;
  }

  async renew(): Promise<readonly string[]> {
    await ensureLedger(this.clone);
    return (await import("./renew-now.ts")).renewNow(this.clone);
  }

  async preview<V extends VerbName>(
    verb: V,
    args: VerbArguments[V],
  ): Promise<{ readonly result: VerbResults[V]; readonly changed: boolean }> {
    await this.ensured();
    const [{ preview }, { newOperationId }] = await Promise.all([import("./preview.ts"), import("./operation-id.ts")]);
    return preview(this.clone, { op: newOperationId(this.clone), verb, args, actor: this.clone.actor });
  }

  async sync(options: { adopt?: boolean } = {}): Promise<SyncReport> {
    await ensureLedger(this.clone);
    const { synchronise } = await import("./synchronise.ts");
    return synchronise(this.clone, options);
  }

  async push(): Promise<PushedAll> {
    const { offline, repository } = this.clone;
    if ((await repository.config()).remotes.length === 0) return { reach: "local", why: null, final: false };
    if (offline) return { reach: "local", why: "Offline: a later sync pushes it.", final: false };
    return (await import("./push-all.ts")).pushAll(this.clone);
  }

  async abandon(): Promise<void> {
    await (await import("./abandon.ts")).abandonPending(this.clone);
  }

  async propose<V extends VerbName>(verb: V, args: VerbArguments[V], to: ProposedTo): Promise<ProposedChange<VerbResults[V]>> {
    await ensureLedger(this.clone);
    const { proposeOne } = await import("./propose-one.ts");
    return proposeOne(this.clone, { op: to.op, verb, args, actor: this.clone.actor }, to);
  }

  async health(): Promise<LedgerHealth> {
    await ensureLedger(this.clone);
    const { readHealth } = await import("./health.ts");
    return readHealth(this.clone);
  }

  async lostOf(actor: string): Promise<readonly LostOperation[]> {
    const { folder } = this.clone;
    if (!existsSync(below(folder, "lost")) && !existsSync(below(folder, "refused"))) return [];
    const { listLost } = await import("./lost-list.ts");
    return listLost(this.clone).filter((entry) => entry.actor === actor);
  }

  async takeRenamed(words: readonly string[]): Promise<RenamedId | undefined> {
    if (!existsSync(below(this.clone.folder, "renamed.json"))) return undefined;
    const { takeRenamed } = await import("./renamed-ids.ts");
    return takeRenamed(this.clone, words);
  }

  async acknowledge(ops: readonly string[]): Promise<void> {
    if (ops.length === 0) return;
    const { dropLost } = await import("./lost-list.ts");
    for (const op of ops) dropLost(this.clone, op);
  }

  async history(query: { paths?: readonly string[]; limit?: number; since?: string }): Promise<readonly Commit[]> {
    const { limit, paths, since } = query;
    const range = {
      from: null,
      to: await readLedgerTip(this.clone),
      ...(limit === undefined ? {} : { limit }),
      ...(paths === undefined ? {} : { paths }),
    };
    const commits = [...(await this.clone.repository.listCommits(range))].reverse();
    return since === undefined ? commits : commits.filter((commit) => commit.committer.at >= Date.parse(since));
  }

  async follow(options: FollowOptions): Promise<Following> {
    await ensureLedger(this.clone);
    return (await import("./follow/follow-changes.ts")).followChanges(this.clone, options);
  }

  async events(since: string | null): Promise<EventLog> {
    await ensureLedger(this.clone);
    return (await import("./events/event-log.ts")).EventLog.open(this.clone, since);
  }

  async readFile(path: string): Promise<Buffer | undefined> {
    return (await this.clone.repository.readFiles(await readLedgerTip(this.clone), [path])).get(path);
  }

  rest(): void {
    // What was never read is not opened for this.
    if (this.last !== undefined) this.clone.index.rest();
  }

  async close(): Promise<void> {
    this.shut();
  }

  /** Reads never wait for the network: a fetch, or a delivery, that is due runs detached: once for each command, and now and then beside what stays open. */
  private async refreshBehind(snapshot: Snapshot): Promise<void> {
    const { clone } = this;
    if (clone.offline || clone.background === null || clone.now() < this.askAgain) return;
    this.askAgain = clone.now() + AGAIN;
    const contact = readContact(clone);
    const isOld = contact.remote && clone.now() - contact.fetched > intervalOf(snapshot, "fetch.interval");
    if (isOld || (await hasDue(clone, snapshot))) clone.background("fetch");
  }
}

/** True if something in the outbox of a clone that people work in is to be tried now. */
async function hasDue({ repository, now }: Clone, snapshot: Snapshot): Promise<boolean> {
  if (repository.location.workTree === null || snapshot.passages({ under_way: true, limit: 1 }).length === 0) return false;
  const { isDue } = await import("./outbox-attempts.ts");
  return snapshot.passages({ under_way: true, limit: 100 }).some(({ entry }) => isDue(repository.location, entry, now()));
}
