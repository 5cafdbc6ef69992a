import type { OutboxEntry } from "../../domain/outbox.ts";
import type { AttachedFile } from "../../store/operation.ts";

/** What brings something to another project, and why that one. */
export interface Carrier {
  readonly kind: "clone" | "mirror" | "branch";
  /** A directory, or a URL without credentials. */
  readonly place: string;
  /** In words, why this one. */
  readonly why: string;
}

/** An entry with the files that go along. */
export interface Parcel {
  readonly entry: OutboxEntry;
  readonly files: readonly AttachedFile[];
}

/** How one try to bring a parcel ended. */
export interface Attempt {
  readonly state: "delivered" | "queued" | "proposed" | "refused";
  /** The id that it has there; null where it is not there yet. */
  readonly bead: string | null;
  /** In words why it is not there, one sentence; null if it is. */
  readonly why: string | null;
  readonly code: string | null;
  /** True for a failure that will not go away by itself. */
  readonly final: boolean;
  /** What to do about it. */
  readonly hint: string | null;
  /** The branch under which it was proposed. */
  readonly branch: string | null;
  readonly carrier: Carrier | null;
}

const NOTHING: Attempt = {
  state: "queued",
  bead: null,
  why: null,
  code: null,
  final: false,
  hint: null,
  branch: null,
  carrier: null,
};

/** An attempt from what matters about it. */
export function attemptOf(said: Partial<Attempt> & Pick<Attempt, "state">): Attempt {
  return { ...NOTHING, ...said };
}
