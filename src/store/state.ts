import type { Chance } from "../domain/chance.ts";
import type { Moment } from "../domain/readiness.ts";
import type { BeadsError } from "../errors.ts";
import type { FileWrite } from "../git/repository.ts";
import type { Operation, VerbName, VerbResults } from "./operation.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a verb may ask about the ledger, at exactly the tip that its commit will have as parent. */
export interface State {
  readonly snapshot: Snapshot;
  /** Now, and what is known of the remote, for the operation's own actor. */
  readonly moment: Moment;
  readonly chance: Chance;
  /** True when the operation stood in this clone before and is decided again on what the remote has. */
  readonly replay: boolean;
  /** The text of a file at that tip; undefined if there is none. Truth for whatever is rewritten. */
  read(path: string): Promise<string | undefined>;
  /** True if the process that a claim's holder said to watch lives on this host. */
  isWatched(issue: string, epoch: number): boolean;
}

/** A commit to be: its files, and its message as a sentence for people with the text that belongs to it. */
export interface Draft<R> {
  readonly files: readonly FileWrite[];
  readonly subject: string;
  readonly text?: string;
  readonly beads: readonly string[];
  readonly housekeeping?: boolean;
  readonly result: R;
  /** Ids that clashed with somebody else's and what they became. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** What an operation gives on a state: it applies, there is nothing left to do, or it is lost. */
export type Verdict<R> =
  | { readonly kind: "applies"; readonly draft: Draft<R> }
  | { readonly kind: "nothing"; readonly result: R }
  | { readonly kind: "lost"; readonly error: BeadsError };

/** A verb's law: the same function decides the first time and on every replay. */
export type Decide<V extends VerbName> = (state: State, operation: Operation<V>) => Promise<Verdict<VerbResults[V]>>;

export function applies<R>(draft: Draft<R>): Verdict<R> {
  return { kind: "applies", draft };
}

export function nothing<R>(result: R): Verdict<R> {
  return { kind: "nothing", result };
}

export function lost<R>(error: BeadsError): Verdict<R> {
  return { kind: "lost", error };
}
