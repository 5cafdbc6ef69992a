import { type Work, workOf } from "../work.ts";
import type { PrimeSite, Rows } from "./site.ts";

/** What the caller is on, with what tells it apart from other people's words. */
export interface PrimeClaim {
  readonly work: Work;
  readonly labels: readonly string[];
  /** True where the title comes from another project. */
  readonly foreign: boolean;
  /** True where the handoff does. */
  readonly handoff_foreign: boolean;
}

/** The caller's claims, each re-validated against the ledger: first those to stop with, of which none is left out. */
export async function claims(site: PrimeSite): Promise<Rows<PrimeClaim> | null> {
  const work = await workOf(site.workspace, { living: true });
  const stops = work.filter(({ stop }) => stop !== null);
  const rest = work.filter(({ stop }) => stop === null);
  const shown = [...stops, ...rest.slice(0, site.most)];
  const rows = shown.map((one): PrimeClaim => {
    const issue = site.snapshot.issue(one.id);
    const { handoff } = one;
    return {
      work: one,
      labels: issue?.labels ?? [],
      foreign: issue?.origin != null,
      handoff_foreign: handoff !== null && !site.mine.identities.has(handoff.from.project),
    };
  });
  return rows.length === 0 ? null : { rows, more: work.length - shown.length };
}
