import type { Extra } from "./yaml.ts";

/** How a claim's epoch ended. */
export const CLAIM_ENDS = ["released", "closed", "failed", "expired", "taken-over", "handed-off"] as const;
export type ClaimEnd = (typeof CLAIM_ENDS)[number];

/** `claims/0001.md`: the exclusive lease on an issue. Immutable; the first writer on the shared ref wins. */
export interface Claim {
  readonly issue: string;
  /** 1 and up. */
  readonly epoch: number;
  readonly by: string;
  readonly session: string | null;
  readonly at: string;
  readonly until: string;
  readonly op: string;
  /** The name of the holder of the epoch before, where this one took it over. */
  readonly previous: string | null;
  /** SHA-256 (hex) of the secret that lies in the holder's git directory; null for claims that were imported. */
  readonly marker: string | null;
  readonly extras: readonly Extra[];
}

/** `claims/0001.r1.md`: the lease goes on until `until`. */
export interface Renewal {
  readonly issue: string;
  readonly epoch: number;
  /** 1 and up within the epoch. */
  readonly renewal: number;
  readonly by: string;
  readonly at: string;
  readonly until: string;
  readonly op: string;
  readonly extras: readonly Extra[];
}

/** `claims/0001.end.md`: how the epoch ended. Only written ends count for anything but readiness. */
export interface Ending {
  readonly issue: string;
  readonly epoch: number;
  readonly outcome: ClaimEnd;
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
  readonly op: string;
  readonly extras: readonly Extra[];
}

/** `claims/0003.reset.md`: how epochs up to this one ended does not count against the issue any more. */
export interface Reset {
  readonly issue: string;
  readonly epoch: number;
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
  readonly op: string;
  readonly extras: readonly Extra[];
}

/** The newest epoch of an issue, with its renewals and its end folded in. */
export interface Lease {
  readonly issue: string;
  readonly epoch: number;
  readonly by: string;
  readonly session: string | null;
  readonly since: string;
  /** The latest `until` of the claim and its renewals. */
  readonly until: string;
  readonly marker: string | null;
  readonly op: string;
  readonly renewals: number;
  readonly ended: ClaimEnd | null;
}
