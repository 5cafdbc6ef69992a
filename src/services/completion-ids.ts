import type { Workspace } from "./workspace.ts";

/** An id as a shell offers it. */
export interface Candidate {
  readonly id: string;
  readonly title: string;
}

/** How many a shell is given at most. */
const MOST = 60;

/** Ids that begin with what was typed so far; what is closed last. */
export async function completionIds({ ledger }: Workspace, input: { readonly prefix: string }): Promise<readonly Candidate[]> {
  return (await ledger.snapshot()).idsFrom(input.prefix, MOST).map(({ id, title }) => ({ id, title }));
}
