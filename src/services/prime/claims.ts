import { type Work, workOf } from "../work.ts";
import type { PrimeSite, Rows } from "./site.ts";
import { firstOf } from "./site.ts";

/** What the caller is on, with what tells it apart from other people's words. */
export interface PrimeClaim {
  readonly work: Work;
  readonly labels: readonly string[];
  /** True where the title comes from another project. */
  readonly foreign: boolean;
  /** True where the handoff does. */
  readonly handoff_foreign: boolean;
}

/** The caller's claims, each re-validated against the ledger. */
export async function claims(site: PrimeSite): Promise<Rows<PrimeClaim> | null> {
  const work = await workOf(site.workspace);
  const rows = work.map((one): PrimeClaim => {
    const issue = site.snapshot.issue(one.id);
    const { handoff } = one;
    return {
      work: one,
      labels: issue?.labels ?? [],
      foreign: issue?.origin != null,
      handoff_foreign: handoff !== null && !site.mine.identities.has(handoff.from.project),
    };
  });
  return firstOf(rows, site.most);
}
